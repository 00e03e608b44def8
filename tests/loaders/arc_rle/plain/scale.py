"""scale, a second time: an image written larger or smaller cell by cell."""

import re

from tests.loaders.arc_rle.plain.grids import read, write_as, write_flags

TIMES = {"exactly": 1, "twice": 2}
PARTS = {"half": 2, "a third": 3, "a quarter": 4, "a fifth": 5, "a sixth": 6, "a seventh": 7}


def answer(row):
    if row["operation"] == "apply":
        wide, high = (factor(row["instruction"], size) for size in ("wide", "high"))
        return write_as(scaled(read(row["data"]), *wide, *high), row["answer_kind"])
    before, after = map(read, row["data"].split("\n"))
    names = re.findall(r"\bx(?:1|\d(?:up|down))_y(?:1|\d(?:up|down))\b", row["instruction"])
    return write_flags({name: scaled(before, *named(name)) == after for name in names})


def factor(instruction, size):
    """By how much to multiply and to divide the sides."""
    found = re.search(rf"(exactly|twice|(\d) times|half|a \w+) as {size}\b", instruction)
    if found[1] in PARTS:
        return 1, PARTS[found[1]]
    return int(found[2]) if found[2] else TIMES[found[1]], 1


def named(name):
    factors = []
    for part in name.split("_"):
        number, way = int(part[1]), part[2:]
        factors += [1, number] if way == "down" else [number, 1]
    return factors


def scaled(image, wide, narrow, high, low):
    """The image scaled so, None if it has blocks of several colours or of another size."""
    rows = [taken(row, narrow) for row in taken(image, low) or []]
    if not rows or None in rows:
        return None
    return [[cell for cell in row for _ in range(wide)] for row in rows for _ in range(high)]


def taken(items, count):
    """One of each so many items, which have to be equal."""
    groups = [items[at : at + count] for at in range(0, len(items), count)]
    if all(group == [group[0]] * count for group in groups):
        return [group[0] for group in groups]
    return None
