"""cross, in plain loops."""

STEPS = {"lr": (0, 1), "tb": (1, 0), "tlbr": (1, 1), "trbl": (1, -1)}


def answer(group, parameter, grid):
    cells = [cell for row in grid for cell in row]
    ground = max(sorted(set(cells)), key=cells.count)
    places = [(y, x) for y in range(len(grid)) for x in range(len(grid[0]))]
    shown = {(y, x) for y, x in places if grid[y][x] != ground}
    if group == "intersection":
        (point,) = shown
        colour = grid[point[0]][point[1]]
        return painted(grid, ground, [(line(grid, point, name), colour) for name in parameter])
    *names, output = parameter
    (point,) = [place for place in places if crosses(grid, shown, place, names)]
    lines = [line(grid, point, name) for name in names]
    colours = []
    for cells in lines:
        (colour,) = {grid[y][x] for y, x in cells - {point}}
        colours.append(colour)
    assert (colours[0] == colours[1]) == (group == "mask")
    first, second = zip(lines, colours, strict=True)
    wanted = {"first": [first], "second": [second], "crossing": [({point}, colours[0])], "both": [second, first]}
    return painted(grid, ground, wanted[output])


def line(grid, point, name):
    """All cells that steps in both directions lead to."""
    cells = set()
    for sign in (1, -1):
        y, x = point
        while 0 <= y < len(grid) and 0 <= x < len(grid[0]):
            cells.add((y, x))
            y, x = y + sign * STEPS[name][0], x + sign * STEPS[name][1]
    return cells


def crosses(grid, shown, point, names):
    """Whether the lines through the point are long enough and are all that is shown, the point aside."""
    lines = [line(grid, point, name) for name in names]
    return min(map(len, lines)) >= 3 and shown - {point} == (lines[0] | lines[1]) - {point}


def painted(grid, ground, layers):
    made = [[ground] * len(row) for row in grid]
    for cells, colour in layers:
        for y, x in cells:
            made[y][x] = colour
    return made
