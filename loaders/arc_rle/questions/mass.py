"""mass: which cells of an image lie in small components, or under which connectivity or bound that was so.

In:  an image of 4 x 2 cells, the connectivity lr2 and at most 2 cells
Out: "Write 1 for each cell of the RLE image whose component has at most 2 cells ...⏎4 2 b72,7b2" -> "4 2 b01,1b0"
"""

from dataclasses import replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from oeis_qa.loaders.arc_rle.drawing import one_drawn
from oeis_qa.loaders.arc_rle.grids import Grids, Ints, merged
from oeis_qa.loaders.arc_rle.images import Range
from oeis_qa.loaders.arc_rle.morphology import mass_mask
from oeis_qa.loaders.arc_rle.questions.asking import Asked, Operation
from oeis_qa.loaders.arc_rle.questions.connectivities import (
    COMPONENTS,
    NAMES,
    applied,
    areas,
    drawn_connectivity,
    named,
    recognise_connectivity,
    recognise_phrases,
    touched,
)
from oeis_qa.loaders.arc_rle.questions.recognising import recognised, recognition
from oeis_qa.loaders.arc_rle.questions.rows import Rows

TOKEN = "mass"
SIDES: Range = (3, 20)
RECOGNISED_SIDES: Range = (8, 12)  # of two images
MOST = 8  # cells, of the largest bound
BOUNDS = tuple(f"max_mass_{cells}" for cells in range(1, MOST + 1))

APPLY = (
    "write 1 for each cell of {image} whose component has at most {most}, else 0, where a cell touches {touched}, and "
    + COMPONENTS[0],
    f"mark with 1 the components of {{image}} that have {{most}} or fewer, all else with 0; {COMPONENTS[1]}, and a "
    "cell touches {touched}",
    "find the cells of {image} that are in components of no more than {most}: 1 for them, 0 for the rest; a cell "
    f"touches {{touched}}, and {COMPONENTS[2]}",
)
RECOGNISE_CONNECTIVITY = recognise_phrases(
    f"the second image has 1 for each cell of the first whose component has at most {{most}}, else 0 ({COMPONENTS[0]})"
)
RECOGNISE_BOUND = (
    "say for which of {names} the second image has 1 for each cell of the first whose component has at most so many "
    "cells as the name ends in, else 0, where a cell touches {touched}, and " + COMPONENTS[0],
    "decide for each of {names} whether the second image marks with 1 the cells of the first that are in components of "
    "as many cells as the number in the name or fewer, and all else with 0; "
    f"{COMPONENTS[1]}, and a cell touches {{touched}}",
    "find out which of {names} give the second image, where max_mass_3 would write 1 for the cells of the first that "
    "are in components of no more than 3 cells and 0 for the rest, and the others likewise; a cell touches {touched}, "
    f"and {COMPONENTS[2]}",
)


def masked(grids: Grids, which: Ints, most: Ints) -> Grids:
    """1 where a component has so many cells at most, under the connectivity of its number, else 0."""
    places = [np.flatnonzero(which == number) for number in range(len(NAMES))]
    parts = [mass_mask(grids.some(at), name, most[at]) for name, at in zip(NAMES, places, strict=True) if len(at)]
    return merged(parts, [at for at in places if len(at)])


def _most(rows: Rows) -> Ints:
    return one_drawn(rows.keys, "most", MOST) + 1


def _counted(most: Ints) -> pa.StringArray:
    return pa.array([f"{cells} cell{'s' * (cells > 1)}" for cells in range(MOST + 1)]).take(pa.array(most))


def _under(rows: Rows, grids: Grids, which: Ints) -> Grids:
    return masked(grids, which, _most(rows))


def _bounded(rows: Rows, grids: Grids, which: Ints) -> Grids:
    return masked(grids, drawn_connectivity(rows), which + 1)


def max_mass(rows: Rows) -> Asked:
    """Which cells lie in components of so many cells at most."""
    return _told(rows, applied(rows, SIDES, _under))


def connectivity(rows: Rows) -> Asked:
    """Which of the offered connectivities make these cells lie in small components."""
    return _told(rows, recognise_connectivity(rows, areas(rows, RECOGNISED_SIDES), _under))


def _told(rows: Rows, asked: Asked) -> Asked:
    """The question, with the bound in its slots."""
    most = _most(rows)
    told = {"max_mass": pc.cast(pa.array(most), pa.string())}
    return replace(asked, slots={**asked.slots, "{most}": _counted(most)}, benchmark={**asked.benchmark, **told})


def bound(rows: Rows) -> Asked:
    """Which of the offered bounds make these cells lie in small components."""
    which = drawn_connectivity(rows)
    found = recognised(rows, MOST, areas(rows, RECOGNISED_SIDES), _bounded, few_dull=True)
    asked = recognition(rows, found, BOUNDS, touched=touched(which))
    return replace(asked, benchmark={"connectivity": named(which), **asked.benchmark})


OPERATIONS = {
    "max_mass": Operation(APPLY, max_mass, "grid", "dataset=mass group=max_mass"),
    "recognise_connectivity": Operation(
        RECOGNISE_CONNECTIVITY, connectivity, "flags", "dataset=mass group=recognize_connectivity"
    ),
    "recognise_max_mass": Operation(RECOGNISE_BOUND, bound, "flags", "dataset=mass group=recognize_max_mass"),
}
