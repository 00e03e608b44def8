"""What it takes to find the answers of one kind of public row again, and how the commonest kinds are put together.

In:  Rule("flipx", IMAGE, made_with(flipx))
Out: the rule of rows that show an image and ask for its mirror image
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from oeis_qa.loaders.arc_rle.grids import Grids
from oeis_qa.loaders.arc_rle.public import parameters, shown
from oeis_qa.loaders.arc_rle.public.lines import Line
from oeis_qa.loaders.arc_rle.public.recognised import Holds, Offer, each, told_names
from oeis_qa.loaders.arc_rle.public.shown import Shown
from oeis_qa.loaders.arc_rle.public.telling import Tell
from oeis_qa.loaders.arc_rle.questions.telling import told_grids

Read = Callable[[Line], Any]  # None where the parameter is not found


@dataclass(frozen=True)
class Rule:
    operation: str | Callable[[Any], str]  # our name for it, which may depend on the parameter
    shown: Shown
    tell: Tell
    read: Read = parameters.nothing

    def named(self, parameter: Any) -> str:
        """The operation with this parameter."""
        return self.operation if isinstance(self.operation, str) else self.operation(parameter)


def made_with(make: Callable[..., Grids]) -> Tell:
    """Grids that an operation makes, its parameter being one for each."""
    return lambda rows, grids, values: [told_grids(rows, each(make, grids, values))]


def offered(read: Callable[[Line], tuple[str, ...] | None]) -> Read:
    """Offered names that mean what they say."""
    return lambda line: Offer(names, names) if (names := read(line)) else None


def offered_with(read: Callable[[Line], Any], says: Callable[[str, Any], Any]) -> Read:
    """Offered names that mean something together with a further parameter."""

    def offer(line: Line) -> Offer | None:
        found = read(line)
        return Offer(found[0], tuple(says(name, found[1]) for name in found[0])) if found else None

    return offer


def recognition(operation: str, holds: Holds, read: Read) -> Rule:
    """Rows that show two images and ask which of the offered names lead from the first to the second."""
    return Rule(operation, shown.BEFORE_AND_AFTER, partial(told_names, holds), read)
