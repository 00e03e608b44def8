"""A sampler from what a user names: a built-in one, a model in a folder or on the Hub, a model of a server.

In:  opened("http://127.0.0.1:8000/v1#qwen"), opened("runs/sft"), opened("oracle")
Out: a Remote, a Local, a Scripted
"""

import os
from pathlib import Path
from urllib.parse import urlsplit

from oeis_qa.errors import OptionError, SourceError
from oeis_qa.publishing.secrets import redacted
from oeis_qa.samplers.builtin import oracle, parrot
from oeis_qa.samplers.patience import Limits
from oeis_qa.samplers.records import Sampler

KEY = "OEIS_QA_API_KEY"  # the environment variable with the key of a server or provider
_BUILT_IN = {"oracle": oracle, "parrot": parrot}


def opened(
    model: str,
    *,
    adapter: str | None = None,
    revision: str | None = None,
    batch_size: int = 16,
    base_url: str | None = None,
    provider: str | None = None,
    limits: Limits | None = None,
) -> Sampler:
    """The sampler of a model. The key of a server is read from $OEIS_QA_API_KEY.

    Args:
        model: oracle, parrot, a folder, a Hub id, or BASE_URL#MODEL.
        adapter: a folder or Hub id of PEFT, for a model in process.
        revision: of a model on the Hub; of what a server serves, any name for it.
        batch_size: prompts at once, of a model in process.
        base_url: of a server that has the model; or
        provider: of `huggingface_hub`, as "together".
        limits: of what a server may be asked.

    Raises:
        OptionError: options that do not belong together.
        SourceError: no such model, adapter or tokenizer.
        SamplerError: a provider without a key.
        MissingExtraError: a model in process without torch and transformers.
    """
    if urlsplit(model).scheme in ("http", "https"):
        base_url, model = _split(model, base_url)
    served = base_url or provider
    if served or model in _BUILT_IN:
        _check_alone(model, bool(served), adapter, revision)
    if served:
        from oeis_qa.samplers.remote import Remote

        key = os.environ.get(KEY)
        return Remote(model, base_url=base_url, provider=provider, revision=revision, key=key, limits=limits)
    if model in _BUILT_IN:
        return _BUILT_IN[model]()
    if not Path(model).exists() and (model.startswith((".", "/", "~")) or model.count("/") > 1):
        raise SourceError(f"model {model!r}: there is no such folder, and no Hub id looks so; {_WAYS}")
    from oeis_qa.samplers.local import Local

    return Local(model, adapter=adapter, revision=revision, batch_size=batch_size)


_WAYS = "give oracle, parrot, a folder, a Hub id, or a server and its model as http://127.0.0.1:8000/v1#MODEL"


def _split(url: str, base_url: str | None) -> tuple[str, str]:
    server, _, model = url.partition("#")
    if not model or base_url is not None:
        raise OptionError(f"model {redacted(url)!r} names a server and no model, or a second server; {_WAYS}")
    return server, model


def _check_alone(model: str, served: bool, adapter: str | None, revision: str | None) -> None:
    if adapter is not None:
        way = "name it as a model of the server" if served else "leave it out"
        raise OptionError(f"adapter={adapter!r}: {model} is no model of this process; {way}")
    if revision is not None and not served:
        raise OptionError(f"revision={revision!r}: {model} has none; leave it out")
