"""completion and identification as a model reads them, their options, and what is refused."""

import json
import re

import datasets
import numpy as np
import pytest

import oeis_qa
from oeis_qa.errors import CapacityError, OptionError, SourceError, SourceFormatError
from oeis_qa.loaders.oeis.configs import CONFIGS
from oeis_qa.loaders.oeis.kind_options import IdentificationConfig
from oeis_qa.loaders.oeis.options import SEPARATORS, OeisConfig
from oeis_qa.loaders.oeis.questions import KINDS, subsets
from oeis_qa.loaders.oeis.questions.identification import SUBSET_PROMPTS, _pointed_at, _points_abroad
from oeis_qa.loaders.oeis.questions.wording import SLOT, given_templates, slots_of
from oeis_qa.loaders.oeis.runs import Studied
from oeis_qa.loaders.oeis.sources import open_source


@pytest.fixture(scope="module")
def real_terms():
    """The bundled lists by A-number."""
    corpus = open_source("bundled", str(datasets.config.HF_DATASETS_CACHE))
    return {label: corpus.terms_of(i) for i, label in enumerate(corpus.labels.to_pylist())}


@pytest.fixture(scope="module")
def names():
    corpus = open_source("bundled", str(datasets.config.HF_DATASETS_CACHE))
    return dict(zip(corpus.labels.to_pylist(), corpus.name.to_pylist(), strict=True))


def load(config, split="train", **options):
    return oeis_qa.load_dataset("oeis_qa", config, split=split, **{"size": 300, "eval_size": 40, **options})


def test_a_completion_shows_a_run_and_answers_with_the_term_behind_it(real_terms):
    for row in load("completion", layout="instruction"):
        meta = json.loads(row["meta"])
        terms, end = real_terms[meta["a_number"]], meta["start"] + meta["shown"]
        shown = terms[meta["start"] : end]
        assert any(row["input"] == separator.join(shown) for separator in SEPARATORS)
        assert row["output"] == row["answer"] == terms[end]
        assert row["answer_kind"] == "integer"
        assert row["id"] == f"completion/{meta['a_number']}/{meta['start']}+{meta['shown']}/t{meta['template']}"
        digits = max(len(term.lstrip("-")) for term in shown)
        assert meta["digits"] == digits
        key = f'dataset=oeis_qa group=completion shown={meta["shown"]} digits={digits} solver="{meta["solved_by"]}"'
        assert row["benchmark"] == key


def test_an_identification_answers_with_the_name(names):
    for row in load("identification"):
        assert row["answer"] == row["messages"][1]["content"] == names[json.loads(row["meta"])["a_number"]]
        assert row["answer_kind"] == "text"


def test_meta_says_where_a_row_is_from(real_terms):
    meta = json.loads(load("completion", include="core")[0]["meta"])
    own = ["a_number", "offset", "keywords", "family", "licence"]
    assert list(meta) == [*own, "start", "shown", "digits", "solved_by", "rival", "template"]
    assert "core" in meta["keywords"]
    assert meta["licence"] == "Apache-2.0"
    assert re.fullmatch(r"A\d{6}", meta["family"])


def test_the_prompt_is_the_template_with_the_terms_in_it():
    row = load("completion", templates=["Next after {terms}, please."], separators=["/"])[0]
    meta = json.loads(row["meta"])
    assert re.fullmatch(r"Next after (-?\d+/){8,}-?\d+, please\.", row["messages"][0]["content"])
    assert meta["template"] == 0


def test_instructions_keep_the_terms_apart():
    row = load("completion", layout="instruction", templates="Continue {terms}.")[0]
    assert row["instruction"] == "Continue the terms below."


OWN = {**{name: kind.PROMPTS for name, kind in KINDS.items()}, "subset": SUBSET_PROMPTS}


OF_INTEGERS = {name for name, kind in KINDS.items() if kind.RULES.integers}


@pytest.mark.parametrize("kind", OWN)
def test_there_are_many_prompts_each_with_every_slot_once(kind):
    prompts = OWN[kind]
    assert len(set(prompts)) == len(prompts) >= 30
    for prompt in prompts:
        assert sorted(slots_of(prompt)) == sorted(slots_of(prompts[0]))
        assert len(set(slots_of(prompt))) == len(slots_of(prompt))
        assert prompt == prompt.strip()
        assert kind in OF_INTEGERS or "integer" not in prompt.lower()  # the sequence may be one of fractions


@pytest.mark.parametrize("kind", ["completion", "identification", "subset"])
def test_prompts_end_as_what_they_are(kind):
    asking = re.compile(r"\b(what|which|where|how|can|do|does)\b", re.I)
    for prompt in OWN[kind]:
        assert asking.search(prompt) if prompt.endswith("?") else not re.match(r"(What|Which|Where)\b", prompt), prompt


@pytest.mark.parametrize("kind", KINDS)
def test_all_prompts_and_separators_are_used(kind):
    rows = load(kind, size=2000, **CONFIGS[kind].required())
    used = {json.loads(meta)["template"] for meta in rows["meta"]}
    assert used == set(range(len(KINDS[kind].PROMPTS)))


def test_templates_come_from_a_file_and_its_edit_is_seen(tmp_path):
    path = tmp_path / "mine.txt"
    path.write_text("First: {terms}\n\nSecond: {terms}\n", encoding="utf-8")
    first = load("completion", templates=str(path), size=50)
    assert {turns[0]["content"].partition(":")[0] for turns in first["messages"]} == {"First", "Second"}
    path.write_text("Third: {terms}\n", encoding="utf-8")
    again = load("completion", templates=str(path), size=50)
    assert {turns[0]["content"].partition(":")[0] for turns in again["messages"]} == {"Third"}


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (("a {terms}",), ("a {terms}",)),
        (("a {terms}", "b {terms}"), ("a {terms}", "b {terms}")),
        (None, ("default {terms}",)),
    ],
)
def test_templates_are_given_as_texts(given, expected):
    assert given_templates(given, ("default {terms}",)) == expected


def test_the_number_of_shown_terms_is_bounded():
    shown = {json.loads(meta)["shown"] for meta in load("completion", min_terms=4, max_terms=6)["meta"]}
    assert shown == {4, 5, 6}
    assert {json.loads(meta)["shown"] for meta in load("completion", size=2000)["meta"]} == set(range(9, 25))


def test_no_term_has_more_digits_than_allowed():
    rows = load("completion", max_digits=3, layout="instruction", separators=",")
    assert max(len(term.lstrip("-")) for row in rows for term in [*row["input"].split(","), row["answer"]]) == 3


def test_kept_ambiguous_questions_widen_the_capacity():
    one, other = oeis_qa.capacity("oeis_qa/completion"), oeis_qa.capacity("oeis_qa/completion?ambiguity=keep")
    assert other["train"] > one["train"]


def test_random_subsets_show_terms_in_order_with_gaps_and_name_their_places(real_terms):
    rows = load("identification", subset="random", layout="instruction", separators=",")
    for row in rows:
        meta = json.loads(row["meta"])
        terms, places = real_terms[meta["a_number"]], meta["places"]
        assert places == sorted(set(places))
        assert row["input"] == ",".join(terms[place] for place in places)
        assert (meta["start"], meta["shown"]) == (places[0], len(places))
        assert row["id"].split("/")[2] == ".".join(map(str, places))
    assert any(
        meta["places"] != list(range(meta["start"], meta["start"] + meta["shown"]))
        for meta in map(json.loads, rows["meta"])
    )


def test_a_random_subset_stands_in_order_in_one_sequence_only(real_terms):
    def holds(terms, shown):
        rest = iter(terms)
        return all(term in rest for term in shown)

    for split in ("train", "test"):
        for row in load("identification", split, subset="random", layout="instruction", separators=",", size=100):
            shown = row["input"].split(",")
            owners = [label for label, terms in real_terms.items() if holds(terms, shown)]
            assert owners == [json.loads(row["meta"])["a_number"]]


def test_holders_find_a_subsequence_with_repeats(corpus_of):
    corpus = corpus_of([1, 1, 2, 3], [1, 2, 1, 3], [3, 2, 1])
    one, two, three = (corpus.term_ids[place] for place in (0, 2, 3))
    holders = subsets.Holders(corpus)
    assert holders.of(np.array([one, one, three])) == [0, 1]
    assert holders.of(np.array([one, one, two])) == [0]
    assert holders.of(np.array([three, two])) == [2]
    assert holders.of(np.array([three, three])) == []


def test_a_subset_of_common_terms_only_is_not_called_unique(corpus_of):
    corpus = corpus_of(*([[1, 2, 3, i] for i in range(100, 101 + subsets.COMMON)]))
    holders = subsets.Holders(corpus)
    assert holders.of(corpus.term_ids[:3]) is None
    assert holders.of(corpus.term_ids[:4]) == [0]


def test_random_subsets_give_enough_rows():
    capacity = oeis_qa.capacity("oeis_qa/identification?subset=random")
    assert capacity["train"] >= 3000
    assert min(capacity.values()) >= 200


def test_names_that_point_at_other_sequences_are_seen(corpus_of):
    from oeis_qa.loaders.oeis.corpus import Sequence

    names = [
        "Twice A000002.",
        "Plain.",
        "A000003 itself, see A000003.",
        "Sum of A000001 and A999999.",
        "A0000021 is no number.",
    ]
    corpus = corpus_of(*(Sequence(i, ("1",), name) for i, name in enumerate(names, start=1)))
    assert list(_pointed_at(corpus)) == [[2], [], [], [1, 999999], [21]]
    known = Studied(corpus, np.arange(5), np.array([0, 2, 0, 0, 0]))
    assert _points_abroad(known).tolist() == [True, False, False, False, False]


@pytest.mark.parametrize(
    ("config", "options", "error", "message"),
    [
        (
            "completion",
            {"min_terms": 10, "max_terms": 9},
            OptionError,
            r"min_terms=10 and max_terms=9: give 1 <= min_terms",
        ),
        ("completion", {"min_terms": 30}, OptionError, r"min_terms=30 and max_terms=24: .*\(the default is 9 to 24\)"),
        ("completion", {"min_terms": 0}, OptionError, r"min_terms=0 and max_terms=24"),
        ("completion", {"max_digits": 0}, OptionError, r"max_digits=0: give 1 or more digits"),
        ("completion", {"separators": "1"}, OptionError, r"separators: '1' must have 1 to 3 characters, none a digit"),
        ("completion", {"separators": [", ", "-"]}, OptionError, r"separators: '-' must have"),
        ("completion", {"separators": "\u2212"}, OptionError, r"must have 1 to 3 characters"),
        ("completion", {"separators": "    "}, OptionError, r"must have 1 to 3 characters"),
        ("completion", {"separators": ""}, OptionError, r"separators: '' must have 1 to 3"),
        ("completion", {"separators": "."}, OptionError, r"separators: '.' must have .* not be a lone full stop"),
        ("completion", {"separators": " x "}, OptionError, r"separators: ' x ' must have .* a letter"),
        ("completion", {"separators": "\u200b"}, OptionError, r"one that cannot be seen"),
        ("completion", {"separators": "\u2014"}, OptionError, r"none a digit or a hyphen"),
        ("completion", {"templates": ["\ud800 {terms}"]}, OptionError, r"holds half a character"),
        ("completion", {"templates": "x" * 5000}, SourceError, r"is neither a template .* nor a file that can be read"),
        ("completion", {"separators": []}, OptionError, r"separators is empty"),
        ("completion", {"separators": 5}, OptionError, r"separators=5 does not fit; give a list"),
        (
            "completion",
            {"templates": ["no slot", "{terms}"]},
            OptionError,
            r"templates: 'no slot' holds \{terms\} 0 times",
        ),
        ("completion", {"templates": "{terms} {terms}"}, OptionError, r"holds \{terms\} 2 times; write it once"),
        ("completion", {"templates": []}, OptionError, r"templates=\(\) holds no template"),
        (
            "completion",
            {"templates": "no slot"},
            SourceError,
            r"'no slot' is neither a template \(it lacks \{terms\}\) nor a file that can",
        ),
        (
            "completion",
            {"weighting": "uniform"},
            OptionError,
            r"weighting='uniform' is not known; give one of 'sequence', 'position'",
        ),
        (
            "completion",
            {"ambiguity": "maybe"},
            OptionError,
            r"ambiguity='maybe' is not known; give one of 'reject', 'keep'",
        ),
        ("completion", {"subset": "random"}, OptionError, r"oeis_qa/completion has no option 'subset'"),
        (
            "identification",
            {"subset": "some"},
            OptionError,
            r"subset='some' is not known; give one of 'contiguous', 'random'",
        ),
        (
            "completion",
            {"source": "/no/such/path"},
            SourceError,
            r"source='/no/such/path' is not there; give 'bundled', or a folder with stripped",
        ),
        (
            "completion",
            {"include": "cor"},
            OptionError,
            r"include='cor' is not a keyword of the OEIS; did you mean 'core'\?",
        ),
        (
            "completion",
            {"exclude": "dead,eazy"},
            OptionError,
            r"exclude='eazy' is not a keyword of the OEIS; did you mean 'easy'\?",
        ),
        (
            "completion",
            {"max_digits": 1, "min_terms": 300, "max_terms": 300},
            CapacityError,
            r"has no rows under these options",
        ),
    ],
)
def test_what_makes_no_sense_is_one_clear_error(config, options, error, message, tmp_path):
    for give in (
        (datasets.load_dataset, datasets.load_dataset_builder)
        if error is not CapacityError
        else (datasets.load_dataset,)
    ):
        with pytest.raises(error, match=message):
            give("oeis_qa", config, cache_dir=str(tmp_path), **options)


def test_a_larger_size_than_the_capacity_says_the_capacity():
    capacity = oeis_qa.capacity("oeis_qa/completion?include=core")["train"]
    with pytest.raises(
        CapacityError, match=rf"size=9,999,999 is over the capacity of oeis_qa/completion, train: {capacity:,} "
    ):
        datasets.load_dataset("oeis_qa/completion?include=core&size=9999999")


def test_options_in_an_address_are_those_of_a_call():
    address = (
        "oeis_qa/completion?separators=%2C%20&separators=%26&exclude=core,nice&split_fractions=0.5,0.25,0.25&size=1_0"
    )
    config = oeis_qa.load_dataset_builder(address).config
    assert config.separators == (", ", "&")
    assert config.exclude == ("core", "nice")
    assert config.split_fractions == (0.5, 0.25, 0.25)
    assert config.size == 10


def test_identification_has_the_options_of_all_kinds_and_three_more():
    more = set(IdentificationConfig.option_names()) - set(OeisConfig.option_names())
    assert more == {"references", "subset", "augment"}


def test_a_template_file_may_begin_with_a_byte_order_mark(tmp_path):
    (tmp_path / "bom.txt").write_text("Go on: {terms}\n", encoding="utf-8-sig")
    assert load("completion", templates=tmp_path / "bom.txt", size=5)[0]["messages"][0]["content"].startswith("Go on: ")


def test_a_template_file_that_is_not_utf_8_is_refused(tmp_path):
    (tmp_path / "latin.txt").write_bytes("Größe {terms}".encode("latin-1"))
    with pytest.raises(SourceFormatError, match="is not UTF-8; save it so"):
        load("completion", templates=str(tmp_path / "latin.txt"))


def test_no_identification_shows_one_term_again_and_again():
    for rows in (load("identification", size=3000), load("identification", subset="random")):
        for row in rows:
            shown = re.findall(r"-?\d+", row["messages"][0]["content"])
            assert len(set(shown)) > 1


def test_random_subsets_say_that_terms_are_left_out():
    prompt = load("identification", subset="random", separators="/", size=1)[0]["messages"][0]["content"]
    assert any(re.sub(r"[-\d]+(/[-\d]+)+", SLOT, prompt) == own for own in SUBSET_PROMPTS)


def test_subsets_longer_than_any_list_leave_nothing():
    capacity = oeis_qa.capacity("oeis_qa/identification", subset="random", min_terms=900, max_terms=1000)
    assert set(capacity.values()) == {0}
