"""A built folder as a dataset repository on the Hub, in one commit, read back afterwards.

Before anything is sent, the folder is found whole and searched for secrets.

In:  push("/data/built", "user/name")
Out: "https://huggingface.co/datasets/user/name/tree/4f2a...", the commit, whose rows are those of the folder
"""

import huggingface_hub
from datasets.utils import tqdm
from huggingface_hub import HfApi
from huggingface_hub.utils import validate_repo_id  # type: ignore[attr-defined]

from oeis_qa.errors import OptionError, TargetError
from oeis_qa.publishing.build import CARD, MANIFEST
from oeis_qa.publishing.reading import Built, tables, whole
from oeis_qa.publishing.repositories import commit_folder, make_repository, read_back, steadily, telling
from oeis_qa.publishing.secrets import found, found_in


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
    with telling(repo):
        steadily(lambda: make_repository(api, repo, wanted))
        commit = steadily(lambda: commit_folder(api, repo, built))
        steadily(lambda: read_back(api, repo, commit, built))
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
