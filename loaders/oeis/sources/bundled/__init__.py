"""The sequences that come with the library, by topic; their programs and names were written for it.

In:  corpus(cache_dir)
Out: Corpus of 300 and more sequences; their terms are computed the first time (some seconds) and kept
"""

import importlib
import json
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from datasets.utils import tqdm

from oeis_qa.cache import sources_folder
from oeis_qa.fingerprint import code_hash
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
    for topic in TOPICS:
        yield from importlib.import_module(f"{__name__}.{topic}").ENTRIES


def corpus(cache_dir: str) -> Corpus:
    """The bundled corpus, its terms computed or read back."""
    known = _terms(sources_folder(cache_dir) / f"{code_hash('oeis_qa.loaders.oeis.sources')}-bundled.json")
    return Corpus.of((_sequence(entry, known[entry.number]) for entry in entries()), LICENCE)


def _sequence(entry: Entry, found: list[str]) -> Sequence:
    keywords = tuple(entry.keywords.split())
    return Sequence(
        int(entry.number[1:]), tuple(found), entry.name, entry.offset, keywords, entry.crossrefs, entry.program
    )


def _terms(path: Path) -> dict[str, list[str]]:
    """The terms of every entry, by A-number. The file is renamed into place: it is whole or not there."""
    if path.exists():
        found: dict[str, list[str]] = json.loads(path.read_text())
        return found
    computed = {
        entry.number: terms(entry) for entry in tqdm(list(entries()), desc="Computing bundled sequences", delay=2)
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile("w", dir=path.parent, suffix=".tmp", delete=False) as file:
        json.dump(computed, file)
    os.replace(file.name, path)
    return computed
