"""Completions that are saved already, of anybody's run, judged by our verifiers: nothing is asked of any model.

A line is a JSON object: one of our own result files, or any with a completion, a right answer and its kind under one
of the names below. lm-eval's sample files have theirs in `resps`, `target` and `doc`, once for each of its filters.

In:  score("their_gsm8k.jsonl", kind="integer")
Out: their_gsm8k_results.jsonl and their_gsm8k_summary.json beside it; the summary is returned
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias

from oeis_qa.answers import check_gold
from oeis_qa.errors import AnswerError, OptionError, SourceError, SourceFormatError
from oeis_qa.evaluation.judging import told, verdicts
from oeis_qa.evaluation.results import COLUMNS, SUFFIX, object_in, of_rows, write
from oeis_qa.evaluation.summary import summary
from oeis_qa.evaluation.written import made, save
from oeis_qa.fingerprint import code_hash

_COMPLETION = ("completion", "resps", "response", "output", "generated", "generated_text", "model_output")
_GOLD = ("gold", "answer", "target", "solution", "expected")
_KIND = ("answer_kind", "kind")
_ID = ("id", "doc_id", "index", "question_id")
_PROMPT = ("prompt", "question", "problem", "input")
_OURS = frozenset(COLUMNS)

Line: TypeAlias = Mapping[str, Any]


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
    rows = [_row(path, number, line, kind) for number, line in _completions(_lines(path))]
    found = verdicts([row["completion"] for row in rows], [row["gold"] for row in rows],
                     [row["answer_kind"] for row in rows])  # fmt: skip
    for row, verdict in zip(rows, found, strict=True):
        row.update(told(verdict))
    name = Path(path).name.removesuffix(SUFFIX).removesuffix(".jsonl") + "_scored"
    folder = made(out or str(Path(path).parent))
    write(folder / f"{name}{SUFFIX}", rows)
    whole = {"name": name, "tasks": summary(of_rows(name, rows)), "run": {"scored": Path(path).name}}
    save(folder / f"{name}_summary.json", whole)
    return whole


def shown(whole: Mapping[str, Any]) -> str:
    """A line for each task of a summary."""
    return "\n".join(f"{task}: {interval(found)} (n={found['n']:,})" for task, found in whole["tasks"].items())


def interval(found: Mapping[str, Any]) -> str:
    """An accuracy as tables show it."""
    if "accuracy" not in found:
        return "not judged"
    return f"{found['accuracy']:.3f} [{found['low']:.3f}, {found['high']:.3f}]"


def _completions(lines: Iterable[tuple[int, Line]]) -> Iterator[tuple[int, Line]]:
    """A line for each completion: of lm-eval's those of its first filter, whose others say the same again."""
    first: list[Any] = []
    for number, line in lines:
        first = first or [line.get("filter")]
        said = line.get("resps")
        if line.get("filter") != first[0]:
            continue
        if not isinstance(said, list) or not said or not isinstance(said[0], list):
            yield number, line
            continue
        doc = line["doc"] if isinstance(line.get("doc"), dict) else {}
        for sample, text in enumerate(said[0]):
            yield number, {**doc, **line, "completion": text, "sample": sample}


def _lines(path: str) -> Iterator[tuple[int, Line]]:
    try:
        text = Path(path).read_text(encoding="utf-8")
    except OSError as error:
        raise SourceError(f"{path} cannot be read ({error.strerror}); give a file with a JSON object a line") from None
    except UnicodeDecodeError as error:
        raise SourceFormatError(f"{path} is no UTF-8 text ({error}); give a file with a JSON object a line") from None
    if not text.strip():
        raise SourceFormatError(f"{path} is empty; give a file with a JSON object a line")
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield number, object_in(path, number, line)


def _row(path: str, number: int, line: Line, kind: str | None) -> dict[str, Any]:
    """The line as a row of a result file, not judged yet."""
    said, gold = _text(path, number, line, "completion", _COMPLETION), _text(path, number, line, "right answer", _GOLD)
    gold = _published(gold)
    own = kind or next((str(line[name]) for name in _KIND if line.get(name)), None)
    if own is None:
        raise OptionError(f"{path}, line {number} has no answer_kind; say it with kind=, as kind=integer")
    _check(path, number, gold, own)
    rest = {
        "task": str(_first(line, ("task",), "completions")),
        "id": str(_first(line, _ID, number)),
        "sample": line.get("sample", 0),
        "seed": 0,
        "finish": "stop",
        "prompt": _first(line, _PROMPT, ""),
        "benchmark": "",
        "family": None,
        "solved": None,
    }
    kept = {name: line[name] for name in rest} if line.keys() >= _OURS else {}
    told = {"completion": said, "gold": gold, "answer_kind": own, "version": code_hash("oeis_qa.answers")}
    return {**rest, **kept, **told}


def _published(gold: str) -> str:
    """What stands behind the mark of GSM8K, where a whole solution is given."""
    _, mark, answer = gold.rpartition("#### ")
    return answer.strip().replace(",", "") if mark else gold


def _check(path: str, number: int, gold: str, kind: str) -> None:
    try:
        check_gold(gold, kind)
    except AnswerError as error:
        raise AnswerError(f"{path}, line {number}: {error}") from None


def _first(line: Line, names: Sequence[str], otherwise: Any) -> Any:
    for name in names:
        if line.get(name) is not None:
            return line[name]
    return otherwise


def _text(path: str, number: int, line: Line, what: str, names: Sequence[str]) -> str:
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
