"""ray, in plain loops."""

STEPS = {"row": (0, 1), "column": (1, 0), "falling": (1, 1), "rising": (1, -1)}
DISTANCES = {"box3": {0, 1}, "ring3": {1}, "box5": {0, 1, 2}, "ring5": {2}, "target5": {0, 2}}


def ground_of(grid):
    cells = [cell for row in grid for cell in row]
    return max(range(10), key=lambda colour: (cells.count(colour), -colour))


def reached(group, parameter, y, x, size):
    if group == "squares":
        return [
            (y + down, x + right)
            for down in range(-2, 3)
            for right in range(-2, 3)
            if max(abs(down), abs(right)) in DISTANCES[parameter]
        ]
    steps = [STEPS[name] for name in parameter]
    return [(y + down * i, x + right * i) for down, right in steps for i in range(-size, size + 1)]


def answer(group, parameter, grid):
    ground, high, wide = ground_of(grid), len(grid), len(grid[0])
    colours = [[set() for _ in range(wide)] for _ in range(high)]
    for y in range(high):
        for x in range(wide):
            if grid[y][x] != ground:
                for down, right in reached(group, parameter, y, x, high + wide):
                    if 0 <= down < high and 0 <= right < wide:
                        colours[down][right].add(grid[y][x])
    if any(len(cell) > 1 for row in colours for cell in row):
        return []
    return [[cell.pop() if cell else ground for cell in row] for row in colours]
