"""reverse, in plain loops."""

from tests.loaders.arc_rle.puzzles.plain.commonest import commonest


def answer(group, parameter, grid):
    background = commonest(grid)
    if parameter == "left-right":
        return [turned_round(row, background) for row in grid]
    columns = [turned_round(list(column), background) for column in zip(*grid, strict=True)]
    return [list(row) for row in zip(*columns, strict=True)]


def turned_round(line, background):
    made, run = [], []
    for cell in line:
        if cell == background:
            made += [*run[::-1], cell]
            run = []
        else:
            run.append(cell)
    return made + run[::-1]
