"""The verifier as reward functions: TRL's calls by keyword, and two steps of its GRPOTrainer."""

import inspect

import pytest

import oeis_qa
from oeis_qa import rewards
from oeis_qa.errors import AnswerError, OptionError
from oeis_qa.rewards import correctness, format
from tests.tiny import TWO_STEPS, tiny_model


def said(content, *before):
    """A conversational completion: one message, or more."""
    return [*before, {"role": "assistant", "content": content}]


def scores(reward, completions, answers=("34",), kinds=("integer",), **columns):
    """The reward called as TRL calls it, one answer and kind for all or each."""
    n = len(completions)
    columns |= {"answer": [*answers] * (n // len(answers)), "answer_kind": [*kinds] * (n // len(kinds))}
    return reward(prompts=["?"] * n, completions=completions, **columns)


# What is rewarded


def test_a_right_answer_scores_one_and_a_wrong_one_zero():
    given = ["It is 34.", "It is 33.", "No idea.", r"\boxed{34}", "It is 33 or 34.", "<think>34</think>", ""]
    assert scores(correctness, given) == [1.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0]


def test_one_final_answer_of_the_kind_is_the_format_right_or_wrong():
    given = ["It is 34.", "It is 33.", "No idea.", r"\boxed{34}", "It is 33 or 34.", "<think>34</think>", ""]
    assert scores(format, given) == [1.0, 1.0, 0.0, 1.0, 0.0, 0.0, 0.0]


def test_each_row_is_judged_by_its_own_kind_and_answer():
    given = ["1/2", "B", "5, 8", r"\boxed{1+x}", "Primes", "0.50", "It is 34."]
    answers = ("0.5", "B", "5, 8", "x+1", "primes", "1/2", "35")
    kinds = ("decimal", "choice", "integer_list", "latex", "text", "rational", "integer")
    assert scores(correctness, given, answers, kinds) == [1.0] * 6 + [0.0]
    assert scores(format, given, answers, kinds) == [1.0] * 7


def test_many_latex_answers_come_back_in_order():
    given = [rf"\boxed{{{n} + x}}" for n in range(40)]
    answers = [f"x + {n + n % 2}" for n in range(40)]
    assert scores(correctness, given, answers, ("latex",)) == [1.0, 0.0] * 20


@pytest.mark.parametrize("reward", [correctness, format])
def test_a_reward_is_a_float(reward):
    assert {type(score) for score in scores(reward, ["34", "33", "none"])} == {float}


# TRL's signature


@pytest.mark.parametrize(
    "completion",
    [
        "It is 34.",
        said("It is 34."),
        said("It is 34.", {"role": "assistant", "content": None, "tool_calls": []}, {"role": "tool", "content": "33"}),
        said([{"type": "text", "text": "It is "}, {"type": "text", "text": "34."}]),
        said([{"type": "image"}, {"type": "text", "text": "It is 34."}]),
        said("<think>33</think>It is 34."),
        ({"role": "assistant", "content": "It is 34."},),
        {"role": "assistant", "content": "It is 34."},
    ],
)
def test_a_completion_is_a_text_or_the_last_of_some_messages(completion):
    assert scores(correctness, [completion]) == [1.0]
    assert scores(format, [completion]) == [1.0]


@pytest.mark.parametrize(
    "completion", [[], said(None), said(""), said([]), said("It is 34.", said("x")[0]) + said(None)]
)
def test_a_completion_that_says_nothing_scores_zero(completion):
    assert scores(correctness, [completion]) == [0.0]
    assert scores(format, [completion]) == [0.0]


def test_a_row_without_an_answer_or_kind_is_left_out():
    given = ["34"] * 3
    assert scores(correctness, given, ("34", None, "34"), ("integer", "integer", None)) == [1.0, None, None]
    assert scores(format, given, ("34", None, "34"), ("integer", "integer", None)) == [1.0, 1.0, None]


@pytest.mark.parametrize("reward", [correctness, format])
def test_what_else_the_trainer_passes_is_not_looked_at(reward):
    rest = {"completion_ids": [[1]], "trainer_state": object(), "log_extra": print, "log_metric": print, "meta": ["{}"]}
    assert scores(reward, ["34"], **rest, id=["x"]) == [1.0]


@pytest.mark.parametrize("reward", [correctness, format])
def test_no_completions_have_no_rewards(reward):
    assert reward(prompts=[], completions=[], answer=[], answer_kind=[]) == []


def test_the_names_in_the_log_are_those_of_the_functions():
    assert (correctness.__name__, format.__name__) == ("correctness", "format")
    for reward in (correctness, format):
        kinds = {p.kind for p in inspect.signature(reward).parameters.values()}
        assert inspect.Parameter.VAR_KEYWORD in kinds
        assert reward.__module__ == "oeis_qa.rewards"


# Refusals


@pytest.mark.parametrize("columns", [{}, {"answer": ["34"]}, {"answer_kind": ["integer"]}])
def test_a_missing_column_is_refused(columns):
    with pytest.raises(
        OptionError, match="correctness needs the columns answer and answer_kind; load the rows with layout='prompt'"
    ):
        correctness(prompts=["?"], completions=["34"], **columns)
    if "answer_kind" not in columns:
        with pytest.raises(
            OptionError, match="format needs the column answer_kind; load the rows with layout='prompt'"
        ):
            format(prompts=["?"], completions=["34"], **columns)


@pytest.mark.parametrize("reward", [correctness, format])
def test_columns_of_another_length_are_refused(reward):
    with pytest.raises(ValueError, match="zip"):
        reward(prompts=["?"], completions=["34"], answer=["34", "35"], answer_kind=["integer", "integer"])


@pytest.mark.parametrize("reward", [correctness, format])
def test_a_kind_that_does_not_exist_is_refused(reward):
    with pytest.raises(OptionError, match="no answer kind 'intger'"):
        scores(reward, ["34"], kinds=("intger",))


def test_a_gold_that_is_none_of_its_kind_is_never_a_reward():
    with pytest.raises(AnswerError, match=r"answer '34\.0' is no integer"):
        scores(correctness, ["34"], ("34.0",))


@pytest.mark.parametrize("reward", [correctness, format])
@pytest.mark.parametrize("completion", [34, 3.4, b"34", said(34)])
def test_a_completion_that_is_no_text_is_refused(reward, completion):
    with pytest.raises(AnswerError, match="is no text; pass the content of the message"):
        scores(reward, [completion])


# In the trainer


@pytest.mark.filterwarnings("ignore")  # of the libraries below us, which change from release to release
def test_grpo_trains_two_steps_with_both_rewards_as_they_are(tmp_path):
    from trl import GRPOConfig, GRPOTrainer

    rows = oeis_qa.load_dataset("oeis_qa/completion", layout="prompt", size=8, eval_size=4)["train"]
    assert {"prompt", "answer", "answer_kind"} <= {*rows.column_names}
    model, tokenizer = tiny_model([str(prompt) for prompt in rows["prompt"]])
    config = GRPOConfig(output_dir=str(tmp_path), num_generations=2, max_completion_length=8, **TWO_STEPS)
    judged = []

    def watched(completions, answer, answer_kind, **rest):
        judged.extend(zip(completions, answer, answer_kind, strict=True))
        return [0.0] * len(completions)

    trainer = GRPOTrainer(
        model, [correctness, format, watched], args=config, train_dataset=rows, processing_class=tokenizer
    )
    trainer.train()
    steps = [log for log in trainer.state.log_history if "rewards/correctness/mean" in log]
    assert len(steps) == 2
    for log in steps:
        assert 0.0 <= log["rewards/correctness/mean"] <= log["rewards/format/mean"] <= 1.0
    assert len(judged) == 4
    means = [log["rewards/correctness/mean"] for log in steps]
    assert sum(oeis_qa.verify(rewards._text(said), *rest).right for said, *rest in judged) == 2 * sum(means)


# Programs

SQUARES = '{"language": "python", "offset": 2, "shown": ["4", "9"], "hidden": ["16", "25", "36", "49", "64", "81"]}'
PROGRAMS = {
    "```python\ndef a(n):\n    return n * n\n```": 1.0,
    "```python\ndef a(n):\n    return n * n + n // 9\n```": 0.0,
    "```python\ndef a(n):\n    while True: pass\n```": 0.0,
    "I cannot.": 0.0,
}


@pytest.mark.usefixtures("walled")
def test_programs_are_run_to_be_scored():
    assert scores(correctness, list(PROGRAMS), [SQUARES], ["program"]) == list(PROGRAMS.values())
    assert scores(format, list(PROGRAMS), [SQUARES], ["program"]) == [1.0, 1.0, 1.0, 0.0]


@pytest.mark.usefixtures("walled")
def test_a_batch_past_its_time_scores_no_further_program_and_says_so(caplog):
    hanging = ["```python\nimport time\ndef a(n):\n    time.sleep(99)\n```"] * 40
    given = scores(rewards.within(0.5), hanging, [SQUARES], ["program"])
    assert set(given) == {0.0, None}
    assert given.count(0.0) <= 8
    assert "of 40 programs are not scored: the batch had taken its time" in caplog.text


def test_a_program_that_could_not_be_run_is_not_scored(monkeypatch):
    monkeypatch.setattr("oeis_qa.sandbox.check_host", lambda: None)
    monkeypatch.setattr("oeis_qa.sandbox.walls.command", lambda *_: ["false"])
    monkeypatch.setattr("oeis_qa.sandbox.launched", lambda *_: None)
    monkeypatch.setattr("oeis_qa.sandbox._PAUSE", 0.0)
    right = next(iter(PROGRAMS))
    assert scores(correctness, [right, "It is 34."], [SQUARES, "34"], ["program", "integer"]) == [None, 1.0]


def test_the_reward_within_a_time_is_logged_under_its_name():
    assert rewards.within(30).__name__ == "correctness"
    with pytest.raises(OptionError, match=r"within\(0\): give the seconds"):
        rewards.within(0)
