"""mirror, in plain loops: all four positions of the object are tried, by turning the grid about."""


def answer(group, parameter, grid):
    if len(walls(grid)) + len(walls(exchanged(grid))) != 1:
        return []
    if not walls(grid):
        return exchanged(answer(group, parameter, exchanged(grid)))
    wall, ground = walls(grid)[0], ground_of(grid)
    cells = [(y, x) for y, row in enumerate(grid) for x, cell in enumerate(row) if cell != ground and x != wall]
    if any(x > wall for _, x in cells):
        if any(x < wall for _, x in cells):
            return []
        return flipped(answer(group, parameter, flipped(grid)))
    return moved(group, parameter, grid, wall, cells)


def moved(group, parameter, grid, wall, cells):
    if not cells:
        return []
    ground, wide = ground_of(grid), len(grid[0])
    top, bottom = min(y for y, _ in cells), max(y for y, _ in cells)
    left, right = min(x for _, x in cells), max(x for _, x in cells)
    if right - left + 1 > wide - wall - 1:
        return []
    picture = [row[left : right + 1] for row in grid[top : bottom + 1]]
    if parameter == "mirrored":
        picture = flipped(picture)
    if parameter == "turned":
        picture = flipped(picture)[::-1]
    start = wall + 1 if group == "near" else wide - len(picture[0])
    after = [[cell if x == wall else ground for x, cell in enumerate(row)] for row in grid]
    for down, row in enumerate(picture):
        after[top + down][start : start + len(row)] = row
    return after


def walls(grid):
    """The columns of one colour that is found nowhere else and is not that of the ground."""
    cells = [cell for row in grid for cell in row]
    columns = exchanged(grid)
    return [
        x
        for x, column in enumerate(columns)
        if len(set(column)) == 1 and cells.count(column[0]) == len(grid) and column[0] != ground_of(grid)
    ]


def ground_of(grid):
    cells = [cell for row in grid for cell in row]
    return max(range(10), key=lambda colour: (cells.count(colour), -colour))


def exchanged(grid):
    return [list(column) for column in zip(*grid, strict=True)]


def flipped(grid):
    return [row[::-1] for row in grid]
