"""translate, in plain loops."""


def answer(group, parameter, grid):
    x, y = parameter
    high, wide = len(grid), len(grid[0])
    return [[grid[(row - y) % high][(column - x) % wide] for column in range(wide)] for row in range(high)]
