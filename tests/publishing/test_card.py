"""The card of a built folder: read by stock tools, true to the rows, plain about what they are."""

import json
import re
import subprocess
import sys

import datasets
import pytest
from datasets.info import DatasetInfosDict
from datasets.utils.metadata import MetadataConfigs
from huggingface_hub import DatasetCard

from oeis_qa.layouts import features
from oeis_qa.publishing.build import build
from oeis_qa.publishing.card import card
from oeis_qa.publishing.reading import whole
from oeis_qa.publishing.spec import builder_of, spec_of

SCRATCH = """
import sys

class Nothing:
    def find_spec(self, name, *rest):
        if name.split(".")[0] == "oeis_qa":
            raise ModuleNotFoundError(name)

sys.meta_path.insert(0, Nothing())
import json, datasets
folder = sys.argv[1]
split = datasets.load_dataset(folder, "completion")
streamed = list(datasets.load_dataset(folder, "completion", split="train", streaming=True))
builder = datasets.load_dataset_builder(folder)
print(json.dumps({
    "known": [name for name in sys.modules if name.startswith("oeis_qa")],
    "configs": datasets.get_dataset_config_names(folder),
    "default": datasets.get_dataset_default_config_name(folder),
    "counts": {name: len(rows) for name, rows in split.items()},
    "features": split["train"].features.to_dict(),
    "rows": split["train"].to_list(),
    "streamed": streamed == split["train"].to_list(),
    "sizes": {name: info.num_bytes for name, info in builder.info.splits.items()},
    "measured": {name: rows.data.nbytes for name, rows in split.items()},
}))
"""


@pytest.fixture
def scratch(tmp_path):
    """A function: folder -> what a fresh process without this library finds in it."""

    def run(folder):
        done = subprocess.run(
            [sys.executable, "-c", SCRATCH, str(folder)],
            cwd=tmp_path,
            env={"HF_HOME": str(tmp_path / "home"), "HF_HUB_OFFLINE": "1", "PATH": ""},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return run


@pytest.fixture
def read(folder):
    return DatasetCard.load(folder / "README.md")


def test_a_process_that_has_only_datasets_reads_every_row(folder, scratch):
    (folder / "completion" / "train-99999-of-99999.parquet").write_bytes(b"stray")
    found = scratch(folder)
    assert found["known"] == []
    assert found["configs"] == ["completion", "identification"]
    assert found["default"] == "completion"
    assert found["counts"] == {"train": 250, "validation": 20, "test": 20}
    assert found["features"] == features("messages").to_dict()
    assert found["rows"] == [row for table in whole(folder).tables("completion", "train") for row in table.to_pylist()]
    assert found["streamed"]
    assert found["sizes"] == found["measured"]


def test_the_metadata_are_what_the_hub_and_datasets_parse(read):
    data = read.data
    assert (data.license, data.language, data.size_categories) == ("apache-2.0", ["en"], ["n<1K"])
    assert data.task_categories == ["question-answering", "text-generation"]
    configs = MetadataConfigs.from_dataset_card_data(data)
    assert configs.get_default_config_name() == "completion"
    assert configs["completion"]["data_files"][0] == {
        "split": "train",
        "path": [f"completion/train-0000{i}-of-00003.parquet" for i in range(3)],
    }
    infos = DatasetInfosDict.from_dataset_card_data(data)
    assert infos["identification"].features == features("messages")
    assert {name: split.num_examples for name, split in infos["completion"].splits.items()} == {
        "train": 250,
        "validation": 20,
        "test": 20,
    }


def test_sizes_are_those_of_the_files(read, folder):
    info = DatasetInfosDict.from_dataset_card_data(read.data)["completion"]
    assert info.download_size == sum(path.stat().st_size for path in (folder / "completion").iterdir())
    assert info.dataset_size == sum(split.num_bytes for split in info.splits.values())


def test_three_samples_of_each_config_are_shown_as_they_are_read(read, folder):
    samples = [json.loads(text) for text in re.findall(r"```json\n(.*?)\n```", read.text, flags=re.S)]
    built = whole(folder)
    firsts = [next(built.tables(config, "train")).slice(0, 3).to_pylist() for config in built.parts]
    assert samples == firsts[0] + firsts[1]


def test_it_says_how_the_rows_were_made(read):
    builder = builder_of("oeis_qa/completion?size=250&eval_size=20")
    text = read.text
    assert "- Address: `oeis_qa/completion?size=250&eval_size=20`\n" in text
    assert f"- State of code and source: `{builder.hash}`" in text
    for counts in (builder.capacity(), builder.dropped()):
        assert all(f"{name} {count:,}" in text for name, count in counts.items())
    assert "| `identification` | the name of the sequence that a shown run is from | messages | train 120 |" in text
    for words in ("One right answer", "Splits that do not leak", "Intended use and limits", "@misc{oeis_qa,", "2.0"):
        assert words in text


def test_the_manifest_names_the_licences_too(folder):
    assert whole(folder).manifest["licences"] == ["apache-2.0"]


def test_rows_of_our_own_sequences_credit_no_one_else(read):
    assert "Apache-2.0" in read.text
    assert "donate" not in read.text


def test_rows_of_oeis_data_are_credited_and_shared_alike(tmp_path):
    source = tmp_path / "oeis"
    source.mkdir()
    runs = {i: ",".join(str((i * i + 7) * n**3 + n * i) for n in range(1, 31)) for i in range(1, 60)}
    (source / "stripped").write_text("".join(f"A{i:06d} ,{run},\n" for i, run in runs.items()))
    address = f"oeis_qa/completion?source={source}&size=20&eval_size=0"
    spec = spec_of([address, "oeis_qa/previous_term?size=5&eval_size=0"])
    read = DatasetCard(card(spec, _manifest(spec)))
    assert read.data.license == ["apache-2.0", "cc-by-sa-4.0"]
    for words in ("N. J. A. Sloane", "contributors", "https://oeisf.org/donate/", "CC BY-SA 4.0", "@misc{oeis,"):
        assert words in read.text
    alone = spec_of([address])
    assert DatasetCard(card(alone, _manifest(alone))).data.license == "cc-by-sa-4.0"


def test_wrong_responses_are_warned_of_first_and_tagged(incorrect_folder):
    read = DatasetCard.load(incorrect_folder / "README.md")
    assert "not-for-deployment" in read.data.tags
    assert read.text.strip().startswith("> [!WARNING]\n> **Not for deployment.**")
    assert "responses in incorrect_completion are wrong on purpose" in read.text


def test_right_responses_are_not(read):
    assert "not-for-deployment" not in read.data.tags
    assert "WARNING" not in read.text


def test_somebody_elses_dataset_has_a_card_too(squares):
    spec = spec_of(["squares/short?size=3&eval_size=0"])
    read = DatasetCard(card(spec, _manifest(spec)))
    assert read.data.license == "unknown"
    assert read.text.strip().startswith("# Squares of numbers\n")
    assert "OEIS" not in read.text


def test_a_card_that_was_deleted_is_written_again(tmp_path):
    addresses = ["oeis_qa/completion?size=5&eval_size=0"]
    build(addresses, str(tmp_path), workers=1)
    text = (tmp_path / "README.md").read_text()
    (tmp_path / "README.md").unlink()
    build(addresses, str(tmp_path), workers=1)
    assert (tmp_path / "README.md").read_text() == text


@pytest.mark.parametrize(("rows", "size"), [(999, "n<1K"), (1_000, "1K<n<10K"), (2_000_000, "1M<n<10M")])
def test_the_size_category_is_that_of_all_rows(rows, size):
    spec = spec_of(["oeis_qa/completion?size=5&eval_size=0"])
    shards = [{"name": "completion/train-0.parquet", "rows": rows, "size": 1, "memory": 1}]
    assert DatasetCard(card(spec, {**_manifest(spec), "shards": shards})).data.size_categories == [size]


def _manifest(spec):
    shards = [
        {"name": shard.name, "rows": shard.stop - shard.start, "size": 1, "memory": 1, "logical": "0" * 64}
        for shard in spec.shards
    ]
    made_by = {"oeis_qa": "0.1.0", "datasets": datasets.__version__, "pyarrow": "1"}
    return {"shards": shards, "logical": "0" * 64, "made_by": made_by, "date": "2026-11-22"}
