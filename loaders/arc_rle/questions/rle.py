"""rle: single rows of cells and their run-length text, without the size in front: written, read, and worked on.

In:  a row of six cells, 882444
Out: "Reverse the RLE row. Answer in RLE.⏎a82a44" -> "b42a8"; the text that is read need not have the longest runs
"""

from collections.abc import Callable
from functools import partial

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from oeis_qa.loaders.arc_rle import cell_rows
from oeis_qa.loaders.arc_rle.cell_rows import CellRows, Flags, random_rows
from oeis_qa.loaders.arc_rle.contents import contents
from oeis_qa.loaders.arc_rle.drawing import drawn, one_drawn
from oeis_qa.loaders.arc_rle.grids import Grids, Ints, merged
from oeis_qa.loaders.arc_rle.images import Range
from oeis_qa.loaders.arc_rle.questions.asking import Asked, Operation
from oeis_qa.loaders.arc_rle.questions.in_split import drawn_in_split
from oeis_qa.loaders.arc_rle.questions.rle_phrases import PHRASES, ROWS
from oeis_qa.loaders.arc_rle.questions.rows import Rows
from oeis_qa.loaders.arc_rle.questions.sizes import side_word
from oeis_qa.loaders.arc_rle.questions.telling import Told, told_histograms, told_json_rows, told_numbers, told_rows
from oeis_qa.loaders.arc_rle.rle_rows import digits, encode_rows, json_lists
from oeis_qa.streams import Words

TOKEN = "rle row"
LENGTHS: Range = (8, 99)  # fewer cells would recur
MOST_CUTS = 9
FACTORS: Range = (2, 5)

Answer = Callable[[Rows, CellRows], Told]


def _drawn(rows: Rows) -> tuple[CellRows, Words]:
    """A row of cells for each row, and its content."""
    draw = partial(random_rows, length=rows.wanted.sides(LENGTHS), colours=rows.wanted.colours)
    grids = merged(*zip(*drawn_in_split(rows, "row", draw, contents, Grids.some), strict=True))
    return CellRows.of_grids(grids), contents(grids)


def _cuts(rows: Rows, cells: CellRows) -> Flags:
    """Up to so many places of each row at which a run is cut in two."""
    keys = rows.keys_for("cuts")
    places = cells.starts[:, None] + drawn(keys, "places", cells.lengths[:, None], MOST_CUTS)
    cuts = np.zeros(len(cells.cells), bool)
    cuts[places[np.arange(MOST_CUTS) < one_drawn(keys, "count", MOST_CUTS + 1)[:, None]]] = True
    return cuts


def _serialized(write: Callable[[CellRows], pa.StringArray], rows: Rows) -> Asked:
    """A row is given in another text, and asked for in runs."""
    cells, words = _drawn(rows)
    return Asked(write(cells), told_rows(rows, cells), words, benchmark={"pixel_length": side_word(cells.lengths)})


def _read(answer: Answer, rows: Rows) -> Asked:
    """A row is given in runs, and asked for otherwise, or what is made of it."""
    cells, words = _drawn(rows)
    return Asked(
        encode_rows(cells, _cuts(rows, cells)),
        answer(rows, cells),
        words,
        {"{row}": _called(rows), "{factor}": pc.cast(pa.array(_factors(rows)), pa.string())},
        {"pixel_length": side_word(cells.lengths)},
    )


def _called(rows: Rows) -> pa.StringArray:
    return pa.array(ROWS).take(pa.array(one_drawn(rows.keys, "called", len(ROWS))))


def _factors(rows: Rows) -> Ints:
    least, most = FACTORS
    return one_drawn(rows.keys, "factor", most - least + 1) + least


def _pixels(rows: Rows, cells: CellRows) -> Told:
    return told_rows(rows, cells, digits, "grid:digits")


def _length(rows: Rows, cells: CellRows) -> Told:
    return told_numbers(rows, cells.lengths)


def _histogram(rows: Rows, cells: CellRows) -> Told:
    return told_histograms(rows, cell_rows.histogram(cells))


def _reversed(rows: Rows, cells: CellRows) -> Told:
    return told_rows(rows, cell_rows.reverse(cells))


def _compressed(rows: Rows, cells: CellRows) -> Told:
    return told_rows(rows, cell_rows.compress(cells))


def _scaled_up(rows: Rows, cells: CellRows) -> Told:
    return told_rows(rows, cell_rows.scale_up(cells, _factors(rows)))


_READ: dict[str, tuple[Answer, str]] = {
    "pixels": (_pixels, "digits_row"),
    "json": (told_json_rows, "json_list"),
    "length": (_length, "integer"),
    "histogram": (_histogram, "histogram"),
    "reverse": (_reversed, "rle_row"),
    "compress": (_compressed, "rle_row"),
    "scaleup": (_scaled_up, "rle_row"),
}

OPERATIONS = {
    "serialize_pixels": Operation(
        PHRASES["serialize_pixels"], partial(_serialized, digits), "rle_row", "dataset=rle_serialize group=pixels"
    ),
    "serialize_json": Operation(
        PHRASES["serialize_json"], partial(_serialized, json_lists), "rle_row", "dataset=rle_serialize group=json"
    ),
    **{
        name: Operation(PHRASES[name], partial(_read, answer), form, f"dataset=rle_deserialize group={name}")
        for name, (answer, form) in _READ.items()
    },
}
