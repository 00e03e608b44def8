"""Many ARC tasks at once: the known grids of all of them in one batch, and where each stands in its task.

A task's places are I0, O0, I1, O1 and so on, the pairs of its examples first and those of its tests behind them; the
outputs of tests are not known. `task_text` reads the text.

In:  Tasks(images=three grids, number=[[0, 1, 2, -1]], examples=[1], pairs=[2])
Out: text(...) is "I0⏎1 1 7⏎O0⏎1 1 8⏎I1T⏎1 1 9⏎O1T⏎None", ⏎ being an end of line
"""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from oeis_qa.loaders.arc_rle.contents import contents, contents_of
from oeis_qa.loaders.arc_rle.encodings import written
from oeis_qa.loaders.arc_rle.grids import Grids, Ints
from oeis_qa.loaders.arc_rle.task_text import UNKNOWN, names
from oeis_qa.streams import Words

INPUT, OUTPUT = 0, 1  # places of a pair


@dataclass(frozen=True)
class Tasks:
    images: Grids  # of all tasks, one after another
    number: Ints  # for each task and place, that of its grid among the images; -1 for none
    examples: Ints  # of each task
    pairs: Ints  # examples and tests

    def __len__(self) -> int:
        return len(self.pairs)

    def numbers(self, pair: Ints, side: int | Ints) -> Ints:
        """Of each task the number of one grid among the images."""
        found: Ints = self.number[np.arange(len(self)), 2 * pair + side]
        return found


def known_places(examples: Ints, pairs: Ints) -> NDArray[np.bool_]:
    """For each task and place, whether a grid stands there: every input, and the outputs of examples."""
    pair, side = np.divmod(np.arange(2 * pairs.max(initial=1)), 2)
    return pair < np.where(side == OUTPUT, examples[:, None], pairs[:, None])


def numbered(known: NDArray[np.bool_]) -> Ints:
    """The numbers of the grids of known places, counted through; -1 for the other places."""
    return np.where(known, np.cumsum(known).reshape(known.shape) - 1, -1)


def text(tasks: Tasks, codec: str) -> pa.StringArray:
    """The compact text of each task."""
    there = np.arange(tasks.number.shape[1]) < 2 * tasks.pairs[:, None]
    number = tasks.number[there]
    grids = pc.fill_null(written(tasks.images, codec).take(pa.array(number, mask=number < 0)), UNKNOWN)
    lines = pc.binary_join_element_wise(_names(tasks, there), grids, "\n")
    ends = np.append(0, np.cumsum(2 * tasks.pairs)).astype(np.int32)
    return pc.binary_join(pa.ListArray.from_arrays(pa.array(ends), lines), "\n")


def _names(tasks: Tasks, there: NDArray[np.bool_]) -> pa.StringArray:
    """What the places that are there are called, task by task."""
    places = there.shape[1]
    called = pa.array(names(places // 2, places // 2) + names(places // 2, 0))  # first all as examples, then as tests
    place = np.arange(places)
    return called.take(pa.array(np.where(place < 2 * tasks.examples[:, None], place, place + places)[there]))


def contents_of_tasks(tasks: Tasks) -> Words:
    """One word for all grids of each task and their places."""
    words = np.zeros(tasks.number.shape, np.uint64)
    words[tasks.number >= 0] = contents(tasks.images)
    return contents_of(words)


def widest(tasks: Tasks) -> Ints:
    """The greatest width of a grid of each task."""
    return _of_places(tasks, tasks.images.width).max(axis=1)


def highest(tasks: Tasks) -> Ints:
    """The greatest height of a grid of each task."""
    return _of_places(tasks, tasks.images.height).max(axis=1)


def cells(tasks: Tasks) -> Ints:
    """How many cells the grids of each task have together."""
    return _of_places(tasks, tasks.images.height * tasks.images.width).sum(axis=1)


def _of_places(tasks: Tasks, numbers: Ints) -> Ints:
    """What is said of each image, for each task and place; 0 where no grid is."""
    return np.where(tasks.number < 0, 0, numbers[tasks.number])
