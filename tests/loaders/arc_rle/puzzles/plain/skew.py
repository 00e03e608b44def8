"""skew, in plain loops."""


def answer(group, parameter, grid):
    direction, filler = parameter if group == "skew" else (parameter, None)
    if direction in ("down", "up"):
        columns = [list(column) for column in zip(*grid, strict=True)]
        lines = moved(columns, direction == "up", filler)
        return [list(row) for row in zip(*lines, strict=True)]
    return moved(grid, direction == "left", filler)


def moved(lines, backwards, filler):
    """Lines moved onwards or backwards by 0, 1, 2, ...; without a filler, back to where they came from."""
    more = len(lines) - 1
    made = []
    for number, line in enumerate(lines):
        before = more - number if backwards else number
        if filler is None:
            made.append(line[before : len(line) - (more - before)])
        else:
            made.append([filler] * before + line + [filler] * (more - before))
    return made
