"""Wrong programs for layouts with two responses: those of other sequences of the same split.

In:  other_programs(studied, golds, a run of A000045, words, "python")
Out: ["```python\\ndef a(n): ...\\n```"], a program that gives other terms
"""

import numpy as np
import pyarrow as pa

from oeis_qa.answers.fences import fenced
from oeis_qa.loaders.oeis.corpus import Ints
from oeis_qa.loaders.oeis.programs.golds import Golds
from oeis_qa.loaders.oeis.questions.drawing import Wording, drawn
from oeis_qa.loaders.oeis.runs import Runs, Studied
from oeis_qa.splits import SPLITS


def other_programs(known: Studied, found: Golds, runs: Runs, words: Wording, language: str) -> pa.StringArray:
    """For every run the program of another sequence of its split; of programs drawn alone, one that is a place late."""
    if known.drawn is not None:
        late = (found[own].code.replace("return x[n - 1]", "return x[n - 2]") for own in runs.sequence.tolist())
        return pa.array(
            [fenced(language, code.replace("return x[n]", "return x[n - 1]")) for code in late], pa.string()
        )
    having = np.array(list(found))
    chosen = drawn(words, "wrong program", 1 << 30, runs).tolist()
    peers = [having[known.split[having] == split] for split in range(len(SPLITS))]
    rows = zip(runs.sequence.tolist(), chosen, strict=True)
    others = (_other(known, found, own, peers[known.split[own]], draw) for own, draw in rows)
    return pa.array([fenced(language, code) for code in others], pa.string())


def _other(known: Studied, found: Golds, own: int, peers: Ints, draw: int) -> str:
    """The program of the next one of `peers` whose terms are not those of `own`."""
    terms = _numbered(known, own)
    for step in range(len(peers)):
        other = int(peers[(draw + step) % len(peers)])
        if any(terms.get(index, term) != term for index, term in _numbered(known, other).items()):
            return found[other].code
    return "0"  # in no language a program that defines a(n)


def _numbered(known: Studied, sequence: int) -> dict[int, str]:
    return dict(enumerate(known.corpus.terms_of(sequence), known.corpus.offset[sequence].as_py()))
