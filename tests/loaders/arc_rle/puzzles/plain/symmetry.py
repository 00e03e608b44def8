"""symmetry, in plain loops."""


def answer(group, parameter, grid):
    if group == "line":
        return filled_half(grid, *parameter.split())
    name, _, pad = group.partition("_")
    if pad:
        grid = without_pad(grid)
    return tile(grid, *parameter) if name == "tile" else built(grid, parameter)


def without_pad(grid):
    pad = grid[0][0]
    rows = [y for y, row in enumerate(grid) if any(cell != pad for cell in row)]
    columns = [x for x in range(len(grid[0])) if any(row[x] != pad for row in grid)]
    assert 0 < rows[0] <= rows[-1] < len(grid) - 1
    assert 0 < columns[0] <= columns[-1] < len(grid[0]) - 1
    return [row[columns[0] : columns[-1] + 1] for row in grid[rows[0] : rows[-1] + 1]]


def tile(grid, down, across, row, column):
    high, wide = len(grid) // down, len(grid[0]) // across
    assert (high * down, wide * across) == (len(grid), len(grid[0]))
    return [line[column * wide : column * wide + wide] for line in grid[row * high : row * high + high]]


def built(grid, recipe):
    stack, names = recipe[:-1].split("(")
    images = [image(grid, name) for name in names.split()]
    if stack == "vstack":
        return [row for part in images for row in part]
    if stack == "hstack":
        return beside(images)
    return beside(images[:2]) + beside(images[2:])


def beside(images):
    return [[cell for part in images for cell in part[y]] for y in range(len(images[0]))]


def image(grid, name):
    high, wide = len(grid), len(grid[0])
    if name in ("flipa", "flipb", "cw", "ccw"):
        assert high == wide
    places = {
        "orig": lambda y, x: (y, x),
        "flipx": lambda y, x: (y, wide - 1 - x),
        "flipy": lambda y, x: (high - 1 - y, x),
        "180": lambda y, x: (high - 1 - y, wide - 1 - x),
        "flipa": lambda y, x: (x, y),
        "flipb": lambda y, x: (wide - 1 - x, wide - 1 - y),
        "cw": lambda y, x: (wide - 1 - x, y),
        "ccw": lambda y, x: (x, wide - 1 - y),
    }
    rows = [[places[name](y, x) for x in range(wide)] for y in range(high)]
    return [[grid[y][x] for y, x in row] for row in rows]


def filled_half(grid, way, inverted=""):
    high, wide = len(grid), len(grid[0])
    middle = wide // 2
    if wide % 2 == 0 or len({row[middle] for row in grid}) > 1 or wide == 1:
        return transposed(filled_half(transposed(grid), way, inverted))
    colours = [{cell for row in grid for cell in row[:middle]}, {cell for row in grid for cell in row[middle + 1 :]}]
    if sorted(map(len, colours)) != [1, 2]:
        return transposed(filled_half(transposed(grid), way, inverted))
    empty_left = len(colours[0]) == 1
    first, second = colours[1 if empty_left else 0]
    other = {first: second, second: first}
    out = [list(row) for row in grid]
    for y in range(high):
        for x in range(middle) if empty_left else range(middle + 1, wide):
            from_y = high - 1 - y if way == "turned" else y
            shift = middle + 1 if empty_left else -middle - 1
            from_x = x + shift if way == "copied" else wide - 1 - x
            colour = grid[from_y][from_x]
            out[y][x] = other[colour] if inverted else colour
    return out


def transposed(grid):
    return [list(column) for column in zip(*grid, strict=True)]
