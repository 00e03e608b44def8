"""Held-out accuracy while training: the same rows of validation, completed greedily and judged by their verifier.

Before the first step, every so many steps and after the last, a record goes through the trainer's own log, so it
stands in `log_history`, trainer_state.json and wherever the trainer reports; every completion with its verdict goes to
held_out.jsonl in the output folder.

In:  rows = sampled(oeis_qa.load_dataset("oeis_qa/completion", layout="prompt")["validation"], 64, seed=7)
     trainer.add_callback(HeldOut(trainer, rows, steps=50, max_new_tokens=32, batch_size=64))
Out: {"held_out/accuracy": 0.53125, "held_out/low": 0.411, "held_out/high": 0.648, "held_out/n": 64,
      "held_out/answered": 0.984375, "epoch": 0.5, "step": 50}
"""

import dataclasses
import json
import os
import re
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any, TypeAlias

from accelerate.utils import gather_object
from datasets import Dataset
from torch.distributed.fsdp import FullyShardedDataParallel
from transformers import Trainer, TrainerCallback, TrainerControl, TrainerState, TrainingArguments

from oeis_qa.answers import Verdict, check_gold, verify
from oeis_qa.answers.batches import each
from oeis_qa.errors import OptionError
from oeis_qa.intervals import wilson
from oeis_qa.intervals.estimate import whole
from oeis_qa.samplers.generating import completions
from oeis_qa.streams import Stream

FILE = "held_out.jsonl"
_NEEDED = ("prompt", "answer", "answer_kind")
_DATASET = re.compile(r"(?:^| )dataset=(\S+)")  # in the benchmark key of a row

Judged: TypeAlias = tuple[str, Verdict | None]  # a completion; no verdict where its program could not be run


def sampled(rows: Dataset, n: int, seed: int) -> Dataset:
    """`n` of the rows, the same in every run; all of them where there are no more. A larger sample holds a smaller.

    Raises:
        OptionError: n below 1, or rows without what there is to judge.
    """
    _check_columns(rows)
    chosen = Stream(seed, "held_out").at(0).sample(range(len(rows)), min(whole("n", n, 1), len(rows)))
    return rows.select(chosen)


def judged(rows: Mapping[str, Sequence[Any]], said: Sequence[str]) -> list[Judged]:
    """Each completion with its verdict."""
    asked = zip(said, rows["answer"], rows["answer_kind"], strict=True)
    verdicts = each(lambda row: verify(*row), list(asked), rows["answer_kind"], None)
    return list(zip(said, verdicts, strict=True))


def record(verdicts: Sequence[Verdict | None], parts: Sequence[str]) -> dict[str, float]:
    """What is logged: accuracy with its interval, of each part too where there are several; the share with an answer.

    Args:
        verdicts: those that could not be reached (None) are not counted.
        parts: the name of the dataset of each.
    """
    said = [verdict.answer is not None for verdict in verdicts if verdict is not None]
    logs = _estimate("held_out", verdicts) | ({"held_out/answered": sum(said) / len(said)} if said else {})
    names = sorted(set(parts))
    for name in names if len(names) > 1 else ():
        logs |= _estimate(f"held_out/{name}", [v for v, part in zip(verdicts, parts, strict=True) if part == name])
    return logs


def _estimate(prefix: str, verdicts: Sequence[Verdict | None]) -> dict[str, float]:
    right = [verdict.right for verdict in verdicts if verdict is not None]
    if not right:
        return {f"{prefix}/n": 0}
    of = wilson(sum(right), len(right))
    return {f"{prefix}/accuracy": of.mean, f"{prefix}/low": of.low, f"{prefix}/high": of.high, f"{prefix}/n": of.n}


class HeldOut(TrainerCallback):
    """Logs the accuracy on these rows at step 0, every `steps` optimizer steps and at the last one.

    Args:
        trainer: the one to which this callback is added; its log and its tokenizer are used.
        rows: with the columns prompt (a text, or messages), answer and answer_kind; id and benchmark if there are any.
        steps: between two samples; None: a fifth of the run.
        max_new_tokens: after which a completion is cut off.
        batch_size: prompts that each process completes at once.

    Raises:
        OptionError: no rows, a column is missing, a kind does not exist, a number below 1, or the prompts are
            messages and the tokenizer has no chat template.
        AnswerError: an answer that is none of its kind.
    """

    def __init__(
        self, trainer: Trainer, rows: Dataset, *, steps: int | None, max_new_tokens: int, batch_size: int
    ) -> None:
        _check_columns(rows)
        for answer, kind in zip(rows["answer"], rows["answer_kind"], strict=True):
            check_gold(answer, kind)
        _check_template(rows["prompt"], trainer.processing_class)
        self.trainer, self.rows, self.file = trainer, rows, Path(str(trainer.args.output_dir), FILE)
        self.steps, self.batch_size = (
            None if steps is None else whole("steps", steps, 1),
            whole("batch_size", batch_size, 1),
        )
        self.max_new_tokens = whole("max_new_tokens", max_new_tokens, 1)

    def on_train_begin(
        self, args: TrainingArguments, state: TrainerState, control: TrainerControl, **kwargs: Any
    ) -> None:
        """A run that goes on from a checkpoint has measured its beginning already."""
        self.steps = self.steps or max(1, state.max_steps // 5)
        if state.is_world_process_zero:
            _rewind(self.file, _logged(state))
        if state.global_step == 0:
            self._measure(state, control)

    def on_step_end(self, args: TrainingArguments, state: TrainerState, control: TrainerControl, **kwargs: Any) -> None:
        """Before the checkpoint of this step is written, so that it holds the record."""
        if state.global_step % (self.steps or 1) == 0 or control.should_training_stop:
            self._measure(state, control)

    def on_epoch_end(
        self, args: TrainingArguments, state: TrainerState, control: TrainerControl, **kwargs: Any
    ) -> None:
        """The end of a run that somebody stopped before its time, with the weights of its last step."""
        if control.should_training_stop:
            self._measure(state, control)

    def _measure(self, state: TrainerState, control: TrainerControl) -> None:
        if state.global_step in _logged(state):
            return
        found = self._judged()
        if state.is_world_process_zero:
            _append(self.file, state.global_step, self._names(), found)
        due = control.should_log
        # The base class's: that of TRL's trainers would put the metrics of the steps so far into this record.
        Trainer.log(self.trainer, record([verdict for _, verdict in found], self._parts()))
        control.should_log = due  # any log resets it, and the loss of this step is still to come

    def _judged(self) -> list[Judged]:
        """Of every row, whichever process completed it."""
        trainer, processes = self.trainer, self.trainer.accelerator.num_processes
        mine = _share(len(self.rows), trainer.accelerator.process_index, processes)
        rows = self.rows.select(mine)[:]
        with _whole(trainer.model_wrapped):
            model = trainer.accelerator.unwrap_model(trainer.model_wrapped)
            said = completions(
                model, trainer.processing_class, rows["prompt"], self.max_new_tokens, self.batch_size, processes > 1
            )
        found = dict(gather_object(list(zip(mine, judged(rows, said), strict=True))))
        return [found[i] for i in range(len(self.rows))]

    def _names(self) -> Sequence[Any]:
        return self.rows["id"] if "id" in self.rows.column_names else range(len(self.rows))

    def _parts(self) -> list[str]:
        keys = self.rows["benchmark"] if "benchmark" in self.rows.column_names else [""] * len(self.rows)
        return [found[1] if (found := _DATASET.search(key)) else "other" for key in keys]


# Processes


def _share(rows: int, process: int, processes: int) -> list[int]:
    """The rows of one process: as many as of any other, so the last ones may take the last row once more."""
    return [min(i, rows - 1) for i in range(process, rows + -rows % processes, processes)]


def _whole(model: Any) -> AbstractContextManager[None]:
    """The weights outside its blocks, where the first kind of FSDP has them in shards; the blocks see to their own."""
    if isinstance(model, FullyShardedDataParallel):
        return FullyShardedDataParallel.summon_full_params(model, recurse=False, writeback=False)
    return nullcontext()


# The log and the file


def _logged(state: TrainerState) -> set[int]:
    """The steps that have been measured, those of a run before its checkpoint among them."""
    return {int(log["step"]) for log in state.log_history if "held_out/n" in log}


def _append(path: Path, step: int, names: Sequence[Any], found: Sequence[Judged]) -> None:
    with path.open("a", encoding="utf-8") as file:
        for name, (said, verdict) in zip(names, found, strict=True):
            shown = None if verdict is None else dataclasses.asdict(verdict)
            line = {"step": step, "id": name, "completion": said, "verdict": shown}
            file.write(json.dumps(line, ensure_ascii=False) + "\n")


def _rewind(path: Path, steps: set[int]) -> None:
    """Leave out what an earlier run wrote, or this one behind the checkpoint from which it goes on."""
    if not path.exists():
        return
    with path.open(
        encoding="utf-8"
    ) as file:  # a completion may hold other ends of lines, which splitlines() would take
        kept = [line for line in file if line.endswith("\n") and json.loads(line)["step"] in steps]
    fresh = path.with_suffix(".tmp")
    fresh.write_text("".join(kept), encoding="utf-8")
    os.replace(fresh, path)


# Bad input


def _check_columns(rows: Dataset) -> None:
    missing = [name for name in _NEEDED if name not in rows.column_names]
    if missing:
        raise OptionError(
            f"held-out rows need the columns {', '.join(_NEEDED)} and have no {', '.join(missing)}; "
            "load them with layout='prompt'"
        )
    if not len(rows):
        raise OptionError("there are no held-out rows; give a split that has some, or train without held-out accuracy")


def _check_template(prompts: Sequence[Any], tokenizer: Any) -> None:
    if not tokenizer.chat_template and not all(isinstance(prompt, str) for prompt in prompts):
        raise OptionError(
            "the prompts of the held-out rows are messages, and the tokenizer has no chat template; "
            "give it one (chat_template_path=...), or rows whose prompts are texts"
        )
