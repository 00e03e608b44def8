"""Many grids as text, in any codec.

In:  written(Grids.of([[[1, 0], [0, 1]]]), "rle")
Out: ["2 2 10,01"]
"""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from oeis_qa.loaders.arc_rle.codecs import CODECS
from oeis_qa.loaders.arc_rle.grids import Grids
from oeis_qa.loaders.arc_rle.rle_batches import encoded

_PLACES_AT_ONCE = 1 << 16  # of the boxes of grids that are worked on at once, which fit in a processor's cache


def written(grids: Grids, codec: str) -> pa.StringArray:
    """The text of each grid."""
    if codec != "rle":
        return pa.array(map(CODECS[codec].encode, grids), pa.string())
    _, high, wide = grids.cells.shape
    chunk = max(1, _PLACES_AT_ONCE // (high * wide))
    chunks = (grids.some(slice(at, at + chunk)) for at in range(0, len(grids), chunk))
    texts = [encoded(some.cells[some.inside], np.stack([some.height, some.width], axis=1)) for some in chunks]
    return pa.concat_arrays(texts) if texts else pa.array([], pa.string())


def written_below(first: Grids, second: Grids, codec: str) -> pa.StringArray:
    """The text of each grid of the first, and below it that of the second."""
    # Rows of digits are lines themselves, so that only an empty one tells where the second grid begins.
    between = "\n\n" if codec == "digits" else "\n"
    return pc.binary_join_element_wise(written(first, codec), written(second, codec), between)
