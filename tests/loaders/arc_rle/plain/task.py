"""task, worked out in plain loops from the compact text of a row and the name that its instruction holds.

In:  {"operation": "flipx_input", "instruction": "Mirror the grid I0 left to right. ...", "data": "I0⏎2 1 12⏎...", ...}
Out: "2 1 21"
"""

import re

from tests.loaders.arc_rle.plain.grids import read, write_as, write_colours, write_histogram


def answer(row):
    lines = row["data"].split("\n")
    grids = dict(zip(lines[::2], lines[1::2], strict=True))
    if row["operation"].startswith("pair_histogram_"):
        number = re.search(r"\bP(\d+T?)\b", row["instruction"])[1]
        return of_pair(row["operation"].removeprefix("pair_histogram_"), grids[f"I{number}"], grids[f"O{number}"])
    name = re.search(r"\b[IO]\d+T?\b", row["instruction"])[0]
    what, side = row["operation"].split("_")
    assert name[0] == {"input": "I", "output": "O"}[side]
    return "missing" if grids[name] == "None" else of_grid(what, read(grids[name]), row["answer_kind"])


def of_grid(what, grid, kind):
    if what == "histogram":
        return write_histogram(cells(grid))
    if what == "flipx":
        grid = [[line[-1 - x] for x in range(len(line))] for line in grid]
    if what == "flipy":
        grid = [grid[-1 - y] for y in range(len(grid))]
    return write_as(grid, kind)


def of_pair(what, before, after):
    if after == "None":
        return "missing"
    first, second = cells(read(before)), cells(read(after))
    if what == "intersection_colors":
        return write_colours([colour for colour in range(10) if colour in first and colour in second])
    if what == "union_colors":
        return write_colours([colour for colour in range(10) if colour in first or colour in second])
    if what == "add":
        return write_histogram(first + second)
    choose = {"max": max, "min": min}[what]
    return write_histogram(
        [colour for colour in range(10) for _ in range(choose(first.count(colour), second.count(colour)))]
    )


def cells(grid):
    return [cell for line in grid for cell in line]
