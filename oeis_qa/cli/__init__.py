"""The command line, `oeis-qa`. Commands about rows stand in rows.py, those about models in models.py.

Commands that datasets have of their own, such as `gallery`, come from their rows of the registry.

In:  oeis-qa train sft --data oeis_qa/completion --model scratch:tiny --output_dir out
Out: what oeis_qa.training.sft.main prints
"""

from typing import Any

import typer
import typer.core
import typer.main

from oeis_qa import registry
from oeis_qa.cli import models, rows
from oeis_qa.errors import OeisQAError


class Commands(typer.core.TyperGroup):
    """The commands of this file, and those of datasets, whose code is imported when they are asked for.

    Newer typer has a copy of click within it, so neither's types can be named.
    """

    def list_commands(self, ctx: Any) -> list[str]:
        return [*super().list_commands(ctx), *registry.commands()]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        own = super().get_command(ctx, cmd_name)
        if own or cmd_name not in registry.commands():
            return own
        alone = typer.Typer(add_completion=False)
        alone.command(cmd_name)(registry.command(cmd_name))
        return typer.main.get_command(alone)


app = typer.Typer(
    cls=Commands,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Datasets for post-training language models on integer sequences and grids: rows, training, evaluation.",
)
app.add_typer(rows.app)
app.add_typer(models.app)


def main() -> None:
    """Run the command line; our own errors are shown as one line, without a traceback."""
    try:
        app()
    except OeisQAError as error:
        typer.echo(f"{type(error).__name__}: {error}", err=True)
        raise SystemExit(2) from None
