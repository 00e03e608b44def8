"""compress, in plain loops."""


def answer(group, parameter, grid):
    rows = without_repeats(grid)
    columns = without_repeats([list(column) for column in zip(*rows, strict=True)])
    return [list(row) for row in zip(*columns, strict=True)]


def without_repeats(lines):
    kept = []
    for line in lines:
        if not kept or kept[-1] != line:
            kept.append(line)
    return kept
