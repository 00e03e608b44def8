"""The programs that may become golds: our own of the bundled sequences, and those of a source's entries.

In:  candidates(corpus, "bundled", cache_dir, "python")
Out: {0: [Candidate(code="def a(n): ...", by="oeis_qa", trusted=True)], ...}, by index in the corpus
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from oeis_qa.loaders.oeis.corpus import Corpus
from oeis_qa.loaders.oeis.programs.entries import programs_in
from oeis_qa.loaders.oeis.sources import folder
from oeis_qa.loaders.oeis.sources.bundled import entries as bundled_entries

OURS = "oeis_qa"


@dataclass(frozen=True)
class Candidate:
    code: str
    by: str  # whom it is credited to
    trusted: bool  # whether it is believed beyond the published terms


def candidates(corpus: Corpus, source: str, cache_dir: str, language: str) -> dict[int, list[Candidate]]:
    """The programs of every sequence of integers that has some in this language, ours first."""
    index = {number: i for i, number in enumerate(corpus.number.tolist()) if not corpus.denominator[i]}
    found: dict[int, list[Candidate]] = {}
    if language == "python":
        for entry in bundled_entries():
            if (place := index.get(int(entry.number[1:]))) is not None:
                found[place] = [Candidate(entry.program, OURS, trusted=True)]
    for number, text in _texts(folder(source, cache_dir) / "entries.arrow"):
        written = [program for program in programs_in(text) if program.language == language]
        if written and number in index:
            others = [Candidate(program.code, program.by, trusted=False) for program in written]
            found[index[number]] = [*found.get(index[number], []), *others]
    return dict(sorted(found.items()))


def _texts(path: Path) -> Iterator[tuple[int, str]]:
    """Every entry that the source holds, with its A-number."""
    if path.exists():
        table = pa.ipc.open_file(pa.memory_map(str(path))).read_all()
        yield from zip(table.column("number").to_pylist(), table.column("text").to_pylist(), strict=True)
