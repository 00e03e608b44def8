"""Which validation and test runs are kin of a train run: by hand, and by exact fractions on the bundled sequences."""

import itertools
import json
from fractions import Fraction

import datasets
import numpy as np
import pytest

import oeis_qa
from oeis_qa.loaders.oeis.kin import Kin, kin
from oeis_qa.loaders.oeis.runs import Runs, Studied

SQUARES = [n * n for n in range(40)]
PRIMES = [n for n in range(2, 200) if all(n % d for d in range(2, n))]
WILD = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9, 7, 9, 3, 2, 3, 8, 4, 6]


@pytest.fixture
def link(corpus_of):
    """A function: terms of train, terms of test -> how the whole test list is related to train."""

    def told(train, test, shortest=9, longest=24):
        known = Studied(corpus_of(train, test), np.arange(2), np.array([0, 2]))
        found = kin(known, shortest, longest)
        run = Runs(np.array([1]), np.array([0]), np.array([len(test)]), np.array([0]))
        return found.names(known.corpus, run).to_pylist()[0]

    return told


@pytest.mark.parametrize(
    ("train", "test", "name"),
    [
        (SQUARES, [2 * n + 3 for n in SQUARES[5:17]], "affine image"),
        (PRIMES, [-p for p in PRIMES[:12]], "affine image"),
        (WILD, [n - 10**50 for n in WILD[3:15]], "affine image"),
        (WILD, list(itertools.accumulate(WILD[:12])), "partial sums"),
        (WILD, [7 - 3 * n for n in itertools.accumulate(WILD[:12])], "partial sums"),
        (PRIMES, PRIMES[1:20:2], "every second term"),
        (PRIMES, PRIMES[4:24:2], "every second term"),
        (WILD, [b - a for a, b in itertools.pairwise(WILD)], "first differences"),
        (PRIMES, WILD[:12], "none"),
        (WILD, WILD[:12][::-1], "none"),
        (SQUARES, [n**3 for n in range(3, 15)], "none"),
        (SQUARES, [4 * n + 1 for n in range(12)], "first differences"),
    ],
)
def test_a_run_is_told_by_how_it_comes_from_train(link, train, test, name) -> None:
    assert link(train, test) == name


def test_fewer_than_six_terms_say_nothing(link) -> None:
    assert link(SQUARES, SQUARES[3:8], 3, 5) == "none"
    assert link(SQUARES, SQUARES[3:9], 3, 9) == "affine image"


def test_train_runs_have_no_kin_and_test_runs_none_in_validation(corpus_of) -> None:
    known = Studied(corpus_of(PRIMES, WILD, WILD), np.arange(3), np.array([0, 1, 2]))
    assert len(kin(known, 9, 24).place) == 0


def test_what_is_kept_is_read_back_as_it_was(corpus_of) -> None:
    known = Studied(corpus_of(SQUARES, [3 * n for n in SQUARES]), np.arange(2), np.array([0, 1]))
    found = kin(known, 9, 24)
    again = Kin.from_table(found.table())
    assert again.place.tolist() == found.place.tolist() == list(range(48, 80))
    assert again.longest.tolist() == found.longest.tolist()
    assert found.longest[0].tolist() == [*range(9, 24), *[24] * 17]


def normal_form(run):
    rises = [Fraction(term - run[0]) for term in run]
    unit = next((rise for rise in rises if rise), Fraction(1))
    return tuple(rise / unit for rise in rises)


def rises(terms):
    return [b - a for a, b in itertools.pairwise(terms)]


@pytest.fixture(scope="module")
def plainly():
    """A function: nine shown terms -> their links to the bundled train sequences, by exact fractions."""
    planned = oeis_qa.load_dataset_builder("oeis_qa", "completion")._plan()
    corpus, split = planned.studied.corpus, planned.studied.split
    lists = [[Fraction(term) for term in corpus.terms_of(i)] for i in np.flatnonzero(split == 0)]
    made = {
        "affine image": lists,
        "every second term": [terms[first::2] for terms in lists for first in (0, 1)],
        "first differences": [rises(terms) for terms in lists],
    }
    forms = {
        (name, length): {
            normal_form(terms[i : i + length]) for terms in made[name] for i in range(len(terms) - length + 1)
        }
        for name, length in [*((name, 9) for name in made), ("affine image", 8)]
    }

    def links(terms):
        run = [Fraction(term) for term in terms]
        found = {name for name in made if normal_form(run) in forms[name, 9]}
        return found | ({"partial sums"} if normal_form(rises(run)) in forms["affine image", 8] else set())

    return links


@pytest.mark.parametrize("kind", ["completion", "previous_term", "identification"])
def test_links_of_bundled_runs_are_those_that_exact_fractions_find(kind, plainly) -> None:
    loaded = datasets.load_dataset("oeis_qa", kind, size=1, eval_size=150, min_terms=9, max_terms=9, eval_kin="any")
    told = set()
    for row in (*loaded["validation"], *loaded["test"]):
        meta = json.loads(row["meta"])
        links = plainly(shown(meta))
        assert (meta["kin"] in links) if links else (meta["kin"] == "none")
        told.add(meta["kin"])
    assert len(told) > 2


def shown(meta):
    corpus = oeis_qa.load_dataset_builder("oeis_qa", "completion")._plan().studied.corpus
    terms = corpus.terms_of(corpus.labels.to_pylist().index(meta["a_number"]))
    return terms[meta["start"] : meta["start"] + meta["shown"]]


def test_train_rows_say_nothing_of_kin() -> None:
    train = datasets.load_dataset("oeis_qa", "completion", size=50, eval_size=1)["train"]
    assert not any("kin" in json.loads(meta) for meta in train["meta"])
