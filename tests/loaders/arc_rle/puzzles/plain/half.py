"""half, in plain loops."""

from collections import Counter


def answer(group, parameter, grid):
    counts = Counter(cell for row in grid for cell in row)
    background = min(counts, key=lambda colour: (-counts[colour], colour))
    made, seen = [list(row) for row in grid], set()
    for row, cells in enumerate(grid):
        for column, colour in enumerate(cells):
            if colour != background and (row, column) not in seen:
                found = whole(grid, row, column)
                seen |= found
                for r, c in lost(found, parameter):
                    made[r][c] = background
    return made


def whole(grid, row, column):
    """The cells of the object that this cell is of."""
    found, waiting = {(row, column)}, [(row, column)]
    while waiting:
        r, c = waiting.pop()
        for near in [(r + down, c + right) for down in (-1, 0, 1) for right in (-1, 0, 1)]:
            inside = 0 <= near[0] < len(grid) and 0 <= near[1] < len(grid[0])
            if inside and near not in found and grid[near[0]][near[1]] == grid[row][column]:
                found.add(near)
                waiting.append(near)
    return found


def lost(found, half):
    """The cells of the object that lie in the other half."""
    axis = 0 if half in ("top", "bottom") else 1
    places = [cell[axis] for cell in found]
    box = list(range(min(places), max(places) + 1))
    size = (len(box) + 1) // 2
    left = box[:size] if half in ("top", "left") else box[-size:]
    return [cell for cell in found if cell[axis] not in left]
