"""mask, in plain loops."""


def answer(group, parameter, grid):
    pattern, hole = read(grid)
    cells = [(row, column) for row in range(len(grid)) for column in range(len(grid[0]))]
    holes = [(row, column) for row, column in cells if grid[row][column] == hole]
    if group == "repair":
        return pattern
    if group == "crop":
        columns = {column for _, column in holes}
        return [pattern[row][min(columns) : max(columns) + 1] for row in sorted({row for row, _ in holes})]
    made = [[parameter] * len(grid[0]) for _ in grid]
    for row, column in holes:
        made[row][column] = pattern[row][column] if group == "keep" else hole
    return made


def read(grid):
    """The pattern without holes, and the colour of the holes."""
    counts = {colour: sum(row.count(colour) for row in grid) for colour in range(10)}
    for lines in (2, 3, 4, 5):
        for slant in (1, -1):
            for hole in sorted((colour for colour in counts if counts[colour]), key=lambda colour: counts[colour]):
                seen = [set() for _ in range(lines)]
                for row, cells in enumerate(grid):
                    for column, cell in enumerate(cells):
                        if cell != hole:
                            seen[(column + slant * row) % lines].add(cell)
                if all(len(colours) == 1 for colours in seen) and len(set.union(*seen)) > 1:
                    (colours,) = zip(*seen, strict=True)
                    rows, columns = range(len(grid)), range(len(grid[0]))
                    return [[colours[(column + slant * row) % lines] for column in columns] for row in rows], hole
    return None
