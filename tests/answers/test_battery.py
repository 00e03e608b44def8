"""The battery: hundreds of right and wrong ways to give an answer, each of which the verifier tells apart."""

import functools
import json
from collections import Counter

import pytest

from benchmarks.battery import BATTERY, VALUES, cases, phrasings
from oeis_qa.answers import check_gold, verify
from tests.answers.said import SAID

FILES = sorted(BATTERY.glob("*.jsonl"))
MISSES = 0.01  # the share that may be judged wrongly


def lines(path):
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


@functools.cache
def judged(kind):
    """Each case of a kind with its verdict."""
    return [(case, verify(case.text, case.gold, kind)) for case in cases(kind)]


def missed(pairs):
    """The cases judged wrongly, one on a line, for a message."""
    return "\n".join(f"{case.why}: {case.text!r} for {case.gold!r} is {verdict}" for case, verdict in pairs)


def test_the_battery_has_a_file_for_every_kind_and_one_for_all():
    assert {path.stem for path in FILES} == {"any", *SAID}
    assert set(VALUES) == set(SAID)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_line_says_what_it_tests(path):
    for line in lines(path):
        assert set(line) in ({"text", "right", "why"}, {"text", "gold", "right", "why"}), line
        assert isinstance(line["right"], bool), line
        assert all(isinstance(line[key], str) for key in {*line} - {"right"}), line
        assert line["why"].strip(), line
        assert not ("gold" in line and "@gold@" in line["text"]), line
        assert path.stem != "any" or "gold" not in line, line


@pytest.mark.parametrize("kind", SAID)
def test_no_phrasing_is_there_twice(kind):
    counts = Counter((line["text"], line.get("gold")) for line in phrasings(kind))
    assert not [phrasing for phrasing, count in counts.items() if count > 1]


@pytest.mark.parametrize("kind", SAID)
def test_there_are_at_least_200_phrasings_of_each_kind_and_both_sorts_among_them(kind):
    known = phrasings(kind)
    own = lines(BATTERY / f"{kind}.jsonl")
    assert len(known) >= 200
    assert sum(line["right"] for line in known) >= 80
    assert sum(not line["right"] for line in known) >= 80
    assert {line["right"] for line in own} == {True, False}
    assert len(own) >= 100


@pytest.mark.parametrize("kind", SAID)
def test_every_gold_of_the_battery_is_one_of_its_kind(kind):
    for case in cases(kind):
        check_gold(case.gold, kind)


@pytest.mark.parametrize("kind", SAID)
def test_at_most_one_in_a_hundred_is_judged_wrongly_either_way(kind):
    right = [pair for pair in judged(kind) if pair[0].right]
    wrong = [pair for pair in judged(kind) if not pair[0].right]
    rejected = [pair for pair in right if not pair[1].right]
    accepted = [pair for pair in wrong if pair[1].right]
    assert len(rejected) <= MISSES * len(right), missed(rejected)
    assert len(accepted) <= MISSES * len(wrong), missed(accepted)


@pytest.mark.parametrize("kind", SAID)
def test_a_verdict_of_the_battery_always_has_a_reason(kind):
    for case, verdict in judged(kind):
        assert verdict.reason, case
        assert verdict.right == (verdict.reason == "right"), case
        assert verdict.answer is not None or not verdict.right, case
