"""Answers as text, each with its answer kind and, where one is wanted, a wrong one beside it.

In:  told_grids(rows, Grids.of([[[0, 1]]]))
Out: Told(text=["2 1 01"], kind=["grid:rle"], wrong=["2 1 04"])
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from oeis_qa.loaders.arc_rle import histograms
from oeis_qa.loaders.arc_rle.cell_rows import CellRows
from oeis_qa.loaders.arc_rle.cells import COLOURS
from oeis_qa.loaders.arc_rle.drawing import one_drawn
from oeis_qa.loaders.arc_rle.encodings import written
from oeis_qa.loaders.arc_rle.grids import Grids, Ints
from oeis_qa.loaders.arc_rle.histograms import Colours, Counts
from oeis_qa.loaders.arc_rle.questions.rows import Rows
from oeis_qa.loaders.arc_rle.rle_rows import encode_rows, json_lists, lists


@dataclass(frozen=True)
class Told:
    text: pa.StringArray
    kind: pa.StringArray
    wrong: pa.StringArray | None  # None where no wrong response is wanted
    response: pa.StringArray | None = None  # where it is spelled otherwise than the answer


def told(text: pa.StringArray, kind: str, wrong: pa.StringArray | None) -> Told:
    """Answers that are all of one kind."""
    return Told(text, pa.repeat(pa.scalar(kind), len(text)), wrong)


def told_grids(rows: Rows, grids: Grids, codec: str | None = None) -> Told:
    """Grids; what is wrong has another colour in one cell."""
    codec = codec or rows.wanted.answer_encoding
    wrong = written(recoloured(rows, grids), codec) if rows.wanted.two else None
    return told(written(grids, codec), f"grid:{codec}", wrong)


def recoloured(rows: Rows, grids: Grids) -> Grids:
    """The grids with another colour in one cell of each."""
    keys, cells, which = rows.keys_for("wrong"), grids.cells.copy(), np.arange(len(grids))
    down, right = one_drawn(keys, "row", grids.height), one_drawn(keys, "column", grids.width)
    cells[which, down, right] = _other(keys, cells[which, down, right].astype(np.int64))
    return Grids(cells, grids.height, grids.width)


def _other(keys: NDArray[np.uint64], colours: Ints) -> Ints:
    return (colours + 1 + one_drawn(keys, "colour", COLOURS - 1)) % COLOURS


def told_rows(
    rows: Rows,
    cells: CellRows,
    write: Callable[[CellRows], pa.StringArray] = encode_rows,
    kind: str = "rle_row",
) -> Told:
    """Single rows of cells; what is wrong has another colour in one of them."""
    return told(write(cells), kind, write(_one_recoloured(rows, cells)) if rows.wanted.two else None)


def told_json_rows(rows: Rows, cells: CellRows) -> Told:
    """Single rows of cells as JSON lists, which as answers are lists of integers like others."""
    return replace(told_rows(rows, cells, json_lists, "integer_list"), text=lists(cells), response=json_lists(cells))


def _one_recoloured(rows: Rows, cells: CellRows) -> CellRows:
    keys, changed = rows.keys_for("wrong"), cells.cells.copy()
    at = cells.starts + one_drawn(keys, "column", cells.lengths)
    changed[at] = _other(keys, changed[at].astype(np.int64))
    return CellRows(changed, cells.lengths)


def told_histograms(rows: Rows, counts: Counts) -> Told:
    """Histograms; what is wrong counts one colour by one too many."""
    more = np.arange(COLOURS) == one_drawn(rows.keys_for("wrong"), "colour", COLOURS)[:, None]
    return told(
        histograms.write_all(counts), "histogram", histograms.write_all(counts + more) if rows.wanted.two else None
    )


def told_colours(rows: Rows, colours: Colours) -> Told:
    """Sets of colours; what is wrong has one more, or one less."""
    changed = np.arange(COLOURS) == one_drawn(rows.keys_for("wrong"), "colour", COLOURS)[:, None]
    wrong = histograms.write_colours(colours ^ changed) if rows.wanted.two else None
    return told(histograms.write_colours(colours), "colours", wrong)


def told_numbers(rows: Rows, numbers: Ints) -> Told:
    """Whole numbers; what is wrong is one more, or one less where that is a number of things too."""
    less = (one_drawn(rows.keys_for("wrong"), "side", 2) == 1) & (numbers > 0)
    wrong = pa.array(numbers + np.where(less, -1, 1)).cast(pa.string()) if rows.wanted.two else None
    return told(pa.array(numbers).cast(pa.string()), "integer", wrong)


def told_lists(rows: Rows, grids: Grids) -> Told:
    """Grids of one row as lists of colours; what is wrong has another colour in one place."""
    return told(_lists(grids), "integer_list", _lists(recoloured(rows, grids)) if rows.wanted.two else None)


def _lists(grids: Grids) -> pa.StringArray:
    return pa.array((", ".join(map(str, grid[0].tolist())) for grid in grids), pa.string())


def told_flags(rows: Rows, names: NDArray[np.str_], offered: NDArray[np.bool_], truth: NDArray[np.bool_]) -> Told:
    """Whether each of the offered names holds, `name=1,name=0`; what is wrong has one of them turned round.

    All three have a row for each row and a column for each place; what is not offered is left out.
    """
    place = one_drawn(rows.keys_for("wrong"), "flag", offered.sum(axis=1))
    turned = truth ^ (np.arange(truth.shape[1]) == place[:, None])
    return told(_flags(names, offered, truth), "flags", _flags(names, offered, turned) if rows.wanted.two else None)


def _flags(names: NDArray[np.str_], offered: NDArray[np.bool_], truth: NDArray[np.bool_]) -> pa.StringArray:
    said = [
        pc.if_else(pa.array(offered[:, i]), pc.binary_join_element_wise(pa.array(names[:, i]), bit, "="), None)
        for i in range(names.shape[1])
        for bit in [pa.array(["0", "1"]).take(pa.array(truth[:, i].astype(np.int64)))]
    ]
    return pc.binary_join_element_wise(*said, ",", null_handling="skip")
