"""symmetry, a second time: mirrored lists, put side by side."""

import re

from tests.loaders.arc_rle.plain.grids import read, write_as, write_flags

IMAGE = r"(?:orig|flipx|flipy|flipa|flipb|180|cw|ccw)"


def answer(row):
    if row["operation"] == "recognise":
        before, after = map(read, row["data"].split("\n"))
        names = re.findall(rf"\b(?:hstack|vstack|quad)(?:_{IMAGE})+\b", row["instruction"])
        return write_flags({name: built(before, *name.replace("_", " ").split()) == after for name in names})
    stack, images = re.search(rf"(hstack|vstack|2x2)\(({IMAGE}(?: {IMAGE})*)\)", row["instruction"]).groups()
    return write_as(built(read(row["data"]), stack, *images.split()), row["answer_kind"])


def built(image, stack, *names):
    images = [turned(image, name) for name in names]
    if stack == "hstack":
        return beside(images)
    return [row for image in images for row in image] if stack == "vstack" else beside(images[:2]) + beside(images[2:])


def beside(images):
    return [[cell for row in rows for cell in row] for rows in zip(*images, strict=True)]


def turned(image, name):
    mirrored, reversed_rows = [row[::-1] for row in image], image[::-1]
    transposed = [list(column) for column in zip(*image, strict=True)]
    return {
        "orig": image,
        "flipx": mirrored,
        "flipy": reversed_rows,
        "180": mirrored[::-1],
        "flipa": transposed,
        "flipb": [row[::-1] for row in transposed[::-1]],
        "cw": [row[::-1] for row in transposed],
        "ccw": transposed[::-1],
    }[name]
