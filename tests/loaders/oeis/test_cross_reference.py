"""cross_reference: what it asks follows from what it shows, and its options tell nothing; what it refuses."""

import collections
import gzip
import itertools
import json
import math

import datasets
import numpy as np
import pytest

import oeis_qa
from benchmarks.choices import cross_reference, guesses, lettered, next_term, read
from oeis_qa.errors import OptionError
from oeis_qa.intervals import wilson
from oeis_qa.loaders.oeis.pairs import even_shares
from oeis_qa.loaders.oeis.pairs.kinds import KEYS
from oeis_qa.splits import SPLITS

ALL_TRAIN = (1.0, 0.0, 0.0)


def builder_of(**options):
    return oeis_qa.load_dataset_builder("oeis_qa", "cross_reference", **{"separators": ",", **options})


def rows_of(builder, split="train", count=400):
    return list(read(builder, split, min(count, builder.capacity()[split])))


def source_of(path, lists, names=None):
    """A source of these lists, A000001 and on, all with index 0 first."""
    path.mkdir()
    labels = [f"A{i:06d}" for i in range(1, len(lists) + 1)]
    files = {
        "stripped": [f"{label} ,{','.join(map(str, own))}," for label, own in zip(labels, lists, strict=True)],
        "offsets": [f"{label} 0" for label in labels],
        "names": [f"{label} {name}" for label, name in zip(labels, names or [], strict=bool(names))],
    }
    for name, lines in files.items():
        if lines:
            (path / f"{name}.gz").write_bytes(gzip.compress("".join(f"{line}\n" for line in lines).encode()))
    return {"source": str(path), "cache_dir": str(path.parent), "split_fractions": ALL_TRAIN}


def noise(seed):
    return np.random.default_rng(seed).integers(-99, 99, 30).tolist()


MADE = {
    "negation": lambda p: [-x for x in p],
    "absolute values": lambda p: [abs(x) for x in p],
    "translation": lambda p: [x + 7 for x in p],
    "affine image": lambda p: [3 * x - 5 for x in p],
    "first differences": lambda p: [b - a for a, b in itertools.pairwise(p)],
    "partial sums": lambda p: list(itertools.accumulate(p)),
    "even places": lambda p: p[::2],
    "odd places": lambda p: p[1::2],
    "binomial transform": lambda p: [sum(math.comb(n, k) * p[k] for k in range(n + 1)) for n in range(len(p))],
}


@pytest.fixture
def six_each(tmp_path):
    """A source in which each of MADE makes a sequence of six lists of drawn numbers."""
    origins = [noise(6 * kind + i) for kind in range(len(MADE)) for i in range(6)]
    images = [make(p) for make, p in zip([make for make in MADE.values() for _ in range(6)], origins, strict=True)]
    return source_of(tmp_path / "source", [*origins, *images])


@pytest.mark.parametrize("split", SPLITS)
def test_one_option_holds_and_every_next_term_follows_from_what_is_shown(split):
    faults = [(row, fault) for row in rows_of(builder_of(), split, 500) for fault in cross_reference(row)]
    assert faults == []


def test_every_relation_is_found_asked_and_told(six_each):
    rows = rows_of(builder_of(**six_each), count=3_000)
    assert [fault for row in rows for fault in cross_reference(row)] == []
    asked = {
        question: {row.meta["relation"] for row in rows if row.meta["question"] == question}
        for question in ("which", "next")
    }
    assert asked["which"] == asked["next"] == {*MADE, "inverse binomial transform"}


def test_both_questions_are_as_frequent_and_a_row_names_both_sequences(six_each):
    rows = rows_of(builder_of(**six_each), count=2_000)
    which = [row for row in rows if row.meta["question"] == "which"]
    assert 0.45 < len(which) / len(rows) < 0.55
    for row in rows:
        made, origin = (int(row.meta[name][1:]) - 1 for name in ("a_number", "of"))
        assert abs(made - origin) == 6 * len(MADE)  # what made the one from the other may lead back
        assert made < origin or [*MADE][origin // 6] == row.meta["relation"]


def test_an_id_names_the_question_by_content():
    batch = builder_of().batch("train", range(50))
    for id_, text in zip(batch.id.to_pylist(), batch.meta.to_pylist(), strict=True):
        meta = json.loads(text)
        run = f"{meta['a_number']}/{meta['start']}+{meta['shown']}"
        assert id_ == f"cross_reference/{run}/{meta['of']}/{meta['of_start']}/{meta['question']}/t{meta['template']}"


def test_both_sequences_lie_in_the_split_of_the_row():
    of_split = {}
    for split in SPLITS:
        for row in rows_of(builder_of(), split, 3_000):
            for label in (row.meta["a_number"], row.meta["of"]):
                assert of_split.setdefault(label, split) == split


def test_both_runs_are_as_long_where_the_relation_is_asked_for_whatever_it_is():
    for row in rows_of(builder_of(), count=1_000):
        shown, seen = (len(line.split(",")) for line in row.lines[:2])
        assert shown == row.meta["shown"]
        assert seen == (row.meta["shown"] if row.options else row.meta["seen"])
        assert row.options or 2 <= seen < 9


def test_an_image_is_told_by_the_terms_that_are_seen():
    p = [4, 6, 9, 1]
    assert next_term("affine image", p, [11, 17]) == 26  # 3 * p - 1
    assert next_term("affine image", [4, 4, 9], [11, 11]) is None
    assert next_term("translation", p, [5]) == 7
    assert next_term("partial sums", p, [10, 16]) == 25
    assert next_term("odd places", p, [6]) == 1


def test_no_relation_is_right_in_more_than_one_row_of_four():
    assert even_shares(np.array([100, 30, 20, 10, 1])).tolist() == [11, 11, 11, 10, 1]
    assert even_shares(np.array([5, 5, 5, 5])).tolist() == [5, 5, 5, 5]
    assert even_shares(np.array([5, 5, 5, 0])).tolist() == [0, 0, 0, 0]
    assert even_shares(np.zeros(0, np.int64)).tolist() == []


def test_nothing_can_be_told_from_instruction_and_options(six_each):
    for what, right in guesses(lettered(builder_of(**six_each, layout="instruction"), 20_000)):
        assert wilson(sum(right), len(right), 0.998).low <= 0.25, what


def test_two_names_are_asked_about_once_and_no_term_is_shown(tmp_path):
    origins = [noise(i) for i in range(48)]
    kinds = itertools.cycle(("translation", "affine image", "even places", "odd places"))  # found one way only
    images = [MADE[kind](p) for kind, p in zip(kinds, origins, strict=False)]
    names = [f"{what} {i}." for what in ("List", "Image") for i in range(len(origins))]
    rows = rows_of(builder_of(**source_of(tmp_path / "source", [*origins, *images], names), given="names"))
    assert {row.meta["question"] for row in rows} == {"which"}
    pairs = [(row.meta["of"], row.meta["a_number"]) for row in rows]
    assert len(set(pairs)) == len(pairs) == 48
    for row in rows:
        origin, made = (int(row.meta[name][1:]) - 1 for name in ("of", "a_number"))
        assert made == origin + 48
        assert row.lines == [f"P: List {origin}", f"Q: Image {origin}"]


def test_a_name_that_a_second_sequence_has_is_not_asked_about(tmp_path):
    origins = [noise(i) for i in range(24)]
    images = [[*MADE.values()][i % 4](p) for i, p in enumerate(origins)]
    names = [f"List {i // 2}." for i in range(24)] + [f"Image {i}." for i in range(24)]
    builder = builder_of(**source_of(tmp_path / "source", [*origins, *images], names), given="names")
    assert builder.capacity()["train"] == 0
    assert builder.dropped()["name of a second sequence"] > 0


def test_only_the_relations_asked_for_are_asked_about_and_offered(six_each):
    some = ("negation", "partial sums", "odd places", "translation")
    rows = rows_of(builder_of(**six_each, relations=some), count=2_000)
    assert {row.meta["relation"] for row in rows} == set(some)
    offered = collections.Counter(text for row in rows for text in row.options.values())
    assert len(offered) == 4


def test_too_few_relations_for_four_options_leave_the_next_term(six_each):
    rows = rows_of(builder_of(**six_each, relations="partial sums, negation"))
    assert {row.meta["question"] for row in rows} == {"next"}
    assert {row.meta["relation"] for row in rows} == {"partial sums", "negation"}


def test_a_pair_of_which_two_relations_hold_is_not_asked(tmp_path):
    """Differences of powers of 3 are twice these powers: the runs bear out both."""
    powers = [5 * 3**n for n in range(30)]
    lists = [powers, [10 * 3**n for n in range(29)], *(noise(i) for i in range(8))]
    images = [[*MADE.values()][i % 4](p) for i, p in enumerate(lists[2:])]
    builder = builder_of(**source_of(tmp_path / "source", [*lists, *images]))
    assert not any(row.options and row.meta["of"] in ("A000001", "A000002") for row in rows_of(builder, count=3_000))


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (
            {"relations": ["partial sum"]},
            r"relations='partial sum' is no rel.*did you mean 'partial sums'\? Have:",
        ),
        ({"given": "name"}, r"given='name' is not known; give one of 'terms', 'names'"),
        ({"given": "names", "relations": "negation"}, r"given='names' asks which of 4 holds; give as many"),
        ({"templates": ["{terms} {image} {options}"]}, r"each in its own words; leave templates out"),
        ({"min_terms": 7}, r"min_terms=7: cross_reference needs 8 terms or more"),
    ],
)
def test_what_makes_no_sense_is_one_clear_error(options, message, tmp_path):
    with pytest.raises(OptionError, match=message):
        datasets.load_dataset("oeis_qa", "cross_reference", cache_dir=str(tmp_path), **options)


def test_a_source_without_related_sequences_is_refused(tmp_path):
    own = source_of(tmp_path / "source", [noise(i) for i in range(20)])
    with pytest.raises(OptionError, match=r"no two of its sequences, of one split, stand in.*more sequences"):
        builder_of(**own).capacity()


def test_a_source_without_names_cannot_ask_about_names(tmp_path):
    own = source_of(tmp_path / "source", [noise(1), MADE["negation"](noise(1))])
    with pytest.raises(OptionError, match=r"given='names' needs names, which source=.* lacks; add names\[.gz\]"):
        builder_of(**own, given="names")


def test_keys_are_distinct_and_without_commas():
    assert len(set(KEYS)) == len(KEYS)
    assert not any("," in key for key in KEYS)
