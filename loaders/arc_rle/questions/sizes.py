"""Words for how large an image or histogram is, as simon-arc-lab writes them in `benchmark`.

In:  side_word(numpy.array([9, 30]))
Out: ["small", "large"]
"""

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from oeis_qa.loaders.arc_rle.grids import Grids

Ints = NDArray[np.int64]
_SIDES = (10, 20, 30)
_TOTALS = (10, 100, 1_000, 10_000, 100_000)
_PIXELS = (500, 1_000, 2_000, 4_000, 8_000)


def side_word(sides: Ints) -> pa.StringArray:
    """small to 10, medium to 20, large to 30, else other."""
    return _word(sides, _SIDES, ("small", "medium", "large"))


def total_word(totals: Ints) -> pa.StringArray:
    """a to 10, b to 100, ... e to 100,000, else other."""
    return _word(totals, _TOTALS, "abcde")


def pixels_word(pixels: Ints) -> pa.StringArray:
    """a to 500, b to 1,000, ... e to 8,000, else other."""
    return _word(pixels, _PIXELS, "abcde")


def image_words(grids: Grids) -> dict[str, pa.StringArray]:
    """The two keys that say how large each image is."""
    return {"image_width": side_word(grids.width), "image_height": side_word(grids.height)}


def _word(numbers: Ints, ends: tuple[int, ...], words: tuple[str, ...] | str) -> pa.StringArray:
    return pa.array([*words, "other"]).take(pa.array(np.searchsorted(ends, numbers)))
