"""What a row asks for beyond its operation: numbers, rules, connectivities, names; in its benchmark, else its words.

simon-arc-lab spells them in many ways, so they are looked for with some patience. What is not found is None.

In:  scale(a line with the benchmark "... scalex=up2 scaley=down3")
Out: (("up", 2), ("down", 3))
"""

import re
from typing import NamedTuple

from oeis_qa.loaders.arc_rle.components import CONNECTIVITIES
from oeis_qa.loaders.arc_rle.public.lines import Line
from oeis_qa.loaders.arc_rle.symmetry import IMAGES

Factor = tuple[str, int]  # "up" or "down", and how many times

_CONNECTIVITY = re.compile(rf"\b({'|'.join(CONNECTIVITIES)})\b", re.IGNORECASE)
_OLD_CONNECTIVITY = re.compile(r"connectivity\W*([48])\b|\A([48])\Z", re.IGNORECASE)
_OLD_NAMES = {"4": "nearest4", "8": "all8"}
_RULE_WORDS = {
    "gameoflife": r"game[\s-]*of[\s-]*life",
    "highlife": r"high[\s-]*life",
    "serviettes": "serviettes",
    "cave": r"\bcave\b",
    "maze": r"\bmaze\b",
    "wireworld": r"wire[\s-]*world",
}
AUTOMATA = {f"{rule}_{border}": (rule, border == "wrap") for rule in _RULE_WORDS for border in ("wrap", "nowrap")}
"""The names that automata have: the rule of each, and whether the image wraps around."""

_NO_WRAP = re.compile(
    r"no[\s-]*wrap|without\s+wrap|wrap\s*=\s*(?:no|none|off|false)\b|beyond the border", re.IGNORECASE
)
_WRAP = re.compile("wrap", re.IGNORECASE)
_COUNT = re.compile("[0-9]{1,4}", re.ASCII)
_STEPS = re.compile(r"\bsteps?\s*[=:]\s*([0-9]{1,3})|\b([0-9]{1,3}) steps?\b", re.IGNORECASE)
_DEAD = re.compile(r"\b([0-9]) is dead|\bdead\b[^.,;0-9]{0,30}([0-9])\b", re.IGNORECASE)
_ALIVE = re.compile(r"\b([0-9]) is a?live|\ba?live\b[^.,;0-9]{0,30}([0-9])\b", re.IGNORECASE)
_SCALE = r"x([1-9])(up|down)?_y([1-9])(up|down)?"
_FACTOR = re.compile(r"(up|down)?([1-9])(up|down)?", re.IGNORECASE)
_SCALE_WORDS = r"scale[\s-]?{axis}\W*(up|down)\W*(?:by\W*)?([1-9])\b"
_MASS = re.compile(r"\b(?:mass|at most|no more than|have)\D{0,12}([0-9]{1,4})\b", re.IGNORECASE)
_BOUND = r"max_mass_([0-9]{1,4})"
_MATCHING = re.compile(r"\bexactly ([0-9])\b|\b([0-9]) (?:[\w-]+ ){0,3}neighbo", re.IGNORECASE)
_PLACE = re.compile(r"\b(?:row|column) ([0-9]{1,2})\b", re.IGNORECASE)
_BIT = re.compile(r"bit[\s_]?([0-9])\b", re.IGNORECASE)
_SIDE = r"\b((?:top|bottom) (?:left|right)|top|bottom|left|right)\b"
_SIDES = re.compile(rf"{_SIDE} and (?:(?:at|its|the) )*{_SIDE}")
_NEIGHBOUR = re.compile(rf"{_SIDE} neighbour|neighbour at the {_SIDE}")
_PLACES = {
    "shape2x2": (
        *("top left, top right", "bottom left, bottom right", "top left, bottom left"),
        *("top right, bottom right", "top left, bottom right", "top right, bottom left"),
    ),
    "shape3x3_opposite": ("top left, bottom right", "top, bottom", "top right, bottom left", "left, right"),
    "shape3x3_center": ("top left", "top", "top right", "left", "right", "bottom left", "bottom", "bottom right"),
}
BITS = {group: len(places) for group, places in _PLACES.items()}
"""How many comparisons there are of each kind."""
_TIMES = re.compile(r"\b(?:by|factor|of) ([0-9])\b|\b([0-9]) (?:times|cells)\b", re.IGNORECASE)
_RECIPE = re.compile(r"\b(hstack|vstack|2x2)\(([^()]*)\)")
_RECIPE_NAME = rf"\b(?:hstack|vstack|quad)(?:_(?:{'|'.join(IMAGES)})\b|_(?:{'|'.join(IMAGES)})(?=_))+"
_GRID_NAME = re.compile(r"\b[IO][0-9]{1,3}T?\b")
_PAIR_NAME = re.compile(r"\bP([0-9]{1,3})T?\b")


class Automaton(NamedTuple):
    rule: str
    wrap: bool
    steps: int
    dead: int  # the colours of dead and living cells
    alive: int


def nothing(line: Line) -> tuple[()]:
    """Of operations that take no parameter."""
    return ()


def connectivity(line: Line) -> str | None:
    """Its name, such as all8; older rows say 4 or 8."""
    for text in (line.keys.get("connectivity", ""), line.instruction):
        if named := _CONNECTIVITY.search(text):
            return named[1].lower()
        if old := _OLD_CONNECTIVITY.search(text):
            return _OLD_NAMES[old[1] or old[2]]
    return None


def connectivities(line: Line) -> tuple[str, ...] | None:
    """Those that are offered."""
    return tuple(dict.fromkeys(name.lower() for name in _CONNECTIVITY.findall(line.instruction))) or None


def automaton(line: Line) -> Automaton | None:
    """The automaton, its steps and the colours it is told in; colour 1 is alive where none is named."""
    rule, colours = _rule(line), _living(line)
    return None if rule is None or colours is None else Automaton(*rule, steps(line), *colours)


def automata(line: Line) -> tuple[tuple[str, ...], int, tuple[int, int] | None] | None:
    """The names that are offered, the steps, and the colours of dead and living cells if they are told."""
    names = _listed(f"(?:{'|'.join(AUTOMATA)})", line.instruction)
    told = _number(_ALIVE, line.instruction) is not None
    return (names, steps(line), _living(line) if told else None) if names else None


def _rule(line: Line) -> tuple[str, bool] | None:
    for key in ("group", "ca"):
        if (name := line.keys.get(key, "")) in AUTOMATA:
            return AUTOMATA[name]
    rules = [name for name, words in _RULE_WORDS.items() if re.search(words, line.instruction, re.IGNORECASE)]
    no_wrap, wrap = _NO_WRAP.search(line.instruction), _WRAP.search(line.instruction)
    return (rules[0], not no_wrap) if len(rules) == 1 and (no_wrap or wrap) else None


def _living(line: Line) -> tuple[int, int] | None:
    dead, alive = _number(_DEAD, line.instruction), _number(_ALIVE, line.instruction)
    if dead is None and alive is None:
        return 0, 1
    return None if dead is None or alive is None or dead == alive else (dead, alive)


def steps(line: Line) -> int:
    """How many steps an automaton takes: one, if nothing is said."""
    told = line.keys.get("ca_step", "")
    said = int(told) if _COUNT.fullmatch(told) else _number(_STEPS, line.instruction)
    return 1 if said is None else said


def scale(line: Line) -> tuple[Factor, Factor] | None:
    """The factors of width and height; an axis of which nothing is said stays."""
    x, y = (_factor(line, axis) for axis in "xy")
    return None if x is None and y is None else (x or ("up", 1), y or ("up", 1))


def _factor(line: Line, axis: str) -> Factor | None:
    told = _FACTOR.fullmatch(line.keys.get(f"scale{axis}", "").removeprefix(axis))
    if told and (told[1] or told[3] or told[2] == "1"):
        return (told[1] or told[3] or "up").lower(), int(told[2])
    said = re.search(_SCALE_WORDS.format(axis=axis), line.instruction, re.IGNORECASE)
    return (said[1].lower(), int(said[2])) if said else None


def scales(line: Line) -> tuple[str, ...] | None:
    """The names of scales that are offered, such as x2up_y1."""
    return _listed(_SCALE, line.instruction)


def factors(name: str) -> tuple[Factor, Factor]:
    """The factors of width and height that the name of a scale says."""
    x, x_way, y, y_way = re.findall(_SCALE, name)[0]
    return (x_way or "up", int(x)), (y_way or "up", int(y))


def max_mass(line: Line) -> int | None:
    """The most cells of a component."""
    told = line.keys.get("max_mass", "")
    return int(told) if _COUNT.fullmatch(told) else _number(_MASS, line.instruction)


def mass(line: Line) -> tuple[str, int] | None:
    """A connectivity, and the most cells of a component."""
    name, most = connectivity(line), max_mass(line)
    return None if name is None or most is None else (name, most)


def mass_connectivities(line: Line) -> tuple[tuple[str, ...], int] | None:
    """The connectivities that are offered, and the most cells of a component."""
    names, most = connectivities(line), max_mass(line)
    return None if names is None or most is None else (names, most)


def bounds(line: Line) -> tuple[tuple[str, ...], str] | None:
    """The bounds that are offered, such as max_mass_3, and the connectivity."""
    names, name = _listed(_BOUND, line.instruction), line.keys.get("connectivity") and connectivity(line)
    return (names, name) if names and name else None


def matching(line: Line) -> int | None:
    """How many neighbours shall match."""
    return _number(_MATCHING, line.instruction)


def place(line: Line) -> int | None:
    """The index of a row or column."""
    return _number(_PLACE, line.instruction)


def bit(line: Line) -> int | None:
    """The number of a comparison, or that of the places which are told."""
    number, places = _number(_BIT, line.instruction), _PLACES[line.keys["group"]]
    if number is not None:
        return number
    told = _SIDES.search(line.instruction) or _NEIGHBOUR.search(line.instruction)
    said = ", ".join(filter(None, told.groups())) if told else ""
    return places.index(said) if said in places else None


def times(line: Line) -> int | None:
    """How many times each cell of a row shall stand there."""
    return _number(_TIMES, line.instruction)


def recipes(line: Line) -> tuple[str, ...] | None:
    """The names of recipes that are offered, such as hstack_orig_flipx."""
    return _listed(_RECIPE_NAME, line.instruction)


def recipe_of(name: str) -> str:
    """The recipe that a name says."""
    stack, *images = name.split("_")
    return f"{stack.replace('quad', '2x2')}({' '.join(images)})"


def recipe(line: Line) -> str | None:
    """How images are put together; older rows have a comma in it."""
    for text in (line.keys.get("instruction_sequence", ""), line.instruction):
        if told := _RECIPE.search(text):
            return f"{told[1]}({' '.join(told[2].replace(',', ' ').split())})"
    return None


def grid_name(line: Line) -> str | None:
    """The name of a grid of a task, such as I0 or O2T."""
    told = _GRID_NAME.search(line.instruction)
    return told[0] if told else None


def pair_number(line: Line) -> int | None:
    """The number of a pair of a task."""
    return _number(_PAIR_NAME, line.instruction)


def _number(pattern: "re.Pattern[str]", text: str) -> int | None:
    """What the first group that is there says."""
    told = pattern.search(text)
    return next(int(group) for group in told.groups() if group) if told else None


def _listed(name: str, text: str) -> tuple[str, ...] | None:
    """The names of the longest list with commas between; one alone may be an example."""
    lists = (found[0].replace(" ", "").split(",") for found in re.finditer(rf"{name}(?:\s*,\s*{name})*", text))
    longest = max(lists, key=len, default=[])
    return tuple(dict.fromkeys(longest)) or None
