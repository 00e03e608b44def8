"""Completions by a model's own `generate`, also in the middle of its training, which is no different afterwards.

Instruct models carry settings of their own for sampling; what of them touches greedy search is set back here, so that
a completion depends on the weights and the prompt alone.

In:  completions(model, tokenizer, [[{"role": "user", "content": "What is next in 1, 2, 4?"}]], 16, 64)
Out: ["8"]
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import torch
from torch.nn.utils.rnn import pad_sequence

from oeis_qa.samplers.records import Prompt


def completions(
    model: Any,
    tokenizer: Any,
    prompts: Sequence[Prompt],
    max_new_tokens: int,
    batch_size: int,
    together: bool = False,
) -> list[str]:
    """What the model says to each prompt, without the tokens that are none of the text.

    Args:
        model: one with `generate`, in any mode, also of PEFT; its module where it is wrapped to train in parallel.
        tokenizer: as a trainer of TRL leaves it, with a token to pad with.
        together: other processes do the same for as many prompts; where the weights are sharded, each needs all
            the others at every token.
    """
    ids = [ids_of(tokenizer, prompt) for prompt in prompts]
    said = [""] * len(ids)
    with torch.no_grad(), _evaluated(model):
        for batch in longest_first([len(row) for row in ids], batch_size):
            made = generated(model, tokenizer, [ids[i] for i in batch], max_new_tokens, synced_gpus=together)
            for i, text in zip(batch, tokenizer.batch_decode(made, skip_special_tokens=True), strict=True):
                said[i] = text
    return said


def ids_of(tokenizer: Any, prompt: Prompt) -> list[int]:
    """The tokens of a text, or of messages in the chat template, up to where the model goes on."""
    if isinstance(prompt, str):
        return tokenizer(prompt)["input_ids"]
    return tokenizer.apply_chat_template(prompt, add_generation_prompt=True, return_dict=False)


def longest_first(lengths: Sequence[int], batch_size: int) -> Iterator[list[int]]:
    """The places of prompts of similar lengths; what memory does not hold fails at once."""
    order = sorted(range(len(lengths)), key=lambda i: -lengths[i])
    yield from (order[start : start + batch_size] for start in range(0, len(order), batch_size))


@contextmanager
def _evaluated(model: Any) -> Iterator[None]:
    """No dropout, and no activation checkpointing, which forgoes the cache; then every module in its own mode again."""
    modes = {module: module.training for module in model.modules()}
    model.eval()
    try:
        yield
    finally:
        for module, mode in modes.items():
            module.training = mode


def generated(
    model: Any, tokenizer: Any, prompts: Sequence[Sequence[int]], max_new_tokens: int, **settings: Any
) -> torch.Tensor:
    """The new tokens behind each prompt. `settings`: others of `generate`."""
    pad = tokenizer.pad_token_id
    shown = [torch.tensor(ids, device=model.device) for ids in prompts]
    inputs = _left_padded(shown, pad)
    everything = model.generate(
        input_ids=inputs,
        attention_mask=_left_padded([torch.ones_like(row) for row in shown], 0),
        max_new_tokens=max_new_tokens,
        do_sample=False,
        num_beams=1,
        repetition_penalty=1.0,
        use_cache=True,  # trainers with activation checkpointing turn it off
        eos_token_id=stops(model, tokenizer),
        pad_token_id=pad,
        **settings,
    )
    return everything[:, inputs.shape[1] :]


def _left_padded(rows: list[torch.Tensor], value: int) -> torch.Tensor:
    return pad_sequence(rows, batch_first=True, padding_value=value, padding_side="left")


def stops(model: Any, tokenizer: Any) -> list[int]:
    """The end of a turn in the template is often one token, and the end of a text in the model's settings another."""
    own = model.generation_config.eos_token_id
    return sorted({tokenizer.eos_token_id, *(own if isinstance(own, list) else [own])} - {None})
