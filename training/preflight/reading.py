"""How a trainer reads its rows, and the texts that it makes of them: of prompts, and of all with each answer.

Source: TRL 1.16, `SFTTrainer._prepare_dataset`, `DPOTrainer._prepare_dataset`, `GRPOTrainer._tokenize_prompts`.

In:  texts({"messages": [[{"role": "user", "content": "1, 2, 4?"}, {"role": "assistant", "content": "8"}]]}, run)
Out: (None, [[Rendered("<|im_start|>user\\n1, 2, 4?<|im_end|>\\n<|im_start|>assistant\\n8<|im_end|>\\n")]])
"""

import functools
import json
from dataclasses import dataclass
from typing import Any

from transformers import PreTrainedTokenizerBase
from trl.data_utils import extract_prompt

from oeis_qa.training.preflight.rendering import Rendered, rendered

Columns = dict[str, list[Any]]
Texts = list[Rendered]


@dataclass(frozen=True)
class Run:
    """How a trainer will read its rows."""

    trainer: str  # "sft", "dpo" or "grpo"
    layout: str  # as `columns.read_by` says
    args: Any  # TRL's own configuration
    tokenizer: PreTrainedTokenizerBase  # with the changes that the trainer makes
    talks: bool  # the rows are conversations, not texts
    chat_template: str | None = None  # where the trainer does not take the tokenizer's own

    @property
    def marks(self) -> bool:
        """Only what the assistant says counts."""
        return self.trainer == "sft" and self.args.assistant_only_loss

    @property
    def completion_only(self) -> bool:
        """Only what comes behind the prompt counts."""
        asked = getattr(self.args, "completion_only_loss", None)
        return self.layout != "messages" if asked is None else asked


def texts(batch: Columns, run: Run) -> tuple[Texts | None, list[Texts]]:
    """The texts of the prompts, where rows have one, and those of the whole, once for each answer of a row."""
    if run.layout == "preference" and "prompt" not in batch:
        batch = _implied(batch)
    return _talk(batch, run) if run.talks else _plain(batch, run)


def _talk(batch: Columns, run: Run) -> tuple[Texts | None, list[Texts]]:
    """The texts of conversations: of the prompt, and of all with each answer."""
    read = functools.partial(rendered, run.tokenizer, options=_options(batch), chat_template=run.chat_template)
    if run.layout in ("messages", "conversations"):
        return None, [read(_turns(batch, run.layout), return_assistant_tokens_mask=run.marks)]
    extra = (run.args.chat_template_kwargs or {}) if run.trainer == "grpo" else {}
    wholes = [[a + b for a, b in zip(batch["prompt"], batch[name], strict=True)] for name in _answers(run)]
    return read(batch["prompt"], add_generation_prompt=True, **extra), [
        read(whole, return_assistant_tokens_mask=run.marks) for whole in wholes
    ]


def _plain(batch: Columns, run: Run) -> tuple[Texts | None, list[Texts]]:
    """The same where the rows are texts; an answer ends with the end-of-sequence token."""
    if run.layout == "text":
        return None, [[Rendered(_ended(text, run)) for text in batch[run.args.dataset_text_field]]]
    whole = [
        [Rendered(a + _ended(b, run)) for a, b in zip(batch["prompt"], batch[name], strict=True)]
        for name in _answers(run)
    ]
    return [Rendered(text) for text in batch["prompt"]], whole


def _implied(batch: Columns) -> Columns:
    """The prompts that chosen and rejected begin with, and what is left of both."""
    rows = zip(batch["chosen"], batch["rejected"], strict=True)
    parts = [extract_prompt({"chosen": chosen, "rejected": rejected}) for chosen, rejected in rows]
    return {name: [part[name] for part in parts] for name in ("prompt", "chosen", "rejected")}


def _answers(run: Run) -> tuple[str, ...]:
    return {"prompt_completion": ("completion",), "preference": ("chosen", "rejected")}.get(run.layout, ())


def _turns(batch: Columns, layout: str) -> list[Any]:
    if layout == "messages":
        return batch["messages"]
    return [[{"role": turn["from"], "content": turn["value"]} for turn in turns] for turns in batch["conversations"]]


def _options(batch: Columns) -> list[dict[str, Any]] | None:
    """What rows bring for the template themselves."""
    if "tools" not in batch and "chat_template_kwargs" not in batch:
        return None
    count = len(next(iter(batch.values())))
    tools = [json.loads(tool) if isinstance(tool, str) else tool for tool in batch.get("tools", [None] * count)]
    options = batch.get("chat_template_kwargs", [{}] * count)
    return [{"tools": tool, **option} for tool, option in zip(tools, options, strict=True)]


def _ended(text: str, run: Run) -> str:
    end = run.tokenizer.eos_token
    return text if text.endswith(end) else text + end
