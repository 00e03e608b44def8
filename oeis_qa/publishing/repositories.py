"""A dataset repository on the Hub: made where there is none, brought to the state of a folder in one commit, read back.

Files of earlier pushes that the folder's manifest does not name are deleted in the same commit, so that a repository is
never half one build and half another. Every step may be done twice, and is, where the server fails.

In:  with telling("ada/rows"): commit = steadily(lambda: commit_folder(api, "ada/rows", built))
Out: "4f2a...", the commit; the same one where nothing has changed
"""

import json
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import datasets
import pyarrow.parquet as pq
from datasets.utils import tqdm
from huggingface_hub import CommitOperationAdd, CommitOperationDelete, HfApi
from huggingface_hub.errors import HfHubHTTPError, HTTPError, RepositoryNotFoundError  # type: ignore[attr-defined]

from oeis_qa.errors import TargetError
from oeis_qa.publishing.build import CARD, MANIFEST
from oeis_qa.publishing.hashes import logical_hash
from oeis_qa.publishing.reading import Built, tables
from oeis_qa.publishing.secrets import redacted

Result = TypeVar("Result")

_WAITS = (1, 2, 4)  # seconds before each further try, where the server fails
_OLD_INFOS = "dataset_infos.json"  # features of an earlier push, by older `datasets`, which newer ones still read
_HARMLESS = {".gitattributes", CARD, "LICENSE", _OLD_INFOS}  # what may lie in a repository that no build was pushed to
_WHY = {
    401: "the token is not accepted; make one that may write at https://huggingface.co/settings/tokens",
    403: "the token may not do this; give one that may write there, or push to a user or organisation of yours",
    412: "somebody else pushed at the same moment; push again",
}


def make_repository(api: HfApi, repo: str, private: bool | None) -> None:
    """Make sure that there is a dataset repository of this name that the rows may be seen in."""
    api.whoami()  # an unknown token is told apart from an unknown repository only here
    try:
        info = api.dataset_info(repo)
    except RepositoryNotFoundError:
        for kind in ("model", "space"):
            if api.repo_exists(repo, repo_type=kind):
                raise TargetError(f"{repo} is a {kind}, not a dataset; push to another name") from None
        api.create_repo(repo, repo_type="dataset", private=private, exist_ok=True)
        return
    if private is not None and bool(info.private) != private:
        is_now, wanted = ("private", "public") if info.private else ("public", "private")
        raise TargetError(
            f"{repo} is {is_now} and would have to be {wanted}; change that in its settings, or say --{is_now}"
        )


def commit_folder(api: HfApi, repo: str, built: Built) -> str:
    """Send what is not there yet, delete what is stale, and give the commit. Doing it twice makes one commit."""
    head = api.dataset_info(repo).sha
    there = set(api.list_repo_files(repo, repo_type="dataset", revision=head))
    stale = _earlier(api, repo, head, there) - set(built.names)
    adding = [CommitOperationAdd(name, built.folder / name) for name in built.names]
    deleting = [CommitOperationDelete(name) for name in sorted(stale)]
    made = built.manifest["made_by"]["oeis_qa"]
    message = f"Rows {built.manifest['logical'][:16]} of oeis_qa {made}"
    done = api.create_commit(
        repo, [*adding, *deleting], commit_message=message, repo_type="dataset", parent_commit=head
    )
    return str(done.oid)


def _earlier(api: HfApi, repo: str, head: str | None, there: set[str]) -> set[str]:
    """The files in a repository that earlier pushes made.

    Raises:
        TargetError: there are others, and no manifest: it is the repository of something else.
    """
    named = _named(_text(api, repo, MANIFEST, head)) if MANIFEST in there else None
    foreign = sorted(there - _HARMLESS)
    if named is None and foreign:
        raise TargetError(
            f"{repo} holds {foreign[0]}, which no push of this library made; push to another name, or delete its files"
        )
    return {_OLD_INFOS, *(named or ())} & there


def _named(manifest: str) -> set[str] | None:
    """The files that a manifest of ours names; None of any other text."""
    try:
        return {shard["name"] for shard in json.loads(manifest)["shards"]}
    except (ValueError, KeyError, TypeError):
        return None


def _text(api: HfApi, repo: str, name: str, revision: str | None) -> str:
    with tempfile.TemporaryDirectory() as folder:
        return _downloaded(api, repo, name, revision, folder).read_text(encoding="utf-8", errors="replace")


def _downloaded(api: HfApi, repo: str, name: str, revision: str | None, folder: str) -> Path:
    """A file of a repository, put into an empty folder: from there, and not from any cache."""
    path = api.hf_hub_download(
        repo, name, repo_type="dataset", revision=revision, local_dir=folder, cache_dir=f"{folder}/cache"
    )
    return Path(path)


def read_back(api: HfApi, repo: str, commit: str, built: Built) -> None:
    """Raise TargetError where a file of the commit is not what was sent: features, rows, and every value."""
    shards = {shard["name"]: shard for shard in built.manifest["shards"]}
    for name in tqdm(built.names, desc="Reading back", unit=" files"):
        with tempfile.TemporaryDirectory() as folder:
            path = _downloaded(api, repo, name, commit, folder)
            same = _same_rows(path, shards[name], built) if name in shards else _same_text(path, built.folder / name)
            if not same:
                raise TargetError(f"{repo} at {commit}: {name} is not what was sent; delete it there, and push again")


def _same_text(path: Path, sent: Path) -> bool:
    return path.read_bytes() == sent.read_bytes()


def _same_rows(path: Path, shard: dict[str, Any], built: Built) -> bool:
    schema, rows = pq.read_schema(path), pq.read_metadata(path).num_rows
    columns = datasets.Features.from_arrow_schema(schema)
    expected = built.features(shard["name"].partition("/")[0])
    return (columns, rows) == (expected, shard["rows"]) and logical_hash(tables(path), columns) == shard["logical"]


def steadily(task: Callable[[], Result]) -> Result:
    """What a task gives, which is tried again where the server fails or the connection breaks."""
    for wait in _WAITS:
        try:
            return task()
        except HTTPError as error:
            if isinstance(error, HfHubHTTPError) and error.response.status_code < 500:
                raise
            time.sleep(wait)
    return task()


@contextmanager
def telling(repo: str) -> Iterator[None]:
    """Errors of the client as ours."""
    try:
        yield
    except TargetError:
        raise
    except HfHubHTTPError as error:
        status, said = error.response.status_code, error.server_message or _first_line(error)
        why = _WHY.get(status, "push again, which sends only what is missing")
        raise TargetError(f"{repo}: the Hub says {status} ({said}): {why}") from None
    except (HTTPError, OSError, RuntimeError, ValueError) as error:
        what = redacted(_first_line(error.__cause__ or error))
        raise TargetError(f"pushing to {repo} failed ({what}); push again, which sends only what is missing") from None


def _first_line(error: BaseException) -> str:
    return str(error).strip().partition("\n")[0]
