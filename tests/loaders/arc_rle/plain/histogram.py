"""Histograms of colours in plain loops, from the text of the row alone.

In:  a row of the operation "add" with the data "7:3,0:1⏎0:4"
Out: "0:5,7:3"
"""


def answer(row):
    a, *rest = (read(line) for line in row["data"].split("\n"))
    assert len(rest) == (not row["operation"].startswith("one_"))
    return OPERATIONS[row["operation"]](a, *rest)


def read(line):
    """A mapping from colour to count."""
    counts = {}
    for pair in line.split(","):
        colour, count = pair.split(":")
        assert colour not in counts
        assert int(count) > 0
        counts[colour] = int(count)
    return counts


def write(counts):
    pairs = sorted(((-count, colour) for colour, count in counts.items() if count > 0))
    return ",".join(f"{colour}:{-count}" for count, colour in pairs) or "empty"


def write_colours(colours):
    return ",".join(sorted(set(colours))) or "empty"


def add(a, b):
    counts = dict(a)
    for colour, count in b.items():
        counts[colour] = counts.get(colour, 0) + count
    return counts


def subtract(a, b):
    return {colour: count - b.get(colour, 0) for colour, count in a.items()}


def extreme(a, b, which):
    counts = add(a, b)
    found = which(counts.values())
    return write_colours(colour for colour, count in counts.items() if count == found)


OPERATIONS = {
    "add": lambda a, b: write(add(a, b)),
    "subtract": lambda a, b: write(subtract(a, b)),
    "max": lambda a, b: write({colour: max(a.get(colour, 0), b.get(colour, 0)) for colour in [*a, *b]}),
    "min": lambda a, b: write({colour: min(a[colour], b[colour]) for colour in a if colour in b}),
    "number_of_unique_colors": lambda a, b: str(len({*a, *b})),
    "unique_colors": lambda a, b: write_colours([*a, *b]),
    "intersection": lambda a, b: write_colours(colour for colour in a if colour in b),
    "a_remove_b_colors": lambda a, b: write({colour: a[colour] for colour in a if colour not in b}),
    "b_remove_a_colors": lambda a, b: write({colour: b[colour] for colour in b if colour not in a}),
    "most_popular": lambda a, b: extreme(a, b, max),
    "least_popular": lambda a, b: extreme(a, b, min),
    "one_number_of_unique_colors": lambda a: str(len(a)),
    "one_unique_colors": lambda a: write_colours(a),
}
