"""color, in plain loops."""


def answer(group, parameter, grid):
    if group.startswith("replace"):
        inner = None if group.endswith("no_padding") else without_frame(grid)
        made = same(parameter, grid) if "same" in group else different(parameter, grid, inner)
        top, left, height, width = inner if group.endswith("crop") else (0, 0, len(grid), len(grid[0]))
        return [row[left : left + width] for row in made[top : top + height]]
    if group == "swap_colors":
        one, other = sorted({cell for row in grid for cell in row})
        return exchanged(grid, one, other)
    return popular(group, parameter, grid)


def same(parameter, grid):
    old, new = parameter
    return [[new if cell == old else cell for cell in row] for row in grid]


def different(parameter, grid, inner):
    name, told = parameter
    frame = grid[0][0] if inner else None
    cells = [cell for row in grid for cell in row if cell != frame]
    common, rare = sorted(sorted(set(cells)), key=lambda colour: -cells.count(colour))
    becomes = {
        "donothing": {},
        "a": {rare: told},
        "b": {common: rare, rare: told},
        "c": {frame: rare, rare: frame},
        "d": {frame: rare, rare: common, common: frame},
        "e": {common: frame, rare: common},
        "f": {rare: frame},
        "g": {common: frame},
        "h": {common: rare, rare: common},
    }[name]
    return [[becomes.get(cell, cell) for cell in row] for row in grid]


def without_frame(grid):
    """Top, left, height and width of what is inside the frame; None where there is none."""
    frame = grid[0][0]
    if {grid[0][-1], grid[-1][0], grid[-1][-1]} != {frame}:
        return None
    rows = [y for y, row in enumerate(grid) if set(row) != {frame}]
    columns = [x for x in range(len(grid[0])) if {row[x] for row in grid} != {frame}]
    height, width = rows[-1] - rows[0] + 1, columns[-1] - columns[0] + 1
    return None if (height, width) == (len(grid), len(grid[0])) else (rows[0], columns[0], height, width)


def exchanged(grid, one, other):
    return [[{one: other, other: one}.get(cell, cell) for cell in row] for row in grid]


def popular(group, parameter, grid):
    cells = [cell for row in grid for cell in row]
    counts = {colour: cells.count(colour) for colour in set(cells)}
    assert len(counts) > 1
    most = [colour for colour, count in counts.items() if count == max(counts.values())]
    least = [colour for colour, count in counts.items() if count == min(counts.values())]
    if "and" in group:
        (one,), (other,) = most, least
        if group.startswith("swap"):
            return exchanged(grid, one, other)
        return {0: [[one, other]], 90: [[other], [one]], 180: [[other, one]], 270: [[one], [other]]}[parameter]
    (colour,) = least if group.startswith("least") else most
    width, height = (len(grid[0]), len(grid)) if group.endswith("same") else parameter
    return [[colour] * width for _ in range(height)]
