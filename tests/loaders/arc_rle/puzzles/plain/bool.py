"""bool, in plain loops."""


def answer(group, parameter, grid):
    way, colour = parameter
    if way == "y":
        turned = [list(column) for column in zip(*grid, strict=True)]
        return [list(column) for column in zip(*answer(group, ("x", colour), turned), strict=True)]
    half = len(grid[0]) // 2
    first, second = [row[:half] for row in grid], [row[-half:] for row in grid]
    off, on = common_and_rare(first)
    other_on = common_and_rare(second)[1]
    meets = {"and": lambda a, b: a and b, "or": lambda a, b: a or b, "xor": lambda a, b: a != b}[group]
    return [
        [colour if meets(a == on, b == other_on) else off for a, b in zip(row, other, strict=True)]
        for row, other in zip(first, second, strict=True)
    ]


def common_and_rare(grid):
    cells = [cell for row in grid for cell in row]
    colours = sorted(set(cells))
    assert len(colours) == 2
    return sorted(colours, key=lambda colour: -cells.count(colour))
