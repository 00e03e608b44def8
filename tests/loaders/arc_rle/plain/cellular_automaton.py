"""What an automaton makes of an image, and which one did, worked out from the text of the row by plain loops.

In:  answer({"operation": "apply", "instruction": "... 1 step of Game of Life (...)", "data": "3 3 010,,0", ...})
Out: "3 3 0,1,0"
"""

import re

from tests.loaders.arc_rle.plain.grids import read, write_as, write_flags

TITLES = {"Game of Life": "gameoflife", "HighLife": "highlife", "WireWorld": "wireworld"}


def answer(row):
    """The answer to a row of the config cellular_automaton."""
    instruction = row["instruction"]
    steps = int(re.search(r"(\d+) steps?\b", instruction)[1])
    if row["operation"] == "apply":
        title = re.search(r"(Game of Life|HighLife|WireWorld|Serviettes|Cave|Maze)", instruction)[1]
        rule = TITLES.get(title, title.lower())
        return write_as(after(read(row["data"]), rule, "wraps around" in instruction, steps), row["answer_kind"])
    before, wanted = map(read, row["data"].split("\n"))
    names = re.findall(r"[a-z]+_(?:no)?wrap\b", instruction)
    return write_flags({name: after(before, *halves(name), steps) == wanted for name in names})


def halves(name):
    """The rule of a name, and whether it wraps."""
    rule, border = name.split("_")
    return rule, border == "wrap"


def after(grid, rule, wrap, steps):
    """The grid after some steps."""
    for _ in range(steps):
        grid = [[following(grid, x, y, rule, wrap) for x in range(len(grid[0]))] for y in range(len(grid))]
    return grid


def following(grid, x, y, rule, wrap):
    """The next colour of a cell."""
    return RULES[rule](grid[y][x], alive(grid, x, y, wrap))


def alive(grid, x, y, wrap):
    """How many of the eight cells around one are 1."""
    high, wide, count = len(grid), len(grid[0]), 0
    for down, right in ((-1, -1), (-1, 0), (-1, 1), (0, -1), (0, 1), (1, -1), (1, 0), (1, 1)):
        other_y, other_x = y + down, x + right
        if wrap:
            count += grid[other_y % high][other_x % wide] == 1
        elif 0 <= other_y < high and 0 <= other_x < wide:
            count += grid[other_y][other_x] == 1
    return count


def gameoflife(cell, around, born=(3,)):
    """B3/S23."""
    if cell == 1:
        return 1 if around in (2, 3) else 0
    return 1 if around in born else cell


def cave(cell, around):
    """Fewer than four die, more than five live."""
    if around < 4:
        return 0
    return 1 if around > 5 else cell


def maze(cell, around):
    """Three live, none or more than five die."""
    if around == 3:
        return 1
    return 0 if around == 0 or around > 5 else cell


def wireworld(cell, around):
    """Head, tail, wire; a wire beside one or two heads is a head."""
    if cell == 3:
        return 1 if around in (1, 2) else 3
    return {0: 0, 1: 2, 2: 3}[cell]


RULES = {
    "gameoflife": gameoflife,
    "highlife": lambda cell, around: gameoflife(cell, around, born=(3, 6)),
    "serviettes": lambda cell, around: 1 if cell == 0 and around in (2, 3, 4) else 0,
    "cave": cave,
    "maze": maze,
    "wireworld": wireworld,
}
