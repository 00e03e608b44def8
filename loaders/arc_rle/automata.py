"""Cellular automata on grids: every cell changes at once, by its own colour and how many of its eight neighbours are 1.

Colour 1 is alive (in wireworld the head of an electron), and every other colour is dead; beyond the border all is
dead, unless the grid wraps around. A cell that the rule leaves as it is keeps its colour, whichever that is.

In:  step([[0, 1, 0], [0, 1, 0], [0, 1, 0]], "gameoflife", wrap=False)
Out: array([[0, 0, 0], [1, 1, 1], [0, 0, 0]], dtype=uint8)
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike, NDArray

from oeis_qa.errors import OptionError, choices
from oeis_qa.loaders.arc_rle.cells import COLOURS
from oeis_qa.loaders.arc_rle.grids import OUTSIDE, Cells, Grids, Ints, bordered, one

Rule = Callable[[int, int], int]  # a cell's colour, its living neighbours -> its next colour
_COUNTS = 9  # 0 to 8 living neighbours


def step(grid: ArrayLike, rule: str, wrap: bool = True, steps: int = 1) -> Cells:
    """The grid after some steps of the rule.

    Raises:
        OptionError: no grid, no such rule, or fewer than one step.
    """
    return one(stepped, grid, rule, wrap, steps)


def stepped(grids: Grids, rule: str, wrap: bool = True, steps: int = 1) -> Grids:
    """A batch of grids after some steps of the rule.

    Raises:
        OptionError: no such rule, or fewer than one step.
    """
    if rule not in RULES:
        raise OptionError(f"rule={rule!r} is not a rule; {choices(str(rule), RULES)}")
    if steps != int(steps) or steps < 1:
        raise OptionError(f"steps={steps}: give a whole number, 1 or more")
    which, wraps = np.full(len(grids), list(RULES).index(rule)), np.full(len(grids), wrap)
    for _ in range(int(steps)):
        grids = stepped_each(grids, which, wraps)
    return grids


def stepped_each(grids: Grids, rules: Ints, wraps: NDArray[np.bool_]) -> Grids:
    """A batch after one step, each grid by the rule of this number in RULES, those that wrap around their sides."""
    alive = (_bordered(grids, np.flatnonzero(wraps)) == 1).view(np.uint8)
    rows = alive[:, :-2] + alive[:, 1:-1] + alive[:, 2:]
    around = rows[:, :, :-2] + rows[:, :, 1:-1] + rows[:, :, 2:] - alive[:, 1:-1, 1:-1]
    states = np.minimum(grids.cells, np.uint8(COLOURS)) * np.uint8(_COUNTS) + around
    return Grids(_TABLES.reshape(-1).take(states + _FIRST[rules][:, None, None]), grids.height, grids.width)


def _bordered(grids: Grids, wraps: Ints) -> Cells:
    """The boxes within a border of one; around the grids that wrap it holds their far sides."""
    boxes, height, width = bordered(grids.cells), grids.height[wraps], grids.width[wraps]
    boxes[wraps, 0] = boxes[wraps, height]
    boxes[wraps, height + 1] = boxes[wraps, 1]
    boxes[wraps, :, 0] = boxes[wraps, :, width]
    boxes[wraps, :, width + 1] = boxes[wraps, :, 1]
    return boxes


def _gameoflife(colour: int, alive: int) -> int:
    return _lifelike(colour, alive, born=(3,))


def _highlife(colour: int, alive: int) -> int:
    return _lifelike(colour, alive, born=(3, 6))


def _lifelike(colour: int, alive: int, born: tuple[int, ...]) -> int:
    if colour == 1:
        return int(alive in (2, 3))
    return 1 if alive in born else colour


def _serviettes(colour: int, alive: int) -> int:
    return int(colour == 0 and alive in (2, 3, 4))


def _cave(colour: int, alive: int) -> int:
    return 0 if alive < 4 else 1 if alive > 5 else colour


def _maze(colour: int, alive: int) -> int:
    return 1 if alive == 3 else 0 if alive == 0 or alive > 5 else colour


def _wireworld(colour: int, alive: int) -> int:
    if colour == 3:
        return 1 if alive in (1, 2) else 3
    return {1: 2, 2: 3}.get(colour, colour)


RULES: dict[str, Rule] = {
    "gameoflife": _gameoflife,
    "highlife": _highlife,
    "serviettes": _serviettes,
    "cave": _cave,
    "maze": _maze,
    "wireworld": _wireworld,
}


def _table(rule: Rule) -> list[int]:
    """The rule written out: the next colour at colour * 9 + living neighbours, OUTSIDE behind the last colour."""
    told = [rule(colour, alive) for colour in range(COLOURS) for alive in range(_COUNTS)]
    return told + [OUTSIDE] * _COUNTS


_TABLES = np.array([_table(rule) for rule in RULES.values()], np.uint8)
_FIRST = (np.arange(len(RULES)) * _TABLES.shape[1]).astype(np.int16)  # where each begins, laid one behind the other
