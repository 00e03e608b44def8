"""Hostile completions and random ones: never right, never an exception, never more than some time."""

import dataclasses
import random
import time
from itertools import islice

import pytest

from benchmarks.battery import cases
from oeis_qa import answers
from oeis_qa.answers import Verdict, extract, formulas, plain, verify
from oeis_qa.answers.kinds import Final, kind_named
from tests.answers.hostile import FAMILIES, GOLDS, HOSTILE, WRAPPERS, wrap
from tests.answers.said import SAID

MANY = 5_000  # random completions of each kind
LONGEST = 30.0  # seconds for one completion on a busy machine; on a quiet one none takes two

ALPHABET = (
    "0123456789 ,.;:-+*/^_=<>()[]{}\\$#`'\"~|&%!?\n\t@abcxyzABCXYZ"
    "−–—，。：（）“”「」½²³⁻０９Ａ∞√π×·≤°ßİſﬁ\u0301\u200b\u200d\u202e\xa0\u2028\ud800\udfff\0\uffff\U0001f600\U0001d7d9"
)
PIECES = (
    r"\boxed{|}|<answer>|</answer>|<think>|</think>|####|**|The answer is |is not |or |maybe |next |答案是|\frac{"
    r"|\text{|\sqrt|$|$$|\(|\[|```|1,234|1e9|-3/4|0.5|Wait, that is wrong.|e9999|9^9^9|\pm|_2|\overline{3}|A000045"
).split("|")


def mutated(text, rng):
    """The text after one to six changes: parts cut, put in, exchanged, doubled."""
    for _ in range(rng.randint(1, 6)):
        start, stop = sorted(rng.randrange(len(text) + 1) for _ in range(2))
        change = rng.randrange(6)
        if change == 0:
            text = text[:start] + text[min(stop, start + 5) :]
        elif change == 1:
            text = text[:start] + "".join(rng.choices(ALPHABET, k=rng.randint(1, 4))) + text[start:]
        elif change == 2:
            text = text[:start] + rng.choice(PIECES) + text[start:]
        elif change == 3:
            text = text[:start] + text[start:stop][::-1] + text[stop:]
        elif change == 4:
            text = text[:stop] + text[start:stop] * rng.choice((1, 1, 2, 9)) + text[stop:]
        else:
            text = text[stop:] + text[start:stop] + text[:start]
    return text[:5_000]


def completions(kind, seed):
    """Half of them are texts of the battery, changed; the others are characters and pieces at random."""
    rng = random.Random(f"{kind}/{seed}")
    texts = [(case.text, case.gold) for case in cases(kind)]
    for n in range(MANY):
        text, gold = rng.choice(texts)
        if n % 2:
            yield mutated(text, rng), gold
        else:
            yield (
                "".join(rng.choice((rng.choice(ALPHABET), rng.choice(PIECES))) for _ in range(rng.randint(0, 20))),
                gold,
            )


# Hostile completions


def test_the_hostile_completions_are_many_and_big_and_the_same_each_time():
    assert len(HOSTILE) >= 150
    assert set(GOLDS) == set(SAID)
    assert max(len(build()) for build in HOSTILE.values()) >= 1_000_000
    assert wrap("7", "boxed") == r"\boxed{7}"


@pytest.mark.parametrize("kind", ["integer", "text", "choice", "latex"])
@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.__name__.strip("_"))
def test_a_hostile_completion_is_wrong_and_never_an_exception(kind, family, monkeypatch):
    monkeypatch.setattr(formulas, "SECONDS", 0.2)
    for name, build in family():
        start = time.monotonic()
        verdict = verify(build(), GOLDS[kind], kind)
        assert not verdict.right, name
        assert verdict.reason, name
        assert time.monotonic() - start < LONGEST, name


@pytest.mark.parametrize("wrapper", [wrapper for wrapper in WRAPPERS if wrapper != "bare"])
def test_a_hostile_value_is_wrong_in_every_place(wrapper, monkeypatch):
    monkeypatch.setattr(formulas, "same_latex_value", lambda gold, answer, seconds: False)
    for family in FAMILIES[-1:] + FAMILIES[3:4]:
        for name, build in family():
            text = wrap(build(), wrapper)
            for kind, gold in GOLDS.items():
                assert not verify(text, gold, kind).right, (name, kind)


@pytest.mark.parametrize("kind", SAID)
def test_a_completion_far_too_long_is_read_at_its_end(kind):
    said = "It goes on and on. " * 60_000
    assert verify(f"{said}\n\\boxed{{{GOLDS[kind]}}}", GOLDS[kind], kind).right


# Where the time is up


@pytest.mark.parametrize("kind", SAID)
@pytest.mark.parametrize("step", ["final", "same"])
def test_what_cannot_be_read_or_compared_in_time_is_a_wrong_answer(kind, step, monkeypatch):
    how = kind_named(kind)
    gold, text = how.gold(GOLDS[kind]), wrap(r"x \text{ or } y " * 2_000, "boxed")
    slow = dataclasses.replace(how, gold=lambda answer: gold)
    if step == "same":
        slow = dataclasses.replace(slow, final=lambda completion: Final((completion,), completion))
    monkeypatch.setattr(answers, "kind_named", lambda kind: slow)
    monkeypatch.setattr(plain, "SECONDS", 1e-7)
    assert not verify(text, GOLDS[kind], kind).right
    assert step == "same" or verify(text, GOLDS[kind], kind).reason == "it takes too long to read or to compare"
    assert step == "same" or extract(text, kind) is None


# Random completions


@pytest.mark.parametrize("kind", SAID)
def test_thousands_of_random_completions_never_raise(kind, monkeypatch):
    monkeypatch.setattr(formulas, "same_latex_value", lambda gold, answer, seconds: False)
    for n, (completion, gold) in enumerate(completions(kind, 7)):
        assert isinstance(verify(completion, gold, kind), Verdict), completion
        if n % 10 < 2:  # one that is changed, one at random
            answer = extract(completion, kind)
            assert answer is None or isinstance(answer, str), completion


def test_some_random_formulas_never_raise_with_math_verify(monkeypatch):
    monkeypatch.setattr(formulas, "SECONDS", 0.05)
    for completion, gold in islice(completions("latex", 8), 100):
        assert verify(completion, gold, "latex").reason
