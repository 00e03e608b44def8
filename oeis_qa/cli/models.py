"""The commands about models: train, preflight, merge, evaluate, score, compare, failures, plot.

In:  oeis-qa evaluate --model out --tasks gsm8k oeis_qa/completion --data-dir data; oeis-qa compare base out
Out: a table of accuracies with intervals; a table of paired differences with tests
"""

import importlib
import importlib.util
import json
from typing import Annotated, Any

import typer

from oeis_qa import figures
from oeis_qa.errors import MissingExtraError, OptionError, choices

app = typer.Typer()

_PASSED_ON = {"ignore_unknown_options": True, "allow_interspersed_args": False, "help_option_names": []}
_TRAINERS = {name: f"oeis_qa.training.{name}" for name in ("sft", "grpo", "dpo")}


@app.command(context_settings=_PASSED_ON)
def train(
    trainer: Annotated[str, typer.Argument(help=" | ".join(_TRAINERS))],
    arguments: Annotated[list[str] | None, typer.Argument(help="--data, --model, and every flag of TRL's.")] = None,
) -> None:
    """Train a model with TRL on addresses: oeis-qa train sft --data oeis_qa/completion --model scratch:tiny ..."""
    _trainer(trainer).main(arguments or [])


@app.command(context_settings=_PASSED_ON)
def preflight(
    trainer: Annotated[str, typer.Argument(help=" | ".join(_TRAINERS))],
    arguments: Annotated[list[str] | None, typer.Argument(help="As for `oeis-qa train`.")] = None,
) -> None:
    """Check what `oeis-qa train` with the same arguments would train on, and train nothing."""
    _trainer(trainer).preflight(arguments or [])


@app.command()
def merge(
    adapter: Annotated[str, typer.Argument(help="A folder that a run with --use_peft has made.")],
    out: Annotated[str, typer.Option(help="The folder of the model that it becomes with its base.")],
) -> None:
    """Put an adapter into the weights of its base, so that the model loads without PEFT."""
    importlib.import_module("oeis_qa.training.merging").merge(adapter, out)
    typer.echo(f"merged into {out}")


def _trainer(name: str) -> Any:
    if name in ("-h", "--help"):
        raise OptionError(f"name the trainer first, one of {', '.join(_TRAINERS)}; then --help shows all its flags")
    if name not in _TRAINERS:
        raise OptionError(f"no trainer {name!r}; {choices(name, _TRAINERS)}")
    return importlib.import_module(_TRAINERS[name])


@app.command(context_settings={"allow_extra_args": True})
def evaluate(
    context: typer.Context,
    model: Annotated[str, typer.Option(help="oracle, parrot, a folder, a Hub id, or http://HOST:PORT/v1#MODEL.")],
    tasks: Annotated[list[str], typer.Option(help="Addresses: gsm8k 'math?level=4-5' oeis_qa/completion ...")],
    adapter: Annotated[str | None, typer.Option(help="A folder or Hub id of PEFT.")] = None,
    revision: Annotated[str | None, typer.Option(help="Of a model on the Hub.")] = None,
    base_url: Annotated[str | None, typer.Option(help="Of a server that has the model.")] = None,
    provider: Annotated[str | None, typer.Option(help="Of huggingface_hub, as together.")] = None,
    name: Annotated[str | None, typer.Option(help="Of the results; default: from the model's path.")] = None,
    data_dir: Annotated[str | None, typer.Option(help="Holds a folder for each dataset: gsm8k/, math/, mmlu/.")] = None,
    limit: Annotated[int | None, typer.Option(help="Items of each task; default: all.")] = None,
    shots: Annotated[int, typer.Option(help="Train rows that are shown before each question.")] = 0,
    seed: Annotated[list[int] | None, typer.Option(help="May be given again, for several runs; default 0.")] = None,
    samples: Annotated[int, typer.Option(help="Completions of each item under each seed.")] = 1,
    temperature: Annotated[float, typer.Option(help="0: always the likeliest token.")] = 0.0,
    top_p: Annotated[float, typer.Option(help="Of the probability that is drawn from.")] = 1.0,
    max_tokens: Annotated[int, typer.Option(help="Of a completion.")] = 512,
    batch_size: Annotated[int, typer.Option(help="Prompts at once, of a model in process.")] = 16,
    out: Annotated[str, typer.Option(help="The folder of results, summary and journal.")] = ".",
    plot: Annotated[str | None, typer.Option(help="A file to draw the accuracies in: PNG or SVG.")] = None,
    estimate: Annotated[bool, typer.Option("--estimate", help="Say what would be asked, and ask nothing.")] = False,
    prices: Annotated[
        tuple[float, float] | None, typer.Option(help="Of a million prompt and completion tokens, for --estimate.")
    ] = None,
) -> None:
    """Score a model on tasks, with intervals; run again, it goes on where it stopped."""
    own = _needing("evaluation.evaluate", ("lm_eval", "math_verify"), "eval")
    samplers = importlib.import_module("oeis_qa.samplers")
    options = own.Options(
        adapter=adapter,
        revision=revision,
        base_url=base_url,
        provider=provider,
        name=name,
        data_dir=data_dir,
        limit=limit,
        shots=shots,
        seeds=seed or [0],
        samples=samples,
        sampling=samplers.Sampling(temperature, top_p, max_tokens),
        batch_size=batch_size,
        out=out,
        prices=samplers.Prices(*prices) if prices else None,
    )
    addresses = [*tasks, *_addresses(context.args)]
    if plot:
        figures.check_path(plot, "plots")
    if estimate:
        typer.echo(own.expected(model, addresses, options))
        return
    try:
        whole = own.evaluate(model, addresses, options)
    except KeyboardInterrupt:
        typer.echo("stopped; the same command goes on from the answers that are in the journal", err=True)
        raise typer.Exit(130) from None
    typer.echo(f"{own.shown(whole)}\nin {out}: {whole['name']}_results.jsonl, {whole['name']}_summary.json")
    if plot:
        importlib.import_module("oeis_qa.evaluation.plots").by_task([whole], plot)


@app.command()
def score(
    file: Annotated[str, typer.Argument(help="One JSON object a line: completion, gold, answer_kind, or like names.")],
    kind: Annotated[str | None, typer.Option(help="Of the answers, where the lines do not say it.")] = None,
    out: Annotated[str | None, typer.Option(help="The folder of what is written; default: that of the file.")] = None,
) -> None:
    """Judge saved completions again, of anybody's run; no model is asked."""
    own = importlib.import_module("oeis_qa.evaluation.scoring")
    typer.echo(own.shown(own.score(file, kind, out)))


@app.command()
def compare(
    names: Annotated[list[str] | None, typer.Argument(help="Names of results in --dir, or files.")] = None,
    directory: Annotated[str, typer.Option("--dir", help="Where results lie.")] = ".",
    equivalence: Annotated[float | None, typer.Option(help="Test too that they differ by less than this.")] = None,
    plan: Annotated[bool, typer.Option("--plan", help="Say what difference a run could detect, before it.")] = False,
    items: Annotated[int | None, typer.Option(help="For --plan: how many items there will be.")] = None,
    discordance: Annotated[float | None, typer.Option(help="For --plan: share of items they differ on.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="All numbers, as JSON.")] = False,
) -> None:
    """Paired differences between models with intervals and tests, adjusted for their number."""
    if not plan and (items, discordance) != (None, None):
        raise OptionError("--items and --discordance are for --plan; say that too, or leave them out")
    if plan:
        found = importlib.import_module("oeis_qa.evaluation.plan").plan(names or (), directory, items, discordance)
    else:
        found = importlib.import_module("oeis_qa.evaluation.compare").compare(names or (), directory, equivalence)
    typer.echo(json.dumps(found.record(), indent=1) if as_json else found)


@app.command()
def failures(
    name: Annotated[str, typer.Argument(help="Results by name in --dir, or a file.")],
    against: Annotated[str | None, typer.Argument(help="Other results, which these are compared with.")] = None,
    directory: Annotated[str, typer.Option("--dir", help="Where results lie.")] = ".",
) -> None:
    """Where a model fails: by benchmark keys, most points lost first, with examples."""
    results = importlib.import_module("oeis_qa.evaluation.results")
    own = importlib.import_module("oeis_qa.evaluation.failures")
    other = results.of(against, directory) if against else None
    typer.echo(own.failures(results.of(name, directory), other))


@app.command()
def plot(
    names: Annotated[list[str], typer.Argument(help="Names of results in --dir.")],
    out: Annotated[str, typer.Option(help="The picture: PNG or SVG.")],
    task: Annotated[
        str | None, typer.Option(help="Draw the parts of this task, with --key; default: all tasks.")
    ] = None,
    key: Annotated[str | None, typer.Option(help="A benchmark key of the task, as level or group.")] = None,
    directory: Annotated[str, typer.Option("--dir", help="Where results lie.")] = ".",
) -> None:
    """Draw accuracies with their intervals, by task, or of one task by a benchmark key."""
    if (task is None) != (key is None):
        raise OptionError("--task and --key go together: the one is divided by the other; give both, or neither")
    figures.check_path(out, "plots")
    plots = importlib.import_module("oeis_qa.evaluation.plots")
    written = importlib.import_module("oeis_qa.evaluation.written")
    summaries = [written.saved(name, directory) for name in names]
    plots.by_key(summaries, task, key, out) if task else plots.by_task(summaries, out)
    typer.echo(out)


def _addresses(rest: list[str]) -> list[str]:
    """What follows --tasks ADDRESS: more of them, as in --tasks gsm8k math."""
    for word in rest:
        if word.startswith("-"):
            raise OptionError(f"no option {word!r}; see oeis-qa evaluate --help")
    return rest


def _needing(module: str, packages: tuple[str, ...], extra: str) -> Any:
    """A module of ours whose packages are an extra."""
    for package in packages:
        if importlib.util.find_spec(package) is None:
            raise MissingExtraError(f"this needs {package}; pip install 'oeis-qa[{extra}]'")
    return importlib.import_module(f"oeis_qa.{module}")
