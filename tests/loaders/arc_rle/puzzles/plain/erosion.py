"""erosion, in plain loops."""

CROSS = [(-1, 0), (0, -1), (0, 1), (1, 0)]
CORNERS = [(-1, -1), (-1, 1), (1, -1), (1, 1)]
NEIGHBOURS = {
    "nearest4": CROSS,
    "all8": CROSS + CORNERS,
    "corner4": CORNERS,
    "lr2": [(0, -1), (0, 1)],
    "tb2": [(-1, 0), (1, 0)],
    "tlbr2": [(-1, -1), (1, 1)],
    "trbl2": [(-1, 1), (1, -1)],
}


def answer(group, parameter, grid):
    elsewhere, there = parameter

    def same(y, x, colour):
        return 0 <= y < len(grid) and 0 <= x < len(grid[0]) and grid[y][x] == colour

    return [
        [
            there if all(same(y + down, x + right, cell) for down, right in NEIGHBOURS[group]) else elsewhere
            for x, cell in enumerate(row)
        ]
        for y, row in enumerate(grid)
    ]
