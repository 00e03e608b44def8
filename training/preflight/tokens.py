"""Rows -> the tokens that TRL makes of them, and which of these the loss counts; the same numbers, in batches.

Source: TRL 1.16, `SFTTrainer._prepare_dataset` (tokenize_fn, build_labels), `DPOTrainer._prepare_dataset`,
`GRPOTrainer._tokenize_prompts`.

In:  pieces({"messages": [[{"role": "user", "content": "1, 2, 4?"}, {"role": "assistant", "content": "8"}]]}, run)
Out: ([Piece(row=0, ids=[1, 87, ...], start=0, mask=None, unlike=())], {})
"""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from oeis_qa.training.preflight import prompts
from oeis_qa.training.preflight.reading import Columns, Run, Texts, texts
from oeis_qa.training.preflight.rendering import Rendered

MASKS = ("labels", "completion_mask", "assistant_masks")  # columns that tokenised rows may bring


class Piece(NamedTuple):
    """One sequence that the model is given."""

    row: int  # of the batch
    ids: list[int]
    start: int = 0  # tokens in front that the loss leaves out
    mask: list[int] | None = None  # and 0 where it leaves one out further on
    unlike: Sequence[int] = ()  # tokens that end the prompt while it stands alone, and are others in the whole


@dataclass(frozen=True)
class Tokens:
    """The tokens of a batch, piece after piece."""

    lengths: NDArray[np.int64]
    ids: NDArray[np.int64]
    places: NDArray[np.int64]  # of every token in its piece
    supervised: NDArray[np.bool_]  # of every token, whether the loss counts it


def joined(pieces: Sequence[Piece]) -> Tokens:
    """The pieces one behind the other."""
    lengths = np.array([len(piece.ids) for piece in pieces], np.int64)
    ids = np.fromiter(itertools.chain.from_iterable(piece.ids for piece in pieces), np.int64, lengths.sum())
    places = np.arange(len(ids)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    supervised = places >= np.repeat([piece.start for piece in pieces], lengths)
    if any(piece.mask is not None for piece in pieces):
        masks = (itertools.repeat(1, len(piece.ids)) if piece.mask is None else piece.mask for piece in pieces)
        supervised &= np.fromiter(itertools.chain.from_iterable(masks), bool, len(ids))
    return Tokens(lengths, ids, places, supervised)


def pieces(batch: Columns, run: Run) -> tuple[list[Piece], dict[int, str]]:
    """What the model is given of these rows: one piece a row, two where it compares answers; and why the template
    refuses a row, by its number in the batch."""
    if run.layout == "input_ids":
        return _tokenised(batch, run), {}
    prompt, wholes = texts(batch, run)
    made = [*wholes, *([prompt] if prompt else [])]
    refused = {i: text.refusal for column in reversed(made) for i, text in enumerate(column) if text.refusal}
    rows = [i for i in range(len(made[0])) if i not in refused]
    if not rows:
        return [], refused
    encoded = [_encoded([column[i] for i in rows], run) for column in wholes]
    if prompt is None:
        return [Piece(i, ids, mask=mask) for i, (ids, mask, _) in zip(rows, encoded[0], strict=True)], refused
    said, first = [prompt[i].text for i in rows], [column[i].text for column in wholes[:1] for i in rows]
    alone = _alone(said, first, encoded, run)
    answered = (_answered(*row, run) for row in zip(rows, alone, *encoded, strict=True))
    return list(itertools.chain.from_iterable(answered)), refused


def _encoded(column: Texts, run: Run) -> list[tuple[list[int], list[int] | None, Any]]:
    """Of each text the tokens, the assistant's among them where only they count, and the encoding."""
    said = [text.text for text in column]
    quiet = {"return_attention_mask": False, "return_token_type_ids": False, "verbose": False}
    made = run.tokenizer(said, add_special_tokens=not run.talks, **quiet)
    encodings = made.encodings or [None] * len(said)
    masks = [_spoken(*pair) if run.marks else None for pair in zip(column, encodings, strict=True)]
    return list(zip(made["input_ids"], masks, encodings, strict=True))


def _spoken(text: Rendered, encoding: Any) -> list[int]:
    """1 for each token of the assistant's, as `apply_chat_template(return_assistant_tokens_mask=True)` finds them."""
    mask = [0] * len(encoding.ids)
    for first, end in text.spans:
        start, last = encoding.char_to_token(first), encoding.char_to_token(end - 1)
        if start is None:
            break
        stop = last + 1 if last else len(mask)
        mask[start:stop] = [1] * max(stop - start, 0)
    return mask


def _alone(said: list[str], wholes: list[str], encoded: list[Any], run: Run) -> list[list[int]]:
    """The tokens of each prompt by itself."""
    if wholes and run.talks and run.tokenizer.is_fast:
        return prompts.alone(run.tokenizer, said, wholes, [encoding for _, _, encoding in encoded[0]])
    return run.tokenizer(said, add_special_tokens=not run.talks, verbose=False)["input_ids"]


def _answered(row: int, prompt: list[int], *wholes: Any) -> list[Piece]:
    """The pieces of a row with a prompt: the answer begins where the tokens are no longer the prompt's."""
    *answers, run = wholes
    if not answers:
        return [Piece(row, prompt, start=len(prompt))]
    shared = min(_shared(prompt, ids) for ids, _, _ in answers)
    start = shared if run.completion_only else 0
    return [Piece(row, ids, start, mask, prompt[shared:]) for ids, mask, _ in answers]


def _shared(ids: list[int], others: list[int]) -> int:
    """How many tokens the two begin with together."""
    if others[: len(ids)] == ids:
        return len(ids)
    return sum(1 for _ in itertools.takewhile(lambda pair: pair[0] == pair[1], zip(ids, others, strict=False)))


def _tokenised(batch: Columns, run: Run) -> list[Piece]:
    """Rows that are tokens already, with labels or masks or without."""
    masks = [batch["assistant_masks"]] if "assistant_masks" in batch else []
    if "completion_mask" in batch and run.args.completion_only_loss:
        masks.append(batch["completion_mask"])
    if "labels" in batch:
        masks = [[[label != -100 for label in labels] for labels in batch["labels"]]]
    rows = zip(batch["input_ids"], *masks, strict=True)
    return [
        Piece(i, ids, mask=[int(all(bits)) for bits in zip(*bits, strict=True)] if bits else None)
        for i, (ids, *bits) in enumerate(rows)
    ]
