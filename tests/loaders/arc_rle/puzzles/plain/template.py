"""template, in plain loops."""

from collections import Counter


def answer(group, parameter, grid):
    counts = Counter(cell for row in grid for cell in row)
    ground = min(counts, key=lambda colour: (-counts[colour], colour))
    boxes = rectangles(grid, ground)
    held = [[row[x : x + wide] for row in grid[y : y + high]] for y, x, high, wide in boxes]
    blank = [len({cell for row in part for cell in row}) == 1 for part in held]
    sources, blanks = ([part for part, flag in zip(held, blank, strict=True) if flag == kind] for kind in (False, True))
    assert len(sources) == 1 if group == "one_to_many" else len(blanks) == 1 < len(sources)
    assert all(part == sources[0] for part in sources)
    assert blanks
    assert all(part == blanks[0] for part in blanks)
    out = [list(row) for row in grid]
    for (y, x, high, wide), fill in zip(boxes, blank, strict=True):
        for down in range(high):
            for right in range(wide):
                if fill:
                    out[y + down][x + right] = sources[0][down][right]
                elif parameter == "removed":
                    out[y + down][x + right] = ground
    return out


def rectangles(grid, ground):
    """Top, left, height and width of each."""
    found, seen = [], set()
    for y, row in enumerate(grid):
        for x, cell in enumerate(row):
            if cell == ground or (y, x) in seen:
                continue
            wide = next((i for i, other in enumerate(row[x:]) if other == ground), len(row) - x)
            high = next((i for i, other in enumerate(grid[y:]) if other[x] == ground), len(grid) - y)
            cells = {(y + down, x + right) for down in range(high) for right in range(wide)}
            assert not cells & seen
            assert all(grid[down][right] != ground for down, right in cells)
            seen |= cells
            found.append((y, x, high, wide))
    assert len({box[2:] for box in found}) == 1
    assert min(found[0][2:]) > 1
    return found
