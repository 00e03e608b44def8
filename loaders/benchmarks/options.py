"""Options that every benchmark has: where its rows are from, and which of its own splits are given.

In:  load_dataset("math?source=/data/math&split=train&level=4-5")
Out: one split, train, of MATH's own train problems of levels 4 and 5
"""

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Literal

from oeis_qa.builder import RowConfig
from oeis_qa.errors import OptionError
from oeis_qa.layouts import TWO_ANSWERS
from oeis_qa.loaders.benchmarks.files import File, files, fingerprint
from oeis_qa.loaders.benchmarks.formats import Format
from oeis_qa.loaders.benchmarks.hub import fetched
from oeis_qa.records import Example

HUB = "hub"
_BUNDLED = Path(__file__).with_name("bundled")


@dataclass
class BenchmarkConfig(RowConfig):
    """A published benchmark; its rows are given, and all of them are the default size."""

    FORMAT: ClassVar[Format]
    source: str | None = None  # a folder or file of it, or "hub"; default: a handful of our own items
    split: Literal["train", "validation", "test"] | None = None  # given alone, whole as published; default: all

    def check(self) -> None:
        super().check()
        if self.layout in TWO_ANSWERS:
            raise OptionError(
                f"layout={self.layout!r} needs a wrong response or steps, which published rows have not; use another"
            )

    def files(self) -> tuple[File, ...]:
        """The files that the rows are read from."""
        form = self.FORMAT
        if self.source == HUB:
            return files(form, fetched(form.repository, form.patterns))
        return files(form, self.source or str(_BUNDLED / form.name))

    def licence(self) -> str:
        """The licence of the rows, an SPDX id."""
        return self.FORMAT.licence if self.source else "Apache-2.0"

    def keeps(self, example: Example) -> bool:
        """Whether the options leave this row in."""
        return True

    def fingerprint(self) -> str:
        return fingerprint(self.files())

    def default_sizes(self) -> tuple[int, int]:
        return sys.maxsize, sys.maxsize

    @classmethod
    def option_names(cls) -> list[str]:
        return [name for name in super().option_names() if name != "split_fractions"]  # its splits are its own
