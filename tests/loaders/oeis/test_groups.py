"""groups: which group a sequence is in, which of four is not in a group, signatures; and where groups come from."""

import collections
import gzip
import itertools
import json
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

import oeis_qa
from oeis_qa.errors import CapacityError, OptionError, SourceError, SourceFormatError
from oeis_qa.loaders.oeis.corpus import Corpus, Sequence
from oeis_qa.loaders.oeis.index.links import Link, links_in
from oeis_qa.loaders.oeis.index.multiplicative import may_be_multiplicative
from oeis_qa.loaders.oeis.index.named import KEYWORDS, NEIGHBOURS, TOPICS
from oeis_qa.loaders.oeis.index.pages import sections
from oeis_qa.loaders.oeis.index.signatures import obeys, signatures
from oeis_qa.loaders.oeis.solvers.recurrence import weights
from oeis_qa.loaders.oeis.sources import bundled, open_source
from oeis_qa.splits import SPLITS

LINEAR = "linear recurrences with constant coefficients"


def builder(**options):
    return oeis_qa.load_dataset_builder("oeis_qa", "groups", **options)


def asked(made, split, count, question):
    """The rows of one question among the first ones of a split: data, prompt, answer, meta."""
    batch = made.batch(split, range(count))
    columns = (getattr(batch, name).to_pylist() for name in ("data", "prompt", "answer", "meta"))
    rows = [(data, prompt, answer, json.loads(meta)) for data, prompt, answer, meta in zip(*columns, strict=True)]
    return [row for row in rows if row[3]["question"] == question]


@pytest.fixture(scope="module")
def ours():
    return builder()


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    return open_source("bundled", str(tmp_path_factory.mktemp("cache")))


@pytest.fixture(scope="module")
def listed(corpus):
    """Every bundled sequence's titles: those of its topic and of its keywords."""
    found = {entry.number: {TOPICS[topic]} for topic, entry in bundled.entries_by_topic()}
    for label, own in zip(corpus.labels.to_pylist(), corpus.keywords.to_pylist(), strict=True):
        found.setdefault(label, set()).update(KEYWORDS[keyword] for keyword in own or () if keyword in KEYWORDS)
    return found


def corpus_of(*lists, offset=0):
    rows = [Sequence(i, tuple(map(str, terms)), offset=offset) for i, terms in enumerate(lists, 1)]
    return Corpus.of(rows, "none")


def continued(first, rule, count):
    terms = list(first)
    while len(terms) < count:
        terms.append(sum(weight * term for weight, term in zip(rule, reversed(terms), strict=False)))
    return terms


# Questions


@pytest.mark.parametrize("split", SPLITS)
def test_one_of_the_four_groups_lists_the_sequence(ours, listed, split):
    for data, prompt, answer, meta in asked(ours, split, 600, "group"):
        told = [line for line in data.split("\n") if line[1:3] == ") "]
        assert [line.partition(") ")[2] for line in told] == meta["options"]
        assert all(line in prompt for line in told)
        right = [
            letter for letter, title in zip("ABCD", meta["options"], strict=True) if title in listed[meta["a_number"]]
        ]
        assert right == [answer]
        assert meta["group"] == meta["options"]["ABCD".index(answer)]


@pytest.mark.parametrize("split", SPLITS)
def test_three_of_four_sequences_are_in_the_group_and_all_are_of_the_split(ours, corpus, listed, split):
    known = ours._plan().studied
    place = {label: i for i, label in enumerate(corpus.labels.to_pylist())}
    for data, _, answer, meta in asked(ours, split, 600, "odd_one_out"):
        outside = [
            letter for letter, own in zip("ABCD", meta["options"], strict=True) if meta["group"] not in listed[own]
        ]
        assert outside == [answer]
        assert meta["a_number"] == meta["options"]["ABCD".index(answer)]
        assert {int(known.split[place[own]]) for own in meta["options"]} == {SPLITS.index(split)}
        assert len(set(meta["options"])) == 4
        for own, line in zip(meta["options"], data.split("\n")[:4], strict=True):
            shown = [term.strip(" ,;|") for term in line[3:].replace(",", " ").split() if term.strip(" ,;|")]
            assert "," + ",".join(shown) + "," in "," + ",".join(corpus.terms_of(place[own])) + ","


@pytest.mark.parametrize("split", SPLITS)
def test_a_signature_makes_every_known_term_from_the_first_shown_one_on(ours, corpus, split):
    place = {label: i for i, label in enumerate(corpus.labels.to_pylist())}
    for _, _, answer, meta in asked(ours, split, 900, "signature"):
        rule, terms = list(map(int, answer.split(","))), list(map(int, corpus.terms_of(place[meta["a_number"]])))
        shown = terms[meta["start"] : meta["start"] + meta["shown"]]
        assert len(shown) >= 2 * len(rule) + 2 == 2 * meta["order"] + 2
        assert rule == weights(shown)  # by the solver, which knows the shown terms alone
        assert (
            continued(terms[meta["start"] :][: len(rule)], rule, len(terms) - meta["start"]) == terms[meta["start"] :]
        )


def test_given_four_groups_each_is_right_equally_often(ours):
    rows = ours._plan().rows["train"].parts["group"]
    right = collections.Counter()
    for four in rows.take(range(2 * len(rows.sides))).groups.tolist():
        right[tuple(sorted(four)), four[0]] += 1
    assert set(right.values()) == {2}
    assert len(right) == len(rows.sides)


def test_a_sequence_of_either_group_is_the_odd_one_in_a_fourth_of_the_rows(ours):
    rows = ours._plan().rows["train"].parts["odd_one_out"]
    odd = collections.Counter(
        (tuple(sorted(pair)), pair[0]) for pair in rows.take(range(len(rows.sides))).groups.tolist()
    )
    assert set(odd.values()) == {1}  # three members of the other group stand beside it, and so in the mirrored row


@pytest.mark.parametrize("question", ["group", "odd_one_out"])
def test_every_letter_is_right_equally_often(ours, question):
    rows = ours._plan().rows["train"].parts[question]
    letters = collections.Counter(rows.take(range(4 * len(rows.sides))).letter.tolist())
    assert set(letters.values()) == {len(rows.sides)}
    made = builder(questions=question)
    answers = collections.Counter(made.batch("train", range(4 * len(rows.sides))).answer.to_pylist())
    assert set(answers.values()) == {len(rows.sides)}


def test_neighbours_are_never_told_from_one_another(ours):
    title = {**KEYWORDS, **TOPICS}
    close = [{title[key] for key in keys} for keys in NEIGHBOURS]
    for _, _, _, meta in asked(ours, "train", 3_000, "group"):
        for pair in itertools.combinations(meta["options"], 2):
            assert not any(set(pair) <= titles for titles in close)


def test_no_linear_recurrence_is_told_from_the_recurrences_by_a_list_alone(ours, corpus):
    obeying = {corpus.labels[i].as_py() for i in signatures(corpus).column("sequence").to_pylist()}
    for _, _, answer, meta in asked(ours, "train", 3_000, "group"):
        others = [title for letter, title in zip("ABCD", meta["options"], strict=True) if letter != answer]
        assert TOPICS["recurrences"] not in others or meta["a_number"] not in obeying


def test_the_three_questions_are_as_many():
    made = builder(size=600)
    asks = collections.Counter(
        json.loads(meta)["question"] for meta in made.batch("train", range(600)).meta.to_pylist()
    )
    assert asks == {"group": 200, "odd_one_out": 200, "signature": 200}


def test_only_the_questions_asked_for_are_asked():
    made = builder(questions="signature,group")
    asks = {json.loads(meta)["question"] for meta in made.batch("test", range(40)).meta.to_pylist()}
    assert asks == {"signature", "group"}


# Signatures


@pytest.mark.parametrize(
    ("terms", "before", "rule"),
    [
        ([0, 1, 1, 2, 3, 5, 8, 13], 0, [1, 1]),
        ([1, 2, 4, 8, 16, 32], 0, [2]),
        ([0, 1, 4, 9, 16, 25, 36, 49], 0, [3, -3, 1]),
        ([5, 5, 0, 1, 1, 2, 3, 5, 8, 13, 21, 34, 55], 2, [1, 1]),
        ([0, 1, 0, 1, 0, 1, 0, 1], 0, [0, 1]),
        ([10**k + 7 for k in range(10)], 0, [11, -10]),
    ],
)
def test_a_signature_is_found_behind_terms_that_do_not_obey(terms, before, rule):
    assert signatures(corpus_of(terms)).to_pylist() == [{"sequence": 0, "before": before, "weights": rule}]


@pytest.mark.parametrize(
    "terms", [[2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37], [0] * 12, [1, 1, 2, 3, 5], [7, 3, 9, 0, 0, 0, 0, 0, 0, 0]]
)
def test_where_none_is_confirmed_there_is_no_signature(terms):
    assert len(signatures(corpus_of(terms))) == 0


def test_a_recurrence_that_one_late_term_breaks_is_none():
    terms = continued([0, 1], [1, 1], 60)
    assert len(signatures(corpus_of(terms))) == 1
    assert len(signatures(corpus_of([*terms[:-1], terms[-1] + 1]))) == 0


@given(st.lists(st.integers(-9, 9), min_size=1, max_size=6), st.lists(st.integers(-99, 99), min_size=6, max_size=6))
def test_what_is_found_is_of_least_order(rule, first):
    terms = continued(first[: len(rule)], rule, 30)
    found = signatures(corpus_of(terms)).to_pylist()
    plain = weights(terms)  # exact, over the rationals, leading terms counted as weights of 0
    while plain and not plain[-1]:
        plain.pop()
    assert [own["weights"] for own in found] == ([plain] if plain else [])
    assert all(obeys(terms, own["weights"], own["before"]) for own in found)


def test_who_may_be_multiplicative():
    divisors = [sum(n % d == 0 for d in range(1, n + 1)) for n in range(1, 40)]
    primes = [p for p in range(2, 100) if all(p % d for d in range(2, p))]
    made = corpus_of(divisors, primes, [*divisors[:35], 7, *divisors[36:]], offset=1)
    assert may_be_multiplicative(made).tolist() == [True, False, False]
    assert may_be_multiplicative(corpus_of([0, *divisors], offset=0)).tolist() == [True]


# Links and pages


def test_links_of_an_entry():
    text = (
        '%H A000045 T. D. Noe, <a href="/A000045/b000045.txt">Table of n, a(n)</a>\n'
        '%H A000045 <a href="/index/Cor#core">Index entries for "core" sequences</a>\n'
        f'%H A000045 <a href="/index/Rec#order_02">Index entries for {LINEAR}</a>, signature (1, 1).\n'
        '%H A000045 <a href="/index/Di#divseq">Index to divisibility sequences</a>\n'
    )
    assert links_in(text) == [
        Link("Cor#core", "'core' sequences", None),
        Link("Rec#order_02", LINEAR, (1, 1)),
        Link("Di#divseq", "divisibility sequences", None),
    ]


@given(st.text())
def test_any_text_may_hold_no_link_and_no_section(text):
    assert all(link.title for link in links_in(text))
    assert all(section.title and section.numbers for section in sections(text))


WORDS = st.lists(st.from_regex(r"[a-z]{3,9}", fullmatch=True), min_size=1, max_size=3).map(" ".join)
INDEX = st.dictionaries(
    WORDS, st.lists(st.integers(1, 399_999), min_size=1, max_size=9, unique=True), min_size=1, max_size=5
)


def as_html(index):
    """As the wiki serves it, in short."""
    parts = (
        f'<p><b><span id="{title[:3]}">{title}</span>, sequences related to :</b></p><dl><dd>some: '
        + ", ".join(f'<a href="/A{n:06d}" title="A{n:06d}">A{n:06d}</a>*' for n in own)
        + "</dd></dl>"
        for title, own in index.items()
    )
    return '<!DOCTYPE html><html><head><title>Index</title></head><body><h1 id="top">Index</h1>' + "".join(parts)


def as_wikitext(index):
    parts = (
        f"'''{title}:'''\n" + "".join(f": {{{{A|{n:06d}}}}}\n" if n % 2 else f":: [[A{n:06d}]]*\n" for n in own)
        for title, own in index.items()
    )
    return "== Section ==\n" + "".join(parts)


def as_text(index):
    return "\n".join(f"{title}:\n  " + ", ".join(f"A{n:06d}" for n in own) + "\n" for title, own in index.items())


@given(INDEX)
def test_a_page_says_the_same_in_every_form(index):
    for form in (as_html, as_wikitext, as_text):
        assert {section.title: list(section.numbers) for section in sections(form(index))} == index


# Sources


def source_of(path, groups, count=14, linked=True, stated=None):
    """Entries of random sequences, so many a group, with links to the index."""
    draw, folder = random.Random(3), path / "seq" / "A000"
    folder.mkdir(parents=True)
    for number, (title, _) in enumerate(itertools.product(groups, range(count)), 1):
        terms = [draw.randrange(10, 10_000) for _ in range(40)]
        if title == LINEAR:
            terms = continued([draw.randrange(1, 99), draw.randrange(1, 99)], [1, 1], 40)
        link = f'%H A{number:06d} <a href="/index/Xx#x">Index entries for {title}</a>'
        signature = f", signature ({stated})." if stated and title == LINEAR else ""
        (folder / f"A{number:06d}.seq").write_text(
            f"%I A{number:06d}\n%S A{number:06d} {','.join(map(str, terms))}\n%N A{number:06d} Some list.\n"
            + (f"{link}{signature}\n" if linked else "")
            + f"%K A{number:06d} nonn\n%O A{number:06d} 1,1\n"
        )
    return str(path)


def test_groups_are_read_from_the_links_of_entries(tmp_path):
    titles = ["red things", "blue things", "green things", "old things", "new things"]
    made = builder(source=source_of(tmp_path / "s", titles), cache_dir=str(tmp_path), split_fractions=(0.5, 0.25, 0.25))
    for _, _, answer, meta in asked(made, "train", 90, "group"):
        own = titles[(int(meta["a_number"][1:]) - 1) // 14]
        assert meta["options"]["ABCD".index(answer)] == own
    assert {meta["group"] for *_, meta in asked(made, "train", 90, "odd_one_out")} == set(titles)


@pytest.mark.parametrize(("stated", "asks"), [("1,1", True), ("1,1,0,0", False), ("2,1", False), (None, True)])
def test_a_sequence_whose_entry_states_another_signature_is_not_asked_for_one(tmp_path, stated, asks):
    source = source_of(tmp_path / "s", [LINEAR], stated=stated)
    made = builder(source=source, cache_dir=str(tmp_path), questions="signature", split_fractions=(1.0, 0.0, 0.0))
    assert (made.capacity()["train"] > 0) == asks
    if asks:
        assert set(made.batch("train", range(9)).answer.to_pylist()) == {"1,1"}
    else:
        assert made.dropped()["another signature is stated"] > 0


def test_groups_are_read_from_saved_pages_and_a_changed_page_is_another_dataset(tmp_path):
    titles = ["red things", "blue things", "green things", "old things"]
    source, page = source_of(tmp_path / "s", titles, linked=False), tmp_path / "Section X.html"
    index = {title: list(range(14 * i + 1, 14 * i + 15)) for i, title in enumerate(titles)}
    options = {"source": source, "cache_dir": str(tmp_path), "index": str(page), "split_fractions": (1.0, 0.0, 0.0)}
    page.write_text(as_html(index))
    one = builder(**options)
    assert {tuple(sorted(meta["options"])) for *_, meta in asked(one, "train", 60, "group")} == {tuple(sorted(titles))}
    page.write_text(
        as_html({"very new things" if title == "old things" else title: own for title, own in index.items()})
    )
    other = builder(**options)
    assert one.hash != other.hash
    assert "very new things" in asked(other, "train", 60, "group")[0][3]["options"]


def bulk_source(path):
    path.mkdir()
    lines = (f"A{i:06d} ,{','.join(map(str, continued([i, 3], [1, 2], 40)))},\n" for i in range(1, 90))
    (path / "stripped.gz").write_bytes(gzip.compress("".join(lines).encode()))
    return str(path)


def test_a_bulk_source_asks_for_signatures_alone(tmp_path):
    made = builder(source=bulk_source(tmp_path / "s"), cache_dir=str(tmp_path))
    assert set(made.batch("train", range(40)).answer.to_pylist()) == {"1,2"}


@pytest.mark.parametrize(
    ("options", "error", "message"),
    [
        (
            {"questions": "sig"},
            OptionError,
            r"questions='sig' is none of groups; .*Have: group, odd_one_out, signature",
        ),
        ({"templates": ["{terms} {options}"]}, OptionError, r"groups asks three questions.*leave templates out"),
        ({"index": "/nowhere"}, SourceError, r"index='/nowhere' is not there; give saved pages of the OEIS index"),
    ],
)
def test_what_makes_no_sense_is_one_clear_error(options, error, message):
    with pytest.raises(error, match=message):
        builder(**options)


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("page.html", b"<html><body>nothing</body></html>", r"page.html' has no titled section that lists A-numbers"),
        ("page.txt", b"\xff\xfe\x00", r"page.txt' is not UTF-8 text"),
        ("notes.md", b"A000001", r"holds no page"),
        (".hidden", b"A000001", r"holds no page"),
        ("page.pdf", b"%PDF", r"holds no page; give saved pages of the OEIS index"),
    ],
)
def test_an_index_of_another_format_is_refused(tmp_path, name, data, message):
    (tmp_path / name).write_bytes(data)
    with pytest.raises(SourceFormatError, match=message):
        builder(index=str(tmp_path))


def test_groups_of_a_source_that_has_none_are_refused(tmp_path):
    source = bulk_source(tmp_path / "s")
    with pytest.raises(OptionError, match=r"questions='group' needs groups.*add entries .* or index= with saved pages"):
        builder(source=source, cache_dir=str(tmp_path), questions="group")


def test_groups_too_few_to_choose_from_are_refused(tmp_path):
    source = source_of(tmp_path / "s", ["red things", "blue things"])
    with pytest.raises(CapacityError, match=r"questions='group': .* has too few groups that are apart"):
        builder(source=source, cache_dir=str(tmp_path), questions="group").capacity()
