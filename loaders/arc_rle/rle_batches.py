"""Run-length text of many grids at once: every step is one numpy operation over the bytes or cells of all of them.

`rle` has the grammar, and reads alone what is refused here.

In:  decoded(pyarrow.array(["3 2 5,", "4 3 4747,,a824"]))
Out: [array of 2 rows of 5, array of 4747, 4747 and 8824]
"""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from oeis_qa.loaders.arc_rle.cells import LONGEST, Grid

Ints = NDArray[np.int64]
Bytes = NDArray[np.uint8]

LONGEST_RUN = 27
_SPACE, _COMMA, _ZERO, _BEFORE_A = ord(" "), ord(","), ord("0"), ord("a") - 2  # a is 2, z is 27
_SIZES = pa.array([f"{width} {height} " for width in range(LONGEST + 1) for height in range(LONGEST + 1)])
_OTHER, _DIGIT, _LETTER, _BREAK = range(4)  # classes of bytes
_CLASS = np.full(256, _OTHER, np.uint8)
_CLASS[[*b"0123456789"]], _CLASS[[*b"abcdefghijklmnopqrstuvwxyz"]], _CLASS[_COMMA] = _DIGIT, _LETTER, _BREAK
_LENGTH = np.ones(256, np.uint8)  # of the run whose colour stands behind this byte
_LENGTH[[*b"abcdefghijklmnopqrstuvwxyz"]] = np.arange(2, LONGEST_RUN + 1)


def encoded(cells: Grid, shapes: Ints) -> pa.StringArray:
    """The canonical text of each grid."""
    heights, widths = shapes[:, 0], shapes[:, 1]
    row_widths = np.repeat(widths, heights)
    row_starts = _before(row_widths)
    first_rows = _before(heights)
    repeated = _repeated(cells, row_widths, row_starts, first_rows)
    begins = np.empty(len(cells), bool)
    np.not_equal(cells[1:], cells[:-1], out=begins[1:])
    begins[row_starts] = True
    starts = np.flatnonzero(begins)
    first_runs = np.searchsorted(starts, row_starts)
    lengths: Bytes | Ints = np.diff(starts, append=len(cells)).astype(np.uint8)
    lengths[first_runs[lengths[first_runs] == row_widths]] = 1  # a row of one colour is that colour alone
    colours, lengths, first_runs = cut(cells[starts], lengths, first_runs)

    slots = np.empty((len(colours), 3), np.uint8)  # of each run: the comma before its row, its letter, its digit
    slots[:, 0], slots[:, 1], slots[:, 2] = _COMMA, lengths + _BEFORE_A, colours + _ZERO
    used = np.zeros((len(colours), 3), bool)
    used[first_runs, 0] = True
    used[first_runs[first_rows], 0] = False
    used[:, 1], used[:, 2] = lengths > 1, True
    if repeated.any():
        used[np.repeat(repeated, np.diff(first_runs, append=len(colours))), 1:] = False
    counts = used.view(np.uint8)
    sizes = np.add.reduceat(counts[:, 0] + counts[:, 1] + counts[:, 2], first_runs[first_rows], dtype=np.int64)
    bodies = strings(slots[used], sizes)
    return pc.binary_join_element_wise(_SIZES.take(pa.array(widths * (LONGEST + 1) + heights)), bodies, "")


def _repeated(cells: Grid, row_widths: Ints, row_starts: Ints, first_rows: Ints) -> NDArray[np.bool_]:
    """Whether each row is the one above."""
    above = row_starts - row_widths
    alike = cells[row_starts] == cells[above]
    alike[first_rows] = False
    rows = np.flatnonzero(alike)  # that begin with the same cell: few of noise
    if len(rows):
        widths = row_widths[rows]
        first = _before(widths)
        places = np.arange(widths.sum()) + np.repeat(row_starts[rows] - first, widths)
        alike[rows] = np.logical_and.reduceat(cells[places] == cells[places - np.repeat(widths, widths)], first)
    return alike


def cut(colours: Grid, lengths: Bytes | Ints, first_runs: Ints) -> tuple[Grid, Bytes | Ints, Ints]:
    """The runs with those over 27 cut, and where each row begins among them."""
    if not (lengths > LONGEST_RUN).any():
        return colours, lengths, first_runs
    pieces = (lengths.astype(np.int64) + LONGEST_RUN - 1) // LONGEST_RUN
    cut = np.full(pieces.sum(), LONGEST_RUN, np.uint8)
    cut[np.cumsum(pieces) - 1] = lengths - (pieces - 1) * LONGEST_RUN
    return np.repeat(colours, pieces), cut, _before(pieces)[first_runs]


def strings(text: Bytes, sizes: Ints) -> pa.StringArray:
    """The text in pieces of these sizes."""
    offsets = np.append(0, np.cumsum(sizes)).astype(np.int32)
    return pa.StringArray.from_buffers(len(sizes), pa.py_buffer(offsets), pa.py_buffer(text))


def decoded(texts: pa.StringArray) -> list[Grid] | None:
    """The grid of each text; None where one of them is none, or has numbers of more than two digits."""
    offsets = np.frombuffer(texts.buffers()[1], np.int32)[texts.offset : texts.offset + len(texts) + 1].astype(np.int64)
    text = np.frombuffer(texts.buffers()[2] or b"", np.uint8)[offsets[0] : offsets[-1]]
    starts, ends = offsets[:-1] - offsets[0], offsets[1:] - offsets[0]
    header = _header(text, starts, ends)
    if header is None:
        return None
    widths, heights, bodies = header
    classes = _CLASS[text]
    for place in range(6):  # a header has four to six bytes
        classes[(starts + place)[starts + place < bodies]] = _OTHER
    cells = _cells(text, classes, widths, heights, bodies, ends)
    if cells is None:
        return None
    first = _before(widths * heights)
    sizes = zip(first.tolist(), heights.tolist(), widths.tolist(), strict=True)
    return [cells[at : at + height * width].reshape(height, width) for at, height, width in sizes]


def _header(text: Bytes, starts: Ints, ends: Ints) -> tuple[Ints, Ints, Ints] | None:
    """Width, height and the place where the rows begin, of every text; None where one of them has no such."""
    spaces = np.flatnonzero(text == _SPACE)
    if len(spaces) != 2 * len(starts):
        return None
    first, second = spaces[::2], spaces[1::2]
    if (first < starts).any() or (second >= ends).any():
        return None
    widths, heights = _number(text, starts, first), _number(text, first + 1, second)
    if min(widths.min(), heights.min()) < 1:
        return None
    return widths, heights, second + 1


def _number(text: Bytes, starts: Ints, ends: Ints) -> Ints:
    """The number of one or two digits between these places; zero where there is none such."""
    tens, ones = (text[np.maximum(ends - place, starts)].astype(np.int64) - _ZERO for place in (2, 1))
    tens[ends - starts == 1] = 0
    plain = (ends - starts >= 1) & (ends - starts <= 2) & (tens >= 0) & (tens <= 9) & (ones >= 0) & (ones <= 9)
    return np.where(plain, 10 * tens + ones, 0)


def _cells(text: Bytes, classes: Bytes, widths: Ints, heights: Ints, bodies: Ints, ends: Ints) -> Grid | None:
    """The cells of all rows; None where a row is none, or there are too many or too few."""
    digits = np.flatnonzero(classes == _DIGIT)
    breaks = np.flatnonzero(classes == _BREAK)
    letters = np.count_nonzero(classes == _LETTER)
    led = classes[digits - 1] == _LETTER  # a digit stands behind its header at least
    known = len(digits) + len(breaks) + letters + (bodies - np.append(0, ends[:-1])).sum() == len(text)
    first_rows = _before(heights)
    row_ends = np.sort(np.concatenate([breaks, ends]), kind="stable")
    if not known or np.count_nonzero(led) != letters or len(row_ends) != heights.sum():
        return None
    if (row_ends[first_rows + heights - 1] != ends).any():
        return None
    row_starts = np.append(0, row_ends[:-1]) + 1
    row_starts[first_rows] = bodies
    return _expanded(text, digits, np.repeat(widths, heights), row_starts, row_ends, first_rows)


def _expanded(
    text: Bytes, digits: Ints, row_widths: Ints, row_starts: Ints, row_ends: Ints, first_rows: Ints
) -> Grid | None:
    lengths = _LENGTH[text[digits - 1]]
    stops = np.searchsorted(digits, row_ends)
    single = row_ends - row_starts == 1
    lengths[stops[single] - 1] = row_widths[single]
    filled = np.append(0, np.cumsum(lengths, dtype=np.int64))[stops]
    counts = np.diff(filled, prepend=0)
    empty = row_ends == row_starts
    if empty[first_rows].any() or (counts != np.where(empty, 0, row_widths)).any():
        return None
    cells = np.repeat(text[digits] - np.uint8(_ZERO), lengths)
    if not empty.any():
        return cells
    # An empty row has the cells that end where those of the last row before it do: `filled` has not grown.
    shift = filled - np.cumsum(row_widths)
    return cells[np.arange(row_widths.sum()) + np.repeat(shift, row_widths)]


def _before(counts: Ints) -> Ints:
    """The sum of the counts before each."""
    return np.cumsum(counts) - counts
