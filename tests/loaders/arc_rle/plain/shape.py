"""shape, a second time: each cell with its neighbours, asked one by one."""

from tests.loaders.arc_rle.plain.grids import read, write_as

AROUND = {
    "top left": (-1, -1),
    "top": (0, -1),
    "top right": (1, -1),
    "left": (-1, 0),
    "right": (1, 0),
    "bottom left": (-1, 1),
    "bottom": (0, 1),
    "bottom right": (1, 1),
}
CORNERS, SIDES = [(-1, -1), (1, -1), (-1, 1), (1, 1)], [(0, -1), (-1, 0), (1, 0), (0, 1)]
PARTS = {
    "nine cells": [*CORNERS, *SIDES, (0, 0)],
    "eight cells": [*CORNERS, *SIDES],
    "four cells": CORNERS,
    "its own cell and": [*SIDES, (0, 0)],
    "the cells above": SIDES,
}
NAMES = sorted(AROUND, key=len, reverse=True)


def answer(row):
    image, operation = read(row["data"]), row["operation"]
    if operation.startswith("shape2x2"):
        made = windows(image, *places(row["instruction"], 2))
    elif operation.startswith("shape3x3_histogram"):
        made = each(image, counted, next(part for told, part in PARTS.items() if told in row["instruction"]))
    elif operation.startswith("shape3x3_center"):
        made = each(image, like, *places(row["instruction"], 1))
    else:
        made = each(image, between, *places(row["instruction"], 2))
    return write_as(made, row["answer_kind"])


def places(instruction, count):
    """The places that the instruction names, in its order; those of the first cells of a map are none."""
    text = instruction.replace("top left cell alone", "").replace("bottom right cell alone", "")
    found = []
    while text:
        name = next((name for name in NAMES if text.startswith(name)), None)
        found += [AROUND[name]] if name else []
        text = text[len(name) if name else 1 :]
    assert len(found) == count, instruction
    return found


def at(image, x, y):
    return image[y][x] if 0 <= y < len(image) and 0 <= x < len(image[0]) else None


def each(image, value, *more):
    return [[int(value(image, x, y, *more)) for x in range(len(image[0]))] for y in range(len(image))]


def windows(image, one, other):
    """Of each window around a corner of cells, whether two places hold the same, or nothing."""
    rows = []
    for y in range(len(image) + 1):
        pairs = [[at(image, x - (dx < 0), y - (dy < 0)) for dx, dy in (one, other)] for x in range(len(image[0]) + 1)]
        rows.append([int(a == b) for a, b in pairs])
    return rows


def like(image, x, y, place):
    return at(image, x + place[0], y + place[1]) == image[y][x]


def between(image, x, y, one, other):
    colour = at(image, x + one[0], y + one[1])
    return colour is not None and colour == at(image, x + other[0], y + other[1])


def counted(image, x, y, part):
    return len({at(image, x + dx, y + dy) for dx, dy in part} - {None})
