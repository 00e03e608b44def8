"""A preflight of 100,000 rows on one core, and TRL's own preparation of some of the same rows, in one run.

In:  python -m benchmarks.preflight
Out: one table: layout, tokens a row, the figure on the processor and on the clock, and TRL's
"""

import os

os.environ["TOKENIZERS_PARALLELISM"] = "false"  # one core

import time
from collections.abc import Callable
from types import SimpleNamespace

import datasets
from datasets import Dataset
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
from transformers import PreTrainedTokenizerBase, PreTrainedTokenizerFast
from trl.trainer.sft_config import SFTConfig
from trl.trainer.sft_trainer import SFTTrainer

import oeis_qa
from oeis_qa.training.preflight import preflight

ROWS = 100_000
COMPARED = 2_000  # rows that TRL prepares
WHAT = {  # layout: options; bundled sequences give as many rows, of about 150 tokens
    "prompt_completion": {},
    "messages": {"assistant_only_loss": True},
    "text": {},
}
CHATML = (
    "{%- for message in messages -%}{{- '<|im_start|>' + message['role'] + '\\n' -}}"
    "{%- if message['role'] == 'assistant' -%}"
    "{%- generation -%}{{- message['content'] + '<|im_end|>' -}}{%- endgeneration -%}{{- '\\n' -}}"
    "{%- else -%}{{- message['content'] + '<|im_end|>\\n' -}}{%- endif -%}{%- endfor -%}"
    "{%- if add_generation_prompt -%}{{- '<|im_start|>assistant\\n' -}}{%- endif -%}"
)


def main() -> None:
    """Print the table."""
    datasets.disable_progress_bars()
    datasets.disable_caching()  # TRL's preparation would be read from disk the second time
    print(
        "| layout | tokens a row | preflight of 100,000 rows | on the clock | TRL's preparation of them | asked for |"
    )
    print("|---|---|---|---|---|---|")
    for layout, options in WHAT.items():
        print("| " + " | ".join(_row(layout, options)) + " |", flush=True)


def _row(layout: str, options: dict[str, bool]) -> list[str]:
    rows = oeis_qa.load_dataset(f"oeis_qa/completion?size={ROWS}&layout={layout}", split="train")
    tokenizer = _tokenizer(rows)
    device = {"use_cpu": True, "bf16": False, "activation_checkpointing": False, "report_to": "none"}
    args = SFTConfig(**options, **device)
    some = rows.select(range(COMPARED))
    other, _ = _seconds(lambda: _prepared(some, tokenizer, args))
    cpu, wall = _seconds(lambda: preflight(rows, tokenizer, args))
    report = preflight(some, tokenizer, args)
    times = [f"{cpu:.1f} s", f"{wall:.1f} s", f"{other * ROWS / COMPARED:.0f} s (from {COMPARED:,} rows)", "30 s"]
    return [layout, f"{report.tokens / COMPARED:.0f}", *times]


def _prepared(rows: Dataset, tokenizer: PreTrainedTokenizerBase, args: SFTConfig) -> None:
    """What SFTTrainer does with its rows; it needs no model for that."""
    completion_only = "completion" in rows.column_names
    trainer = SimpleNamespace(_tokenizer=tokenizer, chat_template=None, completion_only_loss=completion_only)
    SFTTrainer._prepare_dataset(trainer, rows, tokenizer, args, False, None, "train")


def _seconds(work: Callable[[], object]) -> tuple[float, float]:
    """Of the processor, and on the clock."""
    cpu, wall = time.process_time(), time.perf_counter()
    work()
    return time.process_time() - cpu, time.perf_counter() - wall


def _tokenizer(rows: Dataset) -> PreTrainedTokenizerFast:
    """Byte-level, a token for each digit, ChatML with generation markers."""
    tokenizer = Tokenizer(models.BPE())
    digits, words = pre_tokenizers.Digits(individual_digits=True), pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([digits, words])
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=1024,
        special_tokens=["<|endoftext|>", "<|im_start|>", "<|im_end|>"],
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    tokenizer.train_from_iterator(map(str, rows[:2_000].values()), trainer)
    names = {"eos_token": "<|im_end|>", "pad_token": "<|endoftext|>", "model_max_length": 2048}
    fast = PreTrainedTokenizerFast(tokenizer_object=tokenizer, clean_up_tokenization_spaces=False, **names)
    fast.chat_template = CHATML
    return fast


if __name__ == "__main__":
    main()
