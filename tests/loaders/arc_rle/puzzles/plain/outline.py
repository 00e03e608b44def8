"""outline, in plain loops."""


def answer(group, parameter, grid):
    edge, within = parameter
    return [[within if lies_within(grid, y, x) else edge for x in range(len(grid[0]))] for y in range(len(grid))]


def lies_within(grid, y, x):
    if y in (0, len(grid) - 1) or x in (0, len(grid[0]) - 1):
        return False
    return all(grid[y + down][x + right] == grid[y][x] for down in (-1, 0, 1) for right in (-1, 0, 1))
