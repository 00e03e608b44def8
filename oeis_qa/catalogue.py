"""The table of all configs, as Markdown, from the registry: what README shows.

In:  table()
Out: "| config | asks | rows: train + validation + test |\\n|---|---|---|\\n| `oeis_qa/completion` | ..."
"""

from collections.abc import Iterator

from oeis_qa import registry
from oeis_qa.builder import RowConfig
from oeis_qa.errors import MissingExtraError, SandboxError
from oeis_qa.splits import SPLITS


def table() -> str:
    """One row a config: its name, what it asks, and how many rows it can give by default."""
    lines = ["| config | asks for | rows: train + validation + test |", "|---|---|---|", *_rows()]
    return "\n".join(lines) + "\n"


def _rows() -> Iterator[str]:
    for address, name, config in registry.addresses():
        yield f"| `{address}` | {config.description} | {_numbers(name, config)} |"


def _numbers(name: str, config: RowConfig) -> str:
    try:
        counts = registry.capacity(name, config.name, **config.required())
    except (SandboxError, MissingExtraError) as error:  # a config of programs, where none can be run
        return f"not here: {error}"
    return " + ".join(f"{counts.get(split, 0):,}" for split in SPLITS)
