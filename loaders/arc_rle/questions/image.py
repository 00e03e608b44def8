"""image: one image, and what becomes of it: turned, moved, compressed, written otherwise, or told cell by cell.

In:  an image of 4 x 1 cells
Out: "Mirror the RLE image left to right. Answer in RLE.⏎4 1 0123" -> "4 1 3210"
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

import pyarrow as pa
import pyarrow.compute as pc

from oeis_qa.loaders.arc_rle.contents import contents
from oeis_qa.loaders.arc_rle.drawing import one_drawn
from oeis_qa.loaders.arc_rle.encodings import written
from oeis_qa.loaders.arc_rle.features import FEATURES
from oeis_qa.loaders.arc_rle.grids import Grids
from oeis_qa.loaders.arc_rle.histograms import histograms_of
from oeis_qa.loaders.arc_rle.images import Range, blocky_images, random_images
from oeis_qa.loaders.arc_rle.questions.asking import Asked, Operation
from oeis_qa.loaders.arc_rle.questions.in_split import drawn_images
from oeis_qa.loaders.arc_rle.questions.rows import Rows
from oeis_qa.loaders.arc_rle.questions.sizes import image_words
from oeis_qa.loaders.arc_rle.questions.telling import Told, told_grids, told_histograms, told_lists
from oeis_qa.loaders.arc_rle.transforms import TRANSFORMS, Transform, column, row

TOKEN = "image"
SIDES: Range = (2, 30)
_FEATURES = ("count_neighbors_with_same_color", "all_neighbors_matching_center")
BLOCKY = ("compress_x", "compress_y", "compress_xy", *_FEATURES)
"""Operations that do next to nothing on noise, and are asked of images with areas."""

PHRASES = {
    "flipx": (
        "mirror {image} left to right",
        "flip {image} horizontally, so that left and right trade places",
        "reverse every row of {image}",
    ),
    "flipy": (
        "mirror {image} top to bottom",
        "flip {image} vertically, so that top and bottom trade places",
        "put the rows of {image} in reverse order",
    ),
    "flipa": (
        "transpose {image}",
        "mirror {image} at the diagonal that begins top left",
        "make the rows of {image} its columns",
    ),
    "flipb": (
        "mirror {image} at the diagonal that begins top right",
        "transpose {image} along its other diagonal, from top right to bottom left",
        "flip {image} over the line from its top right to its bottom left corner",
    ),
    "rotate_cw": (
        "rotate {image} clockwise by 90 degrees",
        "turn {image} a quarter to the right",
        "give {image} one clockwise quarter turn",
    ),
    "rotate_ccw": (
        "rotate {image} counterclockwise by 90 degrees",
        "turn {image} a quarter to the left",
        "give {image} one counterclockwise quarter turn",
    ),
    "rotate_180": (
        "rotate {image} by 180 degrees",
        "turn {image} upside down by half a turn",
        "give {image} half a turn",
    ),
    "translate_x_minus1": (
        "move {image} one cell to the left; what leaves comes in on the right",
        "shift every row of {image} left by one, wrapping around",
        "make the first column of {image} its last, the others moving left",
    ),
    "translate_x_plus1": (
        "move {image} one cell to the right; what leaves comes in on the left",
        "shift every row of {image} right by one, wrapping around",
        "make the last column of {image} its first, the others moving right",
    ),
    "translate_y_minus1": (
        "move {image} up by one cell; what leaves comes in at the bottom",
        "shift every column of {image} up by one, wrapping around",
        "make the first row of {image} its last, the others moving up",
    ),
    "translate_y_plus1": (
        "move {image} down by one cell; what leaves comes in at the top",
        "shift every column of {image} down by one, wrapping around",
        "make the last row of {image} its first, the others moving down",
    ),
    "compress_x": (
        "remove from {image} every column that equals the one on its left",
        "compress {image} horizontally: of equal columns side by side keep one",
        "keep one of each group of equal neighbouring columns in {image}",
    ),
    "compress_y": (
        "remove from {image} every row that equals the one above it",
        "compress {image} vertically: of equal rows one below the other keep one",
        "keep one of each group of equal neighbouring rows in {image}",
    ),
    "compress_xy": (
        "remove from {image} every row and column that equals the one before it",
        "compress {image} both ways: of equal neighbouring rows, and of equal neighbouring columns, keep one",
        "keep one of each group of equal neighbouring rows and columns in {image}",
    ),
    "count_neighbors_with_same_color": (
        "count for each cell of {image} how many of its eight neighbours have its colour",
        "replace each cell of {image} by the number of its neighbours, diagonal ones too, of the same colour",
        "write for every cell of {image} how many cells around it look like it (of up to eight)",
    ),
    "all_neighbors_matching_center": (
        "mark with 1 each cell of {image} that has eight neighbours, all of its own colour, and others with 0",
        "write 1 where a cell of {image} lies amid eight cells of its colour, else 0",
        "find the cells of {image} whose 3x3 surroundings lie inside and have one colour: 1 for them, 0 for the rest",
    ),
    "pixels_with_k_matching_neighbors": (
        "mark with 1 each cell of {image} of whose eight neighbours exactly {k} have its colour, and others with 0",
        "write 1 where a cell of {image} has exactly {k} neighbours, diagonal ones too, of its own colour, else 0",
        "find the cells of {image} with {k} like-coloured neighbours, no more and no fewer: 1 for them, 0 for the rest",
    ),
    "pixels": (
        "write {image} as one line of digits for each row",
        "spell out every cell of {image} as a digit, a line a row",
        "show the pixels of {image}, each row on its own line",
    ),
    "json": (
        "write {image} as JSON, a list of rows",
        "turn {image} into a JSON list of lists",
        "give the cells of {image} as nested JSON lists",
    ),
    "histogram": (
        "count the cells of each colour in {image}",
        "make the histogram of {image}",
        "tally the colours of {image}",
    ),
    "get_row_as_list": (
        "list the colours in row {index} of {image}, counting rows from 0 at the top",
        "read row {index} of {image} (the top row is row 0) from left to right",
        "write out the cells of row {index} in {image}, where the first row has index 0",
    ),
    "get_column_as_list": (
        "list the colours in column {index} of {image}, counting columns from 0 on the left",
        "read column {index} of {image} (the leftmost is column 0) from top to bottom",
        "write out the cells of column {index} in {image}, where the first column has index 0",
    ),
    "serialize_pixels": (
        "write the image, given as rows of digits, as run-length text",
        "encode these rows of digits in RLE",
        "turn the digits into an RLE image",
    ),
    "serialize_json": (
        "write the image, given in JSON, as run-length text",
        "encode this JSON list of rows in RLE",
        "turn the JSON grid into an RLE image",
    ),
}


def _image(rows: Rows, draw: Callable[..., Grids] = random_images) -> Grids:
    sides = rows.wanted.sides(SIDES)
    return drawn_images(rows, "image", partial(draw, width=sides, height=sides, colours=rows.wanted.colours))


def _asked(rows: Rows, image: Grids, answer: Told, **more: pa.StringArray) -> Asked:
    return Asked(
        written(image, rows.wanted.encoding),
        answer,
        contents(image),
        {f"{{{name}}}": value for name, value in more.items()},
        image_words(image),
    )


def _transformed(transform: Transform, draw: Callable[..., Grids], rows: Rows) -> Asked:
    image = _image(rows, draw)
    return _asked(rows, image, told_grids(rows, transform(image)))


def _matching(rows: Rows) -> Asked:
    image, k = _image(rows, blocky_images), one_drawn(rows.keys, "k", 8) + 1
    same = FEATURES["count_neighbors_with_same_color"](image)
    mask = image.filled(same.cells == k[:, None, None])
    return _asked(rows, image, told_grids(rows, mask), k=pc.cast(pa.array(k), pa.string()))


def _rewritten(codec: str, rows: Rows) -> Asked:
    image = _image(rows)
    return _asked(rows, image, told_grids(rows, image, codec))


def _counted(rows: Rows) -> Asked:
    image = _image(rows)
    return _asked(rows, image, told_histograms(rows, histograms_of(image)))


def _listed(which: str, rows: Rows) -> Asked:
    image = _image(rows)
    read, counts = (row, image.height) if which == "row" else (column, image.width)
    index = one_drawn(rows.keys, "index", counts)
    return _asked(rows, image, told_lists(rows, read(image, index)), index=pc.cast(pa.array(index), pa.string()))


def _serialized(codec: str, rows: Rows) -> Asked:
    image = _image(rows)
    asked = _asked(rows, image, told_grids(rows, image, "rle"))
    return replace(asked, data=written(image, codec))


def _operations() -> Iterator[tuple[str, Operation]]:
    read = "dataset=image_deserialize group="
    for name, transform in {**TRANSFORMS, **{name: FEATURES[name] for name in _FEATURES}}.items():
        draw = blocky_images if name in BLOCKY else random_images
        yield name, Operation(PHRASES[name], partial(_transformed, transform, draw), "grid", read + name)
    name = "pixels_with_k_matching_neighbors"
    yield name, Operation(PHRASES[name], _matching, "grid", read + name)
    yield (
        "pixels",
        Operation(PHRASES["pixels"], partial(_rewritten, "digits"), "grid:digits", read + "pixels", "digits"),
    )
    yield "json", Operation(PHRASES["json"], partial(_rewritten, "json"), "grid:json", read + "json", "json")
    yield "histogram", Operation(PHRASES["histogram"], _counted, "histogram", read + "histogram")
    for line in ("row", "column"):
        name = f"get_{line}_as_list"
        yield name, Operation(PHRASES[name], partial(_listed, line), "integer_list", read + name)
    for name, codec in (("pixels", "digits"), ("json", "json")):
        ask = partial(_serialized, codec)
        yield (
            f"serialize_{name}",
            Operation(PHRASES[f"serialize_{name}"], ask, "grid:rle", f"dataset=image_serialize group={name}"),
        )


OPERATIONS = dict(_operations())
