"""halfplane, in plain loops."""

from collections import Counter
from fractions import Fraction


def answer(group, parameter, grid):
    counts = Counter(cell for row in grid for cell in row)
    background = min(counts, key=lambda colour: (-counts[colour], colour))
    pixels = [(r, c) for r, row in enumerate(grid) for c, cell in enumerate(row) if cell != background]
    reached = {"one_pixel": from_pixel, "two_pixels": from_line}[group]
    colour = grid[pixels[0][0]][pixels[0][1]]
    return [
        [colour if reached(parameter, pixels, r, c) else cell for c, cell in enumerate(row)]
        for r, row in enumerate(grid)
    ]


def from_pixel(direction, pixels, row, column):
    ((own_row, own_column),) = pixels
    steps = {"up": own_row - row, "down": row - own_row, "left": own_column - column, "right": column - own_column}
    return sum(steps[word] for word in direction.split()) >= 0


def from_line(side, pixels, row, column):
    (row_a, column_a), (row_b, column_b) = pixels
    if side in ("up", "down"):
        there = row_a + Fraction((column - column_a) * (row_b - row_a), column_b - column_a)
        return row <= there if side == "up" else row >= there
    there = column_a + Fraction((row - row_a) * (column_b - column_a), row_b - row_a)
    return column <= there if side == "left" else column >= there
