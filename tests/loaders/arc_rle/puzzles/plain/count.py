"""count, in plain loops."""


def answer(group, parameter, grid):
    count, pattern = found(grid) if "found" in group else given(parameter, grid)
    return [row * count for row in pattern] if group.endswith("x") else pattern * count


def given(parameter, grid):
    cells = [cell for row in grid for cell in row]
    other, own = sorted(sorted(set(cells)), key=lambda colour: -cells.count(colour))
    return cells.count(own), [[own if mark == "1" else other for mark in row] for row in parameter.split("/")]


def found(grid):
    cells = [cell for row in grid for cell in row]
    ground = max(sorted(set(cells)), key=cells.count)
    shown = {(y, x) for y, row in enumerate(grid) for x, colour in enumerate(row) if colour != ground}
    pixels = {cell for cell in shown if not shown & around(*cell)}
    assert len({grid[y][x] for y, x in pixels}) == 1
    rows, columns = zip(*(shown - pixels), strict=True)
    pattern = [row[min(columns) : max(columns) + 1] for row in grid[min(rows) : max(rows) + 1]]
    assert ground not in [cell for row in pattern for cell in row]
    return len(pixels), pattern


def around(y, x):
    return {(y + down, x + right) for down in (-1, 0, 1) for right in (-1, 0, 1)} - {(y, x)}
