"""Components of a grid by filling from cell to cell, under what the text of an instruction says that a cell touches.

In:  components([[1, 1, 2]], TOUCHED["the two cells left and right of it, no others"])
Out: [[0, 0, 1]]
"""

import re

TOUCHED = {  # as rows down and columns to the right
    "the four cells above, below, left and right of it, no others": [(-1, 0), (1, 0), (0, -1), (0, 1)],
    "the eight cells around it, diagonal ones too": [
        (y, x) for y in (-1, 0, 1) for x in (-1, 0, 1) if (y, x) != (0, 0)
    ],
    "the four cells diagonally next to it, no others": [(-1, -1), (-1, 1), (1, -1), (1, 1)],
    "the two cells left and right of it, no others": [(0, -1), (0, 1)],
    "the two cells above and below it, no others": [(-1, 0), (1, 0)],
    "the cell to its upper left and the one to its lower right, no others": [(-1, -1), (1, 1)],
    "the cell to its upper right and the one to its lower left, no others": [(-1, 1), (1, -1)],
}


def touched(instruction):
    """The offsets of the one rule that the instruction tells."""
    (found,) = [offsets for words, offsets in TOUCHED.items() if words in instruction]
    return found


def offered(instruction):
    """The offsets that each offered name stands for, in order."""
    named = re.findall(r"(\w+): a cell touches (the [^;]*?(?:no others|diagonal ones too))", instruction)
    return {name: TOUCHED[words] for name, words in named}


def colour_at(rows, y, x):
    """The colour at a place, None outside."""
    return rows[y][x] if 0 <= y < len(rows) and 0 <= x < len(rows[0]) else None


def components(rows, offsets):
    """The number of each cell's component."""
    numbers, count = [[None] * len(row) for row in rows], 0
    for y, row in enumerate(rows):
        for x, colour in enumerate(row):
            if numbers[y][x] is None:
                fill(rows, numbers, (y, x), colour, count, offsets)
                count += 1
    return numbers


def fill(rows, numbers, start, colour, number, offsets):
    """Give a number to all cells of a colour that can be reached from a start."""
    edge = [start]
    while edge:
        y, x = edge.pop()
        if colour_at(rows, y, x) == colour and numbers[y][x] is None:
            numbers[y][x] = number
            edge += [(y + down, x + right) for down, right in offsets]


def mass_mask(rows, offsets, most):
    """1 where a component has so many cells at most, else 0."""
    numbers = components(rows, offsets)
    every = [number for line in numbers for number in line]
    return [[int(every.count(number) <= most) for number in line] for line in numbers]


def dilated(rows, offsets):
    """How many components besides its own each cell touches."""
    numbers = components(rows, offsets)
    return [
        [
            len({colour_at(numbers, y + down, x + right) for down, right in offsets} - {None, numbers[y][x]})
            for x in range(len(rows[0]))
        ]
        for y in range(len(rows))
    ]


def eroded(rows, offsets):
    """1 where all the places that a cell touches have its colour, else 0."""
    return [
        [
            int(all(colour_at(rows, y + down, x + right) == colour for down, right in offsets))
            for x, colour in enumerate(line)
        ]
        for y, line in enumerate(rows)
    ]
