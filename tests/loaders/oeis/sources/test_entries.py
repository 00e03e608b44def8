"""Entries in the internal format: every field that rows need, from lines in any order and of any system."""

import tarfile
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oeis_qa.loaders.oeis.corpus import KEYWORDS
from oeis_qa.loaders.oeis.sources.entries import Entry, entry, plain

REAL = Path(__file__).parents[4].parent / "shared/data/oeis/seq.tar.gz"  # beside the repository; not everybody has it
FIBONACCI = """\
%I A000045 M0692 N0256 #2136 Aug 29 2023 10:00:00
%S A000045 0,1,1,2,3,
%T A000045 5,8,13,
%U A000045 21,34
%N A000045 Fibonacci numbers: F(n) = F(n-1) + F(n-2) with F(0) = 0 and F(1) = 1.
%C A000045 Also called Lam{\\'e}'s sequence.
%F A000045 G.f.: x / (1 - x - x^2).
%Y A000045 Cf. A000032 (Lucas).
%Y A000045 Partial sums are A000071.
%K A000045 nonn,core,nice, easy
%O A000045 0,4
%A A000045 _N. J. A. Sloane_, 1964
"""


def changed(old, new):
    assert old in FIBONACCI
    return entry(FIBONACCI.replace(old, new).encode())


def without(letter):
    return entry("".join(line for line in FIBONACCI.splitlines(True) if line[1] != letter).encode())


def test_an_entry_gives_every_field_that_a_row_needs_and_keeps_its_whole_text():
    assert entry(FIBONACCI.encode()) == Entry(
        number=45,
        terms=("0", "1", "1", "2", "3", "5", "8", "13", "21", "34"),
        name="Fibonacci numbers: F(n) = F(n-1) + F(n-2) with F(0) = 0 and F(1) = 1.",
        offset=0,
        keywords=("nonn", "core", "nice", "easy"),
        crossrefs=("Cf. A000032 (Lucas).", "Partial sums are A000071."),
        text=FIBONACCI.encode(),
    )


def test_line_ends_of_another_system_and_nul_bytes_change_nothing():
    read = entry(FIBONACCI.encode())
    assert entry(FIBONACCI.replace("\n", "\r\n").encode()) == read
    assert entry(FIBONACCI.replace("Fib", "F\0ib").replace("8,13", "8,\x0013").encode()) == read
    assert entry(FIBONACCI.rstrip("\n").encode()).crossrefs == read.crossrefs


def test_a_number_of_seven_digits_is_read():
    read = entry(FIBONACCI.replace("A000045", "A1234567").encode())
    assert (read.number, read.terms[:3]) == (1_234_567, ("0", "1", "1"))


def test_signed_terms_of_an_old_dump_come_before_absolute_ones():
    read = entry(b"%S A000001 1,2,3,\n%T A000001 4\n%V A000001 1,-2,3,\n%W A000001 -4,\n%X A000001 5\n")
    assert read.terms == ("1", "-2", "3", "-4", "5")


def test_a_line_of_terms_without_a_comma_at_its_end_is_not_glued_to_the_next():
    assert entry(b"%S A000001 1,2\n%T A000001 3,4\n%U A000001 5\n").terms == ("1", "2", "3", "4", "5")


def test_what_an_entry_does_not_say_is_none_or_empty():
    read = entry(b"%S A000001 1,2,3\n")
    assert (read.name, read.offset, read.keywords, read.crossrefs) == (None, None, (), ())
    assert changed("Fibonacci numbers: F(n) = F(n-1) + F(n-2) with F(0) = 0 and F(1) = 1.", "").name is None
    assert changed("%O A000045 0,4", "%O A000045").offset is None


@pytest.mark.parametrize(
    ("written", "offset"),
    [("1,2", 1), ("-3,1", -3), ("0", 0), ("999999999999999999,1", 10**18 - 1), ("9" * 5000, None), ("x,1", None)],
)
def test_an_offset_is_the_first_number_if_a_column_can_hold_it(written, offset):
    assert changed("%O A000045 0,4", f"%O A000045 {written}").offset == offset


def test_entities_and_odd_line_ends_in_names_and_references_are_resolved():
    read = changed("Fibonacci numbers:", "Fibonacci&#39;s &lt;numbers&gt;\u2028and&nbsp;more:")
    assert read.name.startswith("Fibonacci's <numbers> and more: F(n)")
    assert changed("(Lucas)", "(L&uuml;cas &amp; sons)").crossrefs[0] == "Cf. A000032 (Lücas & sons)."


def test_keywords_are_words_whatever_stands_between_them():
    assert changed("nonn,core,nice, easy", 'nonn, core;"easy" ,,').keywords == ("nonn", "core", "easy")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "file is no entry"),
        (b"\n\n", "file is no entry"),
        (b"A000045 ,0,1,1,\n", "file is no entry"),
        (b"%S A45 0,1,1\n", "file is no entry"),
        (b"%S A00000045 0,1,1\n", "file is no entry"),
        (b"%s A000045 0,1,1\n", "file is no entry"),
        (b"%S A000045 0,1,1\n%N A000046 Two numbers.\n", "file is no entry"),
        (b"%S A000045 0,1\n%S A000046 0,1\n", "file is no entry"),
        (b"%S A000045 0,1,1\n%N A000045 caf\xe9\n", "entry is not UTF-8"),
        (b"%S A000045 0,1,1\n%C A000045 caf\xe9\n", "entry is not UTF-8"),
        (b"%S A000045\n%N A000045 None.\n%K A000045 nonn\n", "entry has no terms"),
        (b"%S A000045 ,\n%N A000045 None.\n", "entry has no terms"),
        (b"%N A000045 None.\n%K A000045 dead\n", "entry has no terms"),
        (b"%S A000045 0,1,one\n", "terms are not integers"),
        (b"%S A000045 0,01\n", "terms are not integers"),
        (b"%S A000045 0,-0\n", "terms are not integers"),
        (b"%S A000045 0,1/2\n", "terms are not integers"),
        (b"%S A000045 0,,1\n", "terms are not integers"),
        ("%S A000045 0,١\n".encode(), "terms are not integers"),
        (b"%N A000045 allocated for somebody\n%K A000045 allocated\n", "entry is allocated, not written"),
        (b"%S A000045 0,1\n%K A000045 allocating\n", "entry is allocated, not written"),
        (b"%S A000045 0,1\n%K A000045 recycled\n", "entry is allocated, not written"),
    ],
)
def test_what_is_no_usable_entry_is_told_apart_by_reason(data, reason):
    assert entry(data) == reason


def test_missing_lines_of_terms_are_no_fault_if_others_stand():
    assert without("S").terms == ("5", "8", "13", "21", "34")
    assert without("T").terms == ("0", "1", "1", "2", "3", "21", "34")


def test_dead_entries_are_read_since_their_keyword_decides():
    assert changed("nonn,core,nice, easy", "dead").keywords == ("dead",)


def test_terms_of_a_million_digits_cost_no_more_than_their_length():
    long = b"7" * 1_000_000
    start = time.process_time()
    assert entry(b"%S A000001 1,-" + long + b",1\n").terms[1] == "-" + "7" * 1_000_000
    assert entry(b"%S A000001 1," + long + b"x,1\n") == "terms are not integers"
    assert entry(b"%S A000001 " + b"1," * 500_000 + b"x\n") == "terms are not integers"
    assert time.process_time() - start < 5


PIECES = [
    *(b"%%%c A000045 " % letter for letter in b"SVOKN"),
    *(b"%Y A000046 ", b"0,1,", b"-", b"9" * 30, b"\n", b"\r\n", b"\0", b"\xff"),
    *(b"&#0;", b"&#xD800;", b"\xe2\x80\xa8", b",", b" ", b"x"),
]
LINES = st.text(st.characters(blacklist_characters="\n\r\0&", blacklist_categories=["Cs"]), max_size=30)


@settings(deadline=None, max_examples=100)
@given(data=st.data(), ends=st.sampled_from(["\n", "\r\n"]), final=st.booleans(), signed=st.booleans())
def test_every_entry_is_read_as_it_was_written(data, ends, final, signed):
    number = data.draw(st.integers(1, 9_999_999))
    terms = data.draw(st.lists(st.integers(), min_size=1, max_size=20))
    first, second = sorted(data.draw(st.tuples(st.integers(0, len(terms)), st.integers(0, len(terms)))))
    listed = [",".join(map(str, part)) for part in (terms[:first], terms[first:second], terms[second:])]
    name = data.draw(LINES)
    keywords = data.draw(st.lists(st.sampled_from(sorted(set(KEYWORDS) - {"allocated", "allocating", "recycled"}))))
    offset = data.draw(st.integers(-(10**9), 10**9))
    crossrefs = data.draw(st.lists(LINES, max_size=3))
    fields = [*zip("VWX" if signed else "STU", listed, strict=True), ("N", name), ("K", ",".join(keywords))]
    fields += [("S", "1,2,3")] * signed + [("O", f"{offset},1"), ("C", data.draw(LINES)), ("e", data.draw(LINES))]
    fields = data.draw(st.permutations(fields)) + [("Y", line) for line in crossrefs]
    text = ends.join(f"%{letter} A{number:06d} {said}" for letter, said in fields) + ends * final
    assert entry(text.encode()) == Entry(
        number,
        tuple(map(str, terms)),
        plain(name) or None,
        offset,
        tuple(keywords),
        tuple(map(plain, crossrefs)),
        text.replace("\r\n", "\n").encode(),
    )


@settings(deadline=None, max_examples=200)
@given(
    data=st.binary(max_size=80)
    | st.lists(
        st.sampled_from(PIECES),
        max_size=20,
    ).map(b"".join)
)
def test_any_bytes_give_an_entry_or_a_reason(data):
    read = entry(data)
    assert isinstance(read, Entry | str)
    if isinstance(read, Entry):
        assert all(str(int(term)) == term for term in read.terms)


@settings(deadline=None, max_examples=200)
@given(st.text() | st.lists(st.sampled_from(["&lt;", "&#10;", "&#0;", "&nbsp;", "\0", "\x85", "a"])).map("".join))
def test_plain_text_is_one_line_without_control_characters(text):
    said = plain(text)
    assert len(said.splitlines()) <= 1
    assert not [c for c in said if ord(c) < 32 or 127 <= ord(c) < 160]


@settings(deadline=None, max_examples=50)
@given(st.text(st.characters(min_codepoint=32, max_codepoint=126, blacklist_characters="&")))
def test_plain_text_that_is_plain_already_stays(text):
    assert plain(text) == text


def test_every_entry_of_the_real_sample_is_read():
    if not REAL.exists():
        pytest.skip(f"needs the real encyclopedia in {REAL}")
    with tarfile.open(REAL) as archive:
        texts = [archive.extractfile(member).read() for member in archive if member.name.endswith(".seq")]
    read = {found.number: found for found in map(entry, texts)}
    assert len(texts) == len(read) == 40
    assert read[45].terms[:10] == ("0", "1", "1", "2", "3", "5", "8", "13", "21", "34")
    assert read[7408].keywords == ("nonn", "frac")
    assert read[7408].offset == read[7409].offset == 1
    assert all(found.name and found.keywords and found.offset is not None for found in read.values())
    assert {word for found in read.values() for word in found.keywords} <= set(KEYWORDS)
    assert [found.text for found in read.values()] == texts
