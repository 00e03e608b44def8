"""Four options of which one is right: how they are lettered, and which ones stand beside the right one.

Whoever sees the options but not the terms must not guess better than by chance. Options that are right more often than
others would tell, so `evenly` draws them such that, given any four it offers, each is right equally often. This is
systematic sampling (Madow 1949): the choices lie on a circle, each as long as it is often right, and a comb of four
teeth, a quarter turn apart, picks one choice a tooth.

In:  evenly(np.array([3, 1, 2, 2, 2, 2]), right=np.array([0]), draws)
Out: [[0, 2, 3, 5]]: the right choice and three others
"""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from oeis_qa.loaders.oeis.corpus import Ints
from oeis_qa.loaders.oeis.questions.drawing import Wording, drawn
from oeis_qa.loaders.oeis.runs import Runs
from oeis_qa.streams import Stream

OPTIONS = 4
LETTERS = "ABCD"


@dataclass(frozen=True)
class Lettered:
    """Options by their letters, one value a row."""

    options: pa.StringArray  # "A) ...\nB) ...\nC) ...\nD) ..."
    answer: pa.StringArray  # the letter of the right one
    wrong: pa.StringArray  # another letter
    order: Ints  # (rows, OPTIONS): which option has each letter


def lettered(words: Wording, runs: Runs, names: list[pa.StringArray], letter: Ints | None = None) -> Lettered:
    """The options in a drawn order; `names` holds the right ones first, `letter` their places, where they are given."""
    places = Stream(words.seed, "oeis_qa", words.kind, "letters")[runs.key[:, None] * 16 + np.arange(OPTIONS)]
    order = np.argsort(places, axis=1, kind="stable")
    if letter is not None:
        row = np.arange(len(order))
        order[row, np.argmax(order == 0, axis=1)] = order[row, letter]
        order[row, letter] = 0
    lines = [
        pc.binary_join_element_wise(f"{letter}) ", pc.choose(pa.array(column), *names), "")
        for letter, column in zip(LETTERS, order.T, strict=True)
    ]
    right = np.argmax(order == 0, axis=1)
    wrong = (right + 1 + drawn(words, "wrong letter", OPTIONS - 1, runs)) % OPTIONS
    letters = np.array(list(LETTERS))
    return Lettered(
        options=pc.binary_join_element_wise(*lines, "\n"),
        answer=pa.array(letters[right], pa.string()),
        wrong=pa.array(letters[wrong], pa.string()),
        order=order,
    )


def evenly(shares: Ints, right: Ints, draws: Stream, key: Ints) -> Ints:
    """For every row OPTIONS choices, ascending from some tooth on, the right one among them.

    `shares` says how often each choice is right, in any unit; `key` names the row.

    Raises:
        ValueError: a choice is right in more than one row of OPTIONS, so that its options would tell it.
    """
    total = int(shares.sum())
    if shares.max(initial=0) * OPTIONS > total:
        raise ValueError(f"a choice is right in {shares.max()} of {total} rows; it may be in a {OPTIONS}th at most")
    ends = np.cumsum(shares) * OPTIONS
    tooth = ends[right] - 1 - draws.below(shares[right] * OPTIONS, key)
    teeth = (tooth % total)[:, None] + total * np.arange(OPTIONS)
    return np.searchsorted(ends, teeth, side="right")
