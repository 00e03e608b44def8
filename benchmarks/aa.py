"""A/A comparisons: how often `compare` finds a difference between a model and itself.

Both models answer each item with the same chance of being right, so every difference that is found is a false alarm.
2,000 evaluations of each design are drawn by Stream, so every run prints the same shares.

In:  python -m benchmarks.aa
Out: one table: the design, false alarms at 5 %, how often an interval holds 0, and the false alarms without the care
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from benchmarks.intervals import uniforms
from oeis_qa.evaluation.compare import Comparison, compared
from oeis_qa.evaluation.contrast import contrast
from oeis_qa.evaluation.results import COLUMNS, Results
from oeis_qa.evaluation.tables import table

EVALUATIONS = 2_000
ALPHA = 0.05
Floats = NDArray[np.float64]


class Design(NamedTuple):
    """How an evaluation is drawn, and what careless people would do with it."""

    name: str
    draw: Callable[[int], list[Results]]
    careless: str
    alarmed: Callable[[list[Results], Comparison], bool]


class Shares(NamedTuple):
    """Of all evaluations of a design."""

    alarms: float
    held: float
    careless: float


def main() -> None:
    """Print the table."""
    head = ("design", "false alarms", "interval holds 0", "without the care", "asked for")
    print(table([head, *(_row(design, measured(design, EVALUATIONS)) for design in DESIGNS)]))


def measured(design: Design, evaluations: int) -> Shares:
    """What comes out of so many evaluations of models that do not differ."""
    found = []
    for i in range(evaluations):
        models = design.draw(i)
        comparison = compared(models)
        alarm = any(one.adjusted <= ALPHA for one in comparison.contrasts)
        held = float(np.mean([one.difference.low <= 0 <= one.difference.high for one in comparison.contrasts]))
        found.append((alarm, held, design.alarmed(models, comparison)))
    return Shares(*np.mean(found, axis=0).tolist())


def _row(design: Design, shares: Shares) -> tuple[str, ...]:
    careless = f"{design.careless} {shares.careless:.2%}"
    return design.name, f"{shares.alarms:.2%}", f"{shares.held:.2%}", careless, "at most 6 %"


# Designs


def _binary(items: int, i: int) -> list[Results]:
    return [_model(name, {"task": _easy("binary", i, items)}, f"binary {i}") for name in "AB"]


def _tasks(names: str, i: int) -> list[Results]:
    chances = {f"task {t}": _easy(f"tasks {t}", i, 150) for t in range(5)}
    return [_model(name, chances, f"tasks {i}") for name in names]


def _families(groups: int, i: int) -> list[Results]:
    """Families of unequal size, each of which a model has understood or not."""
    sizes = 1 + stats.geom.ppf(uniforms(f"sizes {groups}", i, 0, groups), 0.25).astype(np.int64)
    labels = np.repeat(np.arange(groups), sizes)
    return [
        _model(
            name, {"task": 0.2 + 0.6 * (uniforms("understood", i, name, groups) < 0.5)[labels]}, f"families {i}", labels
        )
        for name in "AB"
    ]


def _seeds(runs: int, i: int) -> list[Results]:
    """Runs whose training went better or worse."""
    easy = _easy("seeds", i, 100)
    models = []
    for name in "AB":
        luck = 0.3 * (uniforms("luck", i, name, runs) - 0.5)
        parts = [
            _model(name, {"task": np.clip(easy + one, 0, 1)}, f"seeds {i} {seed}", seed=seed)
            for seed, one in enumerate(luck)
        ]
        models.append(_together(parts))
    return models


def _samples(items: int, i: int) -> list[Results]:
    easy = _easy("samples", i, items)
    return [_together([_model(name, {"task": easy}, f"samples {i} {k}", sample=k) for k in range(4)]) for name in "AB"]


def _easy(purpose: str, i: int, items: int) -> Floats:
    """The chance of each item to be answered rightly: most are easy or hopeless."""
    return stats.beta.ppf(uniforms(f"easy {purpose}", i, 0, items), 0.6, 0.6)


def _model(
    name: str, chances: dict[str, Floats], purpose: str, labels: Iterable[int] | None = None, **same: int
) -> Results:
    """The results of a model that answers each item of each task with this chance."""
    columns: dict[str, list[Any]] = {column: [] for column in COLUMNS}
    for task, chance in chances.items():
        n = len(chance)
        right = (uniforms(purpose, 0, f"{name} {task}", n) < chance).tolist()
        families = [None] * n if labels is None else [str(label) for label in labels]
        own = {"task": [task] * n, "id": [str(k) for k in range(n)], "right": right, "family": families}
        for column in COLUMNS:
            columns[column] += own.get(column) or [same.get(column, _PLAIN[column])] * n
    return Results(name, **columns)


_PLAIN: dict[str, Any] = {**dict.fromkeys(COLUMNS, ""), "sample": 0, "seed": 0, "solved": None}


def _together(parts: list[Results]) -> Results:
    columns = {column: [value for part in parts for value in getattr(part, column)] for column in COLUMNS}
    return Results(parts[0].name, **columns)


# Without the care


def _each_item(models: list[Results], comparison: Comparison) -> bool:
    """McNemar's test as if no item had kin, nor any test others beside it."""
    return any(one.midp is not None and one.midp <= ALPHA for one in comparison.contrasts)


def _each_test(models: list[Results], comparison: Comparison) -> bool:
    return any(one.p <= ALPHA for one in comparison.contrasts)


def _chi_square(models: list[Results], comparison: Comparison) -> bool:
    """McNemar's first test, without correction."""
    (one,) = comparison.contrasts
    a, b = one.only_a or 0, one.only_b or 0
    return (a - b) ** 2 > stats.chi2.isf(ALPHA, 1) * (a + b)


def _one_run(models: list[Results], comparison: Comparison) -> bool:
    """The first run of each, as if all runs were like it."""
    a, b = (model.runs()[0] for model in models)
    return contrast(a, b).p <= ALPHA


def _each_answer(models: list[Results], comparison: Comparison) -> bool:
    """Each sample as an item of its own."""
    a, b = (
        replace(model, id=[f"{item}/{k}" for item, k in zip(model.id, model.sample, strict=True)]) for model in models
    )
    return contrast(a, b).p <= ALPHA


def _of(draw: Callable[[int, int], list[Results]], number: int) -> Callable[[int], list[Results]]:
    return lambda i: draw(number, i)


DESIGNS = [
    Design("50 items", _of(_binary, 50), "chi-square", _chi_square),
    Design("500 items", _of(_binary, 500), "chi-square", _chi_square),
    Design("15 families", _of(_families, 15), "families left out", _each_item),
    Design("60 families", _of(_families, 60), "families left out", _each_item),
    Design("5 tasks", lambda i: _tasks("AB", i), "without Holm", _each_test),
    Design("5 tasks, 3 models", lambda i: _tasks("ABC", i), "without Holm", _each_test),
    Design("5 seeds", _of(_seeds, 5), "one run only", _one_run),
    Design("8 seeds", _of(_seeds, 8), "one run only", _one_run),
    Design("100 items, 4 samples each", _of(_samples, 100), "answers as items", _each_answer),
]


if __name__ == "__main__":
    main()
