"""Which runs of terms may be asked about, and in which split.

A candidate is a run of min_terms..max_terms consecutive terms of one sequence. It is dropped, and counted by the first
reason that holds, if its sequence or its terms are filtered out, if its question would have a second answer (the kind
says when), if the same run is asked already (the lowest A-number owns it), or if it is a validation or test run that
stands in any sequence of a train family (or, with eval_kin="none", is kin of such a run, see kin.py), or a test run
that stands in one of a validation family.

Each of these holds of a whole range of lengths of the runs that end at one place (see uniqueness.py), so what is left
is kept as one range a place: `shortest` and `longest`, 4 bytes for the candidates of 16 lengths.

In:  pool(studied, selection, completion's rules)
Out: Pool(shortest=[..., 9, 9, 12, ...], longest=[..., 24, 24, 24, ...], dropped={"asked already": 11423, ...})
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from oeis_qa.loaders.oeis.corpus import Corpus, Flags, Ints
from oeis_qa.loaders.oeis.kin import Kin
from oeis_qa.loaders.oeis.runs import Runs, Selection, Studied
from oeis_qa.loaders.oeis.uniqueness import NEVER, Groups, Lengths, groups

Reasons = list[tuple[str, Flags]]  # reasons to leave a sequence out, each with one flag a sequence


@dataclass(frozen=True)
class Rules:
    """What a kind of question adds to the options."""

    sequences: Callable[[Studied, Selection], Reasons]
    asked_behind: bool  # whether the term behind the run is asked for, and so must be known and short enough
    ambiguous: Callable[[Corpus, Groups], Flags]  # of runs in several places: whether the question has a second answer
    reason: str  # what `ambiguous` is called in the counts
    constant: bool = True  # whether a run of one term again and again may be asked
    mirrored: bool = False  # whether the corpus is read backwards: "behind" a run is before it
    integers: bool = False  # whether sequences of fractions are left out
    first: bool = False  # whether only the first min_terms terms of a sequence are a candidate: one for each
    limits: Callable[[Studied, Selection], tuple[Ints, Ints]] | None = None  # fewest, most terms of a run by its end
    faults: Callable[[Studied, Selection, Runs], Reasons] | None = None  # of single runs, drawn with the seed
    paired: bool = False  # whether two runs are shown, one of which comes from the other


@dataclass(frozen=True)
class Pool:
    """The runs that may be asked: for every place of the corpus, the lengths of the runs that end there."""

    shortest: Lengths  # NEVER where there are none
    longest: Lengths
    dropped: Mapping[str, int]  # candidates by the reason they were dropped for


def pool(known: Studied, selection: Selection, rules: Rules, kin: Kin) -> Pool:
    """The runs that may be asked under these options."""
    corpus = known.corpus
    last = np.arange(len(corpus.terms))
    reach = np.minimum(last - corpus.starts[corpus.sequence_of] + 1, selection.max_terms)  # longest run that ends here
    tally = _Tally(np.full(len(last), selection.min_terms, np.int32), reach.astype(np.int32))
    if rules.integers:
        selection = replace(selection, fractions_too=False)
    for reason, flags in [*unwanted(corpus, selection), *rules.sequences(known, selection)]:
        tally.drop_places(reason, flags[corpus.sequence_of])
    if rules.asked_behind:
        tally.drop_places("no next term", last + 1 == corpus.starts[1:][corpus.sequence_of])
    if rules.first:
        tally.drop_places("not the first run", last - corpus.starts[corpus.sequence_of] + 1 != selection.min_terms)
    tally.drop_longer("over max_digits", _short_terms(corpus, selection.max_digits, rules.asked_behind))
    if not rules.constant:
        tally.drop_shorter("one term again and again", _constant_run(corpus) + 1)
    if rules.limits is not None:
        fewest, most = rules.limits(known, selection)
        tally.drop_shorter("too few terms shown", fewest)
        tally.drop_longer("terms in front that differ", most)
    found = _thresholds(known, selection, rules, tally.left())
    if selection.ambiguity == "reject":
        tally.drop_shorter(rules.reason, found.single)
    tally.drop_shorter("asked already", found.foremost)
    tally.drop_shorter("stands in another split", found.apart)
    tally.drop_shorter("stands in an older entry", found.new)
    if selection.eval_kin == "none":
        tally.drop_shorter("kin of a train run", kin.unrelated(selection.min_terms, len(last)))
    dropped = {reason: count for reason, count in tally.dropped.items() if count}
    shortest = np.where(tally.left(), tally.shortest, NEVER).astype(np.uint16)
    return Pool(shortest, np.where(tally.left(), tally.longest, 0).astype(np.uint16), dropped)


def unwanted(corpus: Corpus, selection: Selection) -> Reasons:
    """Sequences that the options leave out."""
    kept = has_keyword(corpus, selection.include) if selection.include else np.ones(len(corpus), bool)
    rational = (corpus.denominator > 0) & (not selection.fractions_too)
    excluded = has_keyword(corpus, selection.exclude)
    older = corpus.number < since(selection)
    reasons = [("keyword not included", ~kept), ("keyword excluded", excluded), ("sequence of fractions", rational)]
    return [*reasons, ("older than since", older)]


def since(selection: Selection) -> int:
    """The lowest number of a sequence that is asked about."""
    return int(selection.since[1:] or 0)


def has_keyword(corpus: Corpus, keywords: tuple[str, ...]) -> Flags:
    """For every sequence, whether it has one of these keywords."""
    found = np.zeros(len(corpus), bool)
    hits = pc.is_in(corpus.keywords.flatten(), pa.array(keywords, pa.string())).to_numpy(zero_copy_only=False)
    found[pc.list_parent_indices(corpus.keywords).to_numpy()[hits]] = True
    return found


def _short_terms(corpus: Corpus, max_digits: int, behind: bool) -> Ints:
    """For every place, the number of terms up to it that stand in a row and are not too long; 0 if the answer is."""
    long = corpus.digits > max_digits
    places = np.arange(len(long))
    latest = np.maximum.accumulate(np.where(long, places, -1)) if len(long) else places
    return places - latest if not behind else np.where(np.append(long[1:], False), 0, places - latest)


def _constant_run(corpus: Corpus) -> Ints:
    """For every place, the number of equal terms that end there."""
    places = np.arange(len(corpus.terms))
    same = np.zeros(len(places), bool)
    same[1:] = (corpus.term_ids[1:] == corpus.term_ids[:-1]) & (corpus.sequence_of[1:] == corpus.sequence_of[:-1])
    return places - np.maximum.accumulate(np.where(same, 0, places)) + 1 if len(places) else places


@dataclass(frozen=True)
class _Thresholds:
    """For every place, the shortest run that ends there and ...; NEVER if none up to max_terms does."""

    single: Lengths  # has one answer
    foremost: Lengths  # is the first of its equals among the runs that may be asked
    apart: Lengths  # stands in no family of an earlier split: train before validation before test
    new: Lengths  # stands in no entry older than `since`


def _thresholds(known: Studied, selection: Selection, rules: Rules, left: Flags) -> _Thresholds:
    corpus = known.corpus
    found = _Thresholds(*(np.full(len(left), selection.min_terms, np.uint16) for _ in range(4)))
    old = (corpus.number < since(selection))[corpus.sequence_of]
    for group in groups(corpus, selection.min_terms, selection.max_terms):
        split = known.split[corpus.sequence_of[group.last]]
        earliest = group.spread(np.minimum.reduceat(split, group.first)) if len(split) else split
        for threshold, failing in (
            (found.single, rules.ambiguous(corpus, group)),
            (found.foremost, ~group.foremost(left[group.last])),
            (found.apart, earliest < split),
            (found.new, group.any(old[group.last])),
        ):
            # What fails at this length may hold at the next one.
            threshold[group.last[failing]] = group.length + 1 if group.length < selection.max_terms else NEVER
    return found


class _Tally:
    """For every place, the range of lengths still in the running; and what was dropped, by reason."""

    def __init__(self, shortest: NDArray[np.int32], longest: NDArray[np.int32]) -> None:
        self.shortest, self.longest = shortest, longest
        self.dropped: dict[str, int] = {}
        self._left = self._candidates()

    def left(self) -> Flags:
        """Places that still end a candidate."""
        result: Flags = self.shortest <= self.longest
        return result

    def drop_places(self, reason: str, flags: Flags) -> None:
        self._narrow(reason, self.shortest, np.where(flags, 0, self.longest))

    def drop_longer(self, reason: str, longest: Ints) -> None:
        self._narrow(reason, self.shortest, np.minimum(self.longest, longest))

    def drop_shorter(self, reason: str, shortest: Ints | Lengths) -> None:
        self._narrow(reason, np.maximum(self.shortest, shortest), self.longest)

    def _narrow(self, reason: str, shortest: NDArray[Any], longest: NDArray[Any]) -> None:
        before, self.shortest, self.longest = self._left, shortest.astype(np.int32), longest.astype(np.int32)
        self._left = self._candidates()
        self.dropped[reason] = self.dropped.get(reason, 0) + before - self._left

    def _candidates(self) -> int:
        return int(np.maximum(self.longest - self.shortest + 1, 0).sum())
