"""Adapters: an entry's program, which may name its function otherwise, give a list or print terms, made to define a(n).

Which adapter fits is found by running what each gives; the first whose terms are right is kept. Text is never run here.

| adapter | the program | what is added |
|---|---|---|
| function | defines a(n) | nothing |
| renamed | defines A000045(n), f(n) ... | a(n) calls it |
| array | memoises in a[n] (Maxima) | a(n) looks there |
| first | defines first(n), a list of the first n terms (PARI) | a(n) takes the last of them |
| generator | defines a generator of the terms (Python) | a(n) takes one of them |
| list | keeps a list of terms under a name | a(n) takes one of them |
| expression | ends with a list of terms | a name for it, and a(n) |
| printed | prints the terms | what it prints is kept, and a(n) takes one of it |

In:  list(adapted("python", "A005843_list = [2 * n for n in range(99)]", "A005843", 0))
Out: [("list", "A005843_list = [...]\\n\\ndef a(n):\\n    return A005843_list[n]")]
"""

from collections.abc import Callable, Iterator

from oeis_qa.loaders.oeis.programs.adapters import gap, maxima, pari, python

MOST = 8  # attempts at one program
LONGEST = 20_000  # characters of a program that is looked at
Adapted = Iterator[tuple[str, str]]  # name of an adapter, and the program it makes
_BY_LANGUAGE: dict[str, Callable[[str, str, int], Adapted]] = {
    "python": python.adapted,
    "pari": pari.adapted,
    "maxima": maxima.adapted,
    "gap": gap.adapted,
}


def adapted(language: str, code: str, label: str, offset: int) -> Adapted:
    """Every way in which the program of the sequence `label` may be made to define a(n), the likeliest first."""
    if len(code) > LONGEST:
        return
    seen: set[str] = set()
    for name, program in _BY_LANGUAGE[language](code, label, offset):
        if program not in seen and len(seen) < MOST:
            seen.add(program)
            yield name, program
