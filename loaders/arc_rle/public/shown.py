"""What a row shows, read in batches: images, two images, histograms, a task, a row of cells; each with its content.

The grids or histograms that are drawn for a row have a word each, by which it lies in a split (see contents.py). A task
is one thing, and has one word.

In:  IMAGE.read(["2 1 01", "1 1 7"]), and IMAGE.words of that
Out: two Grids, and one column of two words
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, NamedTuple

import numpy as np

from oeis_qa.errors import GridError
from oeis_qa.loaders.arc_rle import histograms, rle, task_text
from oeis_qa.loaders.arc_rle.cells import LONGEST
from oeis_qa.loaders.arc_rle.codecs import CODECS
from oeis_qa.loaders.arc_rle.contents import contents, contents_of
from oeis_qa.loaders.arc_rle.grids import Grids
from oeis_qa.loaders.arc_rle.histograms import Counts
from oeis_qa.loaders.arc_rle.public.row_texts import decode_digits, decode_list
from oeis_qa.loaders.arc_rle.rle_rows import digits_of
from oeis_qa.loaders.arc_rle.task_text import Task
from oeis_qa.streams import Words

Texts = Sequence[str]


class Shown(NamedTuple):
    read: Callable[[Texts], Any]  # raises GridError where one of the texts is none
    words: Callable[[Any], list[Words]]  # columns, one for each thing that is drawn for a row


def _images(codec: str, texts: Texts) -> Grids:
    return Grids.of(rle.decode_all(texts) if codec == "rle" else [CODECS[codec].decode(text) for text in texts])


def _two_images(texts: Texts) -> tuple[Grids, Grids]:
    first, second = _lines(texts, 2)
    return _images("rle", first), _images("rle", second)


def _histograms(count: int, texts: Texts) -> list[Counts]:
    return [np.stack([histograms.parse(text) for text in column]) for column in _lines(texts, count)]


def _lines(texts: Texts, count: int) -> list[list[str]]:
    """The first lines of all texts, the second ones, and so on."""
    split = [text.split("\n") for text in texts]
    for text, parts in zip(texts, split, strict=True):
        if len(parts) != count:
            raise GridError(f"{text[:60]!r} has {len(parts)} lines; give {count}")
    return [[parts[i] for parts in split] for i in range(count)]


def _of_histograms(shown: list[Counts]) -> list[Words]:
    return [contents_of(counts.astype(np.uint64)) for counts in shown]


def _tasks(texts: Texts) -> list[Task]:
    return [task_text.parse(text) for text in texts]


def _of_tasks(tasks: list[Task]) -> list[Words]:
    """One word for all grids of a task in their order."""
    known = [[grid for pair in (*task.examples, *task.tests) for grid in pair if grid is not None] for task in tasks]
    return [_joined(contents(Grids.of([grid for grids in known for grid in grids])), [len(grids) for grids in known])]


def _of_rows(rows: list[str]) -> list[Words]:
    """The word of a grid of this one row; of a longer row, one for its pieces."""
    pieces = [[row[at : at + LONGEST] for at in range(0, len(row), LONGEST)] for row in rows]
    grids = Grids.of([[[int(cell) for cell in piece]] for row in pieces for piece in row])
    return [_joined(contents(grids), [len(row) for row in pieces])]


def _joined(words: Words, counts: list[int]) -> Words:
    """One word for so many words after each other; a single one stays as it is."""
    ends = np.cumsum(counts)
    parts = np.zeros((len(counts), max(counts)), np.uint64)
    parts[np.arange(max(counts)) < np.array(counts)[:, None]] = words
    return np.where(np.array(counts) == 1, words[ends - 1], contents_of(parts))


IMAGE = Shown(partial(_images, "rle"), lambda grids: [contents(grids)])
PIXELS = Shown(partial(_images, "digits"), lambda grids: [contents(grids)])
JSON = Shown(partial(_images, "json"), lambda grids: [contents(grids)])
TWO_IMAGES = Shown(_two_images, lambda pair: [contents(grids) for grids in pair])
BEFORE_AND_AFTER = Shown(_two_images, lambda pair: [contents(pair[0])])  # the second follows from the first
HISTOGRAM = Shown(partial(_histograms, 1), _of_histograms)
TWO_HISTOGRAMS = Shown(partial(_histograms, 2), _of_histograms)
TASK = Shown(_tasks, _of_tasks)
RLE_ROW = Shown(lambda texts: [digits_of(text) for text in texts], _of_rows)
DIGIT_ROW = Shown(lambda texts: [decode_digits(text) for text in texts], _of_rows)
JSON_ROW = Shown(lambda texts: [decode_list(text) for text in texts], _of_rows)
