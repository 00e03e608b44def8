"""Occurrences of runs, beside a second, plain implementation over lists of text."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oeis_qa.loaders.oeis.corpus import Corpus, Sequence
from oeis_qa.loaders.oeis.uniqueness import following, occurrences, open_ended, shared


def runs_of(terms, length):
    return [(tuple(terms[at : at + length]), at) for at in range(len(terms) - length + 1)]


def plainly(lists, length):
    """For every run of this length, in order: (open ended, shared)."""
    behind, inside = {}, {}
    for i, terms in enumerate(lists):
        for run, at in runs_of(terms, length):
            behind.setdefault(run, set()).add(terms[at + length] if at + length < len(terms) else None)
            inside.setdefault(run, set()).add(i)
    every = [run for terms in lists for run, _ in runs_of(terms, length)]
    return [(len(behind[run]) > 1 or None in behind[run], len(inside[run]) > 1) for run in every]


def test_a_run_followed_by_two_terms_is_open_ended(corpus_of):
    corpus = corpus_of([1, 2, 3, 4, 9], [1, 2, 3, 5, 9])
    (found,) = occurrences(corpus, 3, 3)
    assert open_ended(corpus, found).tolist() == [True, False, True, True, False, True]
    assert shared(corpus, found).tolist() == [True, False, False, True, False, False]


def test_a_run_at_the_end_of_a_list_is_open_ended_everywhere(corpus_of):
    corpus = corpus_of([7, 8, 9], [7, 8, 9, 10])
    (found,) = occurrences(corpus, 3, 3)
    assert open_ended(corpus, found).tolist() == [True, True, True]
    assert following(corpus, found)[0] == -1


def test_runs_do_not_cross_from_one_sequence_into_the_next(corpus_of):
    corpus = corpus_of([1, 2], [3, 4, 5], [])
    assert [found.at.tolist() for found in occurrences(corpus, 2, 3)] == [[0, 2, 3], [2]]


def test_terms_are_compared_as_text_of_any_size(corpus_of):
    big = 10**50
    corpus = corpus_of([1, big, 2, 3], [1, big + 1, 2, 3])
    (found,) = occurrences(corpus, 2, 2)
    assert shared(corpus, found).tolist() == [False, False, True, False, False, True]


def test_a_repeated_run_in_one_sequence_is_not_shared(corpus_of):
    corpus = corpus_of([1, 2, 1, 2, 1])
    (found,) = occurrences(corpus, 2, 2)
    assert not shared(corpus, found).any()
    assert found.runs == 2


@settings(deadline=None, max_examples=150)
@given(st.lists(st.lists(st.integers(-1, 2), max_size=9), min_size=1, max_size=5), st.integers(1, 4))
def test_both_implementations_agree(lists, length):
    corpus = Corpus.of((Sequence(i, tuple(map(str, terms)), "") for i, terms in enumerate(lists)), "")
    (found,) = occurrences(corpus, length, length)
    vectorised = np.stack([open_ended(corpus, found), shared(corpus, found)], axis=1).tolist()
    assert [tuple(pair) for pair in vectorised] == plainly(lists, length)


@pytest.mark.parametrize("length", [1, 5])
def test_no_sequences_give_no_runs(length, corpus_of):
    corpus = corpus_of([])
    (found,) = occurrences(corpus, length, length)
    assert (len(found.at), found.runs) == (0, 0)
