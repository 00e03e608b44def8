"""image_pair, worked out in plain loops from the two run-length texts of a row.

In:  {"operation": "color_intersection", "data": "3 1 a12⏎2 1 23", ...}, ⏎ being an end of line
Out: "2"
"""

from tests.loaders.arc_rle.plain.grids import read, write_colours, write_histogram


def answer(row):
    first, second = ([cell for line in read(text) for cell in line] for text in row["data"].split("\n"))
    common = [colour for colour in range(10) if colour in first and colour in second]
    return {
        "add_histograms": write_histogram(first + second),
        "color_intersection": write_colours(common),
        "number_of_intersection_colors": str(len(common)),
        "a_remove_b_colors": write_histogram([cell for cell in first if cell not in second]),
        "b_remove_a_colors": write_histogram([cell for cell in second if cell not in first]),
    }[row["operation"]]
