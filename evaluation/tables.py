"""Tables as reports print them: readable as they stand, and Markdown.

In:  print(table([("task", "n"), ("gsm8k", "1,319")]))
Out: | task  | n     |
     |-------|-------|
     | gsm8k | 1,319 |
"""

from collections.abc import Sequence


def table(rows: Sequence[Sequence[str]]) -> str:
    """The rows, the first of which is the head, in columns of one width each."""
    rows = [[cell.replace("|", "\\|") for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = [
        "| " + " | ".join(f"{cell:<{wide}}" for cell, wide in zip(row, widths, strict=True)) + " |" for row in rows
    ]
    return "\n".join([lines[0], "|" + "|".join("-" * (wide + 2) for wide in widths) + "|", *lines[1:]])
