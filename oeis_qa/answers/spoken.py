"""The kinds that are read out of prose and boxes alike, each joined from a grammar and an equality.

In:  INTEGER.final("34, since 13 + 21 = 34")
Out: Final(values=("34",), shown="34", reason="")
"""

import functools
import operator

from oeis_qa.answers import cues, finals, lists, numbers, words
from oeis_qa.answers.finals import Grammar
from oeis_qa.answers.kinds import Kind
from oeis_qa.answers.reading import denial, hedge, reader

_NUMERALS = numbers.NUMERAL, numbers.integer
_RATIOS = numbers.NUMERAL, numbers.number
_LISTS = lists.LIST, lists.items
_LETTERS = words.LETTER, str.upper

_INTEGERS = Grammar(reader(numbers.NUMBER, numbers.integer), hedge(*_NUMERALS), denial(*_NUMERALS))
_NUMBERS = Grammar(reader(numbers.NUMBER, numbers.number), hedge(*_RATIOS), denial(*_RATIOS))
_READ_ITEMS = reader(*_LISTS)
_ITEMS = Grammar(lambda text: _READ_ITEMS(lists.unlabelled(text)), hedge(*_LISTS), denial(*_LISTS))
_CHOICES = Grammar(
    reader(*_LETTERS, unit="", end=rf"{cues.EXPLANATION}|(?<=[)\]}}\"'])\s"), hedge(*_LETTERS), denial(*_LETTERS)
)
_NAMES = Grammar(words.read_name, lambda text: (), lambda text: ())

INTEGER = Kind(numbers.integer_gold, functools.partial(finals.final, grammar=_INTEGERS), operator.eq)
RATIONAL = DECIMAL = Kind(numbers.number_gold, functools.partial(finals.final, grammar=_NUMBERS), operator.eq)
INTEGER_LIST = Kind(lists.items_gold, functools.partial(finals.final, grammar=_ITEMS), lists.same_items)
TEXT = Kind(words.name_gold, functools.partial(finals.final, grammar=_NAMES), words.same_name)
CHOICE = Kind(words.letter_gold, functools.partial(finals.final, grammar=_CHOICES), operator.eq)
