"""The sequences that come with the library, by topic; their programs and names were written for it.

In:  corpus(folder)
Out: Corpus of 300 and more sequences; their terms are computed the first time (some seconds) and kept
"""

import importlib
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
from datasets.utils import tqdm

from oeis_qa.cache import keep
from oeis_qa.loaders.oeis.corpus import Corpus, Sequence
from oeis_qa.loaders.oeis.sources.bundled.entry import Entry, terms

LICENCE = "Apache-2.0"
TOPICS = (
    "arithmetic",
    "binary",
    "combinatorics",
    "constants",
    "digits",
    "divisors",
    "figurate",
    "partitions",
    "permutations",
    "powers",
    "primes",
    "recurrences",
    "residues",
    "self_referential",
    "triangles",
)


def entries() -> Iterator[Entry]:
    """Every bundled entry, topic by topic."""
    for _, entry in entries_by_topic():
        yield entry


def entries_by_topic() -> Iterator[tuple[str, Entry]]:
    """Every bundled entry with its topic, topic by topic."""
    for topic in TOPICS:
        for entry in importlib.import_module(f"{__name__}.{topic}").ENTRIES:
            yield topic, entry


def corpus(folder: Path) -> Corpus:
    """The bundled corpus, its terms computed or read back."""
    known = keep(folder / "terms.arrow", _computed, "Computing bundled sequences").to_pydict()
    terms_of = dict(zip(known["number"], known["terms"], strict=True))
    return Corpus.of((_sequence(entry, terms_of[entry.number]) for entry in entries()), LICENCE)


def _sequence(entry: Entry, found: list[str]) -> Sequence:
    keywords = tuple(entry.keywords.split())
    return Sequence(
        int(entry.number[1:]), tuple(found), entry.name, entry.offset, keywords, entry.crossrefs, entry.program
    )


def _computed() -> pa.Table:
    everything = list(entries())
    lists = [terms(entry) for entry in tqdm(everything, desc="Computing bundled sequences", delay=2)]
    return pa.table({"number": [entry.number for entry in everything], "terms": lists})
