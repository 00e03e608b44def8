"""mass, in plain loops."""

from itertools import groupby, pairwise


def answer(group, parameter, grid):
    if group == "mass":
        return kept(grid, parameter)
    if group == "rows":
        return compared(grid, *parameter)
    turned = compared([list(column) for column in zip(*grid, strict=True)], *parameter)
    return [list(row) for row in zip(*turned, strict=True)]


def kept(grid, mass):
    cells = [cell for row in grid for cell in row]
    ground = max(range(10), key=lambda colour: (cells.count(colour), -colour))
    after = [[ground] * len(row) for row in grid]
    seen = set()
    for y, x in [(y, x) for y in range(len(grid)) for x in range(len(grid[0]))]:
        if (y, x) not in seen:
            own = component(grid, y, x)
            seen |= own
            for down, right in own if len(own) == mass else ():
                after[down][right] = grid[y][x]
    return after


def component(grid, y, x):
    found, open_cells = {(y, x)}, [(y, x)]
    while open_cells:
        down, right = open_cells.pop()
        for row in range(max(down - 1, 0), min(down + 2, len(grid))):
            for column in range(max(right - 1, 0), min(right + 2, len(grid[0]))):
                if grid[row][column] == grid[y][x] and (row, column) not in found:
                    found.add((row, column))
                    open_cells.append((row, column))
    return found


def compared(grid, shorter, longer):
    runs = []
    for row in grid:
        lengths = [len(list(cells)) for _, cells in groupby(row)]
        runs.append([length for length in lengths for _ in range(length)])
    return [
        [shorter if own < below else longer if own > below else 0 for own, below in zip(upper, lower, strict=True)]
        for upper, lower in pairwise(runs)
    ]
