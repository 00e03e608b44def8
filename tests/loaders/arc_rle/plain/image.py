"""What becomes of an image, worked out from the text of the row by plain loops.

In:  answer({"operation": "flipx", "instruction": "Mirror the RLE image left to right. ...", "data": "4 1 0123", ...})
Out: "4 1 3210"
"""

import json
import re

from tests.loaders.arc_rle.plain.grids import read, write_as, write_histogram


def answer(row):
    """The answer to a row of the config image."""
    operation, kind = row["operation"], row["answer_kind"]
    if operation.startswith("serialize"):
        return write_as(written_otherwise(operation, row["data"]), kind)
    grid = read(row["data"])
    if operation == "histogram":
        return write_histogram([cell for line in grid for cell in line])
    if operation in LISTED:
        index = int(re.search(r"\b(?:row|column) (\d+)", row["instruction"])[1])
        return ", ".join(map(str, LISTED[operation](grid, index)))
    if operation == "pixels_with_k_matching_neighbors":
        k = int(re.search(r"exactly (\d)|with (\d) like", row["instruction"]).expand(r"\1\2"))
        return write_as([[int(count == k) for count in line] for line in matching(grid)], kind)
    return write_as(MADE[operation](grid), kind)


def written_otherwise(operation, data):
    """The grid of a text in digits or JSON."""
    return json.loads(data) if operation.endswith("json") else [[int(c) for c in line] for line in data.split("\n")]


def transposed(grid):
    """Rows and columns exchanged."""
    return [[line[x] for line in grid] for x in range(len(grid[0]))]


def mirrored(grid):
    """Left and right exchanged."""
    return [line[::-1] for line in grid]


def compressed(grid):
    """Without the rows that equal the one above."""
    return [line for y, line in enumerate(grid) if y == 0 or line != grid[y - 1]]


def compressed_across(grid):
    """Without the columns that equal the one on their left."""
    return transposed(compressed(transposed(grid)))


def matching(grid):
    """How many of the up to eight cells around each have its colour."""
    return [[matching_at(grid, x, y) for x in range(len(grid[0]))] for y in range(len(grid))]


def matching_at(grid, x, y):
    """How many cells around one have its colour."""
    count = 0
    for other_y in range(max(y - 1, 0), min(y + 2, len(grid))):
        for other_x in range(max(x - 1, 0), min(x + 2, len(grid[0]))):
            count += (other_x, other_y) != (x, y) and grid[other_y][other_x] == grid[y][x]
    return count


LISTED = {
    "get_row_as_list": lambda grid, index: grid[index],
    "get_column_as_list": lambda grid, index: [line[index] for line in grid],
}
MADE = {
    "flipx": mirrored,
    "flipy": lambda grid: grid[::-1],
    "flipa": transposed,
    "flipb": lambda grid: mirrored(transposed(mirrored(grid))),
    "rotate_cw": lambda grid: transposed(grid[::-1]),
    "rotate_ccw": lambda grid: transposed(grid)[::-1],
    "rotate_180": lambda grid: mirrored(grid[::-1]),
    "translate_x_minus1": lambda grid: [line[1:] + line[:1] for line in grid],
    "translate_x_plus1": lambda grid: [line[-1:] + line[:-1] for line in grid],
    "translate_y_minus1": lambda grid: grid[1:] + grid[:1],
    "translate_y_plus1": lambda grid: grid[-1:] + grid[:-1],
    "compress_x": compressed_across,
    "compress_y": compressed,
    "compress_xy": lambda grid: compressed(compressed_across(grid)),
    "count_neighbors_with_same_color": matching,
    "all_neighbors_matching_center": lambda grid: [[int(count == 8) for count in line] for line in matching(grid)],
    "pixels": lambda grid: grid,
    "json": lambda grid: grid,
}
