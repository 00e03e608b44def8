"""A run as TRL will set it up (format, chat template, end token), and what is wrong before a row is read.

Source: TRL 1.16, the constructors of `SFTTrainer`, `DPOTrainer` and `GRPOTrainer`.

In:  run_of(rows, tokenizer, SFTConfig(assistant_only_loss=True))
Out: (Run(trainer="sft", layout="messages", ...), [Finding("no generation markers", ...)])
"""

import copy
from pathlib import Path
from typing import Any

from datasets import Dataset
from transformers import AutoTokenizer, PreTrainedTokenizerBase
from trl.chat_template_utils import get_training_chat_template, has_generation_markers
from trl.trainer.dpo_config import DPOConfig
from trl.trainer.grpo_config import GRPOConfig
from trl.trainer.sft_config import SFTConfig

from oeis_qa.errors import OptionError
from oeis_qa.training.preflight.columns import collisions, missing, read_by
from oeis_qa.training.preflight.findings import Finding
from oeis_qa.training.preflight.reading import Run
from oeis_qa.training.preflight.rendering import REFUSALS

_CONFIGS = {SFTConfig: "sft", DPOConfig: "dpo", GRPOConfig: "grpo"}
_READ = {"prompt_completion": "prompt", "preference": "chosen"}  # the column that tells texts from conversations
_TALKED = ("prompt", "completion", "chosen", "rejected")


def run_of(rows: Dataset, tokenizer: PreTrainedTokenizerBase, args: Any) -> tuple[Run, list[Finding]]:
    """How the trainer of this configuration will read the rows, and why it cannot, or would read something else.

    Raises:
        OptionError: a configuration of another trainer.
    """
    trainer = next((name for kind, name in _CONFIGS.items() if isinstance(args, kind)), None)
    if trainer is None:
        raise OptionError(f"{type(args).__name__} is no SFTConfig, DPOConfig or GRPOConfig of TRL's; give one of these")
    row: dict[str, Any] = next(iter(rows), {})
    layout = read_by(trainer, list(row), _field(args)) if _is_readable(row) else ""
    shown = row.get(_READ.get(layout, _field(args) if layout == "text" else layout))
    run = Run(trainer, layout, args, _changed(tokenizer, args), talks=isinstance(shown, list) and layout != "input_ids")
    if not layout:
        return run, [missing(trainer, list(row)) if row else _NO_ROWS]
    findings = [*collisions(trainer, layout, list(row), _field(args)), *_of_columns(row, run), *_of_options(run)]
    return (run, findings) if findings else _with_template(run)


_NO_ROWS = Finding("no rows", "there is nothing to train on", "look at the address and the split")


def _is_readable(row: dict[str, Any]) -> bool:
    """Conversations are read where their turns have the keys from and value."""
    turns = row.get("conversations") or [{}]
    return "conversations" not in row or {"from", "value"} <= set(turns[0])


def _changed(tokenizer: PreTrainedTokenizerBase, args: Any) -> PreTrainedTokenizerBase:
    """The tokenizer with the end token and the chat template that the configuration names."""
    path, end = getattr(args, "chat_template_path", None), getattr(args, "eos_token", None)
    if path is None and end is None:
        return tokenizer
    changed = copy.deepcopy(tokenizer)
    if end is not None:
        changed.eos_token = end
    if path is not None and Path(path).is_file():
        changed.chat_template = Path(path).read_text(encoding="utf-8")
    elif path is not None:
        source = AutoTokenizer.from_pretrained(path)
        changed.chat_template, changed.eos_token = source.get_chat_template(), source.eos_token
        changed.add_tokens([token for token in source.added_tokens_decoder.values() if str(token) not in changed.vocab])
    return changed


def _of_columns(row: dict[str, Any], run: Run) -> list[Finding]:
    if run.trainer == "grpo" and not {"answer", "answer_kind"} <= set(row):
        reason = "the reward reads the columns answer and answer_kind, and the rows lack at least one"
        return [Finding("no answers to check", reason, "load the rows with layout='prompt'")]
    if len({isinstance(row[name], list) for name in _TALKED if name in row}) > 1 and run.layout in _READ:
        reason = "some of its columns are texts, others conversations"
        return [Finding("two formats", reason, f"load the rows with layout={run.layout!r}")]
    return []


def _of_options(run: Run) -> list[Finding]:
    """Options that do nothing for these rows, or cannot do what they say."""
    return [finding for rule in (_completion_only, _assistant_only, _packing, _end) for finding in rule(run)]


def _completion_only(run: Run) -> list[Finding]:
    if run.layout in ("prompt_completion", "input_ids") or not getattr(run.args, "completion_only_loss", None):
        return []
    reason = f"completion_only_loss=True does nothing for {run.layout}: every token would count"
    return [Finding("an option without effect", reason, "load the rows with layout='prompt_completion'")]


def _assistant_only(run: Run) -> list[Finding]:
    if run.talks or not run.marks or run.layout == "input_ids":
        return []
    reason = f"assistant_only_loss=True needs conversations, and {run.layout} is text"
    return [Finding("no conversations", reason, "load the rows with layout='messages'")]


def _packing(run: Run) -> list[Finding]:
    if not getattr(run.args, "packing", False) or run.args.max_length is not None:
        return []
    return [Finding("no length to pack to", "packing=True with max_length=None", "give max_length")]


def _end(run: Run) -> list[Finding]:
    end = run.tokenizer.eos_token
    if run.layout == "input_ids" or run.trainer == "grpo" or end in run.tokenizer.get_vocab():
        return []
    reason = "the tokenizer has no eos_token" if end is None else f"eos_token={end!r} is not in the vocabulary"
    return [Finding("no end token", reason, "set tokenizer.eos_token, or eos_token in the configuration")]


def _with_template(run: Run) -> tuple[Run, list[Finding]]:
    """The run with the chat template that the trainer takes where only the assistant's tokens count."""
    template = run.tokenizer.chat_template
    if not run.talks:
        return run, []
    if template is None:
        remedy = "set tokenizer.chat_template, or chat_template_path, or load the rows with layout='text'"
        return run, [Finding("no chat template", "the tokenizer has none for conversations", remedy)]
    if not run.marks or has_generation_markers(template):
        return run, []
    try:
        own = get_training_chat_template(run.tokenizer)
    except REFUSALS:
        return run, [_UNMARKED]
    return Run(run.trainer, run.layout, run.args, run.tokenizer, run.talks, own), []


_UNMARKED = Finding(
    "no generation markers",
    "assistant_only_loss=True, and the chat template does not say with {% generation %} what the assistant's part is, "
    "nor does TRL know a training template for it",
    "give a template with markers in chat_template_path, or load the rows with layout='prompt_completion'",
)


def _field(args: Any) -> str:
    return getattr(args, "dataset_text_field", "text")
