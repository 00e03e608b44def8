"""Templates of prompts, filled in columns: each holds the same slots, in any order.

In:  filled(("What follows {terms}?", "{terms}, and then?"), [1], {"{terms}": pyarrow.array(["1, 2, 4"])})
Out: ["1, 2, 4, and then?"]
"""

import re
from collections.abc import Mapping

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray


def filled(
    templates: tuple[str, ...], chosen: NDArray[np.int64], slots: Mapping[str, pa.StringArray]
) -> pa.StringArray:
    """For every row its chosen template, with its values in the slots."""
    pattern = re.compile("|".join(map(re.escape, slots)))
    texts = list(zip(*(pattern.split(template) for template in templates), strict=True))
    orders = list(zip(*(map(list(slots).index, pattern.findall(template)) for template in templates), strict=True))
    pieces = [pa.array(texts[0], pa.string()).take(pa.array(chosen))]
    for order, behind in zip(orders, texts[1:], strict=True):
        which = np.array(order)[chosen]
        same = next(iter(slots.values())) if len(slots) == 1 else pc.choose(pa.array(which), *slots.values())
        pieces += [same, pa.array(behind, pa.string()).take(pa.array(chosen))]
    return pc.binary_join_element_wise(*pieces, "")
