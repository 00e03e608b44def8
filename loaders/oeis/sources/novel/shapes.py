"""Program shapes: which base, which steps. Their cores are the families, each of which lies in one split.

The core of a shape is its base and its first steps, CORE at most, that are not of kin: what remains when constants,
affine maps, differences, partial sums, absolute values, signs and bisections are stripped, wherever they stand. Shapes
with the same core are one family, and so are cores that make the same sequences under two names: all recurrences of
constant weights, sums of the same sequences in another order, a step done twice.

In:  cores(splits), core_key("quadratic map", [("modulo", "")])
Out: all cores by split and length; "quadratic map > modulo"
"""

import functools
import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from oeis_qa.loaders.oeis.corpus import Ints
from oeis_qa.loaders.oeis.sources.novel.bases import BASES, LINEAR
from oeis_qa.loaders.oeis.sources.novel.programs import ALL_BASES, ALL_STEPS, NONE
from oeis_qa.loaders.oeis.sources.novel.steps import STEPS
from oeis_qa.splits import Fractions, place_of, split_at

CORE = 2  # steps in a core at most
PARTNERS = np.array([i for i, base in enumerate(ALL_BASES) if base.partner])
KIN = np.array([i for i, step in enumerate(ALL_STEPS) if step.kin])
Link = tuple[str, str]  # a step, and the base of its second sequence or ""


@dataclass(frozen=True)
class Cores:
    """Cores of one length, as columns."""

    base: Ints
    step: Ints  # (cores, length)
    other: Ints  # (cores, length)
    family: Ints  # index in families().keys

    @functools.cached_property
    def turns(self) -> Ints:
        """How often the cores up to each are drawn: every step equally often, whatever second sequences it may take."""
        alone = len(PARTNERS) ** (self.other == NONE).sum(axis=1)
        return np.cumsum(alone)


@dataclass(frozen=True)
class Families:
    keys: pa.StringArray
    places: np.ndarray  # of each key, between 0 and 1
    cores: tuple[Cores, ...]  # by length, 0 to CORE


@functools.cache
def families() -> Families:
    """All cores, and the families that they are of."""
    keys: dict[str, int] = {}
    found = tuple(_cores(length, keys) for length in range(CORE + 1))
    return Families(pa.array(keys, pa.string()), np.array([place_of(f"novel/{key}") for key in keys]), found)


@functools.lru_cache(maxsize=8)
def cores_of(split: int, fractions: Fractions) -> tuple[Cores, ...]:
    """The cores whose families lie in this split, by length."""
    known = families()
    inside = split_at(known.places, fractions) == split
    return tuple(
        Cores(*(column[inside[own.family]] for column in (own.base, own.step, own.other, own.family)))
        for own in known.cores
    )


def links() -> list[Link]:
    """All steps that are not of kin, with each second sequence that they may take."""
    partners = [base.name for base in ALL_BASES if base.partner]
    return [(step.name, other) for step in ALL_STEPS if not step.kin for other in (partners if step.second else [""])]


def _cores(length: int, keys: dict[str, int]) -> Cores:
    own = list(itertools.product(BASES, itertools.product(links(), repeat=length)))
    places = {name: place for place, name in enumerate(BASES)} | {"": NONE}
    steps = {name: place for place, name in enumerate(STEPS)}
    family = [keys.setdefault(core_key(base, chain), len(keys)) for base, chain in own]
    shape = len(own), length
    return Cores(
        np.array([places[base] for base, _ in own]),
        np.array([[steps[name] for name, _ in chain] for _, chain in own], np.int64).reshape(shape),
        np.array([[places[other] for _, other in chain] for _, chain in own], np.int64).reshape(shape),
        np.array(family),
    )


def core_key(base: str, chain: Sequence[Link]) -> str:
    """The family of a core.

    >>> core_key("polynomial of degree 2", [("weighted sums of three neighbours", ""), ("modulo", "")])
    'linear, modulo'
    """
    head, tail = BASES[base].kin, list(chain)
    while tail and head == LINEAR and STEPS[tail[0][0]].linear and _kin_of(tail[0][1]) in ("", LINEAR):
        tail.pop(0)
    if tail and head.startswith(LINEAR) and tail[0][0] == "modulo":
        head, tail = f"{LINEAR}, modulo", tail[1:]
    parts = [(name, _kin_of(other)) for name, other in tail]
    parts = [part for i, part in enumerate(parts) if part[1] or i == 0 or part != parts[i - 1]]
    return " > ".join([*_headed(head, parts)])


def _headed(head: str, parts: list[Link]) -> list[str]:
    """The base and the steps; where sequences may change places, in alphabetical order."""
    even = next((i for i, (name, _) in enumerate(parts) if not STEPS[name].even or name != parts[0][0]), len(parts))
    heads = sorted([head, *(other for _, other in parts[:even])])
    first = f"{parts[0][0]} of {' and '.join(heads)}" if even else head
    rest = [f"{name} with {other}" if other else name for name, other in parts[even:]]
    if len(rest) == CORE and parts[0][0] == parts[1][0]:
        rest.sort()
    return [first, *rest]


def _kin_of(base: str) -> str:
    return BASES[base].kin if base else ""
