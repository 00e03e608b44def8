"""The answers of dilation from the text of a row.

In:  {"operation": "apply_dilation", "instruction": "... the two cells left and right of it ...", "data": "3 1 112"}
Out: "3 1 0a1"
"""

from tests.loaders.arc_rle.plain.components import dilated, offered, touched
from tests.loaders.arc_rle.plain.grids import read, write_as, write_flags


def answer(row):
    if row["operation"] == "apply_dilation":
        return write_as(dilated(read(row["data"]), touched(row["instruction"])), row["answer_kind"])
    first, second = map(read, row["data"].split("\n"))
    named = offered(row["instruction"])
    return write_flags({name: dilated(first, offsets) == second for name, offsets in named.items()})
