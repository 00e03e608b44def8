"""boundingbox, in plain loops."""


def box_of(cells):
    rows, columns = [row for row, _ in cells], [column for _, column in cells]
    return min(rows), min(columns), max(rows), max(columns)


def holds(box, row, column):
    top, left, bottom, right = box
    return top <= row <= bottom and left <= column <= right


def grown(box, by):
    top, left, bottom, right = box
    return top - by, left - by, bottom + by, right + by


def all_but(colour, grid):
    return [(y, x) for y, row in enumerate(grid) for x, cell in enumerate(row) if cell != colour]


def answer(group, parameter, grid):
    return framed(group, grid) if parameter in ("fill", "swap") else boxed(group, parameter, grid)


def boxed(group, parameter, grid):
    cells = [cell for row in grid for cell in row]
    background = max(range(10), key=cells.count)
    name, _, where = group.partition("_")
    box = grown(box_of(all_but(background, grid)), {"": 0, "inner": -1, "outer": 1}[where])
    elsewhere, there = parameter

    def marked(row, column):
        return holds(box, row, column) and not (name == "hollow" and holds(grown(box, -1), row, column))

    return [[there if marked(y, x) else elsewhere for x in range(len(grid[0]))] for y in range(len(grid))]


def framed(group, grid):
    background = grid[0][0]
    frame_box = box_of(all_but(background, grid))
    frame = grid[frame_box[0]][frame_box[1]]
    things = [cell for cell in all_but(background, grid) if holds(grown(frame_box, -1), *cell)]
    thing_box = box_of(things)
    if group == "simple_fill":
        within, outside = frame, background
    else:
        within, outside = background, frame
    made = [[within if holds(frame_box, y, x) else outside for x in range(len(grid[0]))] for y in range(len(grid))]
    for y, row in enumerate(grid):
        for x, cell in enumerate(row):
            if holds(thing_box, y, x):
                made[y][x] = cell
    return made
