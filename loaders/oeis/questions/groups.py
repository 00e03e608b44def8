"""groups: which group a sequence is in, which of four is not in a group, the signature of a linear recurrence.

Three questions, equally many of each that is asked for; by default, of those that the source has enough for. What makes
each unique is said in which_group.py, odd_one_out.py and signature.py, where groups come from in index/. `weighting`
holds for signatures; of the others, each group is asked equally often, and in it each sequence. A row's `meta` says its
question; of "odd_one_out" the odd sequence is the asked one, and `options` holds the A-numbers shown.

In:  A000045 from place 12, nine terms
Out: a row of one of the three, such as "What is the signature of ... 144, 233, ..., 6765? ..." -> "1,1"
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import numpy as np

from oeis_qa.errors import CapacityError
from oeis_qa.loaders.oeis.corpus import Ints
from oeis_qa.loaders.oeis.index import Groups, groups_of
from oeis_qa.loaders.oeis.index.rows import Sides, pairs, tables
from oeis_qa.loaders.oeis.order import Order, order
from oeis_qa.loaders.oeis.pools import Pool, Rules
from oeis_qa.loaders.oeis.questions import odd_one_out, signature, which_group
from oeis_qa.loaders.oeis.questions.drawing import Wording
from oeis_qa.loaders.oeis.runs import Planned, Runs, Selection, Studied
from oeis_qa.loaders.oeis.uniqueness import shared
from oeis_qa.mixtures import mixed_capacity, schedule, woven
from oeis_qa.records import Batch
from oeis_qa.splits import SPLITS

QUESTIONS = {"group": which_group, "odd_one_out": odd_one_out, "signature": signature}
OF_GROUPS = ("group", "odd_one_out")
PROMPTS, INSTRUCTIONS = which_group.PROMPTS, which_group.INSTRUCTIONS
RULES = Rules(
    sequences=lambda known, selection: [],
    asked_behind=False,
    ambiguous=shared,
    reason="stands in a second sequence",
    constant=False,
    integers=True,
)
_ENOUGH = 1_000  # rows of a question in a split, by default
Pooled = Callable[[str, Selection, Rules], Pool]


@dataclass(frozen=True, kw_only=True)
class Asking(Runs):
    """Runs with the question that each is asked for."""

    which: Ints  # place in `parts`
    names: tuple[str, ...]
    parts: tuple[Runs, ...]  # the runs of each question, in order


@dataclass(frozen=True)
class Questions:
    """The rows of a split: equally many of each question."""

    parts: Mapping[str, Sides | Order]
    seed: int

    def __len__(self) -> int:
        return mixed_capacity([len(part) for part in self.parts.values()], [1] * len(self.parts))

    def take(self, rows: range | Ints) -> Asking:
        """The runs of these rows."""
        which, index = schedule(dict.fromkeys(self.parts, 1), self.seed, rows, "questions of groups")
        parts = tuple(part.take(index[which == i]) for i, part in enumerate(self.parts.values()))
        place = np.argsort(np.argsort(which, kind="stable"), kind="stable")
        columns = (
            np.concatenate([getattr(part, name) for part in parts])[place]
            for name in ("sequence", "start", "shown", "key")
        )
        return Asking(*columns, which=which, names=tuple(self.parts), parts=parts)


def rows(known: Studied, selection: Selection, pooled: Pooled) -> tuple[dict[str, Questions], Counter[str]]:
    """The rows of every split, and what was dropped."""
    plain = replace(selection, index="", questions=())  # what pools do not depend on
    asked = selection.questions or tuple(QUESTIONS)
    pools = {"signature": pooled("groups-signature", plain, signature.RULES)} if "signature" in asked else {}
    if set(asked) & set(OF_GROUPS):
        pools["group"] = pooled("groups", plain, RULES)
    listed = groups_of(known, selection) if "group" in pools else None
    found = {split: _parts(known, selection, pools, listed, split) for split in SPLITS}
    _check_rows(found, selection)
    dropped = sum((Counter(pool.dropped) for pool in pools.values()), Counter[str]())
    return {split: Questions(_enough(parts, selection), selection.seed) for split, parts in found.items()}, dropped


def _parts(
    known: Studied, selection: Selection, pools: Mapping[str, Pool], listed: Groups | None, split: str
) -> dict[str, Sides | Order]:
    """The rows of each question asked for."""
    found: dict[str, Sides | Order] = {}
    asked = selection.questions or tuple(QUESTIONS)
    if listed is not None:
        by_sequence = order(known, pools["group"], selection, selection.kind, split, by_sequence=True)
        for question, laid in (("group", tables), ("odd_one_out", pairs)):
            if question in asked:
                found[question] = laid(listed, by_sequence, selection.seed, split)
    if "signature" in pools:
        found["signature"] = order(known, pools["signature"], selection, selection.kind, split)
    return found


def _check_rows(found: Mapping[str, Mapping[str, Sides | Order]], selection: Selection) -> None:
    """Raise CapacityError where a question that was asked for by name has no row in any split."""
    for question in selection.questions:
        if not any(len(parts[question]) for parts in found.values()) and question in OF_GROUPS:
            raise CapacityError(
                f"questions={question!r}: source={selection.source!r} has too few groups that are apart, each with "
                "several sequences of one split; add entries, or index= with pages that list more"
            )


def _enough(parts: Mapping[str, Sides | Order], selection: Selection) -> dict[str, Sides | Order]:
    """Those asked for by name; by default, those that have enough rows, or as many as any."""
    least = min(_ENOUGH, max(map(len, parts.values())))
    return {question: part for question, part in parts.items() if selection.questions or len(part) >= least}


def batch(planned: Planned, runs: Asking, words: Wording) -> Batch:
    """One question a run."""
    made = []
    for name, part in zip(runs.names, runs.parts, strict=True):
        kind = QUESTIONS[name]
        made.append(kind.batch(planned, part, words.only(kind.PROMPTS, kind.INSTRUCTIONS)))
    return woven(runs.which, made)
