"""edge, in plain loops."""


def answer(group, parameter, grid):
    elsewhere, there = parameter
    down = -1 if "top" in group else 1 if "bottom" in group else 0
    right = -1 if "left" in group else 1 if "right" in group else 0

    def marked(y, x):
        inside = 0 <= y + down < len(grid) and 0 <= x + right < len(grid[0])
        return inside and grid[y + down][x + right] == grid[y][x]

    return [[there if marked(y, x) else elsewhere for x in range(len(grid[0]))] for y in range(len(grid))]
