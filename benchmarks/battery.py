"""The battery of phrasings, `tests/answers/battery/`: right and wrong ways to give an answer, filled with values.

A line of `any.jsonl` is for every kind, a line of KIND.jsonl for that kind; one without a gold of its own is filled
with each triple of VALUES: the gold and two other values.

In:  {"text": "The next term is @gold@.", "right": true, "why": "prose"}
Out: Case(kind="integer", text="The next term is 34.", gold="34", right=True, why="prose"), and so on
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

BATTERY = Path(__file__).parents[1] / "tests" / "answers" / "battery"
VALUES = {
    "integer": [("34", "33", "35"), ("-7", "7", "-8"), ("0", "1", "10"), ("1048576", "1048575", "524288")],
    "integer_list": [
        ("5, 8, 13", "5, 8, 12", "8, 5, 13"),
        ("-2, 0", "2, 0", "-2, 1"),
        ("3, 10946", "3, 10947", "4, 10946"),
    ],
    "rational": [("25/12", "12/25", "49/20"), ("-3/4", "3/4", "-4/3"), ("137/60", "137/61", "7/3")],
    "decimal": [("3.14", "3.15", "3.1"), ("-0.5", "0.5", "-0.25"), ("2.718", "2.719", "27.18")],
    "text": [
        ("Fibonacci numbers", "Lucas numbers", "Triangular numbers"),
        ("Triangular numbers: a(n) = n*(n+1)/2", "Square numbers: a(n) = n^2", "Pentagonal numbers"),
        ("Numbers that are congruent to 1 mod 4", "Numbers that are congruent to 3 mod 4", "Odd numbers"),
    ],
    "choice": [("B", "C", "D"), ("A", "B", "C"), ("D", "A", "B")],
    "latex": [(r"\frac{1}{2}", r"\frac{1}{3}", "2"), (r"2\sqrt{2}", r"\sqrt{2}", "8"), ("x^2+1", "x^2-1", "x+1")],
}


class Case(NamedTuple):
    kind: str
    text: str
    gold: str
    right: bool
    why: str


def phrasings(kind: str) -> list[dict[str, object]]:
    """The lines that concern a kind, its own ones last."""
    names = ("any", kind)
    return [json.loads(line) for name in names for line in (BATTERY / f"{name}.jsonl").read_text("utf-8").splitlines()]


def cases(kind: str) -> Iterator[Case]:
    """Every phrasing of a kind with every value."""
    for line in phrasings(kind):
        text, right, why = str(line["text"]), bool(line["right"]), str(line["why"])
        if "gold" in line:
            yield Case(kind, text, str(line["gold"]), right, why)
            continue
        for gold, wrong, other in VALUES[kind] if "@" in text else VALUES[kind][:1]:
            yield Case(kind, _filled(text, gold, wrong, other), gold, right, why)


def _filled(text: str, gold: str, wrong: str, other: str) -> str:
    return text.replace("@gold@", gold).replace("@wrong@", wrong).replace("@other@", other)
