"""rotate, in plain loops."""


def answer(group, parameter, grid):
    high, wide = len(grid), len(grid[0])
    if parameter in ("flipx", "flipy", "180"):
        down, right = (parameter != "flipx"), (parameter != "flipy")
        return [
            [grid[high - 1 - r if down else r][wide - 1 - c if right else c] for c in range(wide)] for r in range(high)
        ]
    down, right = parameter in ("ccw", "flipb"), parameter in ("cw", "flipb")
    return [[grid[high - 1 - r if right else r][wide - 1 - c if down else c] for r in range(high)] for c in range(wide)]
