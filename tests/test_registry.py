"""The seam into `datasets`: registered names are ours, every other path goes through untouched."""

import json
import re
import sys

import datasets
import pytest
from typer.testing import CliRunner

import oeis_qa
from oeis_qa import registry
from oeis_qa.answers.kinds import KINDS, kind_named
from oeis_qa.cli import app
from oeis_qa.errors import AddressError, AnswerError, OptionError

PARITIES = '''
"""parity: is a number even or odd?"""
from oeis_qa.answers.kinds import Final, Kind
from oeis_qa.builder import RowBuilder, RowConfig
from oeis_qa.errors import AnswerError
from oeis_qa.records import Batch, Example


def gold(answer):
    if answer not in ("even", "odd"):
        raise AnswerError(f"answer {answer!r} is no parity; give even or odd")
    return answer


def final(completion):
    said = [word for word in ("even", "odd") if word in completion]
    return Final(tuple(said), said[0] if said else None, "" if said else "no parity")


PARITY = Kind(gold, final, lambda value, gold: value == gold)


class Parities(RowBuilder):
    BUILDER_CONFIGS = [RowConfig(name="good"), RowConfig(name="bad")]

    def capacity(self):
        return {"train": 50, "validation": 10, "test": 10}

    def batch(self, split, rows):
        return Batch.of(self.example(split, i) for i in rows)

    def example(self, split, i):
        answer = "neither" if self.config.name == "bad" and i == 7 else ("even", "odd")[i % 2]
        return Example(f"{split}/{i}", f"Is {i} even?", answer, answer, "parity", "dataset=parities", "?", str(i))
'''


@pytest.fixture
def parities(tmp_path, monkeypatch):
    """A dataset of somebody else's with an answer kind of its own, registered as `parities`."""
    (tmp_path / "parities_loader.py").write_text(PARITIES)
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(registry, "DATASETS", dict(registry.DATASETS))
    known = dict(KINDS)
    kinds = {"parity": "parities_loader:PARITY"}
    registry.register("parities", "parities_loader", answer_kinds=("parity", "integer"), verifiers=kinds)
    yield "parities"
    KINDS.clear()
    KINDS.update(known)
    kind_named.cache_clear()
    sys.modules.pop("parities_loader", None)


def test_the_names_of_configs_and_splits_are_told():
    names = datasets.get_dataset_config_names("oeis_qa")
    assert names[:2] == ["completion", "identification"]
    assert names == [config.name for config in registry.builder_class("oeis_qa").BUILDER_CONFIGS]
    assert datasets.get_dataset_split_names("oeis_qa", "completion") == ["train", "validation", "test"]
    assert datasets.get_dataset_split_names("oeis_qa/completion?eval_size=0") == ["train"]


def test_an_address_works_wherever_a_path_does():
    builder = datasets.load_dataset_builder("oeis_qa/completion?size=12&seed=3&layout=prompt_completion")
    assert (builder.config.name, builder.config.size, builder.config.seed) == ("completion", 12, 3)
    assert list(builder.info.features)[:3] == ["id", "prompt", "completion"]
    assert builder.dataset_name == "oeis_qa"


def test_the_same_dataset_comes_with_the_seam_and_without():
    taught = datasets.load_dataset("oeis_qa/completion?size=20", split="test")
    direct = oeis_qa.load_dataset("oeis_qa", "completion", size=20, split="test")
    assert taught.to_list() == direct.to_list()


def test_a_second_load_finds_the_names_again():
    folders = {datasets.load_dataset_builder("oeis_qa", "completion", size=5).cache_dir for _ in range(3)}
    assert len(folders) == 1


def test_other_paths_go_through_untouched(tmp_path):
    folder = tmp_path / "folder"
    folder.mkdir()
    path = folder / "rows.jsonl"
    path.write_text(json.dumps({"text": "hello"}) + "\n")
    rows = datasets.load_dataset("json", data_files=str(path), split="train", cache_dir=str(tmp_path / "cache"))
    assert rows["text"] == ["hello"]
    rows = datasets.load_dataset(str(folder), split="train", cache_dir=str(tmp_path / "cache"))
    assert rows["text"] == ["hello"]


def test_teaching_twice_wraps_once():
    before = datasets.load.dataset_module_factory, datasets.inspect.dataset_module_factory
    registry.teach()
    assert before == (datasets.load.dataset_module_factory, datasets.inspect.dataset_module_factory)
    assert not hasattr(datasets.load.dataset_module_factory.__wrapped__, "oeis_qa")


def test_names_imported_before_oeis_qa_are_taught_too(fresh_python):
    code = (
        "from datasets import load_dataset_builder, get_dataset_config_names\n"
        "import oeis_qa\n"
        "print(get_dataset_config_names('oeis_qa')[:2], load_dataset_builder('oeis_qa/completion').config.name)"
    )
    assert fresh_python(code).split() == ["['completion',", "'identification']", "completion"]


@pytest.mark.parametrize("load", [datasets.load_dataset, datasets.load_dataset_builder])
@pytest.mark.parametrize(
    ("path", "options", "message"),
    [
        (
            "oeis_qa/completoin",
            {},
            r"oeis_qa has no config 'completoin'; did you mean 'completion'\? Have: completion, id",
        ),
        ("oeis_qa", {}, r"oeis_qa needs a config, as in load_dataset\('oeis_qa', 'completion'\)"),
        (
            "oeis_qa/completion",
            {"name": "identification"},
            r"config is given twice, 'completion' in the address and 'id",
        ),
        (
            "oeis_qa/completion?size=1",
            {"size": 2},
            r"size is given twice, '1' in the address and 2 in the call; keep one",
        ),
        ("oeis_qa/completion", {"data_dir": "x"}, r"oeis_qa/completion takes no data_dir; say source="),
        ("oeis_qa/completion", {"data_files": "x"}, r"oeis_qa/completion takes no data_files; say source="),
        (
            "oeis_qa/completion",
            {"revision": "main"},
            r"takes no revision; the rows come with this version of the library",
        ),
    ],
)
def test_what_does_not_fit_is_refused(load, path, options, message):
    with pytest.raises(OptionError, match=message):
        load(path, **options)


@pytest.mark.parametrize(
    "path", ["oeis_qa/", "oeis_qa/completion/train", "oeis_qa/completion?", "oeis_qa?size", "oeis_qa?=3"]
)
def test_an_address_that_does_not_parse_is_refused(path):
    with pytest.raises(AddressError, match=r"an address is DATASET\[/CONFIG\]\[\?option=value"):
        datasets.load_dataset(path)


def test_an_unknown_dataset_is_refused_by_our_own_loader():
    with pytest.raises(OptionError, match=r"no dataset 'oeis'; did you mean 'oeis_qa'\? Have: oeis_qa"):
        oeis_qa.load_dataset("oeis/completion")


def test_a_name_belongs_to_one_builder(squares):
    registry.register("squares", "squares_loader")
    with pytest.raises(OptionError, match=r"'squares' belongs to squares_loader already; choose another"):
        registry.register("squares", "another_loader")


@pytest.mark.parametrize("name", ["a/b", "a?b=1", "", "two words"])
def test_a_name_that_no_address_can_hold_is_refused(name):
    with pytest.raises(OptionError):
        registry.register(name, "some_module")


def test_a_module_must_define_exactly_one_builder(tmp_path, monkeypatch):
    (tmp_path / "empty_loader.py").write_text("from oeis_qa.builder import RowBuilder\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    registry.register("empty", "empty_loader")
    try:
        with pytest.raises(OptionError, match=r"dataset 'empty': empty_loader defines 0 RowBuilders; define one"):
            datasets.load_dataset("empty", "any")
    finally:
        del registry.DATASETS["empty"]


def test_a_file_format_of_datasets_is_no_name_for_a_dataset():
    with pytest.raises(OptionError, match=r"dataset name 'parquet' is a file format of `datasets`; choose another"):
        registry.register("parquet", "some_module")


@pytest.mark.parametrize("name", [5, ["completion"]])
def test_a_config_that_is_no_name_is_refused(name):
    with pytest.raises(OptionError, match=r"oeis_qa has no config .*Have: completion, identification"):
        datasets.load_dataset("oeis_qa", name)


@pytest.mark.parametrize("path", [5, None, b"oeis_qa"])
def test_an_address_that_is_no_text_is_refused(path):
    with pytest.raises(AddressError, match=r"is no text; an address is DATASET"):
        oeis_qa.load_dataset(path)


# Answer kinds of a dataset's own


def test_the_rows_of_a_dataset_carry_kinds_of_its_own(parities):
    rows = datasets.load_dataset("parities/good", split="train")
    assert {*rows["answer_kind"]} == {"parity"}
    assert all(oeis_qa.verify(f"It is {row['answer']}.", row["answer"], row["answer_kind"]).right for row in rows)
    assert oeis_qa.verify("It is even or odd.", "odd", "parity").reason == "two different final answers: even and odd"
    assert oeis_qa.extract("No idea.", "parity") is None


def test_golds_are_checked_by_the_kinds_of_the_dataset(parities):
    with pytest.raises(datasets.exceptions.DatasetGenerationError) as caught:
        datasets.load_dataset("parities/bad")
    assert isinstance(caught.value.__cause__, AnswerError)
    assert str(caught.value.__cause__) == "answer 'neither' is no parity; give even or odd"


def test_registering_a_dataset_with_its_kinds_again_changes_nothing(parities):
    before = dict(KINDS), dict(registry.DATASETS)
    kinds = {"parity": "parities_loader:PARITY"}
    registry.register("parities", "parities_loader", answer_kinds=("parity", "integer"), verifiers=kinds)
    assert (dict(KINDS), dict(registry.DATASETS)) == before
    registry.register("more_parities", "parities_loader", verifiers=kinds)
    assert dict(KINDS) == before[0]


@pytest.mark.parametrize("verifiers", [None, {}])
def test_a_dataset_needs_no_kinds_of_its_own(parities, verifiers):
    before = dict(KINDS)
    registry.register("numbers", "parities_loader", answer_kinds=("integer",), verifiers=verifiers)
    assert dict(KINDS) == before
    assert registry.DATASETS["numbers"].answer_kinds == ("integer",)


@pytest.mark.parametrize(
    ("verifiers", "message"),
    [
        ({"parity": "mine:KIND"}, "answer kind 'parity' belongs to parities_loader:PARITY already; choose another"),
        ({"integer": "mine:KIND"}, r"answer kind 'integer' belongs to oeis_qa\.answers\.spoken:INTEGER already"),
        ({"mesh:rle": "mine:KIND"}, "answer kind 'mesh:rle' must be a plain name"),
        ({"mesh": "mine.KIND"}, "answer kind 'mesh': path 'mine.KIND' must be MODULE:NAME"),
    ],
)
def test_kinds_that_do_not_fit_are_refused_and_leave_no_dataset(parities, verifiers, message):
    before = dict(KINDS), dict(registry.DATASETS)
    with pytest.raises(OptionError, match=message):
        registry.register("others", "others_loader", verifiers=verifiers)
    assert (dict(KINDS), dict(registry.DATASETS)) == before


@pytest.mark.parametrize("more", [{"answer_kinds": ("mesh", "intger")}, {"verifiers": {"mesh": "a:B", "text": "a:B"}}])
def test_a_dataset_that_is_refused_leaves_none_of_its_kinds(parities, more):
    before = dict(KINDS)
    with pytest.raises(OptionError):
        registry.register("others", "others_loader", **{"verifiers": {"mesh": "a:B"}, **more})
    assert dict(KINDS) == before


def test_the_commands_of_a_dataset_are_run_from_its_own_module(tmp_path, monkeypatch):
    (tmp_path / "greeting.py").write_text("def greet(name: str) -> None:\n    print('hello', name)\n")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(registry, "DATASETS", dict(registry.DATASETS))
    registry.register("greeted", "greeted_loader", commands={"greet": "greeting:greet"})
    assert "greeting" not in sys.modules
    assert CliRunner().invoke(app, ["greet", "you"]).output == "hello you\n"


@pytest.mark.parametrize(
    ("commands", "message"),
    [
        ({"gallery": "a:b"}, "dataset 'others': command 'gallery' belongs to arc_rle already; choose another"),
        ({"greet": "some_module"}, "dataset 'others': command greet='some_module' must be MODULE:NAME"),
    ],
)
def test_commands_that_do_not_fit_are_refused_and_leave_no_dataset(commands, message):
    with pytest.raises(OptionError, match=re.escape(message)):
        registry.register("others", "others_loader", commands=commands)
    assert "others" not in registry.DATASETS
