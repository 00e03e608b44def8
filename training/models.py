"""The model that a run begins with, and its tokenizer: a folder, a Hub id, or one made from scratch on the data.

In:  tokenizer("scratch:tiny", rows, ModelConfig(), trust_remote_code=False)
Out: a tokenizer that was trained on the rows, with a chat template
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from datasets import Dataset
from transformers import AutoConfig, AutoTokenizer, GenerationConfig, PretrainedConfig, PreTrainedTokenizerBase
from trl import ModelConfig

from oeis_qa.errors import SourceError
from oeis_qa.training import scratch
from oeis_qa.training.sources import KEPT, Rows

_TOKENIZERS = ("tokenizer.json", "tokenizer.model", "tokenizer_config.json", "vocab.json")


def tokenizer(name: str, rows: Rows, model: ModelConfig, trust_remote_code: bool) -> PreTrainedTokenizerBase:
    """The tokenizer of a model.

    Raises:
        OptionError: no model from scratch is called so.
        SourceError: no folder or Hub id with a tokenizer.
    """
    if scratch.is_scratch(name):
        return scratch.tokenizer_of(name, texts(rows))
    if Path(name).is_dir() and not any((Path(name) / file).is_file() for file in _TOKENIZERS):
        raise SourceError(f"--model {name!r} holds no tokenizer; save one there with tokenizer.save_pretrained")
    return _opened(AutoTokenizer, name, model, trust_remote_code)


def configuration(name: str, tokens: int, model: ModelConfig, trust_remote_code: bool) -> PretrainedConfig:
    """The shape of a model, without its weights.

    Raises:
        OptionError, SourceError: as for its tokenizer.
    """
    if scratch.is_scratch(name):
        return scratch.configuration(name, tokens)
    return _opened(AutoConfig, name, model, trust_remote_code)


def folder(name: str, tokenizer: PreTrainedTokenizerBase, args: Any) -> str:
    """What TRL loads: the name itself, or the folder in which a model from scratch was saved.

    It lies in the output folder, since an adapter is worth nothing without the model that it belongs to.
    """
    if not scratch.is_scratch(name):
        return name
    path = Path(args.output_dir, name.replace(":", "-"))
    if args.process_index == 0:
        scratch.model_of(name, tokenizer, args.seed).save_pretrained(path)
        tokenizer.save_pretrained(path)
    return str(path)


def _opened(kind: Any, name: str, model: ModelConfig, trust_remote_code: bool) -> Any:
    try:
        return kind.from_pretrained(name, revision=model.model_revision, trust_remote_code=trust_remote_code)
    except (OSError, ValueError) as error:
        raise SourceError(
            f"--model {name!r} is no folder with a model, and no Hub id that can be reached; give one of these, or "
            f"scratch:tiny ({error})"
        ) from error


def stops(name: str, model: ModelConfig) -> list[int]:
    """The tokens that the model stops at by its own configuration; none where it has none."""
    if scratch.is_scratch(name):
        return []
    try:
        found = GenerationConfig.from_pretrained(name, revision=model.model_revision).eos_token_id
    except OSError:  # a model without one, which then stops at the tokenizer's end alone
        return []
    return [found] if isinstance(found, int) else list(found or [])


def texts(rows: Rows) -> list[str]:
    """What a tokenizer is trained on: all that some rows, evenly spaced, say to the trainer, and their answers."""
    shown = [name for name in rows.column_names or () if name not in KEPT or name == "answer"]
    rows = rows.select_columns(shown)
    if isinstance(rows, Dataset):
        rows = rows.select(range(0, len(rows), -(-len(rows) // scratch.MOST_TEXTS)))
    else:
        rows = rows.take(scratch.MOST_TEXTS)
    return ["\n".join(_said(row)) for row in rows]


def _said(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, item in value.items():
            if key != "role":
                yield from _said(item)
    elif isinstance(value, list):
        for item in value:
            yield from _said(item)
