"""A budget of tokens: how many a prompt and its response take together, counted with the tokenizer they are meant for.

Each text is counted as it stands, without special tokens and without a chat template, which are the trainer's.

In:  Budget(64, opened("tokenizer.json")).counted(["Mirror the RLE image left to right.⏎4 1 0123"], ["4 1 3210"])
Out: [31]: within the budget
"""

import functools
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from oeis_qa.errors import MissingExtraError, OptionError, SourceError, SourceFormatError

Ints = NDArray[np.int64]
_WAY_OUT = "give a tokenizer.json, as it lies beside the weights of a model"


@dataclass(frozen=True)
class Budget:
    most: int  # tokens
    tokenizer: Any

    def counted(self, prompts: pa.StringArray, *responses: pa.StringArray) -> Ints:
        """For each prompt its tokens and those of the longest of its responses."""
        return self._lengths(prompts) + np.max([self._lengths(texts) for texts in responses], axis=0)

    def _lengths(self, texts: pa.StringArray) -> Ints:
        # One by one: a batch would be counted in threads, after which a process must not fork, as num_proc has it do.
        counted = (len(self.tokenizer.encode(text, add_special_tokens=False)) for text in texts.to_pylist())
        return np.fromiter(counted, np.int64, len(texts))


def check_budget(max_tokens: int | None, tokenizer: str) -> None:
    """Raise what is wrong with these two options together.

    Raises:
        OptionError: one of them without the other, or a budget of no token.
        SourceError, SourceFormatError, MissingExtraError: the tokenizer cannot be opened.
    """
    if max_tokens is None and tokenizer:
        raise OptionError(f"tokenizer={tokenizer!r} needs max_tokens, the most tokens of a row; give both or neither")
    if max_tokens is None:
        return
    if not tokenizer:
        raise OptionError(f"max_tokens={max_tokens} needs a tokenizer that counts them; {_WAY_OUT} in tokenizer=")
    if max_tokens < 1:
        raise OptionError(f"max_tokens={max_tokens}: give 1 or more tokens")
    opened(tokenizer)


def opened(path: str) -> Any:
    """The tokenizer of a file, which cuts nothing off and fills nothing up.

    Raises:
        SourceError: there is no such file.
        SourceFormatError: it holds no tokenizer.
        MissingExtraError: the tokenizers library is not installed.
    """
    try:
        return _parsed(content(path))
    except ValueError as error:
        raise SourceFormatError(f"tokenizer={path!r} cannot be read as one ({error}); {_WAY_OUT}") from None


def content(path: str) -> bytes:
    """The bytes of the file.

    Raises:
        SourceError: there is no such file.
    """
    try:
        return Path(path).read_bytes()
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else error
        raise SourceError(f"tokenizer={path!r} is no file that can be read ({why}); {_WAY_OUT}") from None


@functools.lru_cache(maxsize=2)
def _parsed(data: bytes) -> Any:
    try:
        from tokenizers import Tokenizer
    except ImportError:
        raise MissingExtraError("max_tokens needs tokenizers; pip install 'oeis_qa[train]', or leave it out") from None
    tokenizer = Tokenizer.from_buffer(data)
    tokenizer.no_truncation()  # which many a file asks for: then no count would ever be over its length
    tokenizer.no_padding()
    return tokenizer
