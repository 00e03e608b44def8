"""The answers of erosion from the text of a row.

In:  {"operation": "outline", "instruction": "... the two cells left and right of it ...", "data": "5 1 c12", ...}
Out: "5 1 1a0a1"
"""

from tests.loaders.arc_rle.plain.components import eroded, offered, touched
from tests.loaders.arc_rle.plain.grids import read, write_as, write_flags


def answer(row):
    if row["operation"] == "recognise_connectivity":
        first, second = map(read, row["data"].split("\n"))
        named = offered(row["instruction"])
        return write_flags({name: eroded(first, offsets) == second for name, offsets in named.items()})
    stays = eroded(read(row["data"]), touched(row["instruction"]))
    if row["operation"] == "outline":
        stays = [[1 - bit for bit in line] for line in stays]
    return write_as(stays, row["answer_kind"])
