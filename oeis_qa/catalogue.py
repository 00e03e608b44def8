"""The table of all configs, as Markdown, from the registry: what README shows.

In:  table()
Out: "| config | asks | rows: train + validation + test |\\n|---|---|---|\\n| `oeis_qa/completion` | ..."
"""

from collections.abc import Iterator

from oeis_qa import registry


def table() -> str:
    """One row a config: its name, what it asks, and how many rows it can give by default."""
    lines = ["| config | asks for | rows: train + validation + test |", "|---|---|---|", *_rows()]
    return "\n".join(lines) + "\n"


def _rows() -> Iterator[str]:
    for name in registry.DATASETS:
        for config in registry.builder_class(name).BUILDER_CONFIGS:
            counts = registry.capacity(name, config.name, **config.required()).values()
            numbers = " + ".join(f"{count:,}" for count in counts)
            yield f"| `{name}/{config.name}` | {config.description} | {numbers} |"
