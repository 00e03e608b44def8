"""How the answer of every public row is found again: by its dataset and group, one table.

In:  rule_of({"dataset": "image_deserialize", "group": "flipx"})
Out: Rule(operation="flipx", shown=IMAGE, ...), whose `tell` makes the answers of many rows
"""

import itertools
import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from itertools import product
from typing import Any

from oeis_qa.loaders.arc_rle import histograms
from oeis_qa.loaders.arc_rle.features import FEATURES, NEIGHBOURHOODS, feature_named, pixels_with_k_matching_neighbors
from oeis_qa.loaders.arc_rle.grids import Grids
from oeis_qa.loaders.arc_rle.histograms import Colours, Counts
from oeis_qa.loaders.arc_rle.morphology import dilation, erosion, mass_mask, outline
from oeis_qa.loaders.arc_rle.public import parameters, row_texts, shown
from oeis_qa.loaders.arc_rle.public.lines import Line
from oeis_qa.loaders.arc_rle.public.living import told_automata, told_automaton_names
from oeis_qa.loaders.arc_rle.public.parameters import Factor
from oeis_qa.loaders.arc_rle.public.recognised import Offer, makes, scales
from oeis_qa.loaders.arc_rle.public.rules import Rule, made_with, offered, offered_with, recognition
from oeis_qa.loaders.arc_rle.public.telling import (
    told_codec,
    told_length,
    told_line,
    told_row,
    told_row_counts,
    told_task_grid,
    told_task_pair,
    told_with,
)
from oeis_qa.loaders.arc_rle.questions.rows import Rows
from oeis_qa.loaders.arc_rle.questions.telling import Told, told_colours, told_grids, told_histograms, told_numbers
from oeis_qa.loaders.arc_rle.rle import runs
from oeis_qa.loaders.arc_rle.symmetry import SQUARE, built
from oeis_qa.loaders.arc_rle.transforms import TRANSFORMS, column, flipx, flipy, row, scaled_down, scaled_up

CONFIGS = {
    "image_deserialize": "image",
    "image_serialize": "image",
    "cellular_automaton": "cellular_automaton",
    "histogram_one": "histogram",
    "histogram_two": "histogram",
    "rle_deserialize": "rle",
    "rle_serialize": "rle",
    "image_pair": "image_pair",
    "task": "task",
    "dilation": "dilation",
    "erosion": "erosion",
    "mass": "mass",
    "scale": "scale",
    "shape": "shape",
    "symmetry": "symmetry",
}
"""The config of each dataset of simon-arc-lab that is no puzzle."""


def rule_of(keys: Mapping[str, str]) -> Rule | None:
    """How the answer of a row with these benchmark keys is found, if it is known."""
    return RULES.get((keys.get("dataset", ""), keys.get("group", "")))


def _image_rules() -> Iterator[tuple[tuple[str, str], Rule]]:
    made: dict[str, Callable[[Grids], Grids]] = {
        **TRANSFORMS,
        "count_neighbors_with_same_color": FEATURES["count_neighbors_with_same_color"],
        "all_neighbors_matching_center": FEATURES["all_neighbors_matching_center"],
    }
    matching = "pixels_with_k_matching_neighbors"
    read = {
        **{name: Rule(name, shown.IMAGE, made_with(make)) for name, make in made.items()},
        matching: Rule(matching, shown.IMAGE, made_with(pixels_with_k_matching_neighbors), parameters.matching),
        "pixels": Rule("pixels", shown.IMAGE, told_codec("digits")),
        "json": Rule("json", shown.IMAGE, told_codec("json")),
        "histogram": Rule("histogram", shown.IMAGE, told_with(told_histograms, histograms.histograms_of)),
        "get_row_as_list": Rule("get_row_as_list", shown.IMAGE, told_line(row), parameters.place),
        "get_column_as_list": Rule("get_column_as_list", shown.IMAGE, told_line(column), parameters.place),
    }
    for group, rule in read.items():
        yield ("image_deserialize", group), rule
    yield ("image_serialize", "pixels"), Rule("serialize_pixels", shown.PIXELS, told_codec("rle"))
    yield ("image_serialize", "json"), Rule("serialize_json", shown.JSON, told_codec("rle"))


def _automaton_rules() -> Iterator[tuple[tuple[str, str], Rule]]:
    applied = Rule("apply", shown.IMAGE, told_automata, parameters.automaton)
    for group in ("apply", *parameters.AUTOMATA):
        yield ("cellular_automaton", group), applied
    recognise = Rule("recognise", shown.BEFORE_AND_AFTER, told_automaton_names, _offered_automata)
    yield ("cellular_automaton", "recognize_transformation"), recognise


def _offered_automata(line: Line) -> tuple[Offer, tuple[int, int] | None] | None:
    if not (found := parameters.automata(line)):
        return None
    names, steps, colours = found
    return Offer(names, tuple((*parameters.AUTOMATA[name], steps) for name in names)), colours


def _histogram_rules() -> Iterator[tuple[tuple[str, str], Rule]]:
    number, colours = told_with(told_numbers, histograms.number_of_colours), told_with(told_colours, histograms.colours)
    for name, tell in (("number_of_unique_colors", number), ("unique_colors", colours)):
        yield ("histogram_one", name), Rule(f"one_{name}", shown.HISTOGRAM, tell)
        yield ("histogram_two", name), Rule(name, shown.TWO_HISTOGRAMS, tell)
    for name, combine in _COMBINED.items():
        yield ("histogram_two", name), Rule(name, shown.TWO_HISTOGRAMS, told_with(told_histograms, combine))
    for name, choose in _CHOSEN.items():
        yield ("histogram_two", name), Rule(name, shown.TWO_HISTOGRAMS, told_with(told_colours, choose))


_COMBINED: dict[str, Callable[[Counts, Counts], Counts]] = {
    "add": histograms.add,
    "subtract": histograms.subtract,
    "max": histograms.maximum,
    "min": histograms.minimum,
    "a_remove_b_colors": histograms.remove_colours,
    "b_remove_a_colors": lambda a, b: histograms.remove_colours(b, a),
}
_CHOSEN: dict[str, Callable[[Counts, Counts], Colours]] = {
    "intersection": histograms.intersection,
    "most_popular": lambda a, b: histograms.most_popular(a + b),
    "least_popular": lambda a, b: histograms.least_popular(a + b),
}


def _row_rules() -> Iterator[tuple[tuple[str, str], Rule]]:
    written = told_row(runs, RUNS)
    yield ("rle_serialize", "pixels"), Rule("serialize_pixels", shown.DIGIT_ROW, written)
    yield ("rle_serialize", "json"), Rule("serialize_json", shown.JSON_ROW, written)
    read = {
        "pixels": told_row(str, "grid:digits"),
        "json": told_row(row_texts.listed, "integer_list"),
        "length": told_length,
        "histogram": told_row_counts,
        "reverse": told_row(runs, RUNS, row_texts.backwards),
        "compress": told_row(runs, RUNS, row_texts.compressed),
    }
    for group, tell in read.items():
        yield ("rle_deserialize", group), Rule(group, shown.RLE_ROW, tell)
    scaled = told_row(runs, RUNS, row_texts.scaled)
    yield ("rle_deserialize", "scaleup"), Rule("scaleup", shown.RLE_ROW, scaled, parameters.times)


def _pair_rules() -> Iterator[tuple[tuple[str, str], Rule]]:
    made: dict[str, tuple[Callable[[Rows, Any], Told], Callable[[Counts, Counts], Any]]] = {
        "add_histograms": (told_histograms, histograms.add),
        "color_intersection": (told_colours, histograms.intersection),
        "number_of_intersection_colors": (told_numbers, lambda a, b: histograms.intersection(a, b).sum(axis=1)),
        "a_remove_b_colors": (told_histograms, _COMBINED["a_remove_b_colors"]),
        "b_remove_a_colors": (told_histograms, _COMBINED["b_remove_a_colors"]),
    }
    for group, (tell, make) in made.items():
        yield ("image_pair", group), Rule(group, shown.TWO_IMAGES, told_with(tell, _of_counts(make)))


def _of_counts(make: Callable[[Counts, Counts], Any]) -> Callable[[Grids, Grids], Any]:
    return lambda first, second: make(histograms.histograms_of(first), histograms.histograms_of(second))


def _task_rules() -> Iterator[tuple[tuple[str, str], Rule]]:
    grids: dict[str, Callable[[Rows, Grids], Told]] = {
        "extract": told_grids,
        "histogram": lambda rows, grids: told_histograms(rows, histograms.histograms_of(grids)),
        "flipx": lambda rows, grids: told_grids(rows, flipx(grids)),
        "flipy": lambda rows, grids: told_grids(rows, flipy(grids)),
    }
    for name, side in product(grids, ("input", "output")):
        rule = Rule(f"{name}_{side}", shown.TASK, told_task_grid(grids[name]), parameters.grid_name)
        yield ("task", f"{name}_{side}_by_id"), rule
    pairs: dict[str, tuple[Callable[[Rows, Any], Told], Callable[[Counts, Counts], Any]]] = {
        "intersection_colors": (told_colours, histograms.intersection),
        "union_colors": (told_colours, histograms.colours),
        **{name: (told_histograms, _COMBINED[name]) for name in ("add", "max", "min")},
    }
    for name, (tell, make) in pairs.items():
        group = f"pair_histogram_{name}"
        yield ("task", group), Rule(group, shown.TASK, told_task_pair(tell, make), parameters.pair_number)


def _component_rules() -> Iterator[tuple[tuple[str, str], Rule]]:
    for (dataset, group), make in _MORPHOLOGY.items():
        yield (dataset, group), Rule(group, shown.IMAGE, made_with(make), parameters.connectivity)
    for dataset, make in (("dilation", dilation), ("erosion", erosion)):
        yield (dataset, RECOGNISED), recognition(RECOGNISE, makes(make), offered(parameters.connectivities))
    yield ("mass", "max_mass"), Rule("max_mass", shown.IMAGE, made_with(mass_mask), parameters.mass)
    masks, under = makes(mass_mask), offered_with(parameters.mass_connectivities, lambda name, most: (name, most))
    yield ("mass", RECOGNISED), recognition(RECOGNISE, masks, under)
    bounds = offered_with(parameters.bounds, lambda bound, name: (name, int(bound.rpartition("_")[2])))
    yield ("mass", "recognize_max_mass"), recognition("recognise_max_mass", masks, bounds)


_MORPHOLOGY: dict[tuple[str, str], Callable[..., Grids]] = {
    ("dilation", "apply_dilation"): dilation,
    ("erosion", "apply_erosion"): erosion,
    ("erosion", "outline"): outline,
}
RECOGNISED, RECOGNISE = "recognize_connectivity", "recognise_connectivity"


def _size_rules() -> Iterator[tuple[tuple[str, str], Rule]]:
    applied = Rule("apply", shown.IMAGE, made_with(_scaled), parameters.scale)
    yield ("scale", "scale_input"), applied
    yield ("scale", "scale"), applied  # as older rows call it
    yield ("scale", "recognize_transformation"), recognition("recognise", scales, offered(parameters.scales))
    sequence = Rule(_symmetry, shown.IMAGE, _built, parameters.recipe)
    yield ("symmetry", "symmetry"), sequence
    named = makes(lambda grids, name: built(grids, [parameters.recipe_of(name)] * len(grids)))
    yield ("symmetry", "recognize_transformation"), recognition("recognise", named, offered(parameters.recipes))


def _scaled(grids: Grids, x: Factor, y: Factor) -> Grids:
    ups, downs = ([times if way == wanted else 1 for way, times in (x, y)] for wanted in ("up", "down"))
    return scaled_up(scaled_down(grids, *downs), *ups)


def _built(rows: Rows, grids: Grids, recipes: list[str]) -> list[Told]:
    return [told_grids(rows, built(grids, recipes))]


def _symmetry(recipe: str) -> str:
    return "apply_square" if any(f" {name} " in re.sub(r"[()]", " ", recipe) for name in SQUARE) else "apply"


def _shape_rules() -> Iterator[tuple[tuple[str, str], Rule]]:
    for group in parameters.BITS:
        tell = made_with(partial(_compared, group))
        yield ("shape", group), Rule(partial("{}_bit{}".format, group), shown.IMAGE, tell, parameters.bit)
    for part in NEIGHBOURHOODS:
        name = f"shape3x3_histogram_{part}"
        yield ("shape", name), Rule(name, shown.IMAGE, made_with(FEATURES[name]))


def _compared(group: str, grids: Grids, bit: int) -> Grids:
    return feature_named(f"{group}_bit{bit}")(grids)


RUNS = "rle_row"  # the answer kind of rows in run-length text
RULES: dict[tuple[str, str], Rule] = dict(
    itertools.chain(
        _image_rules(),
        _automaton_rules(),
        _histogram_rules(),
        _row_rules(),
        _pair_rules(),
        _task_rules(),
        _component_rules(),
        _size_rules(),
        _shape_rules(),
    )
)
