"""Templates are filled in columns."""

import pyarrow as pa

from oeis_qa.templates import filled

SLOTS = {"{a}": pa.array(["1", "2", "3"]), "{b}": pa.array(["x", "y", "z"])}


def test_every_row_has_its_own_template_filled_with_its_own_values():
    templates = ("{a} and {b}", "{b}, then {a}!")
    assert filled(templates, [0, 1, 1], SLOTS).to_pylist() == ["1 and x", "y, then 2!", "z, then 3!"]


def test_a_slot_may_begin_or_end_a_template_and_braces_in_values_stay():
    slots = {"{a}": pa.array(["{b}"]), "{b}": pa.array(["{a}"])}
    assert filled(("{a}{b}",), [0], slots).to_pylist() == ["{b}{a}"]


def test_one_slot_is_enough():
    assert filled(("<{a}>",), [0, 0], {"{a}": pa.array(["1", "2"])}).to_pylist() == ["<1>", "<2>"]
