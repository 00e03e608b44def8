"""The phrases of the config `rle`, and what it calls a row of runs.

In:  PHRASES["reverse"][0], ROWS[0]
Out: "reverse {row}", "the RLE row"
"""

ROWS = (
    "the RLE row",
    "the row in run-length text",
    "the run-length encoded row",
    "the RLE row (7 is one cell, a7 stands for 77, b7 for 777, and so on up to z7)",
    "the row of runs (a before a colour means two cells of it, b three, z 27)",
)
"""What a row is called."""

PHRASES = {
    "serialize_pixels": (
        "write the digits, one for each cell of a row, as run-length text with the longest runs",
        "encode the row of digits in RLE: a letter from a for 2 to z for 27 before each colour that repeats",
        "turn the string of digits into an RLE row, as short as can be",
        "replace every stretch of one digit by a run: b7 for 777, z7 for 27 of them, just 7 for one",
    ),
    "serialize_json": (
        "write the JSON list, one number for each cell of a row, as run-length text with the longest runs",
        "encode the JSON list of colours in RLE: a letter from a for 2 to z for 27 before each colour that repeats",
        "turn the JSON list into an RLE row, as short as can be",
        "replace every stretch of one number in the list by a run: b7 for 7, 7, 7, just 7 for one",
    ),
    "pixels": (
        "write out {row} as one digit for each cell",
        "expand {row} into a string of digits",
        "decode {row}, with a digit for every cell",
    ),
    "json": (
        "write out {row} as a JSON list of its colours, one number for each cell",
        "expand {row} into one JSON list of numbers",
        "decode {row} to a JSON list with a number for every cell",
    ),
    "length": (
        "count the cells of {row}",
        "say how long {row} is when it is written out",
        "find the number of cells in {row}",
    ),
    "histogram": (
        "count the cells of each colour in {row}",
        "make the histogram of {row}: each colour with the number of its cells",
        "tally the colours of all cells of {row}",
    ),
    "reverse": (
        "reverse {row}, so that its last cell comes first",
        "mirror {row} left to right",
        "read the cells of {row} from the end to the start",
    ),
    "compress": (
        "drop every cell of {row} that has the colour of the cell before it",
        "compress {row}: of equal cells side by side keep one",
        "keep one cell of each stretch of one colour in {row}",
    ),
    "scaleup": (
        "repeat every cell of {row} {factor} times",
        "scale {row} up, stretching it by a factor of {factor}",
        "make {row} {factor} times as long, with so many cells of the same colour in place of each cell",
    ),
}
