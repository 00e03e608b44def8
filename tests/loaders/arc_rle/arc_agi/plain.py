"""The rules of the tasks that come with the library, in plain loops: what each makes of an input."""


def mirror_right(grid):
    return [row + row[::-1] for row in grid]


def shadow(grid):
    made = [row[:] for row in grid]
    for y, row in enumerate(grid[:-1]):
        for x, colour in enumerate(row[:-1]):
            if colour and not grid[y + 1][x + 1]:
                made[y + 1][x + 1] = 5
    return made


def join_dots(grid):
    made = [row[:] for row in grid]
    for row in made:
        dots = [x for x, colour in enumerate(row) if colour]
        if len(dots) == 2 and row[dots[0]] == row[dots[1]]:
            row[dots[0] : dots[1]] = [row[dots[0]]] * (dots[1] - dots[0])
    return made


def paint_inside(grid):
    """What cannot be reached from the border over empty cells."""
    high, wide = len(grid), len(grid[0])
    outside = {(y, x) for y in range(high) for x in range(wide) if y in (0, high - 1) or x in (0, wide - 1)}
    outside = pending = {at for at in outside if not grid[at[0]][at[1]]}
    while pending:
        near = {(y + b, x + a) for y, x in pending for b, a in ((0, 1), (1, 0), (0, -1), (-1, 0))}
        pending = {(y, x) for y, x in near - outside if 0 <= y < high and 0 <= x < wide and not grid[y][x]}
        outside |= pending
    return [[c or 4 * ((y, x) not in outside) for x, c in enumerate(row)] for y, row in enumerate(grid)]


def grow(grid):
    return [[colour for colour in row for _ in "12"] for row in grid for _ in "12"]


def crop_box(grid):
    rows = [row for row in grid if any(row)]
    columns = [column for column in zip(*rows, strict=True) if any(column)]
    return [list(row) for row in zip(*columns, strict=True)]


def drop(grid):
    fallen = [sorted(column, key=bool) for column in zip(*grid, strict=True)]
    return [list(row) for row in zip(*fallen, strict=True)]


def corner_marks(grid):
    def corner(y, x):
        def there(b, a):
            return 0 <= b < len(grid) and 0 <= a < len(grid[0]) and grid[b][a] != 0

        return there(y - 1, x) + there(y + 1, x) == 1 and there(y, x - 1) + there(y, x + 1) == 1

    return [[1 if c and corner(y, x) else c for x, c in enumerate(row)] for y, row in enumerate(grid)]


def longest_bar(grid):
    lengths = [sum(map(bool, column)) for column in zip(*grid, strict=True)]
    return [[c if lengths[x] == max(lengths) else 0 for x, c in enumerate(row)] for row in grid]
