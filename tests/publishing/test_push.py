"""A push, by the real client over real HTTP to a Hub on this machine."""

import json
import subprocess
import sys

import pytest

from oeis_qa.errors import OptionError, TargetError
from oeis_qa.publishing.push import push
from oeis_qa.publishing.reading import whole
from tests.hub import TOKEN, Fault, Hub

REPO = "ada/rows"

# huggingface_hub 2.4 uploads in a way that its HTTP client would have otherwise; users are not shown that.
pytestmark = pytest.mark.filterwarnings("ignore:Use 'content=:DeprecationWarning")


@pytest.fixture
def hub(monkeypatch):
    """A Hub, and this process logged in to it as ada."""
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", False)
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_DISABLE_XET", True)
    monkeypatch.setattr("time.sleep", lambda seconds: None)
    monkeypatch.setenv("HF_TOKEN", TOKEN)
    with Hub.running() as hub:
        yield hub


@pytest.fixture
def pushed(hub):
    """A function: folder, options -> the URL of the commit."""
    return lambda folder, repo=REPO, **options: push(str(folder), repo, endpoint=hub.endpoint, **options)


def files_of(hub, repo=REPO):
    return hub.repos["dataset", repo].commits[-1].files


def test_a_repository_holds_what_the_folder_does_after_one_commit(hub, pushed, folder):
    url = pushed(folder)
    commits = hub.repos["dataset", REPO].commits
    assert url == f"{hub.endpoint}/datasets/ada/rows/tree/{commits[-1].oid}"
    assert len(commits) == 2  # the one that made the repository, and ours
    sent = {name: (folder / name).read_bytes() for name in whole(folder).names}
    assert {name: data for name, data in files_of(hub).items() if name != ".gitattributes"} == sent
    assert not any(name.startswith(".oeis_qa") for name in files_of(hub))
    assert commits[-1].message == f"Rows {whole(folder).manifest['logical'][:16]} of oeis_qa 0.1.0"


def test_every_file_is_read_back_at_the_commit(hub, pushed, folder):
    pushed(folder)
    oid = hub.repos["dataset", REPO].commits[-1].oid
    for name in whole(folder).names:
        assert f"GET /datasets/ada/rows/resolve/{oid}/{name}" in hub.asked or (
            f"HEAD /datasets/ada/rows/resolve/{oid}/{name}" in hub.asked and name.endswith(".parquet")
        )


def test_a_second_push_of_the_same_folder_sends_nothing_and_makes_no_commit(hub, pushed, folder):
    first = pushed(folder)
    hub.asked.clear()
    assert pushed(folder) == first
    assert not [line for line in hub.asked if line.startswith("PUT") or "/commit/" in line]


def test_files_of_earlier_pushes_go_and_other_files_stay(hub, pushed, folder, incorrect_folder):
    pushed(folder)
    repo = hub.repos["dataset", REPO]
    repo.commit({**files_of(hub), "dataset_infos.json": b"{}", "figure.png": b"drawn by hand"})
    repo.private = True
    pushed(incorrect_folder, acknowledge_incorrect=True)
    assert set(files_of(hub)) == {".gitattributes", "figure.png", *whole(incorrect_folder).names}


def test_a_repository_with_only_a_card_is_taken(hub, pushed, folder):
    hub.create("dataset", REPO, {"README.md": b"my rows", "LICENSE": b"", "dataset_infos.json": b"{}"})
    pushed(folder)
    assert "dataset_infos.json" not in files_of(hub)
    assert files_of(hub)["README.md"] == (folder / "README.md").read_bytes()


@pytest.mark.parametrize("manifest", [None, b"{}", b"\xff"])
def test_a_repository_of_something_else_is_left_alone(hub, pushed, folder, manifest):
    theirs = {"data/theirs.csv": b"1", **({} if manifest is None else {"manifest.json": manifest})}
    repo = hub.create("dataset", REPO, theirs)
    with pytest.raises(TargetError, match=r"ada/rows holds data/theirs\.csv, which no push of this library made"):
        pushed(folder)
    assert len(repo.commits) == 1


@pytest.mark.parametrize(("private", "seen"), [(None, False), (True, True), (False, False)])
def test_a_new_repository_is_private_where_asked(hub, pushed, folder, private, seen):
    pushed(folder, private=private)
    assert hub.repos["dataset", REPO].private is seen


@pytest.mark.parametrize(("private", "seen"), [(None, True), (True, True), (False, False)])
def test_wrong_responses_are_private_unless_asked_otherwise(hub, pushed, incorrect_folder, private, seen):
    pushed(incorrect_folder, private=private, acknowledge_incorrect=True)
    assert hub.repos["dataset", REPO].private is seen
    assert b"not-for-deployment" in files_of(hub)["README.md"]


def test_wrong_responses_are_not_put_where_everybody_sees_them(hub, pushed, incorrect_folder):
    repo = hub.create("dataset", REPO)
    with pytest.raises(
        TargetError, match="ada/rows is public and would have to be private; change that in its settings"
    ):
        pushed(incorrect_folder, acknowledge_incorrect=True)
    assert len(repo.commits) == 1
    pushed(incorrect_folder, acknowledge_incorrect=True, private=False)
    assert len(repo.commits) == 2


def test_wrong_responses_are_acknowledged_once_more(hub, pushed, incorrect_folder):
    with pytest.raises(
        OptionError, match=r"incorrect_completion holds wrong responses .*\(--acknowledge-incorrect\) once more"
    ):
        pushed(incorrect_folder)
    assert not hub.asked


def test_stock_datasets_loads_the_repository_where_this_library_is_not(hub, pushed, folder, tmp_path):
    pushed(folder)
    code = (
        "import sys, json, datasets\n"
        "rows = datasets.load_dataset('ada/rows', 'completion')\n"
        "first = next(iter(datasets.load_dataset('ada/rows', split='test', streaming=True)))\n"
        "assert not any(name.startswith('oeis_qa') for name in sys.modules)\n"
        "print(json.dumps([rows['train'].to_list(), first == rows['test'][0]]))"
    )
    environment = {"HF_HOME": str(tmp_path / "home"), "HF_ENDPOINT": hub.endpoint, "HF_TOKEN": TOKEN, "PATH": ""}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    rows = [row for table in whole(folder).tables("completion", "train") for row in table.to_pylist()]
    assert json.loads(done.stdout) == [rows, True]


@pytest.mark.parametrize("name", ["rows", "ada/", "/rows", "datasets/ada/rows", "ada/ro ws", "ada/-rows", ""])
def test_a_name_that_is_no_repository_is_refused(hub, pushed, folder, name):
    with pytest.raises(OptionError, match=r"is no repository; give user/name|is no name that the Hub takes"):
        pushed(folder, name)
    assert not hub.asked


def test_offline_mode_and_a_missing_token_are_told_before_anything_else(hub, pushed, folder, monkeypatch):
    monkeypatch.delenv("HF_TOKEN")
    with pytest.raises(TargetError, match="no token to push to ada/rows with; run `hf auth login`, or set HF_TOKEN"):
        pushed(folder)
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    with pytest.raises(TargetError, match="HF_HUB_OFFLINE is set; unset it to push"):
        pushed(folder)
    assert not hub.asked


def test_an_unfinished_or_changed_folder_is_not_sent(hub, pushed, folder):
    shard = folder / "completion" / "test-00000-of-00001.parquet"
    shard.write_bytes(shard.read_bytes() + b"x")
    with pytest.raises(TargetError, match="is not as it was built"):
        pushed(folder)
    (folder / "manifest.json").unlink()
    with pytest.raises(TargetError, match=r"holds no manifest\.json"):
        pushed(folder)
    assert not hub.asked


@pytest.mark.parametrize("kind", ["model", "space"])
def test_a_model_or_space_of_that_name_is_no_target(hub, pushed, folder, kind):
    hub.create(kind, REPO)
    with pytest.raises(TargetError, match=f"ada/rows is a {kind}, not a dataset; push to another name"):
        pushed(folder)
    assert ("dataset", REPO) not in hub.repos


def test_a_secret_in_a_row_or_on_the_card_stops_the_push(hub, pushed, folder, monkeypatch):
    answer = next(whole(folder).tables("identification", "train")).column("answer")[5].as_py()
    monkeypatch.setenv("MY_API_KEY", answer)
    with pytest.raises(TargetError, match=r"holds the value of \$MY_API_KEY, so nothing was sent") as caught:
        pushed(folder)
    assert answer not in str(caught.value)
    monkeypatch.delenv("MY_API_KEY")
    with (folder / "README.md").open("a") as file:
        file.write(f"my token is {TOKEN}")
    with pytest.raises(TargetError, match=r"README\.md holds a Hugging Face token"):
        pushed(folder)
    assert not hub.asked


def test_an_unknown_token_is_told_as_such(hub, pushed, folder, monkeypatch):
    monkeypatch.setenv("HF_TOKEN", "hf_" + "nobody" * 6)
    with pytest.raises(TargetError, match=r"the Hub says 401 \(Invalid user token.*the token is not accepted"):
        pushed(folder)


def test_a_user_that_is_not_ones_own_is_told(hub, pushed, folder):
    with pytest.raises(TargetError, match=r"the Hub says 403 .*the token may not do this"):
        pushed(folder, "bob/rows")


ONCE = ["GET /api/whoami", "POST /api/repos/create", "POST .*preupload", "POST .*batch", "PUT /blobs", "HEAD .*resolve"]
LONG = ["GET /api/datasets", "POST .*commit", "GET .*tree", "GET /blobs", "GET .*resolve"]  # with bodies worth cutting


@pytest.mark.parametrize(
    ("pattern", "fault"), [(each, {"status": 503}) for each in ONCE + LONG] + [(each, {"cut": 20}) for each in LONG]
)
def test_one_failure_of_the_server_costs_time_only(hub, pushed, small_folder, pattern, fault):
    hub.faults.append(Fault(pattern, **fault))
    pushed(small_folder)
    assert not hub.faults
    assert set(whole(small_folder).names) <= set(files_of(hub))
    assert len(hub.repos["dataset", REPO].commits) == 2


def test_a_server_that_goes_on_failing_is_told(hub, pushed, folder):
    hub.faults += [Fault("GET /api/datasets", status=503)] * 4
    with pytest.raises(TargetError, match=r"the Hub says 503 .*push again, which sends only what is missing"):
        pushed(folder)


def test_no_connection_is_told(hub, pushed, folder):
    hub.shutdown()
    hub.server_close()
    with pytest.raises(TargetError, match="pushing to ada/rows failed"):
        pushed(folder)


def test_a_push_at_the_same_moment_is_told(hub, pushed, folder):
    hub.faults.append(Fault("POST .*commit", status=412))
    with pytest.raises(TargetError, match=r"412 .*somebody else pushed at the same moment; push again"):
        pushed(folder)


def test_rows_that_read_back_differently_are_told(hub, pushed, folder):
    mine, other = (whole(folder).shards("completion", "train")[i] for i in range(2))
    hub.blobs[mine["sha256"]] = (folder / other["name"]).read_bytes()  # as a store that mixes files up
    with pytest.raises(TargetError, match=r"train-00000-of-00003\.parquet is not what was sent"):
        pushed(folder)


def test_no_message_tells_the_token(hub, pushed, folder):
    for status in (401, 403, 400, 500):
        hub.faults += [Fault("POST /api/repos/create", status=status)] * 4
        with pytest.raises(TargetError) as caught:
            pushed(folder)
        assert TOKEN not in str(caught.value)
        hub.faults.clear()
