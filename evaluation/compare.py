"""Models against each other, task by task: what differs, by how much, and whether it is real.

In:  print(compare(["base", "trained"], "runs"))
Out: trained against base
     | task  | items | base  | trained | difference (95%)        | only base | only trained | p       | ...
     | gsm8k | 1,319 | 0.310 | 0.352   | +0.042 [+0.020, +0.064] | 81        | 136          | 0.00018 | ...
     and below it, where trained loses to base
"""

import dataclasses
import itertools
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from oeis_qa.errors import OptionError
from oeis_qa.evaluation import results
from oeis_qa.evaluation.contrast import Contrast, contrast
from oeis_qa.evaluation.failures import Failures, failures
from oeis_qa.evaluation.plan import ALPHA, fewest_units
from oeis_qa.evaluation.results import Results
from oeis_qa.evaluation.tables import table
from oeis_qa.intervals import holm
from oeis_qa.intervals.estimate import check_share

WORST = 3  # places of each pair that are kept


@dataclasses.dataclass(frozen=True)
class Comparison:
    """Every pair of models on every task that both have."""

    names: tuple[str, ...]
    contrasts: tuple[Contrast, ...]
    failures: tuple[Failures, ...]  # of the second of each pair against the first
    left_out: dict[str, tuple[str, ...]]  # the tasks of a model that no other has
    margin: float | None

    def __str__(self) -> str:
        parts = [
            part
            for lost, (names, found) in zip(self.failures, self._pairs(), strict=True)
            for part in (f"{names[1]} against {names[0]}", self._table(found), f"Where {names[1]} loses:\n{lost}")
        ]
        return "\n\n".join([*parts, "\n".join(self.notes())])

    def record(self) -> dict[str, Any]:
        """All of it as JSON takes it, with what there is to say about it."""
        return dataclasses.asdict(self) | {"notes": self.notes()}

    def notes(self) -> list[str]:
        """What the tables do not say by themselves."""
        tests = len(self.contrasts)
        said = [f"Holm: p adjusted for {tests} tests." if tests > 1 else "One test: Holm's p is p."]
        for found in self.contrasts:
            said += _notes(found, tests)
        said += [
            f"{name} alone has {', '.join(tasks)}: not compared." for name, tasks in self.left_out.items() if tasks
        ]
        return list(dict.fromkeys(said))

    def _pairs(self) -> Iterator[tuple[tuple[str, str], list[Contrast]]]:
        for names, found in itertools.groupby(self.contrasts, lambda one: (one.a, one.b)):
            yield names, list(found)

    def _table(self, found: Sequence[Contrast]) -> str:
        a, b = found[0].a, found[0].b
        head = ["task", "items", a, b, "difference (95%)", f"only {a}", f"only {b}", "p", "exact", "Holm", "test"]
        if self.margin is not None:
            head.append(f"p of ±{self.margin:g} or more")
        return table([head, *(_cells(one, self.margin) for one in found)])


def compare(names: Sequence[str], directory: str | Path = ".", equivalence: float | None = None) -> Comparison:
    """Compare each model with each before it.

    Args:
        names: of models whose results are in the folder, or paths of result files; two or more.
        directory: the folder.
        equivalence: the smallest difference in accuracy that matters; also test whether the models differ by less.

    Raises:
        OptionError: fewer than two models, one twice, no task in common, other items, seeds or versions, a margin that
            is none.
        SourceError, SourceFormatError: as `results.of`.
    """
    if len(names) < 2 or len(set(names)) < len(names):
        raise OptionError(f"compare {' '.join(names)}: give two or more models, each once")
    if equivalence is not None:
        check_share("equivalence", equivalence, "0.02")
    return compared(_distinct([results.of(name, directory) for name in names], names), equivalence)


def compared(models: Sequence[Results], margin: float | None = None) -> Comparison:
    """The same of results that have been read.

    Raises:
        OptionError: no task in common, other items, seeds or versions.
    """
    tasks = [model.tasks() for model in models]
    pairs = [(a, b) for b in range(len(models)) for a in range(b)]
    for a, b in pairs:
        _check_comparable(tasks[a], tasks[b])
    found = [
        contrast(tasks[a][task], tasks[b][task], margin) for a, b in pairs for task in tasks[a] if task in tasks[b]
    ]
    worst = [failures(models[b], models[a]) for a, b in pairs]
    return Comparison(
        names=tuple(model.name for model in models),
        contrasts=tuple(
            dataclasses.replace(one, adjusted=p) for one, p in zip(found, holm([one.p for one in found]), strict=True)
        ),
        failures=tuple(dataclasses.replace(each, places=each.places[:WORST]) for each in worst),
        left_out={model.name: _alone(mine, tasks) for model, mine in zip(models, tasks, strict=True)},
        margin=margin,
    )


def _alone(mine: dict[str, Results], tasks: Sequence[dict[str, Results]]) -> tuple[str, ...]:
    return tuple(task for task in mine if sum(task in others for others in tasks) == 1)


def _cells(one: Contrast, margin: float | None) -> list[str]:
    d = one.difference
    cells = [one.task, f"{one.items:,}", f"{one.accuracy_a:.3f}", f"{one.accuracy_b:.3f}"]
    cells += [f"{d.mean:+.3f} [{d.low:+.3f}, {d.high:+.3f}]", _count(one.only_a), _count(one.only_b)]
    cells += [_p(one.p), _p(one.exact), _p(one.adjusted), one.test]
    return cells if margin is None else [*cells, _p(one.equivalent)]


def _count(number: int | None) -> str:
    return "" if number is None else f"{number:,}"


def _p(p: float | None) -> str:
    return "" if p is None else f"{p:.2g}"


def _notes(one: Contrast, tests: int) -> Iterator[str]:
    """What there is to say about the numbers of one task."""
    if one.least_p * tests > ALPHA:
        yield (
            f"{one.task}: with {one.units} {one.unit} p is at least {one.least_p:g}, so over {tests} "
            f"test{'s' * (tests > 1)} nothing can be shown at {ALPHA:.0%}; it takes {fewest_units(tests)} {one.unit}."
        )
    if one.difference.method == "no spread":
        yield f"{one.task}: all {one.units} {one.unit} differ by the same, so nothing tells how far that may be off."
    if one.unjudged:
        yield f"{one.task}: {one.unjudged:,} items are left out, which could not be judged in {one.a} or {one.b}."


# Bad input


def _distinct(models: Sequence[Results], given: Sequence[str]) -> list[Results]:
    """Models of one name, in two folders, go by the paths that were given."""
    names = [model.name for model in models]
    return [
        dataclasses.replace(model, name=model.name if names.count(model.name) == 1 else path)
        for model, path in zip(models, given, strict=True)
    ]


def _check_comparable(a: dict[str, Results], b: dict[str, Results]) -> None:
    one, other = next(iter(a.values())).name, next(iter(b.values())).name
    common = [task for task in a if task in b]
    if not common:
        raise OptionError(
            f"{one} has {', '.join(a)} and {other} has {', '.join(b)}, no task in common; evaluate both on one"
        )
    for task in common:
        _check_versions(a[task], b[task])
        _check_seeds(a[task], b[task])
        _check_items(a[task], b[task])


def _check_versions(a: Results, b: Results) -> None:
    if a.version[0] != b.version[0]:
        raise OptionError(
            f"{a.task[0]}: {a.name} was run in version {a.version[0]}, {b.name} in {b.version[0]}, whose prompts or "
            "verifiers differ; evaluate both with one version, or re-score the completions with `oeis-qa score`"
        )


def _check_seeds(a: Results, b: Results) -> None:
    """Runs are paired by their seeds; one run stands against any."""
    mine, theirs = sorted(set(a.seed)), sorted(set(b.seed))
    if mine != theirs and len(mine) > 1 and len(theirs) > 1:
        raise OptionError(
            f"{a.task[0]}: {a.name} has the seeds {mine}, {b.name} {theirs}; runs are paired by seed, so give the same"
        )


def _check_items(a: Results, b: Results) -> None:
    """Every run has the items of the first."""
    of_a, of_b = (
        [(f"{rows.name}, seed {seed}" if len(set(rows.seed)) > 1 else rows.name, set(run.id)) for seed, run in runs]
        for rows, runs in ((a, a.runs().items()), (b, b.runs().items()))
    )
    name, items = of_a[0]
    for other, others in (*of_a[1:], *of_b):
        if items != others:
            raise OptionError(
                f"{a.task[0]}: {_only(name, items - others)}, {_only(other, others - items)}; differences are of the "
                "same items: evaluate both with the same task and --limit, or let a run that was stopped go on"
            )


def _only(name: str, items: set[str]) -> str:
    shown = sorted(items)[:3]
    return f"{len(items):,} items only in {name}" + (
        f" ({', '.join(shown)}{', ...' * (len(items) > 3)})" if shown else ""
    )
