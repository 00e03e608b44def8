"""Answers of public rows of every dataset, worked out by hand, in texts as the file may have them."""

import pytest

from oeis_qa import verify
from oeis_qa.loaders.arc_rle.public.deriving import CONFIGS, RULES
from oeis_qa.loaders.arc_rle.public.lines import stamp
from oeis_qa.loaders.arc_rle.public.plan import plan
from oeis_qa.loaders.arc_rle.questions import KINDS
from oeis_qa.loaders.arc_rle.questions.rows import Wanted
from oeis_qa.splits import SPLITS
from tests.loaders.arc_rle.public.conftest import row

TASK = "I0\n2 1 12\nO0\n1 1 5\nI1T\n3 1 a45\nO1T\nNone"
TWO = "7:5,2:1\n7:2,2:9"
PAIR = "3 1 a12\n2 1 23"

# dataset, group with further keys, instruction, input, output in the file, answer kind
ROWS = [
    ("image_deserialize", "flipx", "", "4 1 0123", "4 1 3210", "grid:rle"),
    ("image_deserialize", "rotate_cw", "", "2 2 12,34", "2 2 31,42", "grid:rle"),
    ("image_deserialize", "translate_x_plus1", "", "3 1 123", "3 1 312", "grid:rle"),
    ("image_deserialize", "compress_x", "", "4 1 a1a2", "2 1 12", "grid:rle"),
    ("image_deserialize", "pixels", "", "2 2 12,34", "12,34", "grid:digits"),
    ("image_deserialize", "json", "", "2 2 12,34", "[[1,2],[3,4]]", "grid:json"),
    ("image_deserialize", "histogram", "", "3 1 a12", "1:2,2:1", "histogram"),
    ("image_deserialize", "count_neighbors_with_same_color", "", "2 2 a1,12", "2 2 2,20", "grid:rle"),
    ("image_deserialize", "pixels_with_k_matching_neighbors", "exactly 2 alike", "2 2 a1,12", "2 2 1,10", "grid:rle"),
    ("image_deserialize", "get_row_as_list", "row 1", "3 2 0,023", "023", "grid:digits"),
    ("image_deserialize", "get_column_as_list", "column 2", "3 2 0,023", "0, 3", "integer_list"),
    ("image_serialize", "pixels", "", "12,34", "2 2 12,34", "grid:rle"),
    ("image_serialize", "json", "", "[[1,2],[3,4]]", "2 2 12,34", "grid:rle"),
    ("cellular_automaton", "gameoflife_nowrap ca_step=1", "dead=4 alive=7", "3 3 474,,", "3 3 4,7,4", "grid:rle"),
    ("cellular_automaton", "gameoflife_nowrap", "2 is dead. 1 is alive. steps=2", "3 3 212,,", "3 3 212,,", "grid:rle"),
    ("cellular_automaton", "apply", "HighLife, wrap=none", "3 3 010,,", "3 3 0,1,0", "grid:rle"),
    ("cellular_automaton", "apply ca=wireworld_nowrap", "", "3 1 213", "3 1 321", "grid:rle"),
    *(
        ("cellular_automaton", "recognize_transformation", "cave_nowrap,gameoflife_nowrap", images, flags, "flags")
        for images, flags in (
            ("3 3 262,,\n3 3 2,6,2", "cave_nowrap=0,gameoflife_nowrap=1"),
            ("3 3 626,,\n3 3 6,2,6", "cave_nowrap=0,gameoflife_nowrap=1"),
            ("3 3 010,,\n3 3 0,,", "gameoflife_nowrap=0,cave_nowrap=1"),
            ("3 3 010,,\n3 3 0,,1", "cave_nowrap=0,gameoflife_nowrap=0"),
        )
    ),
    ("histogram_one", "number_of_unique_colors histogram_size=a", "", "7:3,0:1", "2", "integer"),
    ("histogram_one", "unique_colors", "", "7:3,0:1", "0,7", "colours"),
    ("histogram_two", "add", "", TWO, "2:10,7:7", "histogram"),
    ("histogram_two", "subtract", "", TWO, "7:3", "histogram"),
    ("histogram_two", "max", "", TWO, "2:9,7:5", "histogram"),
    ("histogram_two", "min", "", TWO, "7:2,2:1", "histogram"),
    ("histogram_two", "number_of_unique_colors", "", TWO, "2", "integer"),
    ("histogram_two", "unique_colors", "", TWO, "2,7", "colours"),
    ("histogram_two", "intersection", "", "7:5\n2:1", "empty", "colours"),
    ("histogram_two", "a_remove_b_colors", "", "7:5,3:1\n7:2", "3:1", "histogram"),
    ("histogram_two", "b_remove_a_colors", "", "7:5\n7:2,3:4", "3:4", "histogram"),
    ("histogram_two", "most_popular", "", "7:5,1:7\n7:2,2:6", "1,7", "colours"),
    ("histogram_two", "least_popular", "", "7:5,1:6\n7:2,2:6", "1,2", "colours"),
    ("rle_serialize", "pixels pixel_length=small", "", "444288", "b42a8", "rle_row"),
    ("rle_serialize", "json", "", "[4,4,4,2,8,8]", "b42a8", "rle_row"),
    ("rle_deserialize", "pixels", "", "b42a8", "444288", "grid:digits"),
    ("rle_deserialize", "pixels", "", "z1z1z1z1", "1" * 108, "text"),
    ("rle_deserialize", "json", "", "b42a8", "[4,4,4,2,8,8]", "integer_list"),
    ("rle_deserialize", "length", "", "z1z1z1z1", "108", "integer"),
    ("rle_deserialize", "histogram", "", "a4428a8", "4:3,8:3,2:1", "histogram"),
    ("rle_deserialize", "reverse", "", "a442a8", "a82b4", "rle_row"),
    ("rle_deserialize", "compress", "", "a442a8", "428", "rle_row"),
    ("rle_deserialize", "scaleup", "by 2", "a442a8", "e4a2c8", "rle_row"),
    ("image_pair", "add_histograms", "", PAIR, "1:2,2:2,3:1", "histogram"),
    ("image_pair", "color_intersection", "", PAIR, "2", "colours"),
    ("image_pair", "number_of_intersection_colors", "", PAIR, "1", "integer"),
    ("image_pair", "a_remove_b_colors", "", PAIR, "1:2", "histogram"),
    ("image_pair", "b_remove_a_colors", "", PAIR, "3:1", "histogram"),
    ("task", "extract_input_by_id", "'I1T'", TASK, "3 1 a45", "grid:rle"),
    ("task", "extract_output_by_id", "O1T", TASK, "None", "text"),
    ("task", "histogram_input_by_id", "I1T", TASK, "4:2,5:1", "histogram"),
    ("task", "flipx_input_by_id", "I0", TASK, "2 1 21", "grid:rle"),
    ("task", "flipy_output_by_id", "O0", TASK, "1 1 5", "grid:rle"),
    ("task", "pair_histogram_intersection_colors", "P0", TASK, "empty", "colours"),
    ("task", "pair_histogram_union_colors", "P0", TASK, "1,2,5", "colours"),
    ("task", "pair_histogram_add", "P0", TASK, "1:1,2:1,5:1", "histogram"),
    ("task", "pair_histogram_max", "P1T", TASK, "maybe", "text"),
    ("dilation", "apply_dilation connectivity=PixelConnectivity.LR2", "", "3 2 a12,312", "3 2 0a1,121", "grid:rle"),
    ("dilation", "recognize_connectivity", "lr2, tb2", "2 1 12\n2 1 1", "lr2=1,tb2=0", "flags"),
    ("erosion", "apply_erosion connectivity=lr2", "", "4 1 b72", "4 1 01a0", "grid:rle"),
    ("erosion", "outline connectivity=lr2", "", "4 1 b72", "4 1 10a1", "grid:rle"),
    ("erosion", "recognize_connectivity", "tb2: above and below; lr2", "4 1 b72\n4 1 01a0", "tb2=0,lr2=1", "flags"),
    ("mass", "max_mass connectivity=PixelConnectivity.NEAREST4 max_mass=2", "", "4 1 b72", "4 1 b01", "grid:rle"),
    ("mass", "recognize_connectivity max_mass=2", "lr2, tb2", "4 1 b72\n4 1 b01", "lr2=1,tb2=0", "flags"),
    (
        *("mass", "recognize_max_mass connectivity=lr2", "max_mass_2, max_mass_3", "4 1 b72\n4 1 b01"),
        *("max_mass_2=1,max_mass_3=0", "flags"),
    ),
    ("scale", "scale_input scalex=up2 scaley=up1", "", "2 1 37", "4 1 a3a7", "grid:rle"),
    ("scale", "scale", "scale-x down by 2, scale-y up by 3", "4 1 a3a7", "2 3 37,,", "grid:rle"),
    ("scale", "recognize_transformation", "x2up_y1,x1_y2up", "2 1 37\n4 1 a3a7", "x2up_y1=1,x1_y2up=0", "flags"),
    ("scale", "recognize_transformation", "x2down_y1,x2up_y1", "4 1 a3a7\n2 1 37", "x2down_y1=1,x2up_y1=0", "flags"),
    ("shape", "shape2x2", "bit 0", "1 1 5", "2 2 1,0", "grid:rle"),
    ("shape", "shape3x3_center", "bit 3", "2 1 5", "2 1 01", "grid:rle"),
    ("shape", "shape3x3_opposite", "bit 3", "3 1 575", "3 1 010", "grid:rle"),
    ("shape", "shape3x3_histogram_diamond5", "", "3 1 577", "3 1 a21", "grid:rle"),
    ("symmetry", "symmetry instruction_sequence='hstack(orig flipx)'", "", "2 1 37", "4 1 3a73", "grid:rle"),
    ("symmetry", "symmetry", "make hstack(cw, orig)", "2 2 12,34", "4 2 3a12,4234", "grid:rle"),
    (
        *("symmetry", "recognize_transformation", "hstack_orig_orig, quad_orig_flipx_orig_flipx"),
        *("2 1 37\n4 2 3a73,", "hstack_orig_orig=0,quad_orig_flipx_orig_flipx=1", "flags"),
    ),
]  # fmt: skip


def wanted(config):
    return Wanted(config, 0, "train", (0.8, 0.1, 0.1), None, None, (2, 4), (1, 1), "rle", "rle", simon=False, two=True)


def derived(written, told):
    dataset, group, instruction, data, output, _ = told
    config = CONFIGS[dataset]
    source = written([row(f"SIMONS-GRIDS, {instruction}", data, output, f"dataset={dataset} group={group}")])
    found = plan(config, (), stamp(source), wanted(config))
    kept = [batch for batch in (found.rows[split] for split in SPLITS) if len(batch)]
    return (kept[0] if kept else None), found.dropped


@pytest.mark.parametrize("told", ROWS)
def test_every_kind_of_row_is_found_right(written, told):
    *_, output, kind = told
    batch, dropped = derived(written, told)
    assert dropped == {}
    assert batch.answer_kind.to_pylist() == [kind]
    assert verify(output, batch.answer[0].as_py(), kind).right
    assert not verify(batch.wrong[0].as_py(), batch.answer[0].as_py(), kind).right


def test_no_rule_is_left_out_of_these_rows_but_images_automata_and_tasks_that_differ_in_a_name():
    told = {(dataset, group.split()[0]) for dataset, group, *_ in ROWS}
    alike = ("image_deserialize", "cellular_automaton", "task", "shape")
    assert {key for key in RULES if key not in told and key[0] not in alike} == set()


@pytest.mark.parametrize("told", [told for told in ROWS if told[-1] != "flags"])
def test_another_output_disagrees(written, told):
    *asked, _, kind = told
    other = "3 1 999" if kind == "grid:rle" else "999"
    assert derived(written, (*asked, other, kind)) == (None, {"disagrees with its rule": 1})


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        (("image_deserialize", "get_row_as_list", "row 9", "2 1 12", "12", ""), "cannot be re-derived"),
        (("image_deserialize", "get_row_as_list", "a row", "2 1 12", "12", ""), "cannot be re-derived"),
        (("scale", "scale scalex=down2", "", "2 1 12", "1 1 1", ""), "cannot be re-derived"),
        (("symmetry", "symmetry", "hstack(orig cw)", "2 1 12", "", ""), "cannot be re-derived"),
        (("task", "extract_input_by_id", "I7", TASK, "", ""), "cannot be re-derived"),
        (("task", "pair_histogram_add", "P7", TASK, "", ""), "cannot be re-derived"),
        (("mass", "max_mass connectivity=all8", "", "1 1 1", "", ""), "cannot be re-derived"),
        (("mass", "max_mass connectivity=all8 max_mass=0", "", "1 1 1", "", ""), "cannot be re-derived"),
        (("shape", "shape2x2", "bit 9", "1 1 1", "", ""), "cannot be re-derived"),
        (("cellular_automaton", "cave_wrap", "steps=0", "1 1 1", "", ""), "cannot be re-derived"),
        (("rle_deserialize", "scaleup", "by 0", "1", "", ""), "cannot be re-derived"),
        (("image_deserialize", "flipx", "", "2 1 1", "2 1 1,", ""), "disagrees with its rule"),
        (("image_deserialize", "flipx", "", "2 1 1,", "2 1 1", ""), "malformed input"),
        (("image_deserialize", "flipx", "", "", "", ""), "malformed input"),
        (("image_pair", "add_histograms", "", "1 1 1", "1:1", ""), "malformed input"),
        (("histogram_two", "add", "", "1:1\n1:x", "1:1", ""), "malformed input"),
        (("rle_deserialize", "length", "", "aa", "1", ""), "malformed input"),
        (("rle_serialize", "json", "", "[1,10]", "1", ""), "malformed input"),
        (("task", "extract_input_by_id", "I0", "I0\n1 1 1", "1 1 1", ""), "malformed input"),
        (("image_deserialize", "swirl", "", "1 1 1", "1 1 1", ""), "unknown operation"),
    ],
)
def test_rows_that_cannot_be_kept_are_counted_by_their_reason(written, told, reason):
    assert derived(written, told) == (None, {reason: 1})


@pytest.mark.parametrize("config", KINDS)
def test_every_operation_has_the_name_that_the_config_gives_it(config):
    own = {dataset for dataset, name in CONFIGS.items() if name == config}
    named = {
        rule.operation for (dataset, _), rule in RULES.items() if dataset in own if isinstance(rule.operation, str)
    }
    assert named <= set(KINDS[config].OPERATIONS)
