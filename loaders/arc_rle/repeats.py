"""How many rows can be drawn before they begin to repeat: what capacity is where there is no list to run out of.

Two drawn images are alike with a chance that their sides and colours give; a row repeats one of n before it with about
n times that chance.

In:  rows_without_repeats(chance_alike((2, 4), (2, 4)) / 24, share=0.8)
Out: 1774, of 24 operations on images of 2 to 4 by 2 to 4
"""

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln

from oeis_qa.loaders.arc_rle.cells import COLOURS
from oeis_qa.loaders.arc_rle.images import Range

REPEATED = 0.001  # the share of rows that may repeat an earlier one
MOST = 10_000_000
_NO_LINES = 1 / 30  # of two images neither has lines once in 100 pairs; a few with lines are alike as well


def rows_without_repeats(chance: float, share: float) -> int:
    """Rows of which less than one in a thousand repeats an earlier one, in a split of this share of all images."""
    return int(min(MOST, 2 * REPEATED / max(chance, MOST**-2)) * share)


def chance_alike(sides: Range, colours: Range) -> float:
    """About the chance that two images with sides and numbers of colours drawn from these ranges are the same."""
    lengths = np.arange(sides[0], sides[1] + 1)
    areas = np.multiply.outer(lengths, lengths).reshape(-1)
    numbers = range(colours[0], colours[1] + 1)
    plain = sum(np.full(len(areas), 1 / COLOURS) if number == 1 else _two(areas) for number in numbers)
    crowded = 10.0 ** -np.maximum(areas - 1, 1)  # where there are hardly more images than are drawn
    return float(np.maximum(plain * _NO_LINES / len(numbers) ** 2, crowded).sum() / len(areas) ** 2)


def chance_alike_binary(sides: Range) -> float:
    """The same for images of 0 and 1, as automata start from."""
    lengths = np.arange(sides[0], sides[1] + 1)
    areas = np.multiply.outer(lengths, lengths).reshape(-1)
    return float(_alike(areas, np.arange(1, 10)).sum() / len(areas) ** 2)


def _two(areas: NDArray[np.int64]) -> NDArray[np.float64]:
    """The chance for two images of an area and two colours; of three or four colours it is less."""
    return _alike(areas, np.arange(1, 6)) / (COLOURS * (COLOURS - 1))


def _alike(areas: NDArray[np.int64], tenths: NDArray[np.int64]) -> NDArray[np.float64]:
    """The chance for two images of an area of which some tenths, each as likely, have another colour."""
    other = -(-areas[:, None] * tenths // 10)
    rare = np.exp(gammaln(other + 1) + gammaln(areas[:, None] - other + 1) - gammaln(areas[:, None] + 1))
    as_often = (other[:, :, None] == other[:, None, :]).sum(axis=2)  # tenths that give as many cells
    chance: NDArray[np.float64] = (as_often * rare).sum(axis=1) / len(tenths) ** 2
    return chance
