"""Cellular automata on grids: every cell changes at once, by its own colour and how many of its eight neighbours are 1.

Colour 1 is alive (in wireworld the head of an electron), and every other colour is dead; beyond the border all is
dead, unless the grid wraps around. A cell that the rule leaves as it is keeps its colour, whichever that is.

In:  step([[0, 1, 0], [0, 1, 0], [0, 1, 0]], "gameoflife", wrap=False)
Out: array([[0, 0, 0], [1, 1, 1], [0, 0, 0]], dtype=uint8)
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike

from oeis_qa.errors import OptionError, choices
from oeis_qa.loaders.arc_rle.cells import COLOURS
from oeis_qa.loaders.arc_rle.grids import OUTSIDE, Cells, Grids, bordered, gathered, one

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
    for _ in range(int(steps)):
        grids = _next(grids, _TABLES[rule], wrap)
    return grids


def _next(grids: Grids, table: Cells, wrap: bool) -> Grids:
    alive = (_wrapped(grids) if wrap else bordered(grids.cells)) == 1
    rows = alive[:, :-2].astype(np.uint8) + alive[:, 1:-1] + alive[:, 2:]
    around = rows[:, :, :-2] + rows[:, :, 1:-1] + rows[:, :, 2:] - alive[:, 1:-1, 1:-1]
    return Grids(table.take(grids.cells * np.int16(_COUNTS) + around), grids.height, grids.width)


def _wrapped(grids: Grids) -> Cells:
    """The boxes with a border of one around each grid that holds its far sides."""
    high, wide = grids.cells.shape[1:]
    rows = np.arange(-1, high + 1) % grids.height[:, None]
    columns = np.arange(-1, wide + 1) % grids.width[:, None]
    return gathered(grids, rows, columns, grids.height + 2, grids.width + 2).cells


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


def _table(rule: Rule) -> Cells:
    """The rule written out: the next colour at colour * 9 + living neighbours."""
    table = np.full((OUTSIDE + 1) * _COUNTS, OUTSIDE, np.uint8)
    table[: COLOURS * _COUNTS] = [rule(colour, alive) for colour in range(COLOURS) for alive in range(_COUNTS)]
    return table


_TABLES = {name: _table(rule) for name, rule in RULES.items()}
