"""The engine: the oracle is always right, the parrot never by more than chance; lm-eval's metrics are its own."""

import logging

import pytest

from oeis_qa.errors import SamplerError
from oeis_qa.evaluation.engine import ran, requests
from oeis_qa.evaluation.judging import judged
from oeis_qa.evaluation.tasks import Item, Task, task
from oeis_qa.samplers import Response, Sampling, Scripted, oracle, parrot
from tests.loaders.contract import CONFIGS, GIVEN, PROGRAMS, REQUIRED, case

PLAIN = Sampling(max_tokens=64)
FEW = {"size": 20, "eval_size": 5}


@pytest.fixture(scope="module")
def few():
    """A function: a config -> a task of its first rows."""
    made = {}

    def of(path):
        if path not in made:
            options = {**({} if path in GIVEN else FEW), **REQUIRED[path]}
            query = "&".join(f"{name}={value}" for name, value in options.items())
            made[path] = task(f"{path}?{query}" if query else path, limit=5)
        return made[path]

    return of


def accuracy(sampler, one):
    rows = judged(one, ran(sampler, [one], PLAIN, [0], 1).said[one.name], {})
    return sum(row["right"] for row in rows) / len(one.items)


@pytest.mark.parametrize("path", [case(path) for path in CONFIGS])
def test_the_oracle_is_always_right_and_the_parrot_at_most_the_best_constant(path, few, request):
    if path in PROGRAMS:
        request.getfixturevalue("walled")
    assert accuracy(oracle(), few(path)) == 1
    assert accuracy(parrot(), few(path)) <= few(path).chance


def test_tasks_run_together_as_they_run_alone(few):
    tasks = [few("gsm8k/gsm8k"), few("oeis_qa/completion")]
    together = ran(parrot(), tasks, PLAIN, [0], 1)
    for one in tasks:
        alone = ran(parrot(), [one], PLAIN, [0], 1)
        assert (together.said[one.name], together.metrics[one.name]) == (alone.said[one.name], alone.metrics[one.name])


def test_every_item_is_asked_for_every_seed_and_sample_in_one_call(few):
    calls = []

    class Counted(Scripted):
        def complete(self, wanted):
            calls.append([(r.messages[-1]["content"], r.seed, r.sample) for r in wanted])
            return super().complete(wanted)

    one, sampling = few("gsm8k/gsm8k"), Sampling(temperature=1)
    found = ran(Counted("seeds", lambda r: f"{r.seed} {r.sample}"), [one], sampling, [4, 7], 3)
    questions = [item.messages[-1]["content"] for item in one.items]
    assert len(calls) == 1
    assert sorted(calls[0]) == sorted((q, seed, k) for q in questions for seed in (4, 7) for k in range(3))
    said = found.said[one.name]
    assert [(item.id, seed, k) for item, seed, k, _ in said] == [
        (item.id, seed, k) for seed in (4, 7) for k in range(3) for item in one.items
    ]
    assert all(response.text == f"{seed} {k}" for _, seed, k, response in said)


def test_a_request_reaches_the_sampler_as_it_was_made(few):
    got, sampling = [], Sampling(temperature=0.5, top_p=0.9, max_tokens=7, stop=("\n\n", "Q:"))
    ran(Scripted("spy", lambda request: got.append(request) or ""), [few("math/math")], sampling, [3], 1)
    assert got == [
        type(asked)([*asked.messages], asked.gold, sampling, 3, 0)
        for _, asked in requests(few("math/math"), sampling, [3], 1)
    ]


def user(text):
    return {"role": "user", "content": text}


def scripted(dataset, questions):
    """A task of items whose gold, and the completion that is given to it, stand here."""
    items = [
        Item(str(i), (user(f"Question {i}?"),), gold, kind, gold, f"dataset={dataset}", None)
        for i, (gold, _, kind) in enumerate(questions)
    ]
    said = {item.messages[0]["content"]: text for item, (_, text, _) in zip(items, questions, strict=True)}
    sampler = Scripted("script", lambda request: said[request.messages[-1]["content"]])
    return sampler, Task(dataset, dataset, dataset, tuple(items), "v")


GSM8K = [  # gold, completion; lm-eval's strict match, its flexible extract, ours
    ("18", "9 * 2 = 18\n#### 18", 1, 1, 1),
    ("1200", "That is #### 1,200", 1, 1, 1),
    ("18", "The answer is $18.", 0, 1, 1),
    ("18", "\\boxed{18}", 0, 1, 1),
    ("18", "#### 18\nI am 99 percent sure.", 1, 0, 1),
    ("18", "It is 17.", 0, 0, 0),
    ("18", "I do not know.", 0, 0, 0),
]


def test_metrics_of_gsm8k_are_those_of_lm_eval_worked_out_by_hand():
    sampler, one = scripted("gsm8k", [(gold, text, "integer") for gold, text, *_ in GSM8K])
    metrics = ran(sampler, [one], PLAIN, [0], 1).metrics["gsm8k"]
    assert metrics == {
        "exact_match,strict-match": pytest.approx(sum(row[2] for row in GSM8K) / len(GSM8K)),
        "exact_match,flexible-extract": pytest.approx(sum(row[3] for row in GSM8K) / len(GSM8K)),
    }


MATH = [  # gold, completion; whether lm-eval takes what stands between the first and the last dollar for the gold
    ("\\frac{1}{2}", "So it is $\\frac12$.", 1),
    ("81\\pi", "The area is $81\\pi$.", 1),
    ("5", "x = 5", 1),
    ("5", "5.0", 0),
    ("5", "As $2 + 3 = 5$, the answer is \\boxed{5}.", 0),
]


def test_metrics_of_math_are_those_of_lm_eval_worked_out_by_hand():
    sampler, one = scripted("math", [(gold, text, "latex") for gold, text, _ in MATH])
    metrics = ran(sampler, [one], PLAIN, [0], 1).metrics["math"]
    assert metrics == {"exact_match,none": pytest.approx(sum(right for *_, right in MATH) / len(MATH))}


def test_other_tasks_have_lm_evals_exact_match():
    sampler, one = scripted("sums", [("34", "34", "integer"), ("34", "It is 34.", "integer"), ("B", "b", "choice")])
    assert ran(sampler, [one], PLAIN, [0], 1).metrics["sums"] == {"exact_match,none": pytest.approx(2 / 3)}


def test_our_verdicts_stand_beside_them():
    sampler, one = scripted("gsm8k", [(gold, text, "integer") for gold, text, *_ in GSM8K])
    rows = judged(one, ran(sampler, [one], PLAIN, [0], 1).said["gsm8k"], {})
    assert [row["right"] for row in rows] == [bool(row[4]) for row in GSM8K]
    assert rows[5]["answer"] == "17"
    assert rows[5]["reason"] == "the final answer is 17, not 18"


def test_rows_say_whether_a_solver_solves_the_item_and_where_the_completion_was_cut_off():
    items = [Item(i, (user("?"),), "1", "integer", "1", "dataset=sums", "f") for i in "abc"]
    said = [(item, 2, 1, Response("1", "length")) for item in items]
    rows = judged(Task("sums", "sums", "sums", tuple(items), "v"), said, {"a": True, "b": False})
    assert [row["solved"] for row in rows] == [True, False, None]
    assert {(row["seed"], row["sample"], row["finish"], row["family"]) for row in rows} == {(2, 1, "length", "f")}


def test_it_is_quiet_and_leaves_the_log_of_lm_eval_as_it_was(few, capfd):
    logger = logging.getLogger("lm_eval")
    logger.setLevel(logging.INFO)
    ran(oracle(), [few("gsm8k/gsm8k")], PLAIN, [0], 1)
    assert logger.level == logging.INFO
    assert capfd.readouterr() == ("", "")


def test_a_sampler_that_fails_is_not_hidden(few):
    def broken(request):
        raise SamplerError("the server is gone")

    with pytest.raises(SamplerError, match="the server is gone"):
        ran(Scripted("broken", broken), [few("gsm8k/gsm8k")], PLAIN, [0], 1)
