"""Runs that stand in several places, beside a second, plain implementation over lists of text."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oeis_qa.loaders.oeis.corpus import Corpus, Sequence
from oeis_qa.loaders.oeis.uniqueness import behind, groups, open_ended, shared


def of(lists):
    return Corpus.of((Sequence(i, tuple(map(str, terms)), "") for i, terms in enumerate(lists)), "")


def flags_of(corpus, length):
    """For every run that stands in several places, by the place of its last term: (open ended, shared)."""
    (found,) = groups(corpus, length, length)
    columns = open_ended(corpus, found).tolist(), shared(corpus, found).tolist()
    return dict(zip(found.last.tolist(), zip(*columns, strict=True), strict=True))


def plainly(lists, length):
    """The same, from the lists themselves."""
    next_terms, inside, places = {}, {}, {}
    place = 0
    for i, terms in enumerate(lists):
        for at in range(len(terms)):
            if at >= length - 1:
                run = tuple(terms[at - length + 1 : at + 1])
                next_terms.setdefault(run, set()).add(terms[at + 1] if at + 1 < len(terms) else None)
                inside.setdefault(run, set()).add(i)
                places.setdefault(run, []).append(place)
            place += 1
    return {
        place: (len(next_terms[run]) > 1 or None in next_terms[run], len(inside[run]) > 1)
        for run, own in places.items()
        if len(own) > 1
        for place in own
    }


def test_a_run_followed_by_two_terms_is_open_ended():
    assert flags_of(of([[1, 2, 3, 4, 9], [1, 2, 3, 5, 9]]), 3) == {2: (True, True), 7: (True, True)}


def test_a_run_at_the_end_of_a_list_is_open_ended_everywhere():
    corpus = of([[7, 8, 9], [7, 8, 9, 10]])
    assert flags_of(corpus, 3) == {2: (True, True), 5: (True, True)}
    assert behind(corpus, np.array([2, 5])).tolist()[0] == -1


def test_a_run_with_one_continuation_in_two_sequences_is_shared_only():
    assert flags_of(of([[1, 2, 3, 4], [1, 2, 3, 4]]), 3)[2] == (False, True)


def test_runs_do_not_cross_from_one_sequence_into_the_next():
    assert flags_of(of([[1, 2], [1, 2, 1], [2]]), 2) == {1: (True, True), 3: (True, True)}


def test_terms_are_compared_as_text_of_any_size():
    big = 10**50
    assert list(flags_of(of([[1, big, 2, 3], [1, big + 1, 2, 3]]), 2)) == [3, 7]


def test_a_repeated_run_in_one_sequence_is_not_shared():
    assert flags_of(of([[1, 2, 1, 2, 1]]), 2) == {
        1: (False, False),
        3: (False, False),
        2: (True, False),
        4: (True, False),
    }


@settings(deadline=None, max_examples=200)
@given(
    st.lists(st.lists(st.integers(-1, 2), max_size=12), min_size=1, max_size=5), st.integers(1, 4), st.integers(0, 5)
)
def test_both_implementations_agree_at_every_length(lists, shortest, more):
    corpus = of(lists)
    for found in groups(corpus, shortest, shortest + more):
        expected = plainly(lists, found.length)
        assert sorted(found.last.tolist()) == sorted(expected)
        ended, twice = open_ended(corpus, found), shared(corpus, found)
        assert {int(p): (bool(a), bool(b)) for p, a, b in zip(found.last, ended, twice, strict=True)} == expected


@settings(deadline=None, max_examples=100)
@given(st.lists(st.lists(st.integers(0, 1), max_size=12), min_size=1, max_size=4), st.data())
def test_the_foremost_is_the_first_with_a_flag(lists, data):
    corpus = of(lists)
    (found,) = groups(corpus, 2, 2)
    flags = np.array(data.draw(st.lists(st.booleans(), min_size=len(found.last), max_size=len(found.last))), bool)
    chosen = {}
    for place, flag in sorted(zip(found.last.tolist(), flags.tolist(), strict=True)):
        run = corpus.term_ids[place - 1], corpus.term_ids[place]
        if flag:
            chosen.setdefault(run, place)
    assert sorted(found.last[found.foremost(flags)].tolist()) == sorted(chosen.values())


@pytest.mark.parametrize("length", [1, 5])
def test_no_sequences_give_no_runs(length):
    (found,) = groups(of([[]]), length, length)
    assert (len(found.last), len(found.first)) == (0, 0)
    assert not open_ended(of([[]]), found).any()
