"""What is wrong with rows before they are tokens: empty cells, other names for the speakers, golds that are none.

In:  faults({"messages": [[{"role": "human", "content": "1, 2, 4?"}, {"role": "gpt", "content": "8"}]]}, run)
Out: [Fault("roles that no template knows", 0, "it is spoken by human and gpt")]
"""

import functools
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from oeis_qa.answers import check_gold
from oeis_qa.errors import AnswerError, OptionError
from oeis_qa.training.preflight.findings import Finding
from oeis_qa.training.preflight.reading import Columns, Run
from oeis_qa.training.preflight.tokens import Piece

_SHAREGPT = {"human", "gpt"}
_ROLES = "roles that no template knows"
_REFUSED = "the chat template refuses a row"
_EMPTY = "an empty row"
_GOLD = "a gold that its verifier rejects"
_SAME = "chosen is rejected"
_NO_PROMPT = "a prompt that is none"
_PREFIX = "the prompt is no prefix"
_REMEDIES = {
    _ROLES: "load the rows with layout='messages', whose roles are user and assistant",
    _REFUSED: "leave out what it says, or give another template in chat_template_path",
    _EMPTY: "leave these rows out",
    _GOLD: "correct or leave out these rows: their reward would be 0, whatever the model says",
    _SAME: "leave these rows out: they teach nothing",
    _PREFIX: "give a template in chat_template_path that writes both alike, or load the rows with layout='messages'",
    _NO_PROMPT: "load the rows with layout='prompt'",
}


class Fault(NamedTuple):
    what: str
    row: int  # of the batch
    reason: str


class Faults:
    """The faults of all batches: of each sort how many rows, the first one and why."""

    def __init__(self) -> None:
        self.first: dict[str, tuple[str, str]] = {}
        self.rows: dict[str, int] = {}

    def add(self, faults: Iterable[Fault], names: Sequence[str]) -> None:
        """Those of a batch whose rows have these names."""
        for fault in faults:
            self.first.setdefault(fault.what, (names[fault.row], fault.reason))
            self.rows[fault.what] = self.rows.get(fault.what, 0) + 1

    def findings(self) -> list[Finding]:
        """One for each sort."""
        return [
            Finding(what, reason, _REMEDIES[what], row, self.rows[what]) for what, (row, reason) in self.first.items()
        ]


def empty(batch: Columns, run: Run) -> list[Fault]:
    """The rows without what the trainer reads; they cannot even be tokenised."""
    first = {i: name for name in read(run) for i, cell in enumerate(batch.get(name, ())) if cell is None or cell == []}
    return [Fault(_EMPTY, i, f"{name} holds nothing") for i, name in sorted(first.items())]


def faults(batch: Columns, run: Run) -> Iterator[Fault]:
    """What else is wrong with the rows."""
    yield from _roles(batch, run)
    yield from _golds(batch)
    if run.trainer == "grpo":
        yield from _prompts(batch, run)


def of_tokens(made: list[Piece], refused: dict[int, str], run: Run) -> Iterator[Fault]:
    """What was wrong in the making of tokens."""
    yield from (Fault(_REFUSED, i, why) for i, why in refused.items())
    for row, ids in {piece.row: piece.unlike for piece in made if piece.unlike}.items():
        end = run.tokenizer.decode([*ids])
        yield Fault(_PREFIX, row, f"alone it ends with {end!r}, which is not so where its answer follows")
    if run.layout == "preference":
        pairs = zip(made[::2], made[1::2], strict=True)
        same = [chosen.row for chosen, rejected in pairs if chosen.ids == rejected.ids]
        yield from (Fault(_SAME, row, "both answers are the same tokens") for row in same)


def read(run: Run) -> tuple[str, ...]:
    """The columns that hold what the trainer reads."""
    pairs = {"prompt_completion": ("prompt", "completion"), "preference": ("prompt", "chosen", "rejected")}
    return pairs.get(run.layout, (run.args.dataset_text_field if run.layout == "text" else run.layout,))


def _roles(batch: Columns, run: Run) -> Iterator[Fault]:
    for name in read(run) if run.talks else ():
        for i, turns in enumerate(batch.get(name, ())):
            spoken = {turn.get("role", turn.get("from")) for turn in turns or ()}
            if spoken & _SHAREGPT:
                yield Fault(_ROLES, i, f"it is spoken by {' and '.join(sorted(map(str, spoken)))}")


def _golds(batch: Columns) -> Iterator[Fault]:
    rows = zip(batch.get("answer", ()), batch.get("answer_kind", ()), strict=False)
    for i, (answer, kind) in enumerate(rows):
        if answer is not None and kind is not None and (why := _rejection(answer, kind)):
            yield Fault(_GOLD, i, why)


@functools.lru_cache(maxsize=100_000)
def _rejection(answer: Any, kind: str) -> str:
    try:
        check_gold(answer, kind)
    except (AnswerError, OptionError) as error:
        return str(error)
    return ""


def _prompts(batch: Columns, run: Run) -> Iterator[Fault]:
    for i, prompt in enumerate(batch["prompt"]):
        if run.talks and prompt[-1]["role"] not in ("user", "tool"):
            yield Fault(_NO_PROMPT, i, f"it ends with what the {prompt[-1]['role']} says")
        elif not prompt:
            yield Fault(_NO_PROMPT, i, "it holds nothing")
