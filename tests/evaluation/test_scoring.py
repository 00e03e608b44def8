"""Saved completions are judged again, whoever saved them; what cannot be judged is named with its line."""

import json

import pytest

from oeis_qa.errors import AnswerError, OptionError, SourceError, SourceFormatError, TargetError
from oeis_qa.evaluation.compare import compare
from oeis_qa.evaluation.results import read, write
from oeis_qa.evaluation.scoring import score, shown
from oeis_qa.fingerprint import code_hash
from tests.evaluation.rows import row

PLAIN = [
    {"completion": "It is 34.", "gold": "34", "answer_kind": "integer"},
    {"completion": "It is 35.", "gold": "34", "answer_kind": "integer"},
    {"completion": "\\boxed{0.5}", "gold": "\\frac{1}{2}", "answer_kind": "latex"},
]


@pytest.fixture
def saved(tmp_path):
    """A function: rows, or the text of a file -> its path."""

    def save(rows, name="their.jsonl"):
        text = rows if isinstance(rows, str) else "".join(json.dumps(row) + "\n" for row in rows)
        (tmp_path / name).write_text(text)
        return str(tmp_path / name)

    return save


def verdicts(path):
    found = read(path)
    return list(zip(found.id, found.answer, found.right, strict=True))


def test_plain_completions_and_golds_are_judged(saved, tmp_path):
    whole = score(saved(PLAIN))
    assert verdicts(tmp_path / "their_scored_results.jsonl") == [
        ("1", "34", True),
        ("2", "35", False),
        ("3", "0.5", True),
    ]
    assert json.loads((tmp_path / "their_scored_summary.json").read_text()) == whole
    assert (whole["tasks"]["completions"]["n"], whole["tasks"]["completions"]["correct"]) == (3, 2)


@pytest.mark.parametrize("completion", ["completion", "response", "output", "generated_text", "model_output"])
@pytest.mark.parametrize("gold", ["gold", "answer", "target", "expected"])
def test_other_names_of_both_are_known(saved, completion, gold):
    whole = score(saved([{completion: "so 34", gold: 34, "question": "How much is 17 + 17?"}]), kind="integer")
    assert whole["tasks"]["completions"]["correct"] == 1


def test_a_conversation_counts_by_its_last_message(saved):
    turns = [{"role": "user", "content": "How much is 17 + 17?"}, {"role": "assistant", "content": "34"}]
    assert score(saved([{"completion": turns, "gold": "34"}]), kind="integer")["tasks"]["completions"]["correct"] == 1


def test_a_result_file_of_ours_keeps_all_it_knows_and_gets_new_verdicts(saved, tmp_path):
    rows = [row("a", benchmark="dataset=sums digits=2", seed=s, family="f", solved=False) for s in (0, 1)]
    rows += [row("a", task="other", right=False, completion="34")]
    write(tmp_path / "A_results.jsonl", rows)
    score(str(tmp_path / "A_results.jsonl"))
    found = read(tmp_path / "A_scored_results.jsonl")
    assert found.right == [True, True, True]
    assert found.version == [code_hash("oeis_qa.answers")] * 3
    for name in (
        "task",
        "id",
        "sample",
        "seed",
        "prompt",
        "gold",
        "completion",
        "finish",
        "benchmark",
        "family",
        "solved",
    ):
        assert getattr(found, name) == [one[name] for one in rows], name


def test_what_a_foreign_file_calls_by_our_names_is_not_taken_for_ours(saved, tmp_path):
    score(saved([{**PLAIN[0], "benchmark": "not keys", "seed": "x", "solved": "maybe", "prompt": "17 + 17?"}]))
    found = read(tmp_path / "their_scored_results.jsonl")
    assert (found.benchmark, found.seed, found.solved, found.prompt) == ([""], [0], [None], ["17 + 17?"])


def lm_eval(doc_id, said, which="strict-match"):
    """A line as `lm_eval --log_samples` writes it for GSM8K."""
    return {
        "doc_id": doc_id,
        "doc": {"question": "How much is 1000 + 34?", "answer": "1000 + 34 = 1034\n#### 1,034"},
        "target": "1000 + 34 = 1034\n#### 1,034",
        "arguments": {"gen_args_0": {"arg_0": "Question: How much is 1000 + 34?\nAnswer:"}},
        "resps": [said],
        "filtered_resps": ["1034"],
        "filter": which,
        "exact_match": 1.0,
    }


def test_files_of_lm_eval_are_read_once_for_all_their_filters(saved, tmp_path):
    lines = [
        lm_eval(i, [said], w) for w in ("strict-match", "flexible-extract") for i, said in enumerate(["1034", "8"])
    ]
    whole = score(saved(lines), kind="integer")
    assert verdicts(tmp_path / "their_scored_results.jsonl") == [("0", "1034", True), ("1", "8", False)]
    assert read(tmp_path / "their_scored_results.jsonl").gold == ["1034"] * 2
    assert read(tmp_path / "their_scored_results.jsonl").prompt == ["How much is 1000 + 34?"] * 2
    assert whole["tasks"]["completions"]["accuracy"] == 0.5


def test_repeats_of_lm_eval_are_samples(saved, tmp_path):
    whole = score(saved([lm_eval(0, ["1034", "8"]), lm_eval(1, ["8", "9"])]), kind="integer")
    assert read(tmp_path / "their_scored_results.jsonl").sample == [0, 1, 0, 1]
    assert (whole["tasks"]["completions"]["answers"], whole["tasks"]["completions"]["accuracy"]) == (4, 0.25)
    assert whole["tasks"]["completions"]["pass"]["2"]["accuracy"] == 0.5


def test_two_scored_files_are_compared(saved, tmp_path):
    for name, said in (("a.jsonl", "34"), ("b.jsonl", "35")):
        score(saved([{**PLAIN[0], "completion": said}] * 8, name), out=str(tmp_path / "both"))
    found = [str(tmp_path / "both" / f"{name}_scored_results.jsonl") for name in "ab"]
    assert compare(found).contrasts[0].difference.mean == -1


def test_lines_that_hold_nothing_are_passed_over(saved):
    assert score(saved("\n" + json.dumps(PLAIN[0]) + "\n\n"))["tasks"]["completions"]["n"] == 1


@pytest.mark.parametrize(
    ("text", "error", "said"),
    [
        ("", SourceFormatError, "is empty"),
        ("\n \n", SourceFormatError, "is empty"),
        (json.dumps(PLAIN[0]) + '\n{"completion": "It i', SourceFormatError, "line 2 is no JSON"),
        (json.dumps(PLAIN[0]) + "\n\n[1]\n", SourceFormatError, "line 3 is no object"),
        ('{"gold": "34", "answer_kind": "integer"}', SourceFormatError, "line 1 has no completion; give it as one of"),
        ('{"completion": "34", "answer_kind": "integer"}', SourceFormatError, "line 1 has no right answer; give it as"),
        ('{"completion": "34", "gold": "34"}', OptionError, "line 1 has no answer_kind; say it with kind="),
        ('{"completion": "34", "gold": "34", "kind": "intger"}', OptionError, "did you mean 'integer'"),
        (
            json.dumps(PLAIN[0]) + '\n{"completion": "34", "gold": "many", "kind": "integer"}',
            AnswerError,
            "line 2: ",
        ),
    ],
)
def test_what_cannot_be_judged_is_refused_and_nothing_is_written(saved, tmp_path, text, error, said):
    with pytest.raises(error) as refused:
        score(saved(text))
    assert said in str(refused.value)
    assert [path.name for path in tmp_path.iterdir()] == ["their.jsonl"]


def test_a_file_that_is_not_there_is_refused():
    with pytest.raises(SourceError, match=r"/nowhere\.jsonl cannot be read"):
        score("/nowhere.jsonl")


def test_a_file_that_is_no_text_is_refused(tmp_path):
    (tmp_path / "their.jsonl").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SourceFormatError, match="is no UTF-8 text"):
        score(str(tmp_path / "their.jsonl"))


def test_a_file_in_place_of_the_folder_is_refused(saved):
    path = saved(PLAIN)
    with pytest.raises(TargetError, match="cannot be made"):
        score(path, out=path)


def test_the_table_says_where_nothing_could_be_judged():
    score_ = {"n": 1_000, "correct": 500, "accuracy": 0.5, "low": 0.47, "high": 0.53}
    tasks = {"sums": score_, "programs": {"n": 2, "correct": 0, "unjudged": 2}}
    assert shown({"tasks": tasks}) == "sums: 0.500 [0.470, 0.530] (n=1,000)\nprograms: not judged (n=2)"
