"""span, in plain loops."""

from tests.loaders.arc_rle.puzzles.plain.commonest import commonest


def answer(group, parameter, grid):
    if group == "diagonal_fill":
        return filled(grid, parameter)
    if group in ("diagonal_template", "template_lines"):
        return from_edges(grid, parameter, blocks if group == "diagonal_template" else repeated)
    if group == "diagonal_border":
        ground = commonest(grid)
        return [
            [cell if cell == ground or is_inner(grid, r, c) else parameter for c, cell in enumerate(row)]
            for r, row in enumerate(grid)
        ]
    if group == "diagonal_extract":
        return extracted(grid) if parameter == "row" else across(extracted(across(grid)))
    return alternated(grid, group.removeprefix("alternating_"), parameter)


def across(grid):
    return [list(column) for column in zip(*grid, strict=True)]


def filled(grid, direction):
    """Walk from each cell of the background against the direction until there is a thing."""
    ground = commonest(grid)
    down, right = {"right": (0, -1), "left": (0, 1), "down": (-1, 0), "up": (1, 0)}[direction]
    made = [row[:] for row in grid]
    for row in range(len(grid)):
        for column in range(len(grid[0])):
            r, c = row, column
            while 0 <= r < len(grid) and 0 <= c < len(grid[0]):
                if grid[r][c] != ground:
                    made[row][column] = grid[r][c]
                    break
                r, c = r + down, c + right
    return made


def from_edges(grid, edges, rule):
    """The rule, which reads from the top and the left, with these two edges in their places."""
    first, second = edges.split()
    sideways, low, right = first in ("left", "right"), "bottom" in (first, second), "right" in (first, second)

    def mirrored(rows):
        rows = rows[::-1] if low else rows
        return [row[::-1] for row in rows] if right else rows

    made = rule(across(mirrored(grid)) if sideways else mirrored(grid), commonest(grid))
    return mirrored(across(made) if sideways else made)


def blocks(grid, ground):
    top, number = grid[0], [0]
    for before, cell in zip(grid[0], grid[0][1:], strict=False):
        number.append(number[-1] + (cell != before))
    side = range(len(top))
    return [[top[c] if number[r] == number[c] else ground for c in side] for r in side]


def repeated(grid, ground):
    return [row if row[0] == ground else [row[0], *grid[0][1:]] for row in grid]


def is_inner(grid, row, column):
    around = [
        grid[r][c]
        for r in range(max(row - 1, 0), min(row + 2, len(grid)))
        for c in range(max(column - 1, 0), min(column + 2, len(grid[0])))
    ]
    return around == [grid[row][column]] * 9


def extracted(grid):
    ground, made = commonest(grid), []
    for column in across(grid):
        first = next((cell for cell in column if cell != ground), ground)
        if made[-1:] != [first]:
            made.append(first)
    return [made]


def alternated(grid, operation, colour):
    ground = commonest(grid)
    made = [row[:] for row in grid]
    for row in range(1, len(grid)):
        for column in range(1, len(grid[0])):
            marks = [mark for mark in (grid[0][column], grid[row][0]) if mark != ground]
            if operation == "sum":
                made[row][column] = [ground, *marks, colour][len(marks) if len(marks) < 2 else 3]
            else:
                wanted = {"and": (2,), "or": (1, 2), "xor": (1,)}[operation]
                made[row][column] = colour if len(marks) in wanted else ground
    return made
