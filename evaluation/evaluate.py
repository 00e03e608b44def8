"""Weights -> scores: tasks, a sampler with its journal, lm-eval as the engine, verdicts, a summary with intervals.

In:  evaluate("runs/sft", ["gsm8k", "oeis_qa/completion"], Options(data_dir="/data", out="results"))
Out: results/sft_results.jsonl, results/sft_summary.json, and the table that the command prints
"""

import importlib.metadata
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from oeis_qa.errors import OptionError
from oeis_qa.evaluation.baselines import ANY, baselines, told
from oeis_qa.evaluation.engine import Ran, ran, requests
from oeis_qa.evaluation.judging import judged
from oeis_qa.evaluation.results import SUFFIX, of_rows, write
from oeis_qa.evaluation.scoring import interval
from oeis_qa.evaluation.summary import summary
from oeis_qa.evaluation.tables import table
from oeis_qa.evaluation.tasks import Task, task
from oeis_qa.evaluation.written import made, save
from oeis_qa.publishing.secrets import told as redacted
from oeis_qa.samplers import Journaled, Prices, Request, Sampler, Sampling, estimate, journaled, opened

BUILT_IN = ("oracle", "parrot")
_HANDFUL = "a few items of our own, for a first try; data_dir=, or source=hub in the address, gives the benchmark"
_VERSIONS = ("oeis-qa", "lm-eval", "datasets", "math-verify", "torch", "transformers", "peft")


@dataclass(frozen=True)
class Options:
    """What is asked, and how."""

    adapter: str | None = None
    revision: str | None = None
    base_url: str | None = None
    provider: str | None = None
    name: str | None = None  # of the results; default: the last part of the model's path
    data_dir: str | None = None  # holds a folder for each dataset that is read from there
    limit: int | None = None  # items of each task
    shots: int = 0  # examples before each question
    seeds: Sequence[int] = (0,)
    samples: int = 1  # completions of each item under each seed
    sampling: Sampling = field(default_factory=Sampling)
    batch_size: int = 16
    out: str = "."
    prices: Prices | None = None


def evaluate(model: str, addresses: Sequence[str], options: Options) -> dict[str, Any]:
    """Ask, judge, and write results and summary, which is returned.

    Raises:
        OptionError: a wrong address or option.
        SamplerError: the model did not answer everything; the same call goes on where it stopped.
        SourceError, CapacityError, TargetError: as datasets, models and folders say.
    """
    folder = _folder(model, options)
    tasks = planned(addresses, options)
    sampler = sampler_of(model, options)
    found = ran(sampler, tasks, options.sampling, options.seeds, options.samples)
    return _written(model, tasks, sampler, found, folder, options)


def planned(addresses: Sequence[str], options: Options) -> list[Task]:
    """The tasks of these addresses.

    Raises:
        OptionError: none, or one twice; a number that is none.
    """
    for name, value, least in (
        ("limit", options.limit, 1),
        ("shots", options.shots, 0),
        ("samples", options.samples, 1),
    ):
        if value is not None and value < least:
            raise OptionError(f"{name}={value}: give {least} or more")
    for address in addresses:
        if list(addresses).count(address) > 1:
            raise OptionError(f"task {address!r} is given twice; give each once")
    if not addresses or not options.seeds or len(set(options.seeds)) < len(options.seeds):
        raise OptionError("give one task or more, and one seed or more, each once")
    for name, many in (("samples", options.samples), ("seeds", len(options.seeds))):
        if many > 1 and options.sampling.temperature == 0:
            raise OptionError(f"{name}={many} without a temperature are all the same; say temperature=0.7")
    return [task(address, options.data_dir, options.limit, options.shots) for address in addresses]


def expected(model: str, addresses: Sequence[str], options: Options) -> str:
    """What a run would ask and cost, beside what its journal holds; nothing is asked."""
    sampler = sampler_of(model, options)
    wanted: Sequence[Request] = [
        request
        for one in planned(addresses, options)
        for _, request in requests(one, options.sampling, options.seeds, options.samples)
    ]
    return str(estimate(sampler, sampler.unpaid(wanted) if isinstance(sampler, Journaled) else wanted, options.prices))


def sampler_of(model: str, options: Options) -> Sampler:
    """The model's sampler; what it answers is kept beside its results."""
    sampler = opened(
        model,
        adapter=options.adapter,
        revision=options.revision,
        batch_size=options.batch_size,
        base_url=options.base_url,
        provider=options.provider,
    )
    if model in BUILT_IN:
        return sampler
    return journaled(sampler, Path(options.out, f"{name_of(model, options)}_journal.jsonl"))


def name_of(model: str, options: Options) -> str:
    """What the results are called."""
    path = Path(options.adapter or model)
    return options.name or (path.resolve() if path.is_dir() else path).name.rpartition("#")[2]


def _folder(model: str, options: Options) -> Path:
    """Where everything is written; made if it is not there."""
    name = name_of(model, options)
    if Path(name).name != name:
        raise OptionError(f"name={name!r} is no name of a file; leave folders to out=")
    return made(options.out)


def _written(
    model: str, tasks: Sequence[Task], sampler: Sampler, found: Ran, folder: Path, options: Options
) -> dict[str, Any]:
    name = name_of(model, options)
    simple = {one.name: baselines(one.address, one.items) for one in tasks}
    rows = [row for one in tasks for row in judged(one, found.said[one.name], _solved(one, simple[one.name]))]
    write(folder / f"{name}{SUFFIX}", rows)
    scores = summary(of_rows(name, rows), {one.name: one.chance for one in tasks})
    for one in tasks:
        scores[one.name]["lm_eval"] = dict(found.metrics[one.name])
        scores[one.name]["baselines"] = told(simple[one.name])
    whole = {"name": name, "tasks": scores, "run": _record(model, tasks, sampler, options)}
    save(folder / f"{name}_summary.json", whole)
    return whole


def _solved(task: Task, found: Mapping[str, Sequence[bool | None]]) -> dict[str, bool | None]:
    """Of each item whether any solver is right about it, where solvers were asked."""
    return {item.id: right for item, right in zip(task.items, found.get(ANY, ()), strict=False)}


def _record(model: str, tasks: Sequence[Task], sampler: Sampler, options: Options) -> dict[str, Any]:
    record = {
        "model": model,
        "identity": asdict(sampler.identity),
        "options": asdict(options),
        "versions": {name: version for name in _VERSIONS if (version := _version(name))},
        "tasks": {one.name: one.version for one in tasks},
        "handful": [one.name for one in tasks if one.handful],
    }
    return redacted(record)  # type: ignore[no-any-return]


def _version(package: str) -> str | None:
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:  # one of the extras, which this run did without
        return None


def shown(whole: Mapping[str, Any]) -> str:
    """The table of a summary: the whole, and where there are solvers, the rows that none of them solves."""
    rows = [["task", "accuracy", "n", "no solver solves it", "chance", "best baseline", "lm-eval"]]
    for name, score in whole["tasks"].items():
        best = max(score["baselines"].items(), key=lambda item: item[1]["accuracy"], default=None)
        rows.append(
            [
                name,
                interval(score),
                f"{score['n']:,}",
                interval(score["unsolved"]) + f" of {score['unsolved']['n']:,}" if "unsolved" in score else "",
                f"{score['chance']:.3f}",
                f"{best[0]} {best[1]['accuracy']:.3f}" if best else "",
                ", ".join(_metric(*item) for item in score["lm_eval"].items()),
            ]
        )
    few = whole["run"].get("handful")
    return "\n".join([table(rows), *([f"{', '.join(few)}: {_HANDFUL}"] if few else [])])


def _metric(name: str, value: float) -> str:
    metric, _, kind = name.partition(",")
    return f"{metric if kind == 'none' else kind} {value:.3f}"
