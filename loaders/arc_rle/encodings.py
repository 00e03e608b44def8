"""Many grids as text, in any codec.

In:  written(Grids.of([[[1, 0], [0, 1]]]), "rle")
Out: ["2 2 10,01"]
"""

import numpy as np
import pyarrow as pa

from oeis_qa.loaders.arc_rle.codecs import CODECS
from oeis_qa.loaders.arc_rle.grids import Grids
from oeis_qa.loaders.arc_rle.rle_batches import encoded

_CHUNK = 256  # grids worked on at once, which fit in a processor's cache


def written(grids: Grids, codec: str) -> pa.StringArray:
    """The text of each grid."""
    if codec != "rle":
        return pa.array(map(CODECS[codec].encode, grids), pa.string())
    chunks = (grids.some(slice(at, at + _CHUNK)) for at in range(0, len(grids), _CHUNK))
    texts = [encoded(some.cells[some.inside], np.stack([some.height, some.width], axis=1)) for some in chunks]
    return pa.concat_arrays(texts) if texts else pa.array([], pa.string())
