"""Single rows in run-length text, in plain loops, from the text of the row alone.

In:  a row of the operation "reverse" with the data "8a2b4"
Out: "b4a28"
"""

import json
import re

from tests.loaders.arc_rle.plain.grids import read_row, write_histogram, write_row


def answer(row):
    return OPERATIONS[row["operation"]](row["data"], row["instruction"])


def compressed(cells):
    kept = []
    for cell in cells:
        if not kept or kept[-1] != cell:
            kept.append(cell)
    return kept


def scaled(cells, instruction):
    factor = int(re.search(r"\b[2-5]\b", re.sub(r"\([^)]*\)", "", instruction))[0])
    return [cell for cell in cells for _ in range(factor)]


OPERATIONS = {
    "serialize_pixels": lambda data, _: write_row([int(sign) for sign in data]),
    "serialize_json": lambda data, _: write_row(json.loads(data)),
    "pixels": lambda data, _: "".join(map(str, read_row(data))),
    "json": lambda data, _: ", ".join(map(str, read_row(data))),
    "length": lambda data, _: str(len(read_row(data))),
    "histogram": lambda data, _: write_histogram(read_row(data)),
    "reverse": lambda data, _: write_row(read_row(data)[::-1]),
    "compress": lambda data, _: write_row(compressed(read_row(data))),
    "scaleup": lambda data, instruction: write_row(scaled(read_row(data), instruction)),
}
