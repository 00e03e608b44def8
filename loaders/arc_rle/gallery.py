"""The gallery: a page with pictures of rows of every config and of every family of puzzles, their answers folded away.

The page stands alone: no picture, style or script in it comes from another file. Its text is gallery.html.jinja here.

In:  oeis-qa gallery --out gallery.html
Out: a page with three rows of histogram, three of rle, ... and three of each family, from bool to zindex
"""

import itertools
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import jinja2
import typer

from oeis_qa.errors import TargetError
from oeis_qa.layouts import table
from oeis_qa.loaders.arc_rle.cells import Grid
from oeis_qa.loaders.arc_rle.configs import CONFIGS
from oeis_qa.loaders.arc_rle.pictures import PALETTE, Piece, pieces
from oeis_qa.loaders.arc_rle.puzzles import FAMILIES
from oeis_qa.registry import load_dataset_builder

_ROWS = 3  # of each config and of each family
_LARGEST, _SMALLEST, _SIDE = 22, 5, 240  # pixels: of a cell, and of the longest side where that is between the two
_LINED = 8  # pixels: lines between smaller cells would hide them


class Picture(NamedTuple):
    """A piece of a row as the page has it: areas of one colour each, as paths in units of cells, or a text."""

    caption: str
    text: str
    width: int = 0  # cells, as all lengths in paths
    height: int = 0
    pixels: int = 0  # from left to right
    areas: Sequence[tuple[str, str]] = ()
    lines: str = ""  # between cells


class Section(NamedTuple):
    """Rows of one config or of one family."""

    anchor: str
    name: str
    summary: str
    rows: Sequence[Mapping[str, Any]]


def gallery(out: Annotated[Path, typer.Option(help="The file; it needs no other.")]) -> None:
    """Write a page with pictures of rows of every config and every family of puzzles of arc_rle."""
    try:
        out.write_text(page(), encoding="utf-8")
    except OSError as error:
        raise TargetError(
            f"{out} cannot be written ({error.strerror}); give a file in a folder that is there"
        ) from None
    typer.echo(f"{out}: {_ROWS} rows of each of {len(CONFIGS)} configs and of {len(FAMILIES)} families")


def page() -> str:
    """The page as text."""
    environment = jinja2.Environment(
        autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    template = (files(__package__) / "gallery.html.jinja").read_text(encoding="utf-8")
    return environment.from_string(template).render(
        palette=PALETTE, configs=list(_configs()), families=list(_families()), shown=shown
    )


def _configs() -> Iterator[Section]:
    for name, config in CONFIGS.items():
        yield Section(name, name, config.description, _rows(name))


def _families() -> Iterator[Section]:
    for seed, (name, module) in enumerate(FAMILIES.items(), start=1):
        summary = (module.__doc__ or "").partition("\n")[0].partition(": ")[2]
        # With one seed for all, the families would show the same colours and sizes.
        yield Section(f"family-{name}", name, summary, _rows("puzzles", families=[name], seed=seed))


def _rows(config: str, **options: Any) -> list[dict[str, Any]]:
    """The first rows of a config, of puzzles without the slow search for other rules."""
    if "unique" in CONFIGS[config].option_names():
        options["unique"] = False
    builder = load_dataset_builder("arc_rle", config, **options)
    count = min(_ROWS, builder.sizes()["train"])
    rows: list[dict[str, Any]] = table(builder.batch("train", range(count)), "instruction").to_pylist()
    return rows


# What a row shows


def shown(row: Mapping[str, Any]) -> list[list[Picture]]:
    """The pictures of a row, what belongs below one another in a list; the answer is the last."""
    columns = list(pieces(row))
    cell = _cell([piece.held for column in columns for piece in column if not isinstance(piece.held, str)])
    return [[_picture(piece, cell) for piece in column] for column in columns]


def _cell(grids: Sequence[Grid]) -> int:
    longest = max((max(grid.shape) for grid in grids), default=1)
    return max(_SMALLEST, min(_LARGEST, _SIDE // longest))


def _picture(piece: Piece, cell: int) -> Picture:
    if isinstance(piece.held, str):
        return Picture(piece.caption, piece.held)
    height, width = piece.held.shape
    lines = _lines(height, width) if cell >= _LINED else ""
    return Picture(piece.caption, "", width, height, width * cell, _areas(piece.held), lines)


def _lines(height: int, width: int) -> str:
    across = [f"M0 {y}h{width}" for y in range(height + 1)]
    return "".join(across + [f"M{x} 0v{height}" for x in range(width + 1)])


def _areas(grid: Grid) -> list[tuple[str, str]]:
    """Of each colour of the grid how it looks, and the path around its runs of cells."""
    paths: dict[int, str] = defaultdict(str)
    for y, row in enumerate(grid.tolist()):
        x = 0
        for colour, same in itertools.groupby(row):
            long = len(list(same))
            paths[colour] += f"M{x} {y}h{long}v1h-{long}z"
            x += long
    return [(PALETTE[colour], path) for colour, path in sorted(paths.items())]
