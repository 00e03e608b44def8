"""How the questions of a config are worded, and the draws that decide about each of them.

In:  drawn(Wording("completion", seed=7, ...), "template", 44, runs)
Out: array([30, 2, ...]), one number below 44 for every run, the same wherever the run stands
"""

from dataclasses import dataclass, replace

from oeis_qa.loaders.oeis.corpus import Ints
from oeis_qa.loaders.oeis.runs import Runs
from oeis_qa.streams import Stream


@dataclass(frozen=True)
class Wording:
    kind: str  # "completion"
    seed: int
    templates: tuple[str, ...]
    instructions: tuple[str, ...]  # the same question without the terms
    separators: tuple[str, ...]
    two: bool = False  # whether a wrong response is wanted beside the right one

    def only(self, templates: tuple[str, ...], instructions: tuple[str, ...]) -> "Wording":
        """The same with these templates alone."""
        return replace(self, templates=templates, instructions=instructions)


def drawn(words: Wording, what: str, choices: int | Ints, runs: Runs) -> Ints:
    """For every run a number below `choices`."""
    found: Ints = Stream(words.seed, "oeis_qa", words.kind, what).below(choices, runs.key)
    return found


def drawing(kind: str, seed: int) -> Wording:
    """What draws need, without any words: for what is decided about a run before it is worded."""
    return Wording(kind, seed, (), (), ())
