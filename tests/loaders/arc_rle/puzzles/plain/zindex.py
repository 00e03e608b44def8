"""zindex, in plain loops."""


def answer(group, parameter, grid):
    boxes = {}
    for y, row in enumerate(grid):
        for x, colour in enumerate(row):
            top, bottom, left, right = boxes.get(colour, (y, y, x, x))
            boxes[colour] = min(top, y), max(bottom, y), min(left, x), max(right, x)
    pairs = [(top, other) for top in boxes for other in boxes if top != other and hides(grid, boxes, top, other)]
    ((top, obscured),) = pairs
    own = {
        "mask_of_top": cells_of(boxes[top]),
        "mask_of_obscured": cells_of(boxes[obscured]),
        "mask_of_intersection": cells_of(boxes[top]) & cells_of(boxes[obscured]),
    }
    if group == "obscured_to_top":
        inside = cells_of(boxes[obscured])
        return [[obscured if (y, x) in inside else cell for x, cell in enumerate(row)] for y, row in enumerate(grid)]
    return [[parameter if (y, x) in own[group] else 0 for x in range(len(row))] for y, row in enumerate(grid)]


def hides(grid, boxes, top, other):
    first, last, left, right = boxes[top]
    if first == last or left == right or any(grid[y][x] != top for y, x in cells_of(boxes[top])):
        return False
    return {grid[y][x] for y, x in cells_of(boxes[other])} == {top, other}


def cells_of(box):
    top, bottom, left, right = box
    return {(y, x) for y in range(top, bottom + 1) for x in range(left, right + 1)}
