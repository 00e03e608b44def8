"""rectangle, in plain loops."""

from tests.loaders.arc_rle.puzzles.plain.commonest import commonest


def answer(group, parameter, grid):
    ground = commonest(grid)
    rows = list(enumerate([range(len(grid[0]))] * len(grid)))
    places = [(r, c) for r, row in rows for c in row]
    holes = {place for place in places if grid[place[0]][place[1]] == ground} - led_off(grid, ground)
    if group == "fill":
        return [[to_the_left(grid, r, c, ground) if (r, c) in holes else grid[r][c] for c in row] for r, row in rows]
    if group == "hollow":
        return [[ground if is_inner(grid, r, c) else grid[r][c] for c in row] for r, row in rows]
    marked = holes if group == "hollow_area" else {place for place in places if outside(grid, ground, *place)} - holes
    return [[parameter if (r, c) in marked else ground for c in row] for r, row in rows]


def to_the_left(grid, row, column, ground):
    return next(cell for cell in grid[row][column::-1] if cell != ground)


def is_inner(grid, row, column):
    return [cell for _, cell in around(grid, row, column)] == [grid[row][column]] * 8


def outside(grid, ground, row, column):
    return grid[row][column] == ground and any(cell != ground for _, cell in around(grid, row, column))


def around(grid, row, column):
    return [
        ((r, c), grid[r][c])
        for r in range(max(row - 1, 0), min(row + 2, len(grid)))
        for c in range(max(column - 1, 0), min(column + 2, len(grid[0])))
        if (r, c) != (row, column)
    ]


def led_off(grid, ground):
    """Places of the background from which a way through it leads off the grid."""
    high, wide = len(grid), len(grid[0])
    edge = [(r, c) for r in range(high) for c in range(wide) if r in (0, high - 1) or c in (0, wide - 1)]
    waiting = [(r, c) for r, c in edge if grid[r][c] == ground]
    seen = set(waiting)
    while waiting:
        r, c = waiting.pop()
        for (other, beside), cell in around(grid, r, c):
            if cell == ground and (other == r or beside == c) and (other, beside) not in seen:
                seen.add((other, beside))
                waiting.append((other, beside))
    return seen
