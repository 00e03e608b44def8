"""The relations of a source, found once and kept beside it.

In:  kept_relations(studied, selection)
Out: the table of relations(corpus): sequence, relation, of, other, shift, shared, factor, added, stated
"""

import pyarrow as pa

from oeis_qa.loaders.oeis.relations import relations
from oeis_qa.loaders.oeis.runs import Selection, Studied, keep_found


def kept_relations(known: Studied, selection: Selection) -> pa.Table:
    """Every relation of the source's corpus."""
    place = selection.source, selection.cache_dir
    return keep_found(*place, "relations", lambda: relations(known.corpus), "Finding relations between sequences")
