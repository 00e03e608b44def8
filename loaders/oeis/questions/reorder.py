"""reorder: shuffled terms of a run: their right order.

Unique because: over every sequence of the source, the terms stand side by side in this order alone (multisets and
orders are compared by 64-bit hashes: one in 2**64 pairs of orders would be taken for equal). Runs that sorting
restores, up or down, are left out.

In:  A000010 from place 12, nine terms
Out: "Put 6, 6, 8, 8, 16, 6, 18, 8, 12 back into ..." -> "6, 8, 8, 16, 6, 18, 8, 12, 10"
"""

import functools

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from oeis_qa.loaders.oeis.corpus import Corpus, Flags, Ints
from oeis_qa.loaders.oeis.pools import Reasons, Rules
from oeis_qa.loaders.oeis.questions.asking import Asked, asked, shown_terms
from oeis_qa.loaders.oeis.questions.drawing import Wording
from oeis_qa.loaders.oeis.runs import Planned, Runs, Selection, Studied
from oeis_qa.loaders.oeis.search import searched_ids
from oeis_qa.loaders.oeis.uniqueness import hashes, shared
from oeis_qa.records import Batch
from oeis_qa.streams import Stream

PROMPTS = (
    "These consecutive terms of a sequence are shuffled: {terms}. Write them in their right order, comma-separated.",
    "In which order do the terms {terms} stand in their sequence? List them in that order, separated by commas.",
    "How does the sequence run whose consecutive terms, mixed up, are {terms}? List them all with commas between.",
    "What is the order of {terms} in the sequence they come from? Write them so, separated by commas.",
    "Can you undo the shuffling of {terms}, a run of a sequence? Give the run with commas between its terms.",
    "What did the run look like before it was shuffled into {terms}? Answer with its terms, separated by commas.",
    "The run {terms} of a sequence got out of order. How did it read at first? Put commas between the terms.",
    "Which arrangement of {terms} is a run of a sequence? Write it as a comma-separated list.",
    "If {terms} are consecutive terms of a sequence in the wrong order, what is the right one? List them with commas.",
    "Do you see a sequence in {terms}, once rearranged? Give all these terms as they follow in it, comma-separated.",
    "Put the shuffled terms {terms} back in the order of their sequence, separated by commas.",
    "Rearrange {terms} so that they become consecutive terms of a sequence. Separate them by commas.",
    "Unshuffle these consecutive terms of a sequence, and write them with commas between: {terms}",
    "Reorder {terms} to match the sequence they come from, where they are consecutive. Use commas between them.",
    "Restore the order in which {terms} follow one another in a sequence. Answer with a comma-separated list.",
    "Arrange the integers {terms} as they follow each other in their sequence, with commas between them.",
    "Recover the original order of a run that was shuffled to {terms}. Write out the run, separated by commas.",
    "Write the terms {terms} in the order they have in their sequence, with a comma after each but the last.",
    "Find the order that makes {terms} a run of a sequence. Write the terms in this order, comma-separated.",
    "Set right a run that has been scrambled: {terms}. Answer with all its terms in order, separated by commas.",
    "Bring {terms} into the order they had in a sequence before they were mixed. Give a list with commas.",
    "Turn the jumble {terms} back into a run of a sequence, comma-separated and with every term kept.",
    "List these shuffled terms again, comma-separated, each in its place in the sequence: {terms}",
    "Please untangle this jumbled run of a sequence, giving its terms in the order they had, with commas: {terms}",
    "Please give {terms} in sequence order, with commas between. At present the order of these terms is random.",
    "Cards with consecutive terms of a sequence fell down: {terms}. Lay them out again in order, with commas between.",
    "Someone cut a run of a sequence into single terms and mixed them: {terms}. Join them again, commas between.",
    "I noted a run of a sequence but lost the order: {terms}. Tell me the terms in order, separated by commas.",
    "A printer put the terms of a run in random order: {terms}. Reprint the run as it was, separated by commas.",
    "A puzzle gives {terms}, a run of a sequence after a shuffle, and asks for the run itself. Solve it, using commas.",
    "The integers {terms} are a run of a sequence, but not in this order. Give the run as a comma-separated list.",
    "Consider a run of a sequence, shuffled: {terms}. Write the same terms, unshuffled, with commas between.",
    "Given the terms {terms} in mixed order, state the run of a sequence that they make up, separated by commas.",
    "Shuffled: {terms}\nIn the order of the sequence, comma-separated:",
    "Terms of a run, order lost: {terms}\nThe run, with commas between its terms:",
    "Out of order: {terms}\nThe same terms as they follow in their sequence, separated by commas:",
    "{terms}\n\nThese consecutive terms of a sequence were mixed. Write them in the right order, separated by commas.",
    "{terms}\nA run of a sequence, scrambled. Unscrambled and comma-separated:",
    "Separated by commas and in the order of their sequence, the shuffled terms {terms} are",
    "The run of a sequence that was shuffled into {terms} reads, with commas between its terms,",
    "Known: {terms}, consecutive terms in random order. Required: the same terms in their true order, comma-separated.",
)

INSTRUCTIONS = (
    "These consecutive terms of a sequence are shuffled. Write them in their right order, separated by commas.",
    "In which order do these terms stand in their sequence? List them so, with commas between.",
    "Put the shuffled terms back in the order of their sequence, comma-separated.",
    "Rearrange the terms so that they are a run of a sequence. Separate them by commas.",
    "The input holds a run of a sequence in random order. Answer with the run itself, separated by commas.",
    "Undo the shuffling of this run of a sequence, and write all its terms with commas between.",
    "Restore the order that these terms have in their sequence. Give a comma-separated list.",
    "What did this run of a sequence look like before it was shuffled? Put commas between its terms.",
    "Find the order in which these integers are consecutive terms of a sequence, and list them with commas.",
    "Unscramble the run: the same terms, as they follow in their sequence, separated by commas.",
)

_SIEVE = 22  # bits of a multiset's hash that are looked at before the others


def faults(known: Studied, selection: Selection, runs: Runs) -> Reasons:
    """Runs that sorting restores, or whose terms stand in another order too."""
    return [
        ("sorting restores it", sorted_already(known.corpus, runs)),
        ("the same terms stand in another order", reordered_elsewhere(known, runs)),
    ]


RULES = Rules(
    sequences=lambda known, selection: [],
    asked_behind=False,
    ambiguous=shared,
    reason="stands in a second sequence",
    constant=False,
    integers=True,
    faults=faults,
)


def batch(planned: Planned, runs: Runs, words: Wording) -> Batch:
    """One question a run."""
    shuffled = shuffled_terms(planned.studied.corpus, runs, words)
    what = Asked(
        answer=pc.binary_join(shown_terms(planned.studied.corpus, runs), ", "),
        answer_kind=pa.repeat(pa.scalar("integer_list"), len(runs)),
        shown=shuffled,
        wrong=pc.binary_join(shuffled, ", "),
    )
    return asked(planned.studied, runs, what, words)


def shuffled_terms(corpus: Corpus, runs: Runs, words: Wording) -> pa.ListArray:
    """The terms of each run in another order than their own."""
    terms = shown_terms(corpus, runs)
    return pa.ListArray.from_arrays(terms.offsets, terms.values.take(pa.array(_shuffle(terms, runs, words))))


def _shuffle(terms: pa.ListArray, runs: Runs, words: Wording) -> Ints:
    """Indices into the terms' values that put each list into another order than its own."""
    offsets = terms.offsets.to_numpy().astype(np.int64)
    row = np.repeat(np.arange(len(runs)), runs.shown)
    within = np.arange(len(row)) - offsets[row]
    drawn = Stream(words.seed, "oeis_qa", words.kind, "shuffle")[runs.key[row] * 4099 + within]
    order = np.lexsort((drawn, row))
    ids = pc.dictionary_encode(terms.values).indices.to_numpy()
    same = np.logical_and.reduceat(ids[order] == ids, offsets[:-1])
    # A list that came out as it was is turned by one instead: it has two different terms at least.
    turned = offsets[row] + (within + 1) % runs.shown[row]
    return np.where(same[row], turned, order)


def constant(corpus: Corpus, runs: Runs) -> Flags:
    """Runs of one term again and again, which have no other order."""
    falls, rises = (np.concatenate([[0], np.cumsum(steps)]) for steps in _steps(corpus))
    first = corpus.starts[runs.sequence] + runs.start
    last = first + runs.shown - 1
    still: Flags = (falls[last + 1] == falls[first + 1]) & (rises[last + 1] == rises[first + 1])
    return still


def sorted_already(corpus: Corpus, runs: Runs) -> Flags:
    """Runs that never fall, or never rise."""
    falls, rises = (np.concatenate([[0], np.cumsum(steps)]) for steps in _steps(corpus))
    first = corpus.starts[runs.sequence] + runs.start
    last = first + runs.shown - 1
    flat: Flags = (falls[last + 1] == falls[first + 1]) | (rises[last + 1] == rises[first + 1])
    return flat


def _steps(corpus: Corpus) -> tuple[Flags, Flags]:
    """For every place, whether its term is below the one before, and whether it is above; signs and digits decide."""
    terms = corpus.terms
    negative = pc.starts_with(terms, "-").to_numpy(zero_copy_only=False)
    length = corpus.digits
    below, above = np.zeros(len(terms), bool), np.zeros(len(terms), bool)
    if len(terms) < 2:
        return below, above
    here, there = terms[1:], terms[:-1]
    alphabetic = (
        pc.less(here, there).to_numpy(zero_copy_only=False),
        pc.greater(here, there).to_numpy(zero_copy_only=False),
    )
    longer, shorter = length[1:] > length[:-1], length[1:] < length[:-1]
    smaller = np.where(longer | shorter, shorter, alphabetic[0])  # by magnitude, of equal signs
    larger = np.where(longer | shorter, longer, alphabetic[1])
    signs, before = negative[1:], negative[:-1]
    below[1:] = np.where(signs == before, np.where(signs, larger, smaller), signs)
    above[1:] = np.where(signs == before, np.where(signs, smaller, larger), before)
    return below, above


def reordered_elsewhere(known: Studied, runs: Runs) -> Flags:
    """Runs whose terms stand side by side somewhere in another order."""
    if known.drawn is not None:
        return _reordered_in_own(known.corpus, runs) | _held(known, runs)
    corpus = known.corpus
    faulty = np.zeros(len(runs), bool)
    sums = _sums(corpus.term_ids)
    for shown in np.unique(runs.shown).tolist():
        rows = np.flatnonzero(runs.shown == shown)
        last = corpus.starts[runs.sequence[rows]] + runs.start[rows] + shown - 1
        faulty[rows] = _reordered(corpus, sums, last, shown)
    return faulty


def _reordered(corpus: Corpus, sums: NDArray[np.uint64], last: Ints, shown: int) -> Flags:
    """For runs of one length, by their last places."""
    places = np.arange(len(corpus.terms))
    every = places[places - corpus.starts[corpus.sequence_of] >= shown - 1]
    wanted, where = np.unique(_multisets(sums, last, shown), return_inverse=True)
    sieve = np.zeros(1 << _SIEVE, bool)
    sieve[wanted >> np.uint64(64 - _SIEVE)] = True
    multiset = _multisets(sums, every, shown)
    alike = np.flatnonzero(sieve[multiset >> np.uint64(64 - _SIEVE)])
    group = np.minimum(np.searchsorted(wanted, multiset[alike]), len(wanted) - 1)
    alike, group = alike[wanted[group] == multiset[alike]], group[wanted[group] == multiset[alike]]
    ordered = hashes(corpus, every[alike], shown)
    own = np.zeros(len(wanted), np.uint64)
    own[where] = hashes(corpus, last, shown)
    several = np.zeros(len(wanted), bool)
    several[group[ordered != own[group]]] = True
    result: Flags = several[where]
    return result


def _reordered_in_own(corpus: Corpus, runs: Runs) -> Flags:
    """Runs, each of a sequence of its own, whose terms stand there in another order."""
    faulty = np.zeros(len(runs), bool)
    sums, places = _sums(corpus.term_ids), np.arange(len(corpus.terms))
    for shown in np.unique(runs.shown).tolist():
        rows = np.flatnonzero(runs.shown == shown)
        row_of = np.full(len(corpus), -1)
        row_of[runs.sequence[rows]] = rows
        row = row_of[corpus.sequence_of]
        every = np.flatnonzero((row >= 0) & (places - corpus.starts[corpus.sequence_of] >= shown - 1))
        own = (corpus.starts[runs.sequence] + runs.start + shown - 1)[row[every]]
        alike = _multisets(sums, every, shown) == _multisets(sums, own, shown)
        every, own = every[alike], own[alike]
        other = hashes(corpus, every, shown) != hashes(corpus, own, shown)
        faulty[row[every[other]]] = True
    return faulty


def _held(known: Studied, runs: Runs) -> Flags:
    """Runs whose terms stand side by side, in any order, among the short programs."""
    corpus, held = known.searched, np.zeros(len(runs), bool)
    indices, offsets = runs.term_indices(known.corpus)
    own = _sums(searched_ids(known, indices))
    for shown in np.unique(runs.shown).tolist():
        rows, there = np.flatnonzero(runs.shown == shown), _all_multisets(corpus, shown)
        wanted = own[offsets[rows + 1]] - own[offsets[rows]]
        held[rows] = there[np.minimum(np.searchsorted(there, wanted), len(there) - 1)] == wanted
    return held


@functools.lru_cache(maxsize=64)
def _all_multisets(corpus: Corpus, shown: int) -> NDArray[np.uint64]:
    """The multisets of all runs of this length, sorted."""
    places = np.arange(len(corpus.terms))
    every = places[places - corpus.starts[corpus.sequence_of] >= shown - 1]
    return np.unique(_multisets(_sums(corpus.term_ids), every, shown))


def _sums(ids: Ints) -> NDArray[np.uint64]:
    return np.concatenate([np.zeros(1, np.uint64), np.cumsum(Stream(0, "oeis_qa", "multiset")[ids])])


def _multisets(sums: NDArray[np.uint64], last: Ints, shown: int) -> NDArray[np.uint64]:
    return sums[last + 1] - sums[last + 1 - shown]
