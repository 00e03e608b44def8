"""gravity, in plain loops."""

from collections import Counter

STEPS = {
    "up": (-1, 0),
    "down": (1, 0),
    "left": (0, -1),
    "right": (0, 1),
    "up left": (-1, -1),
    "up right": (-1, 1),
    "down left": (1, -1),
    "down right": (1, 1),
}


def answer(group, parameter, grid):
    counts = Counter(cell for row in grid for cell in row)
    background = min(counts, key=lambda colour: (-counts[colour], colour))
    down, right = STEPS[parameter]
    made = [list(row) for row in grid]
    for row, column in starts(len(grid), len(grid[0]), down, right):
        places = []
        while 0 <= row < len(grid) and 0 <= column < len(grid[0]):
            places.append((row, column))
            row, column = row + down, column + right
        line = [grid[row][column] for row, column in places]
        changed = fallen(line, background) if group == "move" else trails(line, background)
        for (row, column), colour in zip(places, changed, strict=True):
            made[row][column] = colour
    return made


def starts(high, wide, down, right):
    """Every cell behind which there is none."""
    cells = [(row, column) for row in range(high) for column in range(wide)]
    return [(r, c) for r, c in cells if not (0 <= r - down < high and 0 <= c - right < wide)]


def fallen(line, background):
    things = [colour for colour in line if colour != background]
    return [background] * (len(line) - len(things)) + things


def trails(line, background):
    made, last = [], background
    for colour in line:
        last = last if colour == background else colour
        made.append(last)
    return made
