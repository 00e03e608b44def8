"""Accuracy with its interval as a picture: of models by task, or of one task by the values of a benchmark key.

Drawn from summaries, as A_summary.json holds them. A model is a colour and a mark; the short line is chance.

In:  by_task([summary of base, summary of trained], "tasks.png"); by_key([...], "math", "level", "level.svg")
Out: a picture each: a line for every task (or level), on it a mark for every model in the bar of its interval
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from oeis_qa import figures
from oeis_qa.errors import OptionError, choices

_COLOURS = ("#0074D9", "#d55e00", "#009e73", "#cc79a7", "#8c6d1f", "#6b6b6b")  # told apart with any sight of colours
_MARKS = "osD^vP"
_CHANCE = "#222222"
_WIDTH, _PER_MARK, _FRAME = 8.0, 0.24, 1.3  # inches
_MOST = 100  # lines

Summary = Mapping[str, Any]


class Line(NamedTuple):
    """What stands at one height: a task, or a value of a key."""

    label: str
    scores: Sequence[Mapping[str, Any] | None]  # of each model; None: it has none
    chance: float | None


def by_task(summaries: Sequence[Summary], path: str | Path) -> None:
    """Draw the accuracy of models on all their tasks.

    Args:
        summaries: {"name": ..., "tasks": {...}} of each model.
        path: of the picture; it ends in .png or .svg.

    Raises:
        MissingExtraError: matplotlib is not installed.
        OptionError: another ending, more models than can be told apart, or none that has a task.
        TargetError: the file cannot be written.
    """
    tasks = dict.fromkeys(task for summary in summaries for task in summary["tasks"])
    lines = [_line(task, [summary["tasks"].get(task) for summary in summaries]) for task in tasks]
    _draw(lines, [summary["name"] for summary in summaries], "accuracy", Path(path))


def by_key(summaries: Sequence[Summary], task: str, key: str, path: str | Path) -> None:
    """Draw the accuracy of models on the parts of a task.

    Args:
        summaries: {"name": ..., "tasks": {...}} of each model.
        task: one that all of them have.
        key: a benchmark key of it.
        path: of the picture; it ends in .png or .svg.

    Raises:
        MissingExtraError, OptionError, TargetError: as `by_task`; a model without this task, or a task without the key.
    """
    breakdowns = [_breakdown(summary, task, key) for summary in summaries]
    values = dict.fromkeys(value for parts in breakdowns for value in parts)
    lines = [_line(value, [parts.get(value) for parts in breakdowns]) for value in values]
    _draw(lines, [summary["name"] for summary in summaries], f"accuracy on {task} by {key}", Path(path))


def _breakdown(summary: Summary, task: str, key: str) -> Mapping[str, Mapping[str, Any]]:
    tasks = summary["tasks"]
    if task not in tasks:
        raise OptionError(f"{summary['name']} has no task {task!r}; {choices(task, tasks)}")
    found = tasks[task]["breakdowns"]
    if key not in found:
        raise OptionError(f"{task} of {summary['name']} has no benchmark key {key!r}; {choices(key, found)}")
    return found[key]


def _line(label: str, scores: Sequence[Mapping[str, Any] | None]) -> Line:
    """A score without accuracy is one of items that could not be judged."""
    shown = [score if score and "accuracy" in score else None for score in scores]
    most = max((score["n"] for score in shown if score), default=0)
    chance = next((score["chance"] for score in shown if score and score.get("chance") is not None), None)
    return Line(f"{label}  (n={most:,})", shown, chance)


def _draw(lines: Sequence[Line], names: Sequence[str], title: str, path: Path) -> None:
    figures.check_path(path, "plots")
    _check(lines, names)
    figure = figures.new(
        "plots", figsize=(_WIDTH, _FRAME + _PER_MARK * len(lines) * (len(names) + 1)), layout="constrained"
    )
    panel = figure.subplots()
    for place, name in enumerate(names):
        _draw_model(panel, lines, name, place, (place - (len(names) - 1) / 2) / (len(names) + 1))
    chances = [(at, line.chance) for at, line in enumerate(lines) if line.chance is not None]
    if chances:
        at, levels = zip(*chances, strict=True)
        ends = [height - 0.4 for height in at], [height + 0.4 for height in at]
        panel.vlines(levels, *ends, color=_CHANCE, linestyle=":", label="chance", clip_on=False)
    _dress(panel, lines, title)
    figure.legend(loc="outside lower center", ncols=4, frameon=False)
    figures.save(figure, path, dpi=150)


def _draw_model(panel: Any, lines: Sequence[Line], name: str, place: int, offset: float) -> None:
    drawn = [(at + offset, score) for at, line in enumerate(lines) if (score := line.scores[place])]
    heights, means = [at for at, _ in drawn], [score["accuracy"] for _, score in drawn]
    bars = [
        [score["accuracy"] - score["low"] for _, score in drawn],
        [score["high"] - score["accuracy"] for _, score in drawn],
    ]
    style = {"color": _COLOURS[place], "marker": _MARKS[place], "markersize": 5, "linestyle": "none", "capsize": 2.5}
    panel.errorbar(means, heights, xerr=bars, elinewidth=1.5, label=name, clip_on=False, **style)


def _dress(panel: Any, lines: Sequence[Line], title: str) -> None:
    panel.set_yticks(range(len(lines)), [line.label for line in lines], parse_math=False)
    panel.set_ylim(len(lines) - 0.5, -0.5)  # the first on top
    panel.set_xlim(0, 1)
    panel.set_xlabel(f"{title}, with 95% intervals", parse_math=False)
    panel.grid(axis="x", color="#e6e6e6", linewidth=0.8)
    panel.set_axisbelow(True)
    panel.tick_params(axis="y", length=0)
    panel.spines[["top", "right", "left"]].set_visible(False)


def _check(lines: Sequence[Line], names: Sequence[str]) -> None:
    if not any(score for line in lines for score in line.scores):
        raise OptionError(f"the summaries of {', '.join(names) or 'nobody'} hold no accuracy; give others")
    if len(names) > len(_COLOURS):
        raise OptionError(f"{len(names)} models: no more than {len(_COLOURS)} can be told apart; draw fewer at a time")
    if len(lines) > _MOST:
        raise OptionError(f"{len(lines):,} lines: no more than {_MOST} can be read; draw another key, or fewer tasks")
