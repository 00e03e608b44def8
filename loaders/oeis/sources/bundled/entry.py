"""One bundled sequence: its A-number, a name in our own words, and the program that makes its terms.

The program is text because it is itself a gold answer of `code_generation`: it stands alone, imports only the standard
library, and defines `a(n)` for every n >= offset.

In:  Entry("A000217", "Triangular numbers, the sums 0 + 1 + ... + n.", keywords="core easy nonn nice", program="...")
Out: terms(entry) == ["0", "1", "3", "6", "10", ...]
"""

from collections.abc import Callable
from dataclasses import dataclass

TERMS = 64  # terms computed for an entry that states no length of its own
DIGITS = 100  # a list stops before its first term of more digits than this


@dataclass(frozen=True)
class Entry:
    number: str  # "A000045"
    name: str  # in our own words, without other A-numbers where the sequence can be said without them
    program: str  # stand-alone Python that defines a(n) for n >= offset
    offset: int = 0  # index of the first term
    keywords: str = "nonn easy"  # OEIS keywords, separated by blanks
    crossrefs: tuple[str, ...] = ()  # stated relations, "Partial sums of A000027."
    length: int = TERMS  # terms to compute; less only where the sequence is finite or the program slow


def function_of(entry: Entry) -> Callable[[int], int]:
    """The function a(n) that the entry's program defines."""
    namespace: dict[str, object] = {}
    exec(compile(entry.program, entry.number, "exec"), namespace)  # our own text, part of this package
    return namespace["a"]  # type: ignore[return-value]


def terms(entry: Entry) -> list[str]:
    """a(offset), a(offset + 1), ... as decimal text: `length` of them, or up to the first of over DIGITS digits."""
    a, found = function_of(entry), []
    for n in range(entry.offset, entry.offset + entry.length):
        term = str(a(n))
        if len(term.lstrip("-")) > DIGITS:
            break
        found.append(term)
    return found
