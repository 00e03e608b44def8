"""scale, in plain loops."""

FACTORS = {"3 down": (1, 3), "2 down": (1, 2), "same": (1, 1), "2 up": (2, 1), "3 up": (3, 1)}


def answer(group, parameter, grid):
    (x_up, x_down), (y_up, y_down) = (FACTORS[name] for name in parameter)
    small = [
        [commonest_of(grid, range(r, r + y_down), range(c, c + x_down)) for c in range(0, len(grid[0]), x_down)]
        for r in range(0, len(grid), y_down)
    ]
    return [[cell for cell in row for _ in range(x_up)] for row in small for _ in range(y_up)]


def commonest_of(grid, rows, columns):
    cells = [grid[r][c] for r in rows for c in columns]
    return max(range(10), key=cells.count)
