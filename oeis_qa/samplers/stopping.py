"""Texts that end a completion as soon as it holds one: looked for in what is new, never in the prompt.

The criterion that transformers has for this takes the end of a prompt for a part of the text too: where an empty line
is to end a completion, and the template ends with a line feed, it would end one that begins with a line feed.

In:  model.generate(..., stopping_criteria=[StopTexts(tokenizer, ("Question:",), prompt_length)])
Out: each row up to the token that completes the text
"""

from collections.abc import Sequence
from typing import Any

import torch
from transformers import StoppingCriteria

_BYTES, _MORE = 4, 8  # tokens that one character may take; tokens more, so that no text is decoded from its middle


class StopTexts(StoppingCriteria):
    """Ends the rows that hold one of the texts.

    Args:
        tokenizer: of the model.
        texts: none of them empty.
        prompt_length: of the padded prompts, in tokens.
    """

    def __init__(self, tokenizer: Any, texts: Sequence[str], prompt_length: int) -> None:
        self._tokenizer, self._texts, self._start = tokenizer, texts, prompt_length
        self._last = _BYTES * max(map(len, texts)) + _MORE

    def __call__(self, input_ids: Any, scores: Any, **kwargs: Any) -> Any:
        """Which rows are to end."""
        new = input_ids[:, self._start :][:, -self._last :]
        said = self._tokenizer.batch_decode(new, skip_special_tokens=True)
        return torch.tensor([any(text in one for text in self._texts) for one in said], device=input_ids.device)
