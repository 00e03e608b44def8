"""deform, in plain loops."""


def answer(group, parameter, grid):
    side, step, marker = parameter
    high, wide = len(grid), len(grid[0])
    # Each line as the places it goes through, from the side inwards.
    lines = {
        "left": [[(y, x) for x in range(wide)] for y in range(high)],
        "right": [[(y, x) for x in reversed(range(wide))] for y in range(high)],
        "top": [[(y, x) for y in range(high)] for x in range(wide)],
        "bottom": [[(y, x) for y in reversed(range(high))] for x in range(wide)],
    }[side]
    made = [list(row) for row in grid]
    for (first_y, first_x), *rest in lines:
        if grid[first_y][first_x] == marker:
            for place, (y, x) in enumerate(rest):
                other_y, other_x = rest[(place + step) % len(rest)]
                made[other_y][other_x] = grid[y][x]
    return made
