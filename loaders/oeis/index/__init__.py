"""Groups of sequences, as an encyclopedia's index lists them: by links of entries, saved index pages, keywords, topics.

A sequence is in a group if the source at hand lists it there. That an index leaves it out proves little, for indexes
have gaps; so a sequence counts as outside only if none of its family is in the group (see families.py), and outside the
linear recurrences and the multiplicative functions only if its terms say so (see signatures.py, multiplicative.py),
whatever is listed. What is asked is right relative to these lists, no more.

In:  groups_of(studied, selection)
Out: Groups(keys=("digits", "primes", ...), titles=("decimal digits of numbers", ...), members=(array([3, 17]), ...))
"""

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_array

from oeis_qa.loaders.oeis.corpus import Flags, Ints
from oeis_qa.loaders.oeis.index import named
from oeis_qa.loaders.oeis.index.links import kept_links
from oeis_qa.loaders.oeis.index.multiplicative import may_be_multiplicative
from oeis_qa.loaders.oeis.index.pages import Section, pages
from oeis_qa.loaders.oeis.index.signatures import kept_signatures
from oeis_qa.loaders.oeis.index.titles import slug
from oeis_qa.loaders.oeis.pools import has_keyword
from oeis_qa.loaders.oeis.runs import Selection, Studied
from oeis_qa.loaders.oeis.sources import BUNDLED
from oeis_qa.loaders.oeis.sources.bundled import entries_by_topic

LEAST = 4  # members of a group in the source
_ALIKE = 3  # two groups are alike if more than one in so many of the smaller one are in the other
_LINEAR = re.compile(r"(?i)\blinear recurrences?\b")
_MULTIPLICATIVE = re.compile(r"(?i)\bmultiplicative\b")


@dataclass(frozen=True)
class Groups:
    """The groups of a source, by key; a sequence of `near` that is no member is not known to lie outside either."""

    keys: tuple[str, ...]  # what ids call them
    titles: tuple[str, ...]
    members: tuple[Ints, ...]  # indices in the corpus, ascending
    near: tuple[Ints, ...]  # members and more
    apart: Flags  # for every two groups, whether they may be told from one another

    def __len__(self) -> int:
        return len(self.keys)


class _Listing(NamedTuple):
    key: str
    title: str
    members: Ints
    by_entries: bool  # said by entries alone, so that nothing is known of sequences without one


def groups_of(known: Studied, selection: Selection) -> Groups:
    """The groups of a source and of the index pages given, those of few sequences left out."""
    linear = kept_signatures(known, selection).column("sequence").to_numpy()
    found = [
        listing._replace(members=np.intersect1d(listing.members, linear if _is_linear(listing) else listing.members))
        for listing in (*_named(known, selection), *_indexed(known, selection))
    ]
    found = sorted((listing for listing in found if len(listing.members) >= LEAST), key=lambda listing: listing.key)
    keys, titles, members = (tuple(getattr(own, name) for own in found) for name in ("key", "title", "members"))
    near = tuple(_near(known, listing, linear) for listing in found)
    return Groups(keys, titles, members, near, _apart(len(known.corpus), keys, members))


def _is_linear(listing: _Listing) -> bool:
    return _LINEAR.search(listing.title) is not None


def _near(known: Studied, listing: _Listing, linear: Ints) -> Ints:
    """The families of the members, and what by its terms, or for all that is known, may belong there too."""
    near = np.isin(known.family, known.family[listing.members])
    if listing.by_entries:
        near |= known.corpus.keywords.is_null().to_numpy(zero_copy_only=False)  # no entry was read
    if listing.key == "recurrences" or _is_linear(listing):
        near[linear] = True
    if listing.key == "mult" or _MULTIPLICATIVE.search(listing.title):
        near |= may_be_multiplicative(known.corpus)
    found: Ints = np.flatnonzero(near)
    return found


def _named(known: Studied, selection: Selection) -> Iterator[_Listing]:
    for keyword, title in named.KEYWORDS.items():
        yield _Listing(keyword, title, np.flatnonzero(has_keyword(known.corpus, (keyword,))), True)
    if selection.source == BUNDLED:
        for topic, entries in itertools.groupby(entries_by_topic(), key=lambda pair: pair[0]):
            members = places_of(known, (int(entry.number[1:]) for _, entry in entries))
            yield _Listing(topic, named.TOPICS[topic], members, False)


def _indexed(known: Studied, selection: Selection) -> Iterator[_Listing]:
    """The groups of links and pages; those of one title are one."""
    numbers: dict[str, list[int]] = {}
    titles: dict[str, str] = {}
    links = kept_links(selection)
    linked = zip(links.column("title").to_pylist(), links.column("number").to_pylist(), strict=True)
    listed = [(section.title, number) for section in _pages(selection) for number in section.numbers]
    for title, number in itertools.chain(linked, listed):
        titles.setdefault(title.lower(), title)
        numbers.setdefault(title.lower(), []).append(number)
    on_pages, taken = {title.lower() for title, _ in listed}, {*named.KEYWORDS, *named.TOPICS}
    for title, own in numbers.items():
        key = slug(title)
        while key in taken:
            key += "-"
        taken.add(key)
        yield _Listing(key, titles[title], places_of(known, own), title not in on_pages)


def _pages(selection: Selection) -> Iterable[Section]:
    """The sections of the index pages given."""
    return pages(selection.index, selection.state) if selection.index else ()


def places_of(known: Studied, numbers: Iterable[int]) -> Ints:
    """The sequences of whole numbers that have these A-numbers, of those that there are."""
    whole = np.flatnonzero(known.corpus.denominator == 0)
    wanted = np.fromiter(numbers, np.int64)
    place = np.minimum(np.searchsorted(known.corpus.number[whole], wanted), len(whole) - 1)
    found: Ints = whole[place[known.corpus.number[whole[place]] == wanted]]
    return found


def _apart(count: int, keys: tuple[str, ...], members: tuple[Ints, ...]) -> Flags:
    """Groups of which neither holds much of the other, and that are no neighbours."""
    sizes = np.array([len(own) for own in members], np.int64)
    columns = np.concatenate([*members, np.zeros(0, np.int64)])
    listed = csr_array((np.ones(len(columns), np.int64), columns, np.append(0, np.cumsum(sizes))), (len(sizes), count))
    both = (listed @ listed.T).toarray()
    apart: Flags = both * _ALIKE <= np.minimum.outer(sizes, sizes)
    for close in named.NEIGHBOURS:
        own = [i for i, key in enumerate(keys) if key in close]
        apart[np.ix_(own, own)] = False
    np.fill_diagonal(apart, False)
    return apart
