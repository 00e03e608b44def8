"""probecolor, in plain loops."""


def answer(group, parameter, grid):
    (right, down), colour = parameter
    return [[seen(grid, y, x, down, right, colour) for x in range(len(grid[0]))] for y in range(len(grid))]


def seen(grid, y, x, down, right, colour):
    own = grid[y][x]
    while 0 <= y < len(grid) and 0 <= x < len(grid[0]):
        if grid[y][x] != own:
            return grid[y][x]
        y, x = y + down, x + right
    return colour
