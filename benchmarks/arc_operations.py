"""Operations on grids alone: items a CPU-second in batches of 1,000, beside what simon-arc-lab's whole rows take.

The images of each family have the sides that the page in `prior-art/` names, and the figures beside are its section 7,
where an item is a row with its text, not an operation alone. Where a family offers several operations, all are run on
every batch, and the slowest and the mean are given.

In:  python -m benchmarks.arc_operations
Out: a table: a family, operations in it, mean and slowest items a second, with drawing the images, simon-arc-lab's
"""

import itertools
import time
from collections.abc import Callable, Iterator
from functools import partial
from typing import TypeVar

import numpy as np

from oeis_qa.loaders.arc_rle import automata, features, morphology, symmetry, transforms
from oeis_qa.loaders.arc_rle.components import CONNECTIVITIES
from oeis_qa.loaders.arc_rle.grids import Grids
from oeis_qa.loaders.arc_rle.images import Range, binary_images, random_images
from oeis_qa.streams import Stream

BATCH, BATCHES = 1_000, 5
PRIOR = {
    "dilation": 106,
    "erosion": 578,
    "mass": 337,
    "cellular_automaton": 168,
    "shape": 1_092,
    "scale": 2_805,
    "symmetry": 2_289,
    "image": 3_320,
}
Operation = Callable[[Grids], Grids]
Part = TypeVar("Part")


def main() -> None:
    """Print the table."""
    print("| family | operations | mean | slowest | with drawing | simon-arc-lab, whole rows | times |")
    print("|---|---|---|---|---|---|---|")
    for family, sides, operations in families():
        drawn = binary_images if family == "cellular_automaton" else random_images
        keys = [Stream(0, family)[np.arange(i * BATCH, (i + 1) * BATCH)] for i in range(BATCHES)]
        drawing, batches = timed(lambda part, drawn=drawn, sides=sides: drawn(part, sides, sides), keys)
        each = [timed(operation, batches)[0] for operation in operations]
        mean = sum(each) / len(each)
        figures = (1 / mean, 1 / max(each), 1 / (mean + drawing), PRIOR[family], 1 / mean / PRIOR[family])
        print(f"| {family} | {len(each)} | " + " | ".join(f"{figure:,.0f}" for figure in figures) + " |")


def families() -> Iterator[tuple[str, Range, list[Operation]]]:
    """The families of the page, the sides of their images, and their operations."""
    yield "dilation", (3, 15), [partial(morphology.dilation, connectivity=name) for name in CONNECTIVITIES]
    yield "erosion", (3, 20), [partial(morphology.erosion, connectivity=name) for name in CONNECTIVITIES]
    yield "mass", (1, 20), [partial(morphology.mass_mask, connectivity=name, most=4) for name in CONNECTIVITIES]
    rules = itertools.product(automata.RULES, (True, False))
    yield "cellular_automaton", (5, 27), [partial(automata.stepped, rule=rule, wrap=wrap) for rule, wrap in rules]
    yield "shape", (1, 30), [feature for name, feature in features.FEATURES.items() if name.startswith("shape")]
    yield "scale", (1, 10), [partial(transforms.scaled_up, x=x, y=y) for x, y in ((1, 2), (3, 3), (7, 7))]
    yield "symmetry", (1, 14), [partial(symmetry.built, recipes=recipes())]
    around = [feature for name, feature in features.FEATURES.items() if not name.startswith("shape")]
    yield "image", (1, 15), [*transforms.TRANSFORMS.values(), *around]


def recipes() -> list[str]:
    """A recipe for each grid of a batch."""
    names, draws = list(symmetry.RECTANGULAR), Stream(0, "recipes").at(0)
    stacks = [(draws.choice(symmetry.STACKS), draws.integer(symmetry.FEWEST, symmetry.MOST)) for _ in range(BATCH)]
    counts = [(stack, 4 if stack == "2x2" else count) for stack, count in stacks]
    return [f"{stack}({' '.join(draws.choice(names) for _ in range(count))})" for stack, count in counts]


def timed(work: Callable[[Part], Grids], parts: list[Part]) -> tuple[float, list[Grids]]:
    """CPU-seconds an item, and what the work gave."""
    work(parts[0])
    started = time.process_time()
    done = [work(part) for part in parts]
    return (time.process_time() - started) / (len(parts) * BATCH), done


if __name__ == "__main__":
    main()
