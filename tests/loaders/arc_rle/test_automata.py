"""Automata beside a plain one, and patterns whose life is known."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oeis_qa.errors import GridError, OptionError
from oeis_qa.loaders.arc_rle.automata import RULES, step, stepped
from oeis_qa.loaders.arc_rle.grids import Grids

FEW = settings(deadline=None, max_examples=60)
every_rule = pytest.mark.parametrize("rule", sorted(RULES))
BLINKER = [[0] * 5, [0] * 5, [0, 1, 1, 1, 0], [0] * 5, [0] * 5]
GLIDER = [[0, 1, 0, 0, 0, 0], [0, 0, 1, 0, 0, 0], [1, 1, 1, 0, 0, 0], *([[0] * 6] * 3)]


def stepped_plainly(grid, rule, wrap):
    high, wide = len(grid), len(grid[0])

    def alive(x, y):
        if wrap:
            x, y = x % wide, y % high
        return 0 <= x < wide and 0 <= y < high and grid[y][x] == 1

    def counted(x, y):
        return sum(alive(x + dx, y + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1) if dx or dy)

    return [[after(rule, grid[y][x], counted(x, y)) for x in range(wide)] for y in range(high)]


def after(rule, colour, alive):
    """The rules as simon-arc-lab's page tells them, one line each."""
    match rule:
        case "gameoflife":  # B3/S23
            return int(alive in (2, 3)) if colour == 1 else (1 if alive == 3 else colour)
        case "highlife":  # B36/S23
            return int(alive in (2, 3)) if colour == 1 else (1 if alive in (3, 6) else colour)
        case "serviettes":  # born on 2, 3, 4; nothing survives
            return 1 if colour == 0 and 2 <= alive <= 4 else 0
        case "cave":  # fewer than 4 dead, more than 5 alive, else the same
            return {True: 0}.get(alive < 4, {True: 1}.get(alive > 5, colour))
        case "maze":  # 3 alive, 0 or more than 5 dead, else the same
            return 1 if alive == 3 else 0 if alive in (0, 6, 7, 8) else colour
        case "wireworld":  # head to tail to wire; a wire with one or two heads to a head
            return {1: 2, 2: 3, 3: 1 if 1 <= alive <= 2 else 3}.get(colour, colour)


@every_rule
@pytest.mark.parametrize("wrap", [True, False])
def test_a_step_is_that_of_a_plain_automaton(lists, same, rule, wrap):
    few = [[[cell % 4 for cell in row] for row in grid] for grid in lists]
    for starts in (lists, few):
        same(stepped(Grids.of(starts), rule, wrap), [stepped_plainly(grid, rule, wrap) for grid in starts])


@every_rule
def test_steps_are_taken_one_after_another(lists, same, rule):
    grids = [[[cell % 2 for cell in row] for row in grid] for grid in lists[:60]]
    wanted = grids
    for _ in range(3):
        wanted = [stepped_plainly(grid, rule, True) for grid in wanted]
    same(stepped(Grids.of(grids), rule, steps=3), wanted)


def test_a_blinker_turns_and_turns_back():
    turned = step(BLINKER, "gameoflife")
    assert turned.tolist() == [[0] * 5, *([[0, 0, 1, 0, 0]] * 3), [0] * 5]
    assert step(BLINKER, "gameoflife", steps=2).tolist() == BLINKER


def test_a_glider_comes_back_around_a_torus():
    assert step(GLIDER, "gameoflife", steps=4).tolist() == [
        [0] * 6,
        [0, 0, 1, 0, 0, 0],
        [0, 0, 0, 1, 0, 0],
        [0, 1, 1, 1, 0, 0],
        [0] * 6,
        [0] * 6,
    ]
    assert step(GLIDER, "gameoflife", steps=24).tolist() == GLIDER
    assert step(GLIDER, "gameoflife", wrap=False, steps=24).tolist() != GLIDER


def test_an_electron_runs_along_a_wire():
    assert step([[2, 1, 3, 3, 3]], "wireworld", wrap=False).tolist() == [[3, 2, 1, 3, 3]]
    assert step([[2, 1, 3, 3, 3]], "wireworld", wrap=False, steps=3).tolist() == [[3, 3, 3, 2, 1]]


def test_highlife_is_born_of_six():
    six = [[1, 1, 1], [0, 0, 0], [1, 1, 1]]
    assert step(six, "highlife", wrap=False)[1, 1] == 1
    assert step(six, "gameoflife", wrap=False)[1, 1] == 0


def test_serviettes_survive_nothing():
    assert step([[1, 1], [1, 1]], "serviettes", wrap=False).tolist() == [[0, 0], [0, 0]]
    assert step([[1, 1], [0, 0]], "serviettes", wrap=False).tolist() == [[0, 0], [1, 1]]


def test_a_cell_that_wraps_around_alone_is_its_own_eight_neighbours():
    assert step([[1]], "cave").tolist() == [[1]]
    assert step([[1]], "cave", wrap=False).tolist() == [[0]]


@FEW
@given(st.sampled_from(sorted(RULES)), st.lists(st.lists(st.integers(0, 3), min_size=5, max_size=5), min_size=1))
def test_on_a_torus_moving_and_stepping_may_change_places(rule, grid):
    grid = grid[:99]
    moved = [row[1:] + row[:1] for row in grid[1:] + grid[:1]]
    after_step = step(grid, rule).tolist()
    assert step(moved, rule).tolist() == [row[1:] + row[:1] for row in after_step[1:] + after_step[:1]]


def test_what_is_unknown_is_refused(batch):
    with pytest.raises(OptionError, match="rule='gameOfLife' is not a rule; did you mean 'gameoflife'"):
        step([[1]], "gameOfLife")
    with pytest.raises(OptionError, match="steps=0: give a whole number, 1 or more"):
        stepped(batch, "cave", steps=0)
    with pytest.raises(OptionError, match=r"steps=1\.5: give a whole number"):
        stepped(batch, "cave", steps=1.5)
    with pytest.raises(GridError, match="colour 10 in a grid"):
        step([[10]], "cave")
