"""A benchmark's files from the Hub, fetched once into the cache of `huggingface_hub`, and found there offline.

In:  fetched("openai/gsm8k", ("main/*.parquet",))
Out: "/home/ada/.cache/huggingface/hub/datasets--openai--gsm8k/snapshots/e53f048..."
"""

import functools

import huggingface_hub
from huggingface_hub.errors import HfHubHTTPError, LocalEntryNotFoundError, OfflineModeIsEnabled

from oeis_qa.errors import SourceError


@functools.cache
def fetched(repository: str, patterns: tuple[str, ...]) -> str:
    """The folder of these files; asked for once a process, so that its rows are of one revision.

    Raises:
        SourceError: they are not here, and cannot be fetched.
    """
    try:
        return str(huggingface_hub.snapshot_download(repository, repo_type="dataset", allow_patterns=list(patterns)))
    except (LocalEntryNotFoundError, HfHubHTTPError, OfflineModeIsEnabled, OSError) as error:
        raise SourceError(
            f"source='hub': {repository} cannot be fetched ({str(error).strip().splitlines()[0]}); fetch it elsewhere "
            "and give source= its folder"
        ) from None
