"""Where sequences come from: a source is named in the `source` option and opened as a Corpus.

In:  open_source("bundled", "~/.cache/huggingface/datasets")
Out: Corpus of 300 and more sequences
"""

import functools

from oeis_qa.errors import SourceError
from oeis_qa.loaders.oeis.corpus import Corpus
from oeis_qa.loaders.oeis.sources import bundled


def check_source(source: str) -> None:
    """Raise SourceError unless the source is there."""
    if source != "bundled":
        raise SourceError(f"source={source!r} is not known; give 'bundled', the sequences that come with the library")


def fingerprint(source: str) -> str:
    """A hash of the source's bytes. The bundled programs are code, which the cache key holds already."""
    check_source(source)
    return source


@functools.lru_cache(maxsize=2)
def open_source(source: str, cache_dir: str) -> Corpus:
    """The corpus of a source; parsed or computed once and kept in a folder beside the datasets cache.

    Raises:
        SourceError: there is no such source.
    """
    check_source(source)
    return bundled.corpus(cache_dir)
