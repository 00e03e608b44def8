"""The tokens of prompts that stand alone, read off those of prompt and answer where that is sure.

Most of a preflight's time goes into tokenising. A special token is cut out of a text before anything else is done, so
what stands before the last one of a prompt has the same tokens in both, and what stands behind it ("assistant\\n") is
the same in every row. Where this does not hold (no special token, another template), the prompt is tokenised alone.

In:  alone(tokenizer, ["<|im_start|>user\\n1, 2?<|im_end|>\\n<|im_start|>assistant\\n"], wholes, encodings)
Out: [[1, 87, 201, ...]]
"""

import re
from collections.abc import Sequence
from typing import Any

from transformers import PreTrainedTokenizerBase

_TAIL = 64  # characters; what is longer is the question itself, and another in every row


def alone(
    tokenizer: PreTrainedTokenizerBase, prompts: Sequence[str], wholes: Sequence[str], encodings: Sequence[Any]
) -> list[list[int]]:
    """The tokens of each prompt, as `tokenizer(prompt, add_special_tokens=False)` gives them.

    Args:
        wholes: the texts that begin with the prompts, or nearly so.
        encodings: what `tokenizers` made of these.
    """
    tails = _Tails(tokenizer)
    read = [tails.read(*row) for row in zip(prompts, wholes, encodings, strict=True)]
    rest = [prompt for prompt, ids in zip(prompts, read, strict=True) if ids is None]
    others = iter(tokenizer(rest, add_special_tokens=False, verbose=False)["input_ids"] if rest else [])
    return [next(others) if ids is None else ids for ids in read]


class _Tails:
    """The ends of prompts, from their last special token on, each tokenised once."""

    def __init__(self, tokenizer: PreTrainedTokenizerBase) -> None:
        self.tokenizer = tokenizer
        self.specials = _specials(tokenizer)
        self.known: dict[str, tuple[int, list[int]]] = {}  # the length of the special token, and all their ids

    def read(self, prompt: str, whole: str, encoding: Any) -> list[int] | None:
        """The tokens of the prompt; None where they cannot be read off those of the whole."""
        tail = next(filter(prompt.endswith, self.known), None) or self.learned(prompt)
        if tail is None:
            return None
        (length, ids), start = self.known[tail], len(prompt) - len(tail)
        place = encoding.char_to_token(start) if whole.startswith(prompt[: start + length]) else None
        if place is None or encoding.token_to_chars(place) != (start, start + length) or encoding.ids[place] != ids[0]:
            return None
        return encoding.ids[:place] + ids

    def learned(self, prompt: str) -> str | None:
        """The end of a prompt as none was before; None if it has no special token there."""
        matches = [*self.specials.finditer(prompt)] if self.specials else []
        if not matches or len(prompt) - (last := matches[-1]).start() > _TAIL:
            return None
        tail = prompt[last.start() :]
        ids = self.tokenizer(tail, add_special_tokens=False, verbose=False)["input_ids"]
        if ids[0] != self.tokenizer.convert_tokens_to_ids(last.group()):
            return None
        self.known[tail] = (len(last.group()), ids)
        return tail


def _specials(tokenizer: PreTrainedTokenizerBase) -> re.Pattern[str] | None:
    """What finds special tokens, longest first; those that are looked for in normalised text may not part it."""
    added = [str(token) for token in tokenizer.added_tokens_decoder.values() if not token.normalized]
    return re.compile("|".join(map(re.escape, sorted(added, key=len, reverse=True)))) if added else None
