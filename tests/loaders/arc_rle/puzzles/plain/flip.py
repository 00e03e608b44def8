"""flip, in plain loops."""


def answer(group, parameter, grid):
    if parameter == "x":
        return [row[::-1] for row in grid]
    if parameter == "y":
        return grid[::-1]
    turned = [list(column) for column in zip(*grid, strict=True)]
    return turned if parameter == "a" else [row[::-1] for row in turned[::-1]]
