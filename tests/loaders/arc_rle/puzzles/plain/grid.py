"""grid, in plain loops."""


def answer(group, parameter, grid):
    rows = tiles([len(set(row)) == 1 for row in grid])
    columns = tiles([len(set(column)) == 1 for column in zip(*grid, strict=True)])
    image = [[grid[down[0]][right[0]] for right in columns] for down in rows]
    placed = position(parameter, image)
    if group == "extract":
        return placed
    made = [list(row) for row in grid]
    for down, colours in zip(rows, placed, strict=True):
        for right, colour in zip(columns, colours, strict=True):
            for row in down:
                for column in right:
                    made[row][column] = colour
    return made


def tiles(is_line):
    """The places of each tile: what lies between lines."""
    found, last = [], True
    for place, line in enumerate(is_line):
        if not line and last:
            found.append([])
        if not line:
            found[-1].append(place)
        last = line
    return found


def position(name, image):
    turned = [list(column) for column in zip(*image, strict=True)]
    return {
        "identity": image,
        "flipx": [row[::-1] for row in image],
        "flipy": image[::-1],
        "rotate_180": [row[::-1] for row in image[::-1]],
        "flipa": turned,
        "flipb": [row[::-1] for row in turned[::-1]],
        "rotate_cw": [row[::-1] for row in turned],
        "rotate_ccw": turned[::-1],
    }[name]
