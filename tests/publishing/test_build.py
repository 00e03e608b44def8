"""A build: what it leaves, that it goes on where it was stopped, and what it refuses."""

import json
import os
import subprocess
import sys

import datasets
import pytest

import oeis_qa
from oeis_qa.errors import BuildError, MissingExtraError, OptionError, TargetError
from oeis_qa.fingerprint import code_hash
from oeis_qa.publishing import build as building
from oeis_qa.publishing.build import build
from oeis_qa.publishing.engines import local
from oeis_qa.publishing.shards import receipt_name
from oeis_qa.publishing.spec import spec_of

ADDRESS = "squares/short?size=250&eval_size=20"
SHARD = "short/train-00001-of-00003.parquet"


@pytest.fixture
def out(tmp_path):
    return str(tmp_path / "built")


@pytest.fixture
def built(squares, in_process, out):
    """A folder with five shards and their manifest."""
    build([ADDRESS], out, shard_rows=100)
    return out


@pytest.fixture
def made(monkeypatch):
    """The names of the shards that are made from now on."""
    names, work = [], building.build_shard

    def watched(spec, i, out):
        names.append(spec.shards[i].name)
        return work(spec, i, out)

    monkeypatch.setattr(building, "build_shard", watched)
    return names


def test_the_folder_holds_the_rows_of_load_dataset_for_stock_tools(built, tmp_path):
    stock = datasets.load_dataset("parquet", data_files=f"{built}/short/train-*", split="train", cache_dir=tmp_path)
    ours = oeis_qa.load_dataset(ADDRESS, split="train", streaming=True)
    assert list(stock) == list(ours)


def test_the_manifest_names_every_shard_with_rows_and_hashes(built, files):
    manifest = json.loads(files(built)["manifest.json"])
    assert [(shard["name"], shard["rows"]) for shard in manifest["shards"]] == [
        ("short/test-00000-of-00001.parquet", 20),
        ("short/train-00000-of-00003.parquet", 100),
        ("short/train-00001-of-00003.parquet", 100),
        ("short/train-00002-of-00003.parquet", 50),
        ("short/validation-00000-of-00001.parquet", 20),
    ]
    assert manifest["spec"]["hash"] == spec_of([ADDRESS], 100).hash
    assert set(manifest["made_by"]) == {"oeis_qa", "datasets", "pyarrow"}


def test_worker_processes_give_what_one_process_gives(built, monkeypatch, tmp_path, undated):
    monkeypatch.setitem(building.ENGINES, "local", local.run)
    other = build([ADDRESS], str(tmp_path / "other"), workers=2, shard_rows=100)
    assert undated(other) == undated(built)


def test_a_second_run_makes_nothing_and_changes_no_file(built, made, files):
    before = files(built)
    assert build([ADDRESS], built, shard_rows=100) == json.loads(before["manifest.json"])
    assert made == []
    assert files(built) == before


@pytest.mark.parametrize("spoiled", [SHARD, f".oeis_qa/receipts/{SHARD}.json"])
@pytest.mark.parametrize("how", ["cut", "changed", "gone"])
def test_only_what_is_spoiled_is_made_again(built, made, files, undated, spoiled, how):
    before, data = files(built), bytearray(files(built)[spoiled])
    data[len(data) // 2] ^= 1
    path = os.path.join(built, spoiled)
    if how == "gone":
        os.remove(path)
    else:
        with open(path, "wb") as file:
            file.write(data if how == "changed" else data[:-7])
    build([ADDRESS], built, shard_rows=100)
    assert made == [SHARD]
    assert {**files(built), "manifest.json": b""} == {**before, "manifest.json": b""}
    assert undated(built) == undated(json.loads(before["manifest.json"]))


def test_a_build_that_failed_goes_on_and_has_no_manifest_meanwhile(
    squares, in_process, out, made, monkeypatch, tmp_path, undated
):
    work = building.build_shard

    def failing(spec, i, out):
        if i == 3:
            raise BuildError("broken here")
        return work(spec, i, out)

    monkeypatch.setattr(building, "build_shard", failing)
    with pytest.raises(BuildError, match="broken here"):
        build([ADDRESS], out, shard_rows=100)
    assert not os.path.exists(f"{out}/manifest.json")
    assert made == [f"short/train-{i:05d}-of-00003.parquet" for i in range(3)]
    made.clear()
    monkeypatch.setattr(building, "build_shard", work)
    manifest = build([ADDRESS], out, shard_rows=100)
    assert made == ["short/validation-00000-of-00001.parquet", "short/test-00000-of-00001.parquet"]
    assert undated(manifest) == undated(build([ADDRESS], str(tmp_path / "clean"), shard_rows=100))


def test_while_a_spoiled_shard_is_made_again_the_folder_is_not_called_whole(built, monkeypatch):
    os.remove(f"{built}/{SHARD}")
    seen = []
    monkeypatch.setattr(building, "build_shard", lambda *_: seen.append(os.path.exists(f"{built}/manifest.json")))
    with pytest.raises(AttributeError):  # a shard without a receipt
        build([ADDRESS], built, shard_rows=100)
    assert seen == [False]


def test_what_killed_workers_left_is_swept(built):
    left = [f"{built}/.manifest.json.0f.tmp", f"{built}/short/.train-00000-of-00003.parquet.0f.tmp"]
    for path in left:
        with open(path, "wb") as file:
            file.write(b"half a file")
    build([ADDRESS], built, shard_rows=100)
    assert not any(map(os.path.exists, left))


def test_a_card_that_is_gone_is_written_again(built):
    os.remove(f"{built}/README.md")
    build([ADDRESS], built, shard_rows=100)
    assert os.path.exists(f"{built}/README.md")


@pytest.mark.parametrize("spoil", [lambda data: data[:-9], lambda data: data.replace(b'"rows": 100', b'"rows": 101')])
def test_a_spoiled_manifest_is_written_again(built, made, files, spoil):
    before = files(built)
    with open(f"{built}/manifest.json", "wb") as file:
        file.write(spoil(before["manifest.json"]))
    build([ADDRESS], built, shard_rows=100)
    assert made == []
    assert files(built) == before


def test_a_folder_whose_spec_is_spoiled_is_refused(built):
    with open(f"{built}/.oeis_qa/spec.json", "wb") as file:
        file.write(b'{"parts": [')
    with pytest.raises(TargetError, match=r"holds README\.md, which no build made"):
        build([ADDRESS], built, shard_rows=100)


def test_into_an_object_store_go_the_same_files(built, files, tmp_path):
    url = f"memory://{tmp_path.name}"
    build([ADDRESS], url, shard_rows=100)
    target = building.store(url)
    assert {name: target.read(name) for name in target.names()} == files(built)
    build([ADDRESS], url, shard_rows=100)
    target.files.rm(target.root, recursive=True)


@pytest.mark.parametrize(
    "other", [[ADDRESS + "&seed=1"], ["squares/tripled"], [ADDRESS, "squares/tripled"], ["squares/short?size=250"]]
)
def test_a_folder_of_another_build_is_refused_and_left_as_it_is(built, files, other):
    before = files(built)
    with pytest.raises(TargetError, match=r"holds another build \(squares/short\?size=250&eval_size=20; made by"):
        build(other, built, shard_rows=100)
    assert files(built) == before


def test_a_folder_that_older_code_built_is_refused(built, squares):
    squares.write_text(squares.read_text() + "\n# edited\n")
    code_hash.cache_clear()
    with pytest.raises(TargetError, match="another state of the code or source"):
        build([ADDRESS], built, shard_rows=100)


def test_a_folder_of_somebody_elses_is_refused_and_left_as_it_is(squares, in_process, tmp_path):
    (tmp_path / "thesis").mkdir()
    (tmp_path / "thesis" / "draft.tex").write_text("mine")
    with pytest.raises(TargetError, match=r"thesis holds draft\.tex, which no build made; give an empty folder"):
        build([ADDRESS], str(tmp_path / "thesis"))
    assert [path.name for path in (tmp_path / "thesis").iterdir()] == ["draft.tex"]


def test_a_file_in_place_of_the_folder_is_refused(squares, tmp_path):
    (tmp_path / "file").write_text("mine")
    with pytest.raises(TargetError, match="a file stands in place of the folder"):
        build([ADDRESS], str(tmp_path / "file"))
    with pytest.raises(TargetError, match=r"cannot be written \(Not a directory\); give a folder that can be"):
        build([ADDRESS], str(tmp_path / "file" / "built"))


def test_a_folder_that_cannot_be_written_is_refused(squares, tmp_path, monkeypatch):
    def refuse(lock):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(building, "_acquire", refuse)
    with pytest.raises(TargetError, match=r"built' cannot be written \(Permission denied\); give a folder that can be"):
        build([ADDRESS], str(tmp_path / "built"))


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"engine": "locla"}, r"engine='locla' is not known; did you mean 'local'\? Have: local, ray"),
        ({"workers": 0}, r"workers=0: give 1 or more"),
        ({"shard_rows": 0}, r"shard_rows=0: give 1 or more rows"),
        ({"shard_seconds": 0}, r"shard_seconds=0: give a time above 0"),
        ({"ray_address": "auto"}, r"ray_address='auto' goes with engine='ray' only"),
    ],
)
def test_wrong_options_are_refused_and_leave_no_folder(squares, out, options, message):
    with pytest.raises(OptionError, match=message):
        build([ADDRESS], out, **options)
    assert not os.path.exists(out)


def test_wrong_responses_must_be_acknowledged_again(in_process, out):
    address = "oeis_qa/incorrect_completion?acknowledge_incorrect=true&size=20&eval_size=5"
    with pytest.raises(OptionError, match=r"incorrect_completion holds wrong responses on purpose.* once more"):
        build([address], out)
    assert build([address], out, acknowledge_incorrect=True)["spec"]["parts"][0]["incorrect"]


def test_where_ray_is_not_installed_the_extra_is_named(squares, out, monkeypatch):
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(MissingExtraError, match=r"engine='ray' needs Ray; pip install 'oeis-qa\[ray\]'"):
        build([ADDRESS], out, engine="ray")


def test_a_secret_in_the_url_of_the_target_is_written_nowhere(squares, in_process, capfd, tmp_path):
    url = f"memory://me:hunter2hunter2@{tmp_path.name}"
    build([ADDRESS], url, shard_rows=100)
    target = building.store(url)
    for name in target.names():
        assert b"hunter2" not in target.read(name), name
    with pytest.raises(TargetError) as refused:
        build(["squares/tripled"], url)
    assert "hunter2" not in str(refused.value) + "".join(capfd.readouterr())
    target.files.rm(target.root, recursive=True)


SECRET = "https://me:hunter2hunter2@host/corpus?token=hunter2hunter2"


def test_a_secret_in_the_url_of_a_source_is_written_nowhere(squares, in_process, out, files):
    squares.write_text(squares.read_text().replace("factor: int = 1", 'factor: int = 1\n    source: str = "none"'))
    build([f"squares/short?size=20&source={SECRET}"], out)
    written = files(out)
    assert b"https://host/corpus" in written["manifest.json"]
    for name, data in written.items():
        assert b"hunter2" not in data, name


STOPPED = """
import os, signal, sys
import oeis_qa
from oeis_qa import cli
from oeis_qa.publishing import build as building
from oeis_qa.publishing.engines import ENGINES

def two_and_then_ctrl_c(task, shards, workers, seconds, address):
    for shard in list(shards)[:2]:
        yield task(shard)
    os.kill(os.getpid(), signal.SIGINT)
    yield task(2)

ENGINES["local"] = two_and_then_ctrl_c
sys.argv = ["oeis-qa", "build", "oeis_qa/completion?size=30&eval_size=10", "--out", sys.argv[1], "--shard-rows", "10"]
cli.main()
"""


def test_ctrl_c_ends_it_with_one_line_that_says_how_to_go_on(out):
    done = subprocess.run([sys.executable, "-c", STOPPED, out], capture_output=True, text=True, check=False)
    assert done.returncode == 130
    assert "Traceback" not in done.stderr
    last = done.stderr.splitlines()[-1]
    assert last == "stopped: 2 of 5 shards are built; the same command goes on with the others"
    assert os.path.exists(f"{out}/{receipt_name(spec_of(['oeis_qa/completion?size=30&eval_size=10'], 10).shards[1])}")
