"""The content of a grid as one random word: equal for equal grids alone, and what decides which split a grid lies in.

In:  contents(Grids.of([[[1, 2]], [[1, 2]], [[2, 1]]]))
Out: three words, of which the first two are equal
"""

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from oeis_qa.loaders.arc_rle.cells import LONGEST
from oeis_qa.loaders.arc_rle.grids import Grids
from oeis_qa.splits import SPLITS, Fractions, split_at
from oeis_qa.streams import Stream, Words

# A sum of random words, each as often as its number says, is the same for two lists of numbers once in 2**63 pairs.
_PLACES = Stream(0, "arc_rle", "places")[np.arange(LONGEST * LONGEST)].reshape(LONGEST, LONGEST)
_CONTENT = Stream(0, "arc_rle", "content")


def contents(grids: Grids) -> Words:
    """A word for each grid."""
    high, wide = grids.cells.shape[1:]
    numbers = (grids.cells + np.uint8(1)).astype(np.uint64)  # colour 0 counts 1, and OUTSIDE, which wraps, 0
    return contents_of(numbers.reshape(len(grids), high * wide), _PLACES[:high, :wide].reshape(-1))


def contents_of(numbers: NDArray[np.uint64], places: Words = _PLACES[0]) -> Words:
    """A word for each row of numbers, such as the counts of a histogram; at most 99 in a row."""
    words: Words = _CONTENT[numbers @ places[: numbers.shape[1]]]
    return words


def together(*words: Words) -> Words:
    """One word for what several contents make up, in their order."""
    return contents_of(np.stack(words, axis=1))


def lies_in(words: Words, split: str, fractions: Fractions) -> NDArray[np.bool_]:
    """Whether each content belongs to the split."""
    return split_at(words / 2.0**64, fractions) == SPLITS.index(split)


def spelled(words: Words) -> pa.StringArray:
    """Sixteen hex digits for each content."""
    digits = words.astype(">u8").tobytes().hex()
    ends = np.arange(0, 16 * len(words) + 1, 16, dtype=np.int32)
    return pa.StringArray.from_buffers(len(words), pa.py_buffer(ends), pa.py_buffer(digits.encode()))
