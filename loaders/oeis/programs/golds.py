"""Programs that were run in the sandbox and gave every published term: the golds of code_generation.

Found once per source and language, in parallel; what was found out about each program is kept in a journal as it comes,
so that a run that was cut short goes on where it was. A program by us, which is trusted, is asked for some terms more.

In:  golds(corpus, "bundled", state, cache_dir, "python", unchecked=False)
Out: {0: Gold(0, code="def a(n): ...", adapter="function", by="oeis_qa", beyond=("34", ...)), ...}
"""

import functools
import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

import pyarrow as pa
from datasets.utils import tqdm

from oeis_qa import sandbox
from oeis_qa.errors import NotRunError, SandboxError
from oeis_qa.fingerprint import text_hash
from oeis_qa.loaders.oeis.corpus import Corpus
from oeis_qa.loaders.oeis.programs import limits
from oeis_qa.loaders.oeis.programs.adapters import adapted
from oeis_qa.loaders.oeis.programs.candidates import Candidate, candidates
from oeis_qa.loaders.oeis.programs.drivers import driven, terms_told
from oeis_qa.loaders.oeis.programs.entries import RUN
from oeis_qa.loaders.oeis.runs import keep_found, kept_at
from oeis_qa.threads import in_threads

BEYOND = 5  # terms behind the published ones that a trusted program is asked for
_PART = 0.5  # of the time that an answer has, for a gold: so that it is right on a slower machine, too
_FINITE = {"fini", "full"}


@dataclass(frozen=True)
class Gold:
    sequence: int  # index in the corpus
    code: str  # a program that defines a(n)
    adapter: str  # what was done to the one that was found, see adapters/; "" where it was not run
    by: str  # whom it is credited to
    beyond: tuple[str, ...] = ()  # terms behind those published, by a trusted program


Golds = Mapping[int, Gold]  # by index in the corpus


@functools.lru_cache(maxsize=4)
def golds(corpus: Corpus, source: str, state: str, cache_dir: str, language: str, unchecked: bool) -> Golds:
    """The golds in one language; `unchecked` ones are taken as they are written, and nothing is run.

    Raises:
        SandboxError, MissingExtraError: programs in this language cannot be run here.
        NotRunError: the sandbox stopped working.
    """
    name = f"golds-{language}{'-unchecked' if unchecked else ''}"
    make = _unchecked if unchecked else _checked
    table = keep_found(
        source,
        cache_dir,
        name,
        lambda: make(corpus, source, cache_dir, language),
        f"Running {language} programs",
    )
    rows = (Gold(**{**row, "beyond": tuple(row["beyond"])}) for row in table.to_pylist())
    return {gold.sequence: gold for gold in rows}


_SCHEMA = pa.schema(
    {
        "sequence": pa.int64(),
        "code": pa.string(),
        "adapter": pa.string(),
        "by": pa.string(),
        "beyond": pa.list_(pa.string()),
    }
)


def _unchecked(corpus: Corpus, source: str, cache_dir: str, language: str) -> pa.Table:
    """The first program of each sequence; where we know how, made to define a(n)."""
    found = []
    for sequence, programs in candidates(corpus, source, cache_dir, language).items():
        ways = _ways(corpus, sequence, programs[0], language) if language in RUN else iter([("", programs[0].code)])
        for _, code in ways:
            found.append(Gold(sequence, code, "", programs[0].by))
            break
    return _table(found)


def _checked(corpus: Corpus, source: str, cache_dir: str, language: str) -> pa.Table:
    """The first program of each sequence that gives its terms."""
    if sandbox.LANGUAGES[language].interpreter() is None:
        install = sandbox.LANGUAGES[language].install
        raise SandboxError(
            f"language={language!r}: its programs cannot be run here, for {install} is not installed; install it, or "
            "say unchecked=True to take them as they are"
        )
    sandbox.check_host()
    journal = kept_at(source, cache_dir, f"golds-{language}.jsonl")
    known = _read(journal)
    found: list[Gold] = []
    dropped: Counter[str] = Counter()
    offered = candidates(corpus, source, cache_dir, language)

    def look(item: tuple[int, list[Candidate]]) -> tuple[str, Gold | str]:
        sequence, programs = item
        key = text_hash(corpus.labels[sequence].as_py(), *corpus.terms_of(sequence), *map(repr, programs))
        return key, known[key] if key in known else _first_right(corpus, sequence, programs, language)

    with journal.open("a", encoding="utf-8") as file:
        looked = in_threads(look, offered.items())
        for key, gold in tqdm(looked, total=len(offered), desc=f"Running {language} programs", delay=2):
            if key not in known:
                file.write(json.dumps([key, gold if isinstance(gold, str) else asdict(gold)]) + "\n")
                file.flush()
            if isinstance(gold, str):
                dropped[gold] += 1
            else:
                found.append(gold)
    told = json.dumps(dropped) if dropped else "none"
    print(f"{source}: {len(found):,} sequences with a right {language} program; dropped {told}", file=sys.stderr)
    return _table(found)


def _read(journal: Path) -> dict[str, Gold | str]:
    """What an earlier run found out; a last line that was cut short is not read."""
    known: dict[str, Gold | str] = {}
    for line in journal.read_text(encoding="utf-8").splitlines() if journal.exists() else ():
        try:
            key, gold = json.loads(line)
        except ValueError:
            continue
        known[key] = gold if isinstance(gold, str) else Gold(**{**gold, "beyond": tuple(gold["beyond"])})
    return known


def _first_right(corpus: Corpus, sequence: int, programs: list[Candidate], language: str) -> Gold | str:
    """The first gold that one of the programs gives, or why the last one is none."""
    reason = "no program that an adapter fits"
    for program in programs:
        for adapter, code in _ways(corpus, sequence, program, language):
            beyond = _beyond(corpus, sequence, code, program.trusted, language)
            if not isinstance(beyond, str):
                return Gold(sequence, code, adapter, program.by, beyond)
            reason = beyond
    return reason


def _ways(corpus: Corpus, sequence: int, program: Candidate, language: str) -> Iterator[tuple[str, str]]:
    return adapted(language, program.code, corpus.labels[sequence].as_py(), corpus.offset[sequence].as_py() or 0)


def _beyond(corpus: Corpus, sequence: int, code: str, trusted: bool, language: str) -> tuple[str, ...] | str:
    """Terms behind the published ones, if the program gives all of these; else what is wrong with it."""
    first, terms = corpus.offset[sequence].as_py() or 0, corpus.terms_of(sequence)
    finite = not _FINITE.isdisjoint(corpus.keywords[sequence].as_py() or ())
    last = first + len(terms) - 1
    further = last + BEYOND if trusted and not finite else last
    outcome = sandbox.run(driven(language, code, first, further), language, limits=limits(language, _PART))
    if outcome.verdict == "infrastructure":
        raise NotRunError(f"the programs of the source could not all be run: {outcome.reason}; start again to go on")
    told = terms_told(outcome.stdout)
    for index, term in enumerate(terms, first):
        if told.get(index) != term:
            return "program gives another term" if index in told else f"program ends with {outcome.verdict}"
    return tuple(told[index] for index in range(last + 1, further + 1) if index in told)


def _table(found: list[Gold]) -> pa.Table:
    return pa.Table.from_pylist([asdict(gold) for gold in sorted(found, key=lambda gold: gold.sequence)], _SCHEMA)
