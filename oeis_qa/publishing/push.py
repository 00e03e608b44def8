"""A built folder as a dataset repository on the Hub, in one commit, read back afterwards.

Before anything is sent, the folder is found whole and searched for secrets. Files of earlier pushes that the new
manifest does not name are deleted in the same commit, so that a repository is never half one build and half another.

In:  push("/data/built", "user/name")
Out: "https://huggingface.co/datasets/user/name/tree/4f2a...", the commit, whose rows are those of the folder
"""

import json
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import datasets
import huggingface_hub
import pyarrow.parquet as pq
from datasets.utils import tqdm
from huggingface_hub import CommitOperationAdd, CommitOperationDelete, HfApi
from huggingface_hub.errors import HfHubHTTPError, HTTPError, RepositoryNotFoundError  # type: ignore[attr-defined]
from huggingface_hub.utils import validate_repo_id  # type: ignore[attr-defined]

from oeis_qa.errors import OptionError, TargetError
from oeis_qa.publishing.build import CARD, MANIFEST
from oeis_qa.publishing.hashes import logical_hash
from oeis_qa.publishing.reading import Built, tables, whole
from oeis_qa.publishing.secrets import found, found_in, redacted

Result = TypeVar("Result")

_WAITS = (1, 2, 4)  # seconds before each further try, where the server fails
_TYPES = ("model", "space")
_OLD_INFOS = "dataset_infos.json"  # of `datasets` before 2.7: features of an earlier push, which it would believe
_HARMLESS = {".gitattributes", CARD, "LICENSE", _OLD_INFOS}  # what may lie in a repository that no build was pushed to
_WHY = {
    401: "the token is not accepted; make one that may write at https://huggingface.co/settings/tokens",
    403: "the token may not do this; give one that may write there, or push to a user or organisation of yours",
    412: "somebody else pushed at the same moment; push again",
}


def push(
    folder: str,
    repo: str,
    *,
    private: bool | None = None,
    acknowledge_incorrect: bool = False,
    endpoint: str | None = None,
) -> str:
    """Make the repository, if there is none, exactly what the folder is, and return the address of its commit.

    Args:
        folder: what a build has made.
        repo: user/name.
        private: whether only its owner sees it; by default wrong responses are private, all else as the owner's
            settings say.
        acknowledge_incorrect: once more, where responses are wrong on purpose.
        endpoint: of a Hub, if not the usual one.

    Raises:
        OptionError: `repo` is no user/name, or wrong responses are not acknowledged.
        TargetError: no token, no connection, a folder that is not whole or holds a secret, a repository of something
            else, or one that cannot be written or reads back differently.
    """
    token = _token(repo)
    built = whole(folder)
    _check_acknowledged(built, acknowledge_incorrect)
    _check_secrets(built)
    wanted = True if private is None and built.incorrect else private
    api = HfApi(endpoint=endpoint, token=token)
    with _telling(repo):
        _steadily(lambda: _make(api, repo, wanted))
        commit = _steadily(lambda: _commit(api, repo, built))
        _steadily(lambda: _read_back(api, repo, commit, built))
    return f"{api.endpoint}/datasets/{repo}/tree/{commit}"


def _token(repo: str) -> str:
    """The token of the user, after the cheap checks."""
    user, slash, name = repo.partition("/")
    if not (user and slash and name) or "/" in name:
        raise OptionError(f"{repo!r} is no repository; give user/name, as in push /data/built ada/sequences")
    try:
        validate_repo_id(repo)
    except ValueError as error:
        raise OptionError(f"{repo!r} is no name that the Hub takes: {error}") from None
    if huggingface_hub.constants.HF_HUB_OFFLINE:
        raise TargetError(f"{repo} cannot be reached: HF_HUB_OFFLINE is set; unset it to push")
    token = huggingface_hub.get_token()
    if token is None:
        raise TargetError(f"no token to push to {repo} with; run `hf auth login`, or set HF_TOKEN")
    return token


def _check_acknowledged(built: Built, acknowledged: bool) -> None:
    if built.incorrect and not acknowledged:
        raise OptionError(
            f"{', '.join(built.incorrect)} holds wrong responses on purpose, as the control arm of a study; to push "
            "it, say acknowledge_incorrect=True (--acknowledge-incorrect) once more"
        )


def _check_secrets(built: Built) -> None:
    """Raise TargetError where anything that would be sent holds a secret."""
    for name in (CARD, MANIFEST):
        for what in found((built.folder / name).read_text(encoding="utf-8", errors="replace")):
            _refuse(built, name, what)
    for shard in tqdm(built.manifest["shards"], desc="Searching for secrets", unit=" files", leave=False):
        for table in tables(built.folder / shard["name"]):
            for column, what in found_in(table):
                _refuse(built, f"column {column} of {shard['name']}", what)


def _refuse(built: Built, place: str, what: str) -> None:
    way = "take it out of the source or the options and build again, or unset the variable if it is no secret"
    raise TargetError(f"{built.folder}: {place} holds {what}, so nothing was sent; {way}")


def _make(api: HfApi, repo: str, private: bool | None) -> None:
    """Make sure that there is a dataset repository of this name that the rows may be seen in."""
    api.whoami()  # an unknown token is told apart from an unknown repository only here
    try:
        info = api.dataset_info(repo)
    except RepositoryNotFoundError:
        for kind in _TYPES:
            if api.repo_exists(repo, repo_type=kind):
                raise TargetError(f"{repo} is a {kind}, not a dataset; push to another name") from None
        api.create_repo(repo, repo_type="dataset", private=private, exist_ok=True)
        return
    if private is not None and bool(info.private) != private:
        is_now, wanted = ("private", "public") if info.private else ("public", "private")
        raise TargetError(
            f"{repo} is {is_now} and would have to be {wanted}; change that in its settings, or say --{is_now}"
        )


def _commit(api: HfApi, repo: str, built: Built) -> str:
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


def _read_back(api: HfApi, repo: str, commit: str, built: Built) -> None:
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


def _steadily(task: Callable[[], Result]) -> Result:
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
def _telling(repo: str) -> Iterator[None]:
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
