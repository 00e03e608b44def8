"""The commands about rows: list, show, build, run, push, export, sandbox, cache.

In:  oeis-qa show "oeis_qa/completion?seed=7" -n 1
Out: the first row: its id, who says what, the answer, the meta
"""

import importlib
import importlib.util
import runpy
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any

import typer
import typer.core
import typer.main

from oeis_qa import registry
from oeis_qa.errors import OptionError
from oeis_qa.layouts import table
from oeis_qa.splits import SPLITS

app = typer.Typer()
cache_app = typer.Typer(no_args_is_help=True, help="What built datasets and parsed sources take on disk.")
app.add_typer(cache_app, name="cache")
sandbox_app = typer.Typer(no_args_is_help=True, help="Where programs that nobody has read are run.")
app.add_typer(sandbox_app, name="sandbox")


@app.command("list")
def list_datasets(
    markdown: Annotated[bool, typer.Option("--markdown", help="As a table with row counts, as in README.")] = False,
) -> None:
    """The datasets and their configs, one line each."""
    if markdown:
        from oeis_qa.catalogue import table as catalogue

        typer.echo(catalogue(), nl=False)
        return
    for address, _, config in registry.addresses():
        typer.echo(f"{address:<32}{config.description}")


@app.command()
def show(
    address: Annotated[str, typer.Argument(help="DATASET/CONFIG[?option=value&...]")],
    n: Annotated[int | None, typer.Option("-n", min=1, help="Rows to show; default 3, or 1 with --png.")] = None,
    split: Annotated[str, typer.Option(help=f"One of {', '.join(SPLITS)}.")] = "train",
    png: Annotated[str | None, typer.Option(help="A file to draw the rows in, where the dataset has pictures.")] = None,
) -> None:
    """Print rows of a dataset as the trainer gets them, without building it."""
    builder = registry.load_dataset_builder(address)
    draw = registry.drawing(builder.dataset_name) if png else None
    sizes = builder.sizes()
    if split not in sizes:
        raise OptionError(f"--split {split!r}: {address} has {', '.join(sizes)}")
    count = min(n or (1 if png else 3), sizes[split])
    if draw and png:
        draw(table(builder.batch(split, range(count)), "instruction").to_pylist(), png)
    for row in builder.as_streaming_dataset(split=split).take(count):
        typer.echo("\n".join(_lines(row)) + "\n")
    typer.echo(f"rows {_counts(sizes)}; capacity {_counts(builder.capacity())}; dropped {_counts(builder.dropped())}")


@app.command()
def build(
    addresses: Annotated[list[str], typer.Argument(help="DATASET/CONFIG[?option=value&...], one or more.")],
    out: Annotated[str, typer.Option(help="A folder, or a URL such as s3://bucket/folder.")],
    workers: Annotated[int | None, typer.Option(help="Processes; default: one a core.")] = None,
    engine: Annotated[str, typer.Option(help="local, or ray: a cluster's machines.")] = "local",
    ray_address: Annotated[str | None, typer.Option(help="Of a Ray cluster; default: one is started here.")] = None,
    shard_rows: Annotated[int, typer.Option(help="Rows in one file.")] = 100_000,
    acknowledge_incorrect: Annotated[
        bool, typer.Option("--acknowledge-incorrect", help="Build configs whose responses are wrong on purpose.")
    ] = False,
) -> None:
    """Build datasets into a folder of Parquet that anybody can load; run it again to go on after any fault."""
    from oeis_qa.publishing.build import build
    from oeis_qa.publishing.secrets import redacted

    try:
        manifest = build(
            addresses,
            out,
            workers=workers,
            engine=engine,
            ray_address=ray_address,
            shard_rows=shard_rows,
            acknowledge_incorrect=acknowledge_incorrect,
        )
    except KeyboardInterrupt as stopped:
        typer.echo(str(stopped) or "stopped before the first shard; the same command begins again", err=True)
        raise typer.Exit(130) from None
    shards = manifest["shards"]
    typer.echo(f"{sum(shard['rows'] for shard in shards):,} rows in {len(shards)} shards: {redacted(out)}")
    typer.echo(f"logical hash {manifest['logical']}")


@app.command(context_settings={"ignore_unknown_options": True, "allow_interspersed_args": False})
def run(
    program: Annotated[str, typer.Argument(help="A script, or a module after -m.")],
    arguments: Annotated[list[str] | None, typer.Argument(help="What the program is given.")] = None,
    module: Annotated[bool, typer.Option("-m", help="PROGRAM is a module, as in python -m.")] = False,
) -> None:
    """Run somebody else's program with the dataset names taught: oeis-qa run -m trl.scripts.sft ..."""
    registry.teach()
    sys.argv = [program, *(arguments or [])]
    if module:
        sys.path.insert(0, str(Path.cwd()))
        if importlib.util.find_spec(program.partition(".")[0]) is None:
            raise OptionError(f"run -m {program}: there is no such module; give one that python -m would run")
        runpy.run_module(program, run_name="__main__", alter_sys=True)
    else:
        sys.path.insert(0, str(Path(program).resolve().parent))
        if not Path(program).is_file():
            raise OptionError(f"run {program}: there is no such script; give a path, or -m and a module")
        runpy.run_path(program, run_name="__main__")


@sandbox_app.command("check")
def sandbox_check() -> None:
    """Say which interpreters there are, attack the sandbox, and say which of its walls hold on this host."""
    from oeis_qa.sandbox.attacks import check
    from oeis_qa.sandbox.languages import LANGUAGES

    for language in LANGUAGES.values():
        typer.echo(f"{language.name:<8}{language.described()}")
    results = []
    for result in check():
        typer.echo(f"{'holds' if result.held else 'FAILS':<8}{result.name:<52}{result.said}")
        results.append(result.held)
    typer.echo(f"{sum(results)} of {len(results)} walls hold")
    if not all(results):
        raise typer.Exit(1)


@cache_app.command("list")
def cache_list(cache_dir: Annotated[str | None, typer.Option(help="As given to load_dataset.")] = None) -> None:
    """Every built config and parsed source on disk."""
    from oeis_qa.cache import kept

    for item in kept(cache_dir):
        typer.echo(f"{item.size / 1e6:10.1f} MB  {'current' if item.current else 'stale  '}  {item.path}")


@cache_app.command("prune")
def cache_prune(cache_dir: Annotated[str | None, typer.Option(help="As given to load_dataset.")] = None) -> None:
    """Delete what the present code does not read, and what killed builds left behind."""
    from oeis_qa.cache import prune

    gone = prune(cache_dir)
    typer.echo(f"deleted {len(gone)} folders and files, {sum(item.size for item in gone) / 1e6:.1f} MB")


@app.command("push")
def push_folder(
    folder: Annotated[str, typer.Argument(help="A folder that `oeis-qa build` has made.")],
    repo: Annotated[str, typer.Argument(help="user/name")],
    private: Annotated[
        bool | None,
        typer.Option("--private/--public", help="Who sees a new repository; wrong responses are private by default."),
    ] = None,
    acknowledge_incorrect: Annotated[
        bool, typer.Option("--acknowledge-incorrect", help="I know that responses in it are wrong on purpose.")
    ] = False,
) -> None:
    """Make a dataset repository on the Hub what a built folder is, and read it back."""
    from oeis_qa.publishing.push import push

    typer.echo(push(folder, repo, private=private, acknowledge_incorrect=acknowledge_incorrect))


@app.command("export")
def export_folder(
    folder: Annotated[str, typer.Argument(help="A folder that `oeis-qa build` has made.")],
    to: Annotated[str, typer.Option(help="jsonl, jsonl.xz or csv (which has no types: read it with features=).")],
    out: Annotated[str, typer.Option(help="The file; of several, each has its number before the suffix.")],
    split_size: Annotated[
        str | None, typer.Option(help="Most bytes of a file before it is packed, as in 98MB.")
    ] = None,
    config: Annotated[list[str] | None, typer.Option(help="Of this config; may be given again. Default: all.")] = None,
    split: Annotated[str, typer.Option(help=f"One of {', '.join(SPLITS)}.")] = "train",
) -> None:
    """Write rows of a built folder as JSON lines or CSV, in the layout that it was built in."""
    from oeis_qa.publishing.export import export

    for path in export(folder, to, out, split_size=split_size, configs=config or (), split=split):
        typer.echo(path)


def _lines(row: Mapping[str, Any]) -> Iterator[str]:
    """A row for reading: conversations by speaker, everything else by column."""
    for column, value in row.items():
        if not isinstance(value, list):
            yield f"{column}: {value}"
            continue
        for turn in value:
            said = ": ".join(turn.values()) if isinstance(turn, dict) else turn
            yield f"{column}: {said}"


def _counts(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{name} {count:,}" for name, count in counts.items()) or "none"
