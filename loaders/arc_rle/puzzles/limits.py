"""How few and how many colours inputs can show, and which rules can do without noise alone.

Measured on tasks of four inputs: with a number of colours that a group is not said to have, or with noise where a rule
stands none, fewer than one task in seven shows anything.

In:  colours_of("cross", "color"), stands_noise("cross", "color")
Out: (3, 4), False: two lines of different colours on a ground, a cell that may have its own, and nothing else
"""

from oeis_qa.loaders.arc_rle.images import Range

MOST_NOISE = 0.2  # of the cells: with more, some rules would hardly ever fit
_ANY = (2, 7)  # colours, where nothing else is said
_COLOURS: dict[str, Range] = {  # of a family or, where its groups differ, of a group
    "bool": (2, 5),
    "boundingbox": (2, 5),
    "boundingbox/simple_fill": (2, 4),
    "boundingbox/swap_background_outer": (2, 4),
    "color/replace_same_palette_no_padding": (2, 2),
    "color/replace_same_palette_crop": (2, 3),
    "color/replace_same_palette_padding": (2, 3),
    "color/replace_different_palettes_no_padding": (2, 2),
    "color/replace_different_palettes_crop": (3, 3),
    "color/replace_different_palettes_padding": (3, 3),
    "color/swap_colors": (2, 2),
    "compress": (2, 6),
    "count": (2, 2),
    "count/repeat_found_x": (3, 5),
    "count/repeat_found_y": (3, 5),
    "cross": (2, 2),
    "cross/mask": (2, 3),
    "cross/color": (3, 4),
    "deform": (2, 4),
    "fractal": (2, 3),
    "gravity": (2, 5),
    "grid": (2, 5),
    "half": (2, 4),
    "halfplane": (2, 2),
    "mask": (3, 5),
    "mass": (2, 3),
    "mass/mass": (2, 4),
    "mirror": (3, 5),
    "outline": (2, 4),
    "ray/lines": (2, 2),
    "ray/squares": (2, 3),
    "rectangle": (2, 4),
    "reverse": (3, 5),
    "span": (2, 5),
    "span/alternating_and": (2, 3),
    "span/alternating_or": (2, 3),
    "span/alternating_xor": (2, 3),
    "span/alternating_sum": (2, 3),
    "symmetry": (2, 6),
    "symmetry/line": (3, 3),
    "template": (3, 5),
    "zindex": (3, 4),
}
_CLEAN = {  # families and groups whose rules stand no noise
    *("bool", "cross", "fractal", "grid", "halfplane", "mask", "mirror", "template", "zindex"),
    *("boundingbox/simple_fill", "boundingbox/swap_background_outer", "count/repeat_found_x", "count/repeat_found_y"),
    *("skew/unskew", "symmetry/rectangle_padded", "symmetry/square_padded", "symmetry/tile_padded", "symmetry/line"),
}


def colours_of(family: str, group: str) -> Range:
    """The fewest and the most colours that inputs of a group can show."""
    return _COLOURS.get(f"{family}/{group}", _COLOURS.get(family, _ANY))


def stands_noise(family: str, group: str) -> bool:
    """Whether the rule of a group speaks of inputs with noise."""
    return not {family, f"{family}/{group}"} & _CLEAN
