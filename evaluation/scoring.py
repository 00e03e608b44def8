"""Completions that are saved already, of anybody's run, judged by our verifiers: nothing is asked of any model.

A line is a JSON object: one of our own result files, or any with a completion, a right answer and its kind under one
of the names below. lm-eval's sample files have theirs in `resps`, `target` and `doc`.

In:  score("their_gsm8k.jsonl", kind="integer")
Out: their_gsm8k_results.jsonl and their_gsm8k_summary.json beside it; the summary is returned
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from oeis_qa.errors import OptionError, SourceError, SourceFormatError
from oeis_qa.evaluation.judging import told, verdicts
from oeis_qa.evaluation.results import SUFFIX, of_rows, write
from oeis_qa.evaluation.summary import summary
from oeis_qa.evaluation.written import save
from oeis_qa.fingerprint import code_hash

_COMPLETION = ("completion", "resps", "response", "output", "generated", "generated_text", "model_output")
_GOLD = ("gold", "answer", "target", "solution", "expected")
_KIND = ("answer_kind", "kind")
_ID = ("id", "doc_id", "index", "question_id")
_PROMPT = ("prompt", "question", "problem", "input")


def score(path: str, kind: str | None = None, out: str | None = None) -> dict[str, Any]:
    """Judge a file of completions again.

    Args:
        path: the file, one JSON object a line.
        kind: of the answers, where the lines do not say it.
        out: the folder of what is written; default: that of the file, under its name with "_scored".

    Raises:
        SourceError, SourceFormatError: no file, or a line without what there is to judge.
        OptionError: nobody says the kind of the answers.
        AnswerError: a right answer that is none of its kind.
    """
    lines = list(_lines(path))
    rows = [_row(path, number, line, kind) for number, line in enumerate(lines, start=1)]
    found = verdicts([row["completion"] for row in rows], [row["gold"] for row in rows],
                     [row["answer_kind"] for row in rows])  # fmt: skip
    for row, verdict in zip(rows, found, strict=True):
        row.update(told(verdict))
    name = Path(path).name.removesuffix(SUFFIX).removesuffix(".jsonl") + "_scored"
    folder = Path(out or Path(path).parent)
    folder.mkdir(parents=True, exist_ok=True)
    write(folder / f"{name}{SUFFIX}", rows)
    whole = {"name": name, "tasks": summary(of_rows(name, rows)), "run": {"scored": Path(path).name}}
    save(folder / f"{name}_summary.json", whole)
    return whole


def _lines(path: str) -> Iterator[Mapping[str, Any]]:
    try:
        text = Path(path).read_text(encoding="utf-8")
    except OSError as error:
        raise SourceError(f"{path} cannot be read ({error.strerror}); give a file with a JSON object a line") from None
    found = [line for line in text.split("\n") if line.strip()]
    if not found:
        raise SourceFormatError(f"{path} is empty; give a file with a JSON object a line")
    for number, line in enumerate(found, start=1):
        try:
            row = json.loads(line)
        except ValueError as error:
            raise SourceFormatError(f"{path}, line {number} is no JSON ({error}); mend it or delete it") from None
        if not isinstance(row, dict):
            raise SourceFormatError(f"{path}, line {number} is no object; give a file with a JSON object a line")
        yield row


def _row(path: str, number: int, line: Mapping[str, Any], kind: str | None) -> dict[str, Any]:
    """The line as a row of a result file, not judged yet."""
    said, gold = _text(path, number, line, "completion", _COMPLETION), _text(path, number, line, "right answer", _GOLD)
    own = kind or next((str(line[name]) for name in _KIND if line.get(name)), None)
    if own is None:
        raise OptionError(f"{path}, line {number} has no answer_kind; say it with kind=, as kind=integer")
    rest = {
        "task": _named(path), "id": str(_first(line, _ID, number)), "sample": 0, "seed": 0, "finish": "stop",
        "prompt": _first(line, _PROMPT, ""), "benchmark": "", "family": None, "solved": None,
    }  # fmt: skip
    kept = {name: line.get(name, rest[name]) for name in rest if name not in ("id", "prompt")}
    told = {"completion": said, "gold": gold, "answer_kind": own, "version": code_hash("oeis_qa.answers")}
    return {**rest, **kept, **told}


def _named(path: str) -> str:
    """What the task is called where the lines do not say it."""
    return Path(path).name.removesuffix(".jsonl")


def _first(line: Mapping[str, Any], names: Sequence[str], otherwise: Any) -> Any:
    return next((line[name] for name in names if line.get(name) is not None), otherwise)


def _text(path: str, number: int, line: Mapping[str, Any], what: str, names: Sequence[str]) -> str:
    """A text under one of these names; the first of several, or the last message of a conversation."""
    value = _first(line, names, None)
    while isinstance(value, list) and value:
        value = value[-1] if isinstance(value[-1], dict) else value[0]
    if isinstance(value, dict):
        value = value.get("content")
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        raise SourceFormatError(f"{path}, line {number} has no {what}; give it as one of {', '.join(names)}")
    return value
