"""The verifier as reward functions with TRL's signature, for GRPOTrainer and RLOOTrainer as they are.

Source of the contract: TRL 1.16, `GRPOTrainer._calculate_rewards`: everything comes by keyword, one element for each
completion; a completion is a text, or the messages of a conversation; None leaves a row out of that reward.

In:  GRPOTrainer(model, reward_funcs=[correctness], train_dataset=rows)  # layout="prompt"
Out: rewards/correctness/mean in its log
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from oeis_qa.answers import extract, verify
from oeis_qa.answers.batches import each
from oeis_qa.errors import OptionError

SECONDS = 60.0  # on the clock, for the programs of a batch


def correctness(
    prompts: Any = None,
    completions: Sequence[Any] = (),
    answer: Sequence[str | None] | None = None,
    answer_kind: Sequence[str | None] | None = None,
    seconds: float = SECONDS,
    **kwargs: Any,
) -> list[float | None]:
    """1.0 where the final answer is right, 0.0 where it is not, None for a row without an answer to check, and for
    a program that there was no time left to run, or no sandbox.

    Args:
        prompts: not looked at.
        completions: texts, or lists of messages, of which the last one counts.
        answer, answer_kind: the columns of that name, one element for each completion.
        seconds: on the clock, after which no further program of the batch is run; see `within`.
        kwargs: the other columns and what else the trainer passes; not looked at.

    Raises:
        OptionError: a column is missing, or a kind does not exist.
        AnswerError: a gold that is none of its kind.
        SandboxError, MissingExtraError: answers are programs, and there can be no sandbox here.
    """
    if answer is None or answer_kind is None:
        raise OptionError("correctness needs the columns answer and answer_kind; load the rows with layout='prompt'")
    rows = zip(map(_text, completions), answer, answer_kind, strict=True)
    return each(lambda row: None if None in row else float(verify(*row).right), list(rows), answer_kind, seconds)


def within(seconds: float) -> Callable[..., list[float | None]]:
    """`correctness` with another time for the programs of a batch: reward_funcs=[within(30)].

    Raises:
        OptionError: no time at all.
    """
    if not seconds > 0:
        raise OptionError(f"within({seconds!r}): give the seconds that a batch may take, over 0")

    def timed(**given: Any) -> list[float | None]:
        return correctness(**given, seconds=seconds)

    timed.__name__ = correctness.__name__  # what trainers log it as
    return timed


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
    return each(lambda row: None if None in row else float(extract(*row) is not None), list(rows), answer_kind, None)


def _text(completion: Any) -> str:
    """What was said: the text itself, or the content of the last message, whole or in parts."""
    if isinstance(completion, Sequence) and not isinstance(completion, str):
        completion = completion[-1] if completion else ""
    if isinstance(completion, Mapping):
        completion = completion.get("content")
    if isinstance(completion, list):
        completion = "".join(part.get("text", "") for part in completion)
    return "" if completion is None else completion
