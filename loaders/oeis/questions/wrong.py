"""Wrong numbers that look like the right ones: as many digits, the same sign, one digit changed.

In:  changed("10946", place=7, mark=3)
Out: "10943"
"""


def changed(answer: str, place: int, mark: int) -> str:
    """The answer with one digit changed, not the first of several; `place` and `mark` choose which, and to what.

    No negative zero arises, and nothing is divided by one.

    >>> changed("10946", 7, 3), changed("-7", 0, 0), changed("3/2", 1, 0), changed("5, 8, 13", 1, 0)
    ('10943', '-1', '3/1', '5, 0, 13')
    """
    digits = [at for at, sign in enumerate(answer) if sign.isdigit() and not _leads(answer, at)]
    at = digits[place % len(digits)]
    zero = "" if answer[max(0, at - 1) : at] in ("-", "/") else "0"
    return answer[:at] + _other(answer[at], zero + "123456789", mark) + answer[at + 1 :]


def _leads(answer: str, at: int) -> bool:
    """Whether the digit begins a number of several digits."""
    return not answer[max(0, at - 1) : at].isdigit() and answer[at + 1 : at + 2].isdigit()


def _other(mark: str, of: str, which: int) -> str:
    others = [other for other in of if other != mark]
    return others[which % len(others)]
