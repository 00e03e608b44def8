"""Numerators over denominators: pairs stated in one direction, in any letter case, checked and written as fractions."""

from collections import Counter
from fractions import Fraction
from math import gcd
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oeis_qa.loaders.oeis.sources.files import files
from oeis_qa.loaders.oeis.sources.fractions import with_fractions
from oeis_qa.loaders.oeis.sources.joining import table

REAL = Path(__file__).parents[4].parent / "shared/data/oeis/seq.tar.gz"  # beside the repository; not everybody has it
ZETA = [sum(Fraction(1, k**3) for k in range(1, n + 1)) for n in range(1, 11)]  # 1, 9/8, 251/216, ...
WRITTEN = "1 9/8 251/216 2035/1728 256103/216000 28567/24000 9822481/8232000 78708473/65856000".split()


def numerators(values=ZETA, **fields):
    return {"number": 7408, "terms": [value.numerator for value in values], "K": "nonn,frac", "O": "1,2", **fields}


def denominators(values=ZETA, **fields):
    return {"number": 7409, "terms": [value.denominator for value in values], "K": "nonn,frac", "O": "1,2", **fields}


def written(number, terms, **fields):
    """An entry in internal format; a field of several lines is a list."""
    lines = [("S", ",".join(map(str, terms)))] + [
        (letter, line) for letter, said in fields.items() for line in ([said] if isinstance(said, str) else said)
    ]
    return "".join(f"%{letter} A{number:06d} {line}\n" for letter, line in lines)


@pytest.fixture
def joined(tmp_path):
    """A function: entries -> ({label: row} of the rational sequences, {reason: dropped}, all labels in order)."""

    def join(*entries):
        for entry in entries:
            (tmp_path / f"A{entry['number']:06d}.seq").write_text(written(**entry))
        dropped, texts = Counter(), tmp_path / "entries.arrow"
        found = with_fractions(table(files(str(tmp_path)), texts, dropped), texts, dropped)
        labels = [(row["number"], row["denominator"]) for row in found.to_pylist()]
        rational = {(row["number"], row["denominator"]): row for row in found.to_pylist() if row["denominator"]}
        return rational, {reason: count for reason, count in dropped.items() if count}, labels

    return join


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("Y", "Cf. A001008, A007406, A007409 (denom), A002117."),
        ("Y", "Cf. A007409 (denom.)."),
        ("Y", "Cf. A007409 (DENOMINATORS)."),
        ("Y", "cf. a007409 (Denominator)."),
        ("Y", "Cf. A007409 (the denominators), A000001."),
        ("Y", "Cf. A007409 (for denominators)."),
        ("Y", "Denominators are in A007409."),
        ("Y", "Denominators: A007409."),
        ("Y", "The denominators are given by A007409."),
        ("Y", "For the denominators see A007409."),
        ("Y", "DENOMINATOR IS A007409."),
        ("C", "a(n)/A007409(n) is the partial sum towards zeta(3). - _Somebody_"),
        ("C", "The fractions are a(n)/A007409."),
        ("C", "A(N)/A007409(N) IS A PARTIAL SUM."),
        ("F", "a(n)/A007409(n) = Sum_{k=1..n} 1/k^3."),
        ("N", "Numerators of sums; denominators are in A007409."),
    ],
)
def test_the_numerators_alone_may_say_what_their_denominators_are(joined, field, said):
    rational, dropped, labels = joined(numerators(**{field: said}), denominators())
    assert labels == [(7408, None), (7408, 7409), (7409, None)]
    assert rational[7408, 7409]["terms"][:8] == WRITTEN
    assert dropped == {}


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("Y", "Cf. A007408 (numerators)."),
        ("Y", "Cf. A007408 (NUMER.), A001008."),
        ("Y", "numerators: a007408"),
        ("Y", "Numerator is given in A007408."),
        ("C", "A007408(n)/a(n) is a partial sum."),
        ("C", "The fractions are A007408/A(n)."),
    ],
)
def test_the_denominators_alone_may_say_what_their_numerators_are(joined, field, said):
    rational, dropped, _ = joined(numerators(), denominators(**{field: said}))
    assert list(rational) == [(7408, 7409)]
    assert rational[7408, 7409]["terms"][:8] == WRITTEN
    assert dropped == {}


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("Numerators of Sum_{k=1..n} 1/k^3.", "Denominators of Sum_{k=1..n} 1/k^3."),
        ("Wolstenholme numbers: numerator of Sum_{k=1..n} 1/k^3.", "DENOMINATOR of Sum_{k = 1..n} 1/k^3"),
        ("a(n) = numerator(Sum_{k=1..n} 1/k^3).", "a(n) = denominator(Sum_{k=1..n} 1/k^3)."),
    ],
)
def test_two_names_that_differ_in_that_word_alone_make_a_pair_in_any_letter_case(joined, above, below):
    fields = {"K": "nonn"}  # names need no keyword
    rational, _, _ = joined(numerators(**fields, N=above), denominators(**fields, N=below))
    assert list(rational) == [(7408, 7409)]


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("Numerators of 1/(n+1).", "Denominators of 1/(n-1)."),
        ("Numerators of x.", "4*Denominators of x."),
        ("Numerators of x.", "Numerators of x."),
        ("Numerators of x.", "Numerators minus denominators of x."),
        ("Numerators.", "Denominators."),
    ],
)
def test_names_that_differ_in_more_make_no_pair(joined, above, below):
    assert joined(numerators(N=above), denominators(N=below))[0] == {}


def test_names_that_three_sequences_share_make_no_pair(joined):
    third = {**denominators(N="Denominators of x."), "number": 7410}
    assert joined(numerators(N="Numerators of x."), denominators(N="Denominators of x."), third)[0] == {}


@pytest.mark.parametrize(
    "said",
    [
        "Cf. A007409.",
        "Cf. A007409 (denominators of something else).",
        "a(n)/A007409(n+1) is no partial sum.",
        "Cf. A007408 (denominators).",
        "Denominators are in A999999.",
    ],
)
def test_what_only_looks_like_a_statement_makes_no_pair(joined, said):
    rational, dropped, labels = joined(numerators(Y=said), denominators())
    assert (rational, dropped, labels) == ({}, {}, [(7408, None), (7409, None)])


def test_a_rational_row_takes_its_name_offset_and_common_keywords_from_both(joined):
    above = numerators(N="Numerators of sum of inverse cubes.", K="nonn,frac,easy", Y="Cf. A007409 (denom).")
    row = joined(above, denominators(K="frac,nonn,hard"))[0][7408, 7409]
    assert (row["name"], row["offset"], row["keywords"]) == ("Sum of inverse cubes.", 1, ["nonn", "frac"])


def test_offsets_are_aligned_and_the_common_part_is_used(joined):
    """The numerators begin one index earlier; the denominators are three terms shorter."""
    above = {**numerators(Y="Cf. A007409 (denom).", O="0,2"), "terms": [77, *(x.numerator for x in ZETA)]}
    rational, dropped, _ = joined(above, denominators(ZETA[:-2]))
    assert rational[7408, 7409]["terms"] == WRITTEN
    assert rational[7408, 7409]["offset"] == 1
    assert dropped == {}


def test_denominators_that_begin_earlier_are_aligned_too(joined):
    below = {**denominators(Y="Cf. A007408 (numerators).", O="-1,5"), "terms": [5, 6, *(x.denominator for x in ZETA)]}
    row = joined(numerators(), below)[0][7408, 7409]
    assert (row["terms"][:8], row["offset"]) == (WRITTEN, 1)


def test_lists_of_an_unknown_offset_are_read_from_their_first_terms(joined):
    below = denominators(Y="Cf. A007408 (numerators).")
    del below["O"]
    row = joined(numerators(O="5,2"), below)[0][7408, 7409]
    assert (row["terms"][:8], row["offset"]) == (WRITTEN, None)


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ([1, 3, 11, 25, 137, 49, 363, 4], [1, 2, 6, 12, 60, 20, 140, 6]),  # 4/6 is not in lowest terms
        ([1, 3, 11, 25, 137, 49, 363, 761], [1, 2, 6, 12, 60, 20, 140, -280]),
        ([1, 3, 11, 25, 137, 49, 363, 761], [1, 2, 6, 12, 60, 20, 140, 0]),
        ([0, 3, 11, 25, 137, 49, 363, 761], [2, 2, 6, 12, 60, 20, 140, 280]),  # 0/2
        ([1, 3, 11, 25, 137, 49, 363], [1, 2, 6, 12, 60, 20, 140]),  # seven terms
        ([1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 1, 1, 1, 1, 1, 1, 1, 1]),  # integers
    ],
)
def test_a_pair_that_does_not_fit_is_left_out_and_counted(joined, above, below):
    one = {**numerators(Y="Cf. A007409 (denom)."), "terms": above}
    rational, dropped, labels = joined(one, {**denominators(), "terms": below})
    assert (rational, labels) == ({}, [(7408, None), (7409, None)])
    assert dropped == {"numerators and denominators do not fit": 1}


def test_negative_numerators_and_integral_values_are_written_as_they_are(joined):
    values = [Fraction(-3, 2), Fraction(-1), Fraction(0), Fraction(1, 2), Fraction(4), *ZETA[1:4]]
    rows = joined(numerators(values, Y="Cf. A007409 (denom)."), denominators(values))[0]
    assert rows[7408, 7409]["terms"] == ["-3/2", "-1", "0", "1/2", "4", "9/8", "251/216", "2035/1728"]


def test_a_rational_sequence_ends_before_a_term_that_is_far_too_long(joined):
    above = {**numerators(Y="Cf. A007409 (denom)."), "terms": [*(x.numerator for x in ZETA), "7" * 1_000_000, 1]}
    below = {**denominators(), "terms": [*(x.denominator for x in ZETA), 3, 5]}
    assert joined(above, below)[0][7408, 7409]["terms"] == [str(value) for value in ZETA]


def test_one_sequence_may_be_the_numerators_of_two(joined):
    other = {**denominators(), "number": 7410, "terms": [1] * 9 + [1000003]}
    rational, dropped, labels = joined(
        numerators(Y="Cf. A007409 (denom), A007410 (denominators)."), denominators(), other
    )
    assert list(rational) == [(7408, 7409), (7408, 7410)]
    assert labels == [(7408, None), (7408, 7409), (7408, 7410), (7409, None), (7410, None)]
    assert dropped == {}


@settings(deadline=None, max_examples=60)
@given(values=st.lists(st.fractions(), min_size=1, max_size=14), lead=st.integers(0, 3), trail=st.integers(0, 2))
def test_any_fractions_are_found_again_in_their_halves(tmp_path_factory, values, lead, trail):
    folder = tmp_path_factory.mktemp("pair")
    above = {**numerators(values, O=f"{1 - lead},1"), "terms": [9] * lead + [value.numerator for value in values]}
    below = {
        **denominators(values, Y="Cf. A007408 (Numerators)."),
        "terms": [x.denominator for x in values] + [3] * trail,
    }
    for half in (above, below):
        (folder / f"A{half['number']:06d}.seq").write_text(written(**half))
    dropped = Counter()
    found = with_fractions(table(files(str(folder)), folder / "texts", dropped), folder / "texts", dropped)
    terms = [row["terms"] for row in found.to_pylist() if row["denominator"]]
    fits = len(values) >= 8 and any(value.denominator > 1 for value in values)
    assert terms == ([[str(value) for value in values]] if fits else [])
    assert dropped["numerators and denominators do not fit"] == (not fits)


def test_the_pair_of_the_real_sample_becomes_partial_sums_towards_zeta_3(tmp_path):
    if not REAL.exists():
        pytest.skip(f"needs the real encyclopedia in {REAL}")
    texts, dropped = tmp_path / "texts", Counter()
    found = with_fractions(table(files(str(REAL)), texts, dropped), texts, dropped).to_pylist()
    rows = {(row["number"], row["denominator"]): row for row in found}
    assert len(rows) == 41
    row = rows[7408, 7409]
    assert row["terms"][:10] == [str(value) for value in ZETA]
    above, below = rows[7408, None]["terms"], rows[7409, None]["terms"]
    assert above[:3] == ["1", "9", "251"]
    assert below[:3] == ["1", "8", "216"]
    assert len(row["terms"]) == min(len(above), len(below)) == 17
    assert all(gcd(*map(int, term.split("/"))) == 1 for term in row["terms"][1:])
    assert (row["offset"], row["keywords"]) == (1, ["nonn", "frac"])
