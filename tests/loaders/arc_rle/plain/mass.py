"""The answers of mass from the text of a row.

In:  {"operation": "max_mass", "instruction": "... at most 2 cells ... left and right of it ...", "data": "3 1 112"}
Out: "3 1 1"
"""

import re

from tests.loaders.arc_rle.plain.components import mass_mask, offered, touched
from tests.loaders.arc_rle.plain.grids import read, write_as, write_flags


def answer(row):
    asked, operation = row["instruction"], row["operation"]
    grids = [read(text) for text in row["data"].split("\n")]
    if operation == "recognise_max_mass":
        return write_flags(which_bounds(*grids, touched(asked), names(asked)))
    most = int(re.search(r"(?:at most|have|no more than) (\d) cells?\b", asked)[1])
    if operation == "max_mass":
        return write_as(mass_mask(*grids, touched(asked), most), row["answer_kind"])
    first, second = grids
    named = offered(asked)
    return write_flags({name: mass_mask(first, offsets, most) == second for name, offsets in named.items()})


def names(asked):
    """The offered names, in order: the list that stands together."""
    listed = re.search(r"max_mass_\d(?:, max_mass_\d)+", asked)[0]
    return listed.split(", ")


def which_bounds(first, second, offsets, listed):
    return {name: mass_mask(first, offsets, int(name[-1])) == second for name in listed}
