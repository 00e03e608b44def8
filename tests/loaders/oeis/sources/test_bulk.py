"""The bulk files, read in columns: compared with what was written, line by line; files of another kind are refused."""

import time
from collections import Counter
from contextlib import suppress
from itertools import cycle

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oeis_qa.errors import SourceFormatError
from oeis_qa.loaders.oeis.sources import bulk

PARSERS = (bulk.stripped, bulk.names, bulk.offsets)
NUMBERS = st.integers(1, 9_999_999)
TERMS = st.lists(st.integers() | st.integers(-(10**300), 10**300), min_size=1, max_size=8)
NAMES = st.text(st.characters(blacklist_characters="\n", blacklist_categories=["Cs"]), max_size=20)


@pytest.fixture
def parse():
    """A function: parser, text -> ({number: value} in the order read, {reason: how many were dropped})."""

    def run(parser, text):
        dropped = Counter()
        read = parser(text.encode() if isinstance(text, str) else text, "stripped.gz", dropped)
        values = dict(zip(read.number.tolist(), read.value.to_pylist(), strict=True))
        assert list(values) == sorted(values)
        assert len(values) == len(read.number) == len(read.value)
        return values, {reason: count for reason, count in dropped.items() if count}

    return run


@pytest.fixture
def among():
    """A function: odd lines -> a `stripped` text of 3,000 good ones, A100001 ... A103000, with them in the middle."""

    def make(*odd):
        good = [b"A%d ,%d,%d," % (n, n, n + 1) for n in range(100_001, 103_001)]
        lines = [line if isinstance(line, bytes) else line.encode() for line in odd]
        return b"\n".join([*good[:1500], *lines, *good[1500:], b""])

    return make


def laid_out(lines, ends, final, comments):
    """A file of these lines: with \\n or \\r\\n, comments and blank lines between, the last line end or none."""
    between = cycle([[comment] for comment in comments] or [[]])
    return ends.join(text for line in lines for text in [*next(between), line]) + ends * final


LAYOUTS = {
    "ends": st.sampled_from(["\n", "\r\n"]),
    "final": st.booleans(),
    "comments": st.lists(st.sampled_from(["# OEIS Sequence Data", "", "#A000001 ,1,", "  ", "# \u2028é"]), max_size=3),
}


def test_a_header_of_comments_is_passed_over(parse):
    text = "# OEIS Sequence Data (http://oeis.org/stripped.gz)\n# Last Modified: today\n\nA000045 ,0,1,1,2,3,\n"
    assert parse(bulk.stripped, text) == ({45: ["0", "1", "1", "2", "3"]}, {})


def test_negative_terms_and_numbers_of_seven_digits_are_read(parse):
    assert parse(bulk.stripped, "A1000000 ,-1,0,-20,\nA000002 ,5,\n") == ({2: ["5"], 1_000_000: ["-1", "0", "-20"]}, {})


@settings(deadline=None, max_examples=60)
@given(corpus=st.dictionaries(NUMBERS, TERMS, min_size=1, max_size=12), layout=st.fixed_dictionaries(LAYOUTS))
def test_every_stripped_file_is_read_as_it_was_written(corpus, layout):
    lines = [f"A{number:06d} ,{','.join(map(str, terms))}," for number, terms in corpus.items()]
    dropped = Counter()
    read = bulk.stripped(laid_out(lines, **layout).encode(), "stripped", dropped)
    expected = {number: [str(term) for term in terms] for number, terms in sorted(corpus.items())}
    assert list(zip(read.number.tolist(), read.value.to_pylist(), strict=True)) == list(expected.items())
    assert not dropped.total()


@settings(deadline=None, max_examples=80)
@given(corpus=st.dictionaries(NUMBERS, NAMES, min_size=1, max_size=12), layout=st.fixed_dictionaries(LAYOUTS))
def test_every_names_file_is_read_as_it_was_written(corpus, layout):
    """NUL, U+2028, entities and a carriage return within a line are no line ends and stay for the joining to clean."""
    said = {number: f"x{name}y" for number, name in sorted(corpus.items())}
    text = laid_out([f"A{number:06d} {said[number]}" for number in corpus], **layout)
    read = bulk.names(text.encode(), "names", Counter())
    assert dict(zip(read.number.tolist(), read.value.to_pylist(), strict=True)) == said


@settings(deadline=None, max_examples=60)
@given(
    corpus=st.dictionaries(NUMBERS, st.integers(1 - 10**18, 10**18 - 1), min_size=1, max_size=12),
    layout=st.fixed_dictionaries(LAYOUTS),
)
def test_every_offsets_file_is_read_as_it_was_written(corpus, layout):
    text = laid_out([f"A{number:06d} {offset}" for number, offset in corpus.items()], **layout)
    read = bulk.offsets(text.encode(), "offsets", Counter())
    assert dict(zip(read.number.tolist(), read.value.to_pylist(), strict=True)) == dict(sorted(corpus.items()))


@pytest.mark.parametrize("parser", PARSERS)
@settings(deadline=None, max_examples=100)
@given(
    data=st.binary(max_size=80)
    | st.lists(
        st.sampled_from([b"A000045", b"A", b" ,", b" ", b",", b"0", b"-1", b"7", b"\n", b"\r\n", b"\0", b"\xff", b"#"]),
        max_size=30,
    ).map(b"".join)
)
def test_any_bytes_are_read_or_refused_with_an_error_of_our_own(parser, data):
    with suppress(SourceFormatError):
        read = parser(data, "stripped", Counter())
        assert len(read.number) == len(read.value)


def plain_reading(text):
    """{number: terms} and the counts of what was dropped, line by line without a pattern: the first of each wins."""
    found, dropped = {}, Counter()
    for raw in text.split(b"\n"):
        try:
            line = raw.decode().rstrip("\r ")
        except UnicodeDecodeError:
            dropped["line is not UTF-8"] += 1
            continue
        if not line or line[0] == "#":
            continue
        name, _, rest = line.partition(" ")
        digits = name[1:]
        if name[:1] != "A" or len(digits) not in (6, 7) or not (digits.isascii() and digits.isdigit()):
            dropped["line is no entry"] += 1
        elif not rest.strip(","):
            dropped["entry has no terms"] += 1
        elif rest[0] != ",":
            dropped["line is no entry"] += 1
        elif rest[-1] != "," or not all(map(is_integer, rest[1:-1].split(","))):
            dropped["terms are not integers"] += 1
        elif int(digits) in found:
            dropped["A-number came before"] += 1
        else:
            found[int(digits)] = rest[1:-1].split(",")
    return found, dict(dropped)


def is_integer(term):
    """Whether a term is an integer as Python writes it."""
    try:
        return str(int(term)) == term and term.isascii()
    except ValueError:
        return False


ODD_LINES = st.sampled_from(
    [
        *(b"A000045 ,0,1,", b"A000045 ,1,1,", b"A45 ,1,", b"A00000045 ,1,", b"a000045 ,1,", b"A0000045 ,9,"),
        *(b"A000046 ,01,", b"A000046 ,-0,", b"A000046 ,1,,2,", b"A000046 ,1", b"A000046 ,1.5,", b"A000046 1,2,"),
        *(b"A000046 ,,", b"A000046 ,", b"A000046", b"A000047 ,+1,", b"A000047 ,\xd9\xa1,", b"A000047 ,1\xe2\x80\xa8,"),
        *(b"A000047 ,1\0,", b"A000047 , 1,", b"A000048,1,", b"A000048 ,1,&lt;,", b"A000048\t,1,", b" A000049 ,1,"),
        *(b"A000050 ,1,\xe9,", b"\xff\xfe", b"# A000051 ,1,", b"A000051 ,1,\r"),
    ]
)


@settings(deadline=None, max_examples=40)
@given(odd=st.lists(ODD_LINES, max_size=3))
def test_odd_lines_are_dropped_and_counted_as_a_plain_reader_does(odd):
    good = b"".join(b"A%d ,%d,-7,\n" % (n, n) for n in range(100_001, 103_001))
    text, dropped = good + b"\n".join(odd), Counter()
    read = bulk.stripped(text, "stripped", dropped)
    expected, reasons = plain_reading(text)
    assert dict(zip(read.number.tolist(), read.value.to_pylist(), strict=True)) == expected
    assert {reason: count for reason, count in dropped.items() if count} == reasons


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Fibonacci numbers", "line is no entry"),
        ("A45 ,0,1,", "line is no entry"),
        ("A00000045 ,0,1,", "line is no entry"),
        ("A000045 0,1,", "line is no entry"),
        ("A000045 ,0,1,x,", "terms are not integers"),
        ("A000045 ,0,01,", "terms are not integers"),
        ("A000045 ,0,-0,", "terms are not integers"),
        ("A000045 ,0,1", "terms are not integers"),
        ("A000045 ,0,1\0,", "terms are not integers"),
        ("A000045 ,0,1\u2028,", "terms are not integers"),
        ("A000045 ,0,&minus;1,", "terms are not integers"),
        (b"A000045 ,0,\xe9,", "line is not UTF-8"),
        ("A000045 ,", "entry has no terms"),
        ("A000045", "entry has no terms"),
        ("A100001 ,8,8,", "A-number came before"),
    ],
)
def test_a_line_that_cannot_be_used_is_dropped_and_counted(parse, among, line, reason):
    values, dropped = parse(bulk.stripped, among(line))
    assert dropped == {reason: 1}
    assert len(values) == 3000
    assert 45 not in values


def test_the_first_of_equal_a_numbers_wins_also_under_leading_zeros(parse):
    values, dropped = parse(bulk.stripped, "A000009 ,1,\nA000007 ,2,\nA0000009 ,3,\nA000007 ,4,\n")
    assert values == {7: ["2"], 9: ["1"]}
    assert dropped == {"A-number came before": 2}


def test_sequences_without_terms_are_no_unreadable_lines(parse, among):
    """The real file holds thousands of allocated numbers."""
    values, dropped = parse(bulk.stripped, among(*(f"A2{n:05d} ," for n in range(100))))
    assert dropped == {"entry has no terms": 100}
    assert len(values) == 3000


def test_three_unreadable_lines_of_three_thousand_are_counted_and_four_are_too_many(parse, among):
    odd = ["first odd line", "A000045 ,second,", b"third \xe9"]
    assert parse(bulk.stripped, among(*odd))[1] == {
        "line is no entry": 1,
        "terms are not integers": 1,
        "line is not UTF-8": 1,
    }
    shown = r"'third \\\\xe9'; 'first odd line'; 'A000045 ,second,'; is it the file it should be\?"
    with pytest.raises(SourceFormatError, match=rf"stripped\.gz: 4 of 3,004 .* over 0\.1%, such as {shown}"):
        parse(bulk.stripped, among(*odd, "fourth odd line"))


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize(
    "text", [b"<html><body>Not found</body></html>\n", b"\xff\xfe\x00A" * 50, b"PK\x03\x04\n\x80\n"]
)
def test_a_file_of_another_kind_is_refused(parser, text):
    with pytest.raises(SourceFormatError, match=r"names\.gz: .* is it the file it should be\?"):
        parser(text, "names.gz", Counter())


def test_a_file_without_lines_gives_nothing(parse):
    for parser in PARSERS:
        assert parse(parser, "# only a comment\n\n") == ({}, {})


@pytest.mark.parametrize("line", ["A000001 ", "A000001", "000001 Name", "A00001 Name"])
def test_a_names_line_without_a_number_or_a_name_is_no_entry(parse, line):
    text = "".join(f"A{n} Name.\n" for n in range(200_000, 201_000)) + line
    assert parse(bulk.names, text)[1] == {"line is no entry": 1}


@pytest.mark.parametrize("line", ["A000001 x", "A000001", "A000001 1.5", "A000001 1000000000000000000000", "A000001 ٣"])
def test_an_offsets_line_without_an_integer_is_no_entry(parse, line):
    text = "".join(f"A{n} 1\n" for n in range(200_000, 201_000)) + line
    assert parse(bulk.offsets, text)[1] == {"line is no entry": 1}


def test_terms_of_a_million_digits_cost_no_more_than_their_length(parse):
    long = "7" * 1_000_000
    text = "".join(f"A00000{n} ,1,{long},-{long},2,\n" for n in range(1, 6)) + f"A000006 ,1,{long}x,\n"
    filler = "".join(f"A{n} ,1,\n" for n in range(300_000, 301_000))
    start = time.process_time()
    values, dropped = parse(bulk.stripped, text + filler)
    assert time.process_time() - start < 5
    assert values[5] == ["1", long, f"-{long}", "2"]
    assert dropped == {"terms are not integers": 1}
