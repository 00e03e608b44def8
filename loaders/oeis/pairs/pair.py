"""Two runs side by side, as columns: a run of Q, and the run of P that it comes from.

In:  Pairs(sequence=[217], start=[4], shown=[9], of=[27], of_start=[3], relation=[5], ...)
Out: pairs.origins: Runs(sequence=[27], start=[3], shown=[9])
"""

from dataclasses import dataclass, fields

from oeis_qa.loaders.oeis.corpus import Flags, Ints
from oeis_qa.loaders.oeis.runs import Runs


@dataclass(frozen=True, kw_only=True)
class Pairs(Runs):
    """Runs of sequences Q, with those of the sequences P that they come from."""

    of: Ints  # index in the corpus of P
    of_start: Ints  # 0-based position of P's first shown term
    relation: Ints  # index in RELATIONS
    asks_next: Flags  # whether the next term of Q is asked for, not the relation
    offered: Ints  # (rows, OPTIONS): indices in RELATIONS, the right one first, where the relation is asked for

    def take(self, rows: Ints | Flags | slice) -> "Pairs":
        """These pairs, in this order."""
        columns = {field.name: getattr(self, field.name) for field in fields(self) if field.name != "places"}
        return Pairs(**{name: column[rows] for name, column in columns.items()})

    @property
    def origins(self) -> Runs:
        """The runs of P."""
        return Runs(self.of, self.of_start, self.shown, self.key)
