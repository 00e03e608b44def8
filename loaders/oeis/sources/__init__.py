"""Where sequences come from: a source is named in the `source` option, parsed once, and kept as Arrow.

In:  open_source("/data/oeis", "~/.cache/huggingface/datasets")
Out: Corpus of 390,000 sequences, memory-mapped
"""

import functools
import json
import os
import sys
from collections import Counter
from pathlib import Path

import pyarrow as pa

from oeis_qa.cache import keep, sources_folder
from oeis_qa.errors import SourceFormatError
from oeis_qa.fingerprint import code_hash
from oeis_qa.loaders.oeis.corpus import Corpus
from oeis_qa.loaders.oeis.sources import bundled
from oeis_qa.loaders.oeis.sources.files import files
from oeis_qa.loaders.oeis.sources.files import fingerprint as fingerprint_of_files
from oeis_qa.loaders.oeis.sources.fractions import with_fractions
from oeis_qa.loaders.oeis.sources.joining import table

BUNDLED = "bundled"
NOVEL = "novel"  # programs drawn row by row, see novel/: there is nothing to read
LICENCE = "CC-BY-SA-4.0"  # of everything in the OEIS
CODE = ("oeis_qa.loaders.oeis.sources", "oeis_qa.loaders.oeis.corpus")  # what parsing depends on


def fields(source: str, option: str = "source") -> frozenset[str]:
    """The fields that a source, which this option names, can give: of name, offset, keywords, entries.

    Raises:
        SourceError, SourceFormatError: there is nothing to read.
    """
    if source == NOVEL:
        return frozenset({"offset"})
    return frozenset({"name", "offset", "keywords"}) if source == BUNDLED else files(source, option).fields()


def fingerprint(source: str) -> str:
    """A hash of the source's bytes. The programs of the library are code, which the cache key holds already."""
    return source if source in (BUNDLED, NOVEL) else fingerprint_of_files(files(source))


def folder(source: str, cache_dir: str) -> Path:
    """Where all that is found out about a source is kept."""
    return sources_folder(cache_dir) / f"{code_hash(*CODE)}-{fingerprint(source)}"


def open_source(source: str, cache_dir: str) -> Corpus:
    """The corpus of a source.

    Raises:
        SourceError: there is no such source.
        SourceFormatError: its files cannot be read as what they should be.
    """
    return _opened(source, folder(source, cache_dir))


@functools.lru_cache(maxsize=2)
def _opened(source: str, place: Path) -> Corpus:
    if source == BUNDLED:
        return bundled.corpus(place)
    kept = keep(place / "corpus.arrow", lambda: _parsed(source, place), f"Parsing {source}")
    return Corpus.from_table(kept, LICENCE, json.loads(kept.schema.metadata[b"dropped"]))


def _parsed(source: str, place: Path) -> pa.Table:
    dropped: Counter[str] = Counter()
    texts = place / f"entries.{os.getpid()}.tmp"
    try:
        parsed = with_fractions(table(files(source), texts, dropped), texts, dropped)
        counts = json.dumps({reason: count for reason, count in dropped.items() if count})
        if not len(parsed):
            raise SourceFormatError(f"source={source!r} holds no sequence (dropped {counts}); give one that does")
        texts.replace(place / "entries.arrow")
    finally:
        texts.unlink(missing_ok=True)
    (place / "dropped.json").write_text(counts)
    print(f"{source}: {len(parsed):,} sequences; dropped {counts}", file=sys.stderr)
    return parsed.replace_schema_metadata({"dropped": counts})
