"""The kinds that are read out of prose and boxes alike, each joined from a grammar and an equality.

In:  INTEGER.final("34, since 13 + 21 = 34")
Out: Final(values=("34",), shown="34", reason="")
"""

import dataclasses
import functools
import operator

from oeis_qa.answers import cues, finals, lists, numerals, words
from oeis_qa.answers.found import Grammar
from oeis_qa.answers.kinds import Final, Kind
from oeis_qa.answers.plain import LIMIT
from oeis_qa.answers.reading import denial, hedge, reader

_NUMERALS = numerals.NUMERAL, numerals.integer
_RATIOS = numerals.NUMERAL, numerals.number
_LISTS = lists.LIST, lists.items
_LETTERS = words.LETTER, str.upper

_INTEGERS = Grammar(reader(numerals.NUMBER, numerals.integer), hedge(*_NUMERALS), denial(*_NUMERALS))
_NUMBERS = Grammar(reader(numerals.NUMBER, numerals.number), hedge(*_RATIOS), denial(*_RATIOS))
_READ_ITEMS = reader(*_LISTS)
_ITEMS = Grammar(lambda text: _READ_ITEMS(lists.unlabelled(text)), hedge(*_LISTS), denial(*_LISTS))
_CHOICES = Grammar(
    reader(*_LETTERS, unit="", end=rf"{cues.EXPLANATION}|(?<=[)\]}}\"'])\s"), hedge(*_LETTERS), denial(*_LETTERS)
)
_NAMES = Grammar(words.read_name, lambda text: (), lambda text: (), wordy=True)


def _final_integer(completion: str) -> Final:
    """As `finals.final`; what is digits alone, as most rows train a model to answer, needs no reading."""
    digits = completion.strip()
    if digits.isascii() and digits.isdigit() and len(digits) <= LIMIT:
        value = digits.lstrip("0") or "0"
        return Final((value,), value)
    return finals.final(completion, _INTEGERS)


INTEGER = Kind(numerals.integer_gold, _final_integer, operator.eq, plain_gold=r"^(0|-?[1-9][0-9]*)$")
_NEARLY = r"(?:(?:approximately|about|roughly|around|nearly)\s+|(?:≈|≃|~|\\approx)\s*)?"
_DECIMALS = _NUMBERS._replace(read=reader(numerals.NUMBER, numerals.number, before=_NEARLY))

RATIONAL = Kind(
    numerals.number_gold,
    functools.partial(finals.final, grammar=_NUMBERS),
    operator.eq,
    plain_gold=r"^-?[0-9]{1,1000}(/[1-9][0-9]{0,1000}|\.[0-9]{1,1000})?$",
)
DECIMAL = dataclasses.replace(RATIONAL, final=functools.partial(finals.final, grammar=_DECIMALS))
INTEGER_LIST = Kind(lists.items_gold, functools.partial(finals.final, grammar=_ITEMS), lists.same_items)
TEXT = Kind(words.name_gold, functools.partial(finals.final, grammar=_NAMES), words.same_name, plain_gold="[A-Za-z0-9]")
CHOICE = Kind(words.letter_gold, functools.partial(finals.final, grammar=_CHOICES), operator.eq, plain_gold="^[A-Z]$")
