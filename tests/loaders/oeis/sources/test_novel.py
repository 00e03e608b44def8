"""source="novel": programs say what is shown of them, nothing shorter explains a run, families lie in one split."""

import itertools
import json
import re

import datasets
import numpy as np
import pytest

import oeis_qa
from benchmarks.novel import found
from oeis_qa.errors import CapacityError, OptionError
from oeis_qa.loaders.oeis.solvers.recurrence import weights
from oeis_qa.loaders.oeis.sources.novel.base import whole
from oeis_qa.loaders.oeis.sources.novel.bases import BASES
from oeis_qa.loaders.oeis.sources.novel.known import short_programs, window_hashes
from oeis_qa.loaders.oeis.sources.novel.programs import (
    ALL_BASES,
    ALL_STEPS,
    BASE_MOST,
    NONE,
    STEP_MOST,
    Programs,
    evaluated,
)
from oeis_qa.loaders.oeis.sources.novel.shapes import core_key, cores_of, families
from oeis_qa.loaders.oeis.sources.novel.steps import STEPS
from oeis_qa.loaders.oeis.sources.novel.writing import all_written


def builder(kind="completion", **options):
    return oeis_qa.load_dataset_builder("oeis_qa", kind, source="novel", **{"separators": (", ",), **options})


def rows(kind="completion", count=300, split="train", **options):
    """Rows as dictionaries, with their shown terms as integers."""
    batch = builder(kind, **options).batch(split, range(count))
    columns = (batch.id, batch.data, batch.answer, batch.meta)
    names = ("id", "data", "answer", "meta")
    found = [dict(zip(names, row, strict=True)) for row in zip(*(c.to_pylist() for c in columns), strict=True)]
    for row in found:
        row["meta"] = json.loads(row["meta"])
        row["shown"] = [int(term) for term in re.findall(r"-?[0-9]+", row["data"].split("\n")[0])]
    return found


def function(program):
    """What the program defines, as Python itself reads it."""
    named = {}
    exec(program, named)
    return named["a"]


def one(base, constants, *steps):
    """A program without a second sequence, as columns of one."""
    depth, names, parts = len(steps), list(STEPS), list(BASES)
    padded = [*constants, *[0] * (BASE_MOST - len(constants))]
    own = [[*given, *[0] * (STEP_MOST - len(given))] for _, given in steps]
    return Programs(
        base=np.array([parts.index(base)]),
        constants=np.array([padded]),
        step=np.array([[names.index(name) for name, _ in steps]], np.int64).reshape(1, depth),
        step_constants=np.array([own], np.int64).reshape(1, depth, STEP_MOST),
        other=np.full((1, depth), NONE),
        other_constants=np.zeros((1, depth, BASE_MOST), np.int64),
    )


def terms_of(programs, count=8):
    return evaluated(programs, 40, np.array([0])).terms[:count, 0].tolist()


def column(*terms):
    return np.array(terms)[:, None]


@pytest.mark.parametrize(
    ("base", "constants", "expected"),
    [
        ("polynomial of degree 2", (7, -3, 2), [7, 6, 9, 16, 27]),
        ("sum of two before", (0, 1, 1, 1), [0, 1, 1, 2, 3]),
        ("quadratic map", (3, 2, 0, 1, 31), [3, 19, 10, 15, 17]),
        ("own digits added", (16, 1, 10), [16, 23, 28, 38, 49]),
        ("halved if even", (6, 3, 1), [6, 3, 10, 5, 16]),
        ("term at a part of the place", (0, 2, 1, 1, 0), [0, 1, 1, 2, 1]),  # binary weights
        ("totient", (1, 2), [1, 2, 2, 4, 2]),
        ("sum of divisors", (1, 2), [3, 4, 7, 6, 12]),
        ("multiples reversed", (10, 1, 10), [1, 11, 21, 31, 41]),
    ],
)
def test_bases_are_what_their_names_say(base, constants, expected):
    assert terms_of(one(base, constants), 5) == expected


@pytest.mark.parametrize(
    ("step", "constants", "expected"),
    [
        ("differences", (), [3, 5, 7, 9]),
        ("distances of neighbours", (), [3, 5, 7, 9]),
        ("partial sums", (), [1, 5, 14, 30]),
        ("affine map", (-2, 5), [3, -3, -13, -27]),
        ("every second, from the other", (), [4, 16, 36, 64]),
        ("alternating signs", (), [1, -4, 9, -16]),
        ("weighted sums of three neighbours", (1, -2, 1), [2, 2, 2, 2]),
        ("digit sum", (10,), [1, 4, 9, 7]),
        ("terms at its own terms", (), [1, 1, 1, 1]),  # at places 1 mod 1, 4 mod 2, 9 mod 3 and 16 mod 4, all 0
    ],
)
def test_steps_are_what_their_names_say(step, constants, expected):
    assert terms_of(one("polynomial of degree 2", (1, 2, 1), (step, constants)), 4) == expected


@pytest.mark.parametrize("depth", [1, 2, 3, 4])
def test_a_program_run_by_python_gives_what_is_shown_and_asked(depth):
    for row in rows(depth=depth):
        meta, a = row["meta"], function(row["meta"]["program"])
        first = meta["offset"] + meta["start"]
        assert [a(first + i) for i in range(meta["shown"])] == row["shown"]
        assert a(first + meta["shown"]) == int(row["answer"])
        assert meta["program"].count("    x = ") == depth + 1
        assert re.fullmatch(r"novel/0/train/[0-9]+", meta["a_number"])


def test_every_base_and_step_is_drawn_and_its_text_agrees_with_its_values():
    drawn = " ".join(row["meta"]["program"] for row in rows(count=3_000))
    assert all(helper in drawn for helper in ("digits(", "divisors(", "factors(", "totient(", "isqrt(", "accumulate("))
    random = np.random.default_rng(5)
    for place, base in enumerate(ALL_BASES):
        for step in [step for step in ALL_STEPS if not step.second]:
            constants = tuple(int(random.choice(values)) for values in base.constants)
            own = one(base.name, constants, (step.name, tuple(int(random.choice(values)) for values in step.constants)))
            made = evaluated(own, 40, np.array([0]))
            (text,) = all_written(own, np.array([1]))
            known = min(int(made.good[0]), 12)
            assert [function(text)(n) for n in range(1, known + 1)] == made.terms[:known, 0].tolist(), (place, text)


def test_other_kinds_ask_for_terms_of_the_program():
    for row in rows("nth_term"):
        assert function(row["meta"]["program"])(row["meta"]["index"]) == int(row["answer"])
    for row in rows("previous_term"):
        meta = row["meta"]
        assert function(meta["program"])(meta["offset"] + meta["start"] - 1) == int(row["answer"])
    for row in rows("anomaly"):
        place, true = map(int, row["answer"].split(", "))
        meta = row["meta"]
        assert function(meta["program"])(meta["offset"] + meta["start"] + place - 1) == true != row["shown"][place - 1]


def test_a_row_is_the_same_alone_and_among_others():
    own = builder()
    many = own.batch("test", range(40))
    for row in range(40):
        alone = own.batch("test", range(row, row + 1))
        for name in ("id", "prompt", "answer", "meta"):
            assert getattr(alone, name)[0] == getattr(many, name)[row]


def test_no_run_is_dull():
    for row in rows(count=2_000):
        shown = row["shown"]
        late = shown[len(shown) // 3 :]
        assert len(set(shown)) >= 5
        assert len({later - earlier for earlier, later in itertools.pairwise(late)}) > 1
        assert not any(late[period:] == late[:-period] for period in range(1, len(late) // 2 + 1))


def test_recurrences_show_two_terms_more_than_twice_their_weights():
    told = [row for row in rows(count=4_000) if row["meta"]["solved_by"] == "linear recurrence"]
    assert len(told) > 50
    for row in told:
        assert 2 * len(weights(row["shown"])) + 2 <= len(row["shown"])


def test_terms_keep_to_max_digits_and_max_terms():
    for row in rows(max_digits=6, min_terms=10, max_terms=30):
        assert all(len(str(abs(term))) <= 6 for term in [*row["shown"], int(row["answer"])])
        assert 10 <= len(row["shown"]) <= 30


def test_a_short_program_explains_its_images_and_nothing_else():
    short = short_programs(str(datasets.config.HF_DATASETS_CACHE), 2)
    squares = [n * n for n in range(3, 15)]
    runs = [squares, [7 - 3 * n for n in squares], [*squares[:-1], 0], [n**7 + 2**n for n in range(12)]]
    explained = short.explained(np.array(runs).T, np.full(4, 12))
    assert explained.tolist() == [True, True, False, False]
    assert short.explained(np.array(runs).T, np.full(4, 11)).tolist() == [True, True, True, False]


def test_a_short_program_explains_runs_longer_than_its_own():
    short = short_programs(str(datasets.config.HF_DATASETS_CACHE), 2)
    assert short.explained(np.arange(5, 69)[:, None] ** 2, np.array([64])).tolist() == [True]


def test_windows_share_a_hash_where_one_is_an_affine_image_of_the_other():
    own = window_hashes(np.stack([np.arange(10) ** 2, 5 - 4 * np.arange(10) ** 2, np.arange(10) ** 3], axis=1))
    assert (own[:, 0] == own[:, 1]).all()
    assert (own[:, 0] != own[:, 2]).all()


def test_a_step_that_does_nothing_is_seen():
    positive = one("polynomial of degree 2", (1, 2, 1), ("running maximum", ()))
    signed = one("polynomial of degree 2", (50, -20, 2), ("running maximum", ()))
    linear = one("polynomial of degree 2", (1, 2, 1), ("exclusive or", (64,)))
    idle = [evaluated(own, 40, np.array([0])).idle[0] for own in (positive, signed, linear)]
    assert idle == [True, True, False]  # 50, 32, 18, ... has one maximum, the constant 50, for a while


@pytest.mark.parametrize(
    ("base", "chain", "key"),
    [
        ("sum of three before", [], "linear"),
        ("polynomial of degree 2", [("weighted sums of three neighbours", "")], "linear"),
        ("polynomial of degree 2", [("interleaving", "sum of two before")], "linear"),
        ("sum of two before", [("modulo", "")], "linear, modulo"),
        ("powers, modulo", [("modulo", "")], "linear, modulo"),
        ("totient", [("digit sum", ""), ("digit sum", "")], "totient > digit sum"),
        ("totient", [("sum of both", "quadratic map")], "sum of both of quadratic map and totient"),
        ("quadratic map", [("sum of both", "totient")], "sum of both of quadratic map and totient"),
        ("quadratic map", [("modulo", ""), ("running maximum", "")], "quadratic map > modulo > running maximum"),
    ],
)
def test_shapes_that_make_the_same_sequences_are_one_family(base, chain, key):
    assert core_key(base, chain) == key


def test_there_are_thousands_of_families_and_each_lies_in_one_split():
    assert len(families().keys) > 5_000
    splits = "train", "validation", "test"
    told = {split: {row["meta"]["family"] for row in rows(split=split, depth=2)} for split in splits}
    assert all(len(own) > 100 for own in told.values())
    assert not told["train"] & told["test"]
    assert not told["train"] & told["validation"]
    assert not told["validation"] & told["test"]


def test_a_step_is_drawn_as_often_whatever_second_sequences_it_may_take():
    """Without weights most rows would have a second sequence, since each such step stands in a core for each."""
    steps = [step for step in STEPS.values() if not step.kin]
    share = np.mean([step.second for step in steps])
    cores = cores_of(0, (1.0, 0.0, 0.0))[1]
    drawn = np.diff(cores.turns, prepend=0) / cores.turns[-1]
    assert drawn[(cores.other != NONE).any(axis=1)].sum() == pytest.approx(share)


def test_steps_of_kin_tell_no_families_apart():
    kin = {name for name, step in STEPS.items() if step.kin}
    assert not any(name in key for key in families().keys.to_pylist() for name in kin)


def test_split_fractions_move_the_splits():
    shares = {"split_fractions": (0.5, 0.5, 0.0)}
    assert oeis_qa.capacity("oeis_qa/completion", source="novel", **shares)["test"] == 0
    assert len(rows(count=20, split="validation", **shares)) == 20


def test_runs_of_a_source_to_avoid_do_not_occur():
    own = builder(avoid="bundled", depth=1).batch("train", range(600))
    assert found(own, "bundled") == 0
    assert found(builder(depth=1).batch("train", range(600)), "bundled") > 0


def test_solvers_can_be_asked_for():
    for row in rows(count=20, solved_by=("difference table", "linear recurrence")):
        assert row["meta"]["solved_by"] in ("difference table", "linear recurrence")
    batch = builder(reasoning=True).batch("train", range(5))
    for response, answer in zip(batch.response.to_pylist(), batch.answer.to_pylist(), strict=True):
        assert response.endswith(f"Answer: {answer}")
        assert "\n" in response


def test_shuffled_and_shortened_runs_are_restored():
    for augment in ("shuffle", "drop"):
        batch = builder(augment=augment, min_terms=12).batch("train", range(20))
        for response, answer in zip(batch.response.to_pylist(), batch.answer.to_pylist(), strict=True):
            assert response.startswith("Restored: ")
            assert response.endswith(f"\nAnswer: {answer}")


def test_the_gold_of_code_generation_is_the_program_itself(walled):
    batch = builder("code_generation", given="terms", layout="preference").batch("train", range(6))
    columns = (batch.response, batch.wrong, batch.answer, batch.meta)
    for response, wrong, answer, meta in zip(*(column.to_pylist() for column in columns), strict=True):
        assert json.loads(meta)["program"].strip() in response
        assert len(json.loads(answer)["hidden"]) >= 6
        assert oeis_qa.verify(response, answer, "program").right
        assert not oeis_qa.verify(wrong, answer, "program").right


def test_membership_asks_only_whether_a_term_follows():
    assert {row["meta"]["question"] for row in rows("membership")} == {"next"}


def test_the_mixture_holds_the_kinds_that_need_no_entries():
    kinds = {row["id"].partition("/")[0] for row in rows("mixture", count=100)}
    assert kinds == {"completion", "fill_in", "previous_term", "nth_term", "reorder", "gaps", "anomaly", "membership"}


@pytest.mark.parametrize(
    ("kind", "options", "message"),
    [
        ("identification", {"source": "novel"}, "identification asks for what only an encyclopedia gives"),
        ("identify_choice", {"source": "novel"}, "use source='bundled'"),
        ("code_generation", {"source": "novel"}, "given='both': programs have no names; say given='terms'"),
        ("code_generation", {"source": "novel", "given": "terms", "language": "pari"}, "has no such programs"),
        ("mixture", {"source": "novel", "weights": "identification=1"}, "'identification' is not mixed"),
        ("completion", {"depth": 3}, "depth=3 is of source='novel' alone"),
        ("completion", {"avoid": "bundled"}, "avoid='bundled' is of source='novel' alone"),
        ("completion", {"source": "novel", "depth": 0}, "depth=0: give 1 to 4 steps"),
        ("completion", {"source": "novel", "depth": 5}, "depth=5: give 1 to 4 steps"),
        ("completion", {"source": "novel", "avoid": "novel"}, "avoid='novel' names no sequences"),
        ("completion", {"source": "novel", "avoid": "/nowhere"}, "/nowhere"),
        ("completion", {"source": "novel", "include": "nonn"}, r"include=\('nonn',\): programs have neither"),
        ("completion", {"source": "novel", "exclude": "hard"}, "exclude=.*leave it out"),
        ("completion", {"source": "novel", "since": "A300000"}, "since='A300000': programs have neither"),
        ("completion", {"source": "novel", "fractions": False}, "fractions=False: programs have neither"),
        ("completion", {"source": "novel", "weighting": "position"}, "weighting='position': programs have neither"),
        ("completion", {"source": "novel", "min_terms": 5}, "shows 8 terms or more"),
        ("completion", {"source": "novel", "max_terms": 100}, "and up to 64"),
    ],
)
def test_what_makes_no_sense_is_refused(kind, options, message):
    with pytest.raises((OptionError, oeis_qa.OeisQAError), match=message):
        oeis_qa.load_dataset_builder("oeis_qa", kind, **options)


def test_options_that_leave_no_programs_are_refused():
    with pytest.raises(CapacityError, match="size=10 is over the capacity of oeis_qa/completion, train: 0"):
        oeis_qa.load_dataset("oeis_qa", "completion", source="novel", solved_by="repeat last", size=10)


def test_more_rows_than_there_are_numbers_for_are_refused():
    with pytest.raises(CapacityError, match="2,147,483,648 distinct rows"):
        oeis_qa.load_dataset("oeis_qa", "completion", source="novel", size=(1 << 31) + 1)


def test_constants_stand_the_smallest_first():
    assert whole(-2, 3, 0) == (1, -1, 2, -2, 3)
