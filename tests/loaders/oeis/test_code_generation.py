"""code_generation: what is told, what is hidden, whose programs they are, and what is refused."""

import json
import re
import tarfile

import datasets
import pytest

import oeis_qa
from oeis_qa.errors import OptionError, SandboxError
from oeis_qa.loaders.oeis.configs import MIXED
from oeis_qa.loaders.oeis.questions.code_generation import GIVEN, INSTRUCTIONS
from oeis_qa.loaders.oeis.questions.wording import slots_of
from oeis_qa.loaders.oeis.sources import open_source
from oeis_qa.loaders.oeis.sources.bundled import entries
from oeis_qa.loaders.oeis.sources.bundled.entry import function_of
from oeis_qa.sandbox import LANGUAGES

walled = pytest.mark.usefixtures("walled")


def load(split="train", **options):
    return oeis_qa.load_dataset("oeis_qa", "code_generation", split=split, **{"size": 300, "eval_size": 10, **options})


def prompt(row):
    return row["messages"][0]["content"]


def program(row):
    return re.fullmatch(r"```\w+\n(.*)\n```", row["messages"][1]["content"], flags=re.DOTALL)[1]


@walled
def test_the_answer_goes_on_where_the_shown_terms_end_and_beyond_those_published():
    corpus = open_source("bundled", str(datasets.config.HF_DATASETS_CACHE))
    place = {label: i for i, label in enumerate(corpus.labels.to_pylist())}
    functions = {entry.number: function_of(entry) for entry in entries()}
    further = 0
    for row in load():
        meta, answer = json.loads(row["meta"]), json.loads(row["answer"])
        published = corpus.terms_of(place[meta["a_number"]])[meta["start"] :]
        terms = answer["shown"] + answer["hidden"]
        assert answer["offset"] == meta["offset"] + meta["start"]
        assert answer["shown"] == published[: meta["shown"]]
        assert len(answer["hidden"]) >= 6
        assert terms[: len(published)] == published
        a = functions[meta["a_number"]]  # by another path: in this process
        assert terms == [str(a(n)) for n in range(answer["offset"], answer["offset"] + len(terms))]
        further += len(terms) > len(published)
    assert further > 290  # but for finite sequences


@walled
@pytest.mark.parametrize("given", GIVEN)
def test_the_prompt_tells_what_is_given_and_nothing_hidden(given):
    corpus = open_source("bundled", str(datasets.config.HF_DATASETS_CACHE))
    names = dict(zip(corpus.labels.to_pylist(), corpus.name.to_pylist(), strict=True))
    for row in load(given=given, size=200):
        meta, answer = json.loads(row["meta"]), json.loads(row["answer"])
        assert (names[meta["a_number"]].rstrip(".") in prompt(row)) == (given != "terms")
        assert all(term in prompt(row) for term in answer["shown"])
        assert bool(answer["shown"]) == (given != "name")
        assert str(answer["offset"]) in prompt(row)
        assert ", ".join(answer["hidden"]) not in prompt(row)
        assert "Python" in prompt(row)
        assert "```" not in prompt(row)
        assert (meta["given"], meta["language"], meta["checked"], meta["by"]) == (given, "python", True, "oeis_qa")


@walled
def test_with_the_name_alone_each_sequence_is_asked_once():
    rows = load(given="name", size=250)
    numbers = [json.loads(row["meta"])["a_number"] for row in rows]
    assert len(set(numbers)) == 250
    assert "shown=0 " in rows[0]["benchmark"]
    assert rows[0]["id"] == f"code_generation/{numbers[0]}/0+0/python.name/t{json.loads(rows[0]['meta'])['template']}"


@walled
@pytest.mark.parametrize("given", GIVEN)
def test_layouts_that_keep_the_data_apart_tell_all_of_it(given):
    for row in load(given=given, layout="instruction", size=20):
        answer = json.loads(row["answer"])
        told = dict(re.findall(r"^(Name|Index of the first term|Language): (.*)$", row["input"], flags=re.MULTILINE))
        assert told["Index of the first term"] == str(answer["offset"])
        assert told["Language"] == "Python"
        assert ("Name" in told) == (given != "terms")
        assert all(term in row["input"] for term in answer["shown"])


@pytest.mark.parametrize("given", GIVEN)
def test_every_wording_holds_each_slot_once_and_asks_for_a_code_block(given):
    assert len(GIVEN[given]) >= 20
    slots = {
        "{language}",
        "{first}",
        *({"{terms}"} if given != "name" else ()),
        *({"{name}"} if given != "terms" else ()),
    }
    for template in GIVEN[given]:
        assert sorted(slots_of(template)) == sorted(slots)
        assert re.search(r"code block|fenced block", template)
        assert re.search(r"a\(n\)|the function a\b", template)
    assert all("a(n)" in text and "code block" in text for text in INSTRUCTIONS)


@pytest.fixture(scope="module")
def tarred(tmp_path_factory):
    """Entries of sequences, in the OEIS's internal format, in a tar."""
    folder = tmp_path_factory.mktemp("entries")
    for i in range(1, 41):
        terms = ",".join(str(i * n * n + n + 100 * i) for n in range(1, 41))
        signed = f"_Ann Other {i}_" if i % 2 else ""
        (folder / f"A{i:06}.seq").write_text(
            f"%I A{i:06}\n%S A{i:06} {terms}\n%N A{i:06} Values of {i}*n^2 + n + {100 * i}.\n"
            f"%O A{i:06} 1,1\n%K A{i:06} nonn\n"
            f"%o A{i:06} (Python)\n%o A{i:06} def A{i:06}(n): return {i}*n*n + n + {100 * i} # {signed}\n"
            f"%o A{i:06} (PARI) a(n)={i}*n^2+n+{100 * i} \\\\ {signed}\n"
            f"%p A{i:06} a:=n->{i}*n^2+n+{100 * i}; # {signed}\n"
        )
    with tarfile.open(folder / "seq.tar", "w") as tar:
        for path in sorted(folder.glob("*.seq")):
            tar.add(path, f"seq/A000/{path.name}")
    return str(folder / "seq.tar")


@walled
@pytest.mark.parametrize("language", ["python", "pari"])
def test_programs_of_a_source_keep_whoever_wrote_them(tarred, language):
    if LANGUAGES[language].interpreter() is None:
        pytest.skip(f"{language} is not installed")
    rows = load(source=tarred, language=language, size=100, eval_size=0)
    for row in rows:
        meta = json.loads(row["meta"])
        number = int(meta["a_number"][1:])
        ours = number in {int(entry.number[1:]) for entry in entries()}
        assert not ours or meta["by"] != "oeis_qa"  # ours compute other sequences of these numbers
        assert meta["by"] == (f"Ann Other {number}" if number % 2 else "contributors to the OEIS")
        assert meta["adapter"] == {"python": "renamed", "pari": "function"}[language]
        assert meta["licence"] == "CC-BY-SA-4.0"
    assert {oeis_qa.verify(row["messages"][1]["content"], row["answer"], "program").reason for row in rows} == {"right"}


def test_unchecked_programs_need_no_sandbox_and_are_marked(tarred, monkeypatch):
    monkeypatch.setattr("oeis_qa.sandbox.run", None)
    row = load(source=tarred, language="maple", unchecked=True, size=40, eval_size=0)[0]
    meta = json.loads(row["meta"])
    assert (meta["checked"], meta["adapter"], meta["language"]) == (False, None, "maple")
    assert program(row).startswith("a:=n->")
    assert "Maple" in prompt(row)
    with pytest.raises(OptionError, match="language='maple' is none that programs can be run in"):
        oeis_qa.verify(row["messages"][1]["content"], row["answer"], row["answer_kind"])


@walled
def test_of_two_programs_the_other_is_one_of_the_same_split(tarred):
    splits = load(None, source=tarred, layout="preference", size=100, eval_size=50)
    asked = {name: {json.loads(row["meta"])["a_number"] for row in rows} for name, rows in splits.items()}
    for row in splits["train"]:
        other = re.search(r"def (A\d{6})", row["rejected"][0]["content"])[1]
        assert other not in asked["validation"] | asked["test"] | {json.loads(row["meta"])["a_number"]}


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"language": "pyton"}, "language='pyton' is not known; did you mean 'python'"),
        ({"language": "maple"}, "language='maple': its programs cannot be run here, .* say unchecked=True"),
        ({"language": "pari"}, "language='pari': source='bundled' has no such programs; give one that holds entries"),
        ({"given": "all"}, "given='all'"),
        ({"layout": "stepwise"}, "layout='stepwise'"),
        ({"templates": ("Write {terms}.",)}, r"'Write {terms}.' holds \{\w+\} 0 times; write it once"),
        (
            {"given": "name", "templates": ("{language}: {name} from {first}, {terms}",)},
            r"holds \{terms\}, which is not told here",
        ),
    ],
)
def test_options_that_make_no_sense_are_refused(options, message):
    with pytest.raises(OptionError, match=message):
        load(**options)


@walled
def test_a_template_of_ones_own_needs_no_terms_where_none_are_given():
    row = load(given="name", size=5, templates=("{language}, from {first}: {name}, in a code block",))[0]
    assert re.fullmatch(r"Python, from -?\d+: .*[^.], in a code block", prompt(row), flags=re.DOTALL)


def test_without_a_sandbox_it_is_refused_with_what_to_install(monkeypatch, tmp_path):
    def refuse():
        raise SandboxError("programs are run in a sandbox, which needs bwrap; install bubblewrap")

    monkeypatch.setattr("oeis_qa.sandbox.check_host", refuse)
    with pytest.raises(SandboxError, match="install bubblewrap"):
        load(cache_dir=str(tmp_path))


def test_a_mixture_needs_no_sandbox():
    assert "code_generation" not in MIXED
