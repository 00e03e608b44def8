"""fractal, in plain loops."""


def answer(group, parameter, grid):
    image = at_smallest_scale(without_padding(grid))
    *how, scale = parameter
    made = to_fractal(image, *how) if group == "pattern_to_fractal" else to_pattern(image, *how)
    return [[cell for cell in row for _ in range(scale)] for row in made for _ in range(scale)]


def without_padding(grid):
    if len({cell for row in grid for cell in row}) < 3:
        return grid
    padding = grid[0][0]
    rows = [y for y, row in enumerate(grid) if any(cell != padding for cell in row)]
    columns = [x for x in range(len(grid[0])) if any(row[x] != padding for row in grid)]
    return [row[columns[0] : columns[-1] + 1] for row in grid[rows[0] : rows[-1] + 1]]


def at_smallest_scale(grid):
    high, wide = len(grid), len(grid[0])
    for scale in range(min(high, wide), 0, -1):
        if high % scale == 0 and wide % scale == 0:
            small = [row[::scale] for row in grid[::scale]]
            again = [[cell for cell in row for _ in range(scale)] for row in small for _ in range(scale)]
            if again == grid:
                return small
    raise AssertionError("every grid reads at scale 1")


def to_fractal(pattern, copied, swapped, empty):
    high, wide = len(pattern), len(pattern[0])
    colour = max(cell for row in pattern for cell in row)
    made = [[empty * colour] * wide**2 for _ in range(high**2)]
    for y in range(high):
        for x in range(wide):
            if (pattern[y][x] == colour) == bool(copied):
                for inner_y in range(high):
                    for inner_x in range(wide):
                        cell = pattern[inner_y][inner_x]
                        made[y * high + inner_y][x * wide + inner_x] = colour - cell if swapped else cell
    return made


def to_pattern(image, copied):
    high, wide = round(len(image) ** 0.5), round(len(image[0]) ** 0.5)
    colour = max(cell for row in image for cell in row)
    made = []
    for y in range(high):
        made.append([])
        for x in range(wide):
            block = {cell for row in image[y * high : (y + 1) * high] for cell in row[x * wide : (x + 1) * wide]}
            made[-1].append(colour if (len(block) == 2) == bool(copied) else 0)
    return made
