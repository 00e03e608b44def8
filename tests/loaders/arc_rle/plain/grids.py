"""Grids in run-length text, read and written in plain loops from the grammar alone: the second path of every row.

In:  read("4 3 4747,,a824")
Out: [[4, 7, 4, 7], [4, 7, 4, 7], [8, 8, 2, 4]]
"""

import json


def read(text):
    """The grid of a run-length text, as lists."""
    width, height, body = text.split(" ")
    rows = []
    for part in body.split(","):
        rows.append(rows[-1] if part == "" else read_row(part) if len(part) > 1 else [int(part)] * int(width))
    assert len(rows) == int(height)
    assert all(len(row) == int(width) for row in rows)
    return rows


def read_row(text):
    """The cells of a row of runs."""
    cells, count = [], 1
    for sign in text:
        if sign.isdigit():
            cells += [int(sign)] * count
            count = 1
        else:
            count = ord(sign) - ord("a") + 2
    return cells


def write(rows):
    """The run-length text of a grid."""
    parts = []
    for i, row in enumerate(rows):
        parts.append("" if i and row == rows[i - 1] else str(row[0]) if len(set(row)) == 1 else write_row(row))
    return f"{len(rows[0])} {len(rows)} " + ",".join(parts)


def write_row(cells):
    """The longest runs of a row, none over 27."""
    text, at = "", 0
    while at < len(cells):
        end = at
        while end < len(cells) and cells[end] == cells[at] and end - at < 27:
            end += 1
        text += (chr(ord("a") + end - at - 2) if end - at > 1 else "") + str(cells[at])
        at = end
    return text


def write_as(rows, kind):
    """A grid as the text of an answer kind: grid:rle, grid:digits or grid:json."""
    if kind == "grid:digits":
        return "\n".join("".join(map(str, row)) for row in rows)
    return json.dumps(rows) if kind == "grid:json" else write(rows)


def write_histogram(cells):
    """Colour:count of a list of cells, the commonest first, of equals the lower colour."""
    counts = sorted((-cells.count(colour), colour) for colour in set(cells))
    return ",".join(f"{colour}:{-count}" for count, colour in counts) or "empty"


def write_flags(truths):
    """name=1 or name=0 of a mapping, in its order."""
    return ",".join(f"{name}={int(truth)}" for name, truth in truths.items())


def write_colours(colours):
    """A list of colours, in the order given."""
    return ",".join(map(str, colours)) or "empty"
