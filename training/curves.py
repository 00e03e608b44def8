"""The curves of a run over its optimizer steps: the loss, and below it held-out accuracy in the band of its interval.

Read from trainer_state.json, as the trainer writes it with `save_state` and into every checkpoint.

In:  plot("runs/next", "curves.png", {"repeat last": 0.02, "constant difference": 0.31})
Out: a picture: the loss falls from 2.31, the accuracy climbs from 0.02 past both dashed lines to 0.72 at step 400
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from oeis_qa import figures
from oeis_qa.errors import OptionError, SourceError, SourceFormatError

STATE = "trainer_state.json"
_LOSS, _ACCURACY = "#6b6b6b", "#0074D9"
_BASELINES = ("#d55e00", "#009e73", "#cc79a7", "#8c6d1f")  # told apart with any sight of colours; then from the first
_WIDTH, _HEIGHT = 8.0, 3.2  # of a panel, in inches

Points = list[tuple[float, ...]]  # a step, and what was measured at it


def plot(run: str | Path, path: str | Path, baselines: Mapping[str, float] | None = None) -> None:
    """Write a picture of a run, PNG or SVG.

    Args:
        run: its output folder, or a trainer_state.json.
        path: where the picture goes; its ending says which of the two.
        baselines: accuracies of other answerers of the same rows, by name; each is a horizontal line.

    Raises:
        MissingExtraError: matplotlib is not installed.
        SourceError, SourceFormatError: there is no trainer_state.json, or none with a curve in it.
        OptionError: another ending, or a baseline that is no share.
        TargetError: the file cannot be written.
    """
    lines = dict(baselines or {})
    figures.check_path(path, "curves")
    _check(lines)
    losses, accuracies = curves(run)
    drawn = [curve for curve in (losses, accuracies) if curve]
    figure = figures.new("curves", figsize=(_WIDTH, _HEIGHT * len(drawn)), layout="constrained")
    panels = figure.subplots(len(drawn), sharex=True, squeeze=False)[:, 0]
    if losses:
        _draw_loss(panels[0], losses)
    if accuracies:
        _draw_accuracy(panels[-1], accuracies, lines)
        figure.legend(loc="outside lower center", ncols=3, frameon=False)
    panels[-1].set_xlabel("optimizer steps")
    figures.save(figure, path, dpi=150)


def curves(run: str | Path) -> tuple[Points, Points]:
    """(step, loss) and (step, accuracy, low, high, rows), as they were logged; one of the two may be empty.

    Raises:
        SourceError, SourceFormatError: as in `plot`.
    """
    history = _history(Path(run))
    losses = _points(history, "loss")
    accuracies = _points(history, *(f"held_out/{name}" for name in ("accuracy", "low", "high", "n")))
    if not losses and not accuracies:
        raise SourceFormatError(
            f"{run} holds neither a loss nor a held-out accuracy; give that of a run that has begun"
        )
    return losses, accuracies


def _history(run: Path) -> Sequence[Mapping[str, Any]]:
    path = run / STATE if run.is_dir() else run
    try:
        state = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SourceError(
            f"{path} cannot be read ({error.strerror}); give the output folder of a run that has ended, "
            f"or the {STATE} of one of its checkpoints"
        ) from None
    except ValueError as error:
        raise SourceFormatError(f"{path} is no JSON ({error}); give the {STATE} that a trainer wrote") from None
    if not isinstance(state, dict) or "log_history" not in state:
        raise SourceFormatError(f"{path} has no log_history; give the {STATE} that a trainer wrote")
    return state["log_history"]


def _points(history: Sequence[Mapping[str, Any]], *keys: str) -> Points:
    return [(log["step"], *(log[key] for key in keys)) for log in history if all(key in log for key in keys)]


def _draw_loss(panel: Any, points: Points) -> None:
    steps, losses = zip(*points, strict=True)
    panel.plot(steps, losses, color=_LOSS, linewidth=1.5)
    panel.set_ylabel("training loss")
    _clear(panel)


def _draw_accuracy(panel: Any, points: Points, baselines: Mapping[str, float]) -> None:
    steps, means, lows, highs, rows = zip(*points, strict=True)
    panel.fill_between(steps, lows, highs, color=_ACCURACY, alpha=0.18, linewidth=0, label="Wilson interval, 95%")
    panel.plot(steps, means, color=_ACCURACY, linewidth=2, marker="o", markersize=4, clip_on=False, label="the model")
    for i, (name, rate) in enumerate(baselines.items()):
        panel.axhline(rate, color=_BASELINES[i % len(_BASELINES)], linestyle="--", linewidth=1.5, label=name)
    panel.set_ylim(0, min(1.02, 1.15 * max(*highs, *baselines.values(), 0.1)))
    panel.set_ylabel(f"accuracy on {rows[-1]:,} held-out rows")
    _clear(panel)


def _clear(panel: Any) -> None:
    panel.grid(axis="y", color="#e6e6e6", linewidth=0.8)
    panel.set_axisbelow(True)
    panel.spines[["top", "right"]].set_visible(False)


def _check(baselines: Mapping[str, float]) -> None:
    for name, rate in baselines.items():
        if not 0 <= rate <= 1:
            raise OptionError(f"the baseline {name!r} is {rate}; give the share of right answers, 0 to 1")
