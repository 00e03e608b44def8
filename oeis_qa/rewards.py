"""The verifier as reward functions with TRL's signature, for GRPOTrainer and RLOOTrainer as they are.

Source of the contract: TRL 1.16, `GRPOTrainer._calculate_rewards`: everything comes by keyword, one element for each
completion; a completion is a text, or the messages of a conversation; None leaves a row out of that reward.

In:  GRPOTrainer(model, reward_funcs=[correctness], train_dataset=rows)  # layout="prompt"
Out: rewards/correctness/mean in its log
"""

import os
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from oeis_qa.answers import extract, verify
from oeis_qa.errors import OptionError

_THREADS = os.cpu_count() or 1


def correctness(
    prompts: Any = None,
    completions: Sequence[Any] = (),
    answer: Sequence[str | None] | None = None,
    answer_kind: Sequence[str | None] | None = None,
    **kwargs: Any,
) -> list[float | None]:
    """1.0 where the final answer is right, 0.0 where it is not, None for a row without an answer to check.

    Args:
        prompts: not looked at.
        completions: texts, or lists of messages, of which the last one counts.
        answer, answer_kind: the columns of that name, one element for each completion.
        kwargs: the other columns and what else the trainer passes; not looked at.

    Raises:
        OptionError: a column is missing, or a kind does not exist.
        AnswerError: a gold that is none of its kind.
    """
    if answer is None or answer_kind is None:
        raise OptionError("correctness needs the columns answer and answer_kind; load the rows with layout='prompt'")
    rows = zip(map(_text, completions), answer, answer_kind, strict=True)
    return _each(lambda row: None if None in row else float(verify(*row).right), list(rows), answer_kind)


def format(
    prompts: Any = None,
    completions: Sequence[Any] = (),
    answer_kind: Sequence[str | None] | None = None,
    **kwargs: Any,
) -> list[float | None]:
    """1.0 where there is one final answer of the row's kind, right or wrong; else 0.0; None for a row without a kind.

    Raises:
        OptionError: the column answer_kind is missing, or a kind does not exist.
    """
    if answer_kind is None:
        raise OptionError("format needs the column answer_kind; load the rows with layout='prompt'")
    rows = zip(map(_text, completions), answer_kind, strict=True)
    return _each(lambda row: None if None in row else float(extract(*row) is not None), list(rows), answer_kind)


def _each(
    reward: Callable[[Any], float | None], rows: Sequence[Any], kinds: Sequence[str | None]
) -> list[float | None]:
    """The reward of each row; in threads where the verifier waits for another process."""
    if "latex" not in kinds:
        return [reward(row) for row in rows]
    with ThreadPoolExecutor(_THREADS) as pool:
        return list(pool.map(reward, rows))


def _text(completion: Any) -> str:
    """What was said: the text itself, or the content of the last message, whole or in parts."""
    if isinstance(completion, Sequence) and not isinstance(completion, str):
        completion = completion[-1] if completion else ""
    if isinstance(completion, Mapping):
        completion = completion.get("content")
    if isinstance(completion, list):
        completion = "".join(part.get("text", "") for part in completion)
    return "" if completion is None else completion
