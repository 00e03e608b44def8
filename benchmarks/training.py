"""What a run from addresses adds to a step: a mixture of two and our callbacks, beside plain TRL on ready-made rows.

Both train the same model on the same rows in the same order in one process, a step of one after a step of the other, so
that what else the machine does meets both; the ratio is of each step to the same step of the other. Where other
programs run too, time of the processor says more than the clock.

In:  python -m benchmarks.training [--runs 6] [--steps 60]
Out: a table: milliseconds a step from addresses, from ready-made rows, their ratio with its interval, the figure asked
"""

import argparse
import io
import os
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import redirect_stdout
from pathlib import Path
from statistics import median
from threading import Semaphore
from typing import Any

import torch
from datasets import Dataset, disable_progress_bars
from transformers import Trainer, TrainerCallback, TrainerControl, TrainerState, TrainingArguments
from transformers.utils import logging
from trl import SFTTrainer

from oeis_qa.intervals import Estimate, student
from oeis_qa.training import models
from oeis_qa.training.plans import Plan, planned
from oeis_qa.training.runs import made
from oeis_qa.training.sft import SFT

DATA = [f"oeis_qa/{name}?size=2000&max_terms=12&max_digits=4" for name in ("completion", "previous_term")]
FLAGS = "--model scratch:tiny --per_device_train_batch_size 8 --held_out_tokens 4 --disable_tqdm true".split()
FLAGS += "--save_strategy no --logging_steps 10".split()
WARM = 10  # steps before a run is steady
ASKED = "+3 % at most"
Step = tuple[float, float]  # seconds by the clock, and of the processor
Row = tuple[str, str, str, str, str]


class Clock(TrainerCallback):
    """Times every step, with the loading of its rows, logging and other callbacks; then lets the other run make one."""

    def __init__(self, mine: Semaphore, others: Semaphore) -> None:
        self.mine, self.others = mine, others
        self.steps: list[Step] = []
        self.began = _now()

    def on_step_end(self, args: TrainingArguments, state: TrainerState, control: TrainerControl, **kwargs: Any) -> None:
        now = _now()
        self.steps.append((now[0] - self.began[0], now[1] - self.began[1]))
        self.others.release()
        if state.global_step < state.max_steps:
            self.mine.acquire()
        self.began = _now()


def main() -> None:
    """Print the table."""
    given = _arguments()
    _quiet()
    with tempfile.TemporaryDirectory() as scratch:
        rows = list(_table(Path(scratch), given.runs, given.steps))
    heads: Row = ("a step", "from addresses", "from ready-made rows", "ratio", "asked for")
    widths = [max(len(row[column]) for row in [heads, *rows]) for column in range(5)]
    for row in [heads, *rows]:
        print(" | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=6, help="of each")
    parser.add_argument("--steps", type=int, default=60, help="of a run")
    return parser.parse_args()


def _quiet() -> None:
    disable_progress_bars()
    logging.disable_progress_bar()


def _table(scratch: Path, runs: int, steps: int) -> Iterator[Row]:
    """A row of the table for the processor, and one for the clock."""
    ours, theirs = measured(scratch, runs, steps)
    yield "busy processes as this ended", f"{os.getloadavg()[0]:.1f}", f"{os.cpu_count()} cores", "", ""
    for name, which in (("processor, ms", 1), ("clock, ms", 0)):
        shown = [f"{1000 * median(step[which] for run in own for step in run):.1f}" for own in (ours, theirs)]
        yield name, shown[0], shown[1], str(ratio(ours, theirs, which)), ASKED


def ratio(ours: list[list[Step]], theirs: list[list[Step]], which: int) -> Estimate:
    """Of each run the median ratio of steps that had the same rows; over the runs their mean."""
    runs = zip(ours, theirs, strict=True)
    return student([median(a[which] / b[which] for a, b in zip(*run, strict=True)) for run in runs])


def measured(scratch: Path, runs: int, steps: int) -> tuple[list[list[Step]], list[list[Step]]]:
    """The steady steps of every run: from addresses, and from ready-made rows."""
    both = [side_by_side(scratch / str(run), steps) for run in range(runs)]
    return [ours for ours, _ in both], [theirs for _, theirs in both]


def side_by_side(folder: Path, steps: int) -> list[list[Step]]:
    """The steps of two runs after they have become steady and before one of them has ended."""
    batons = Semaphore(1), Semaphore(0)
    clocks = [Clock(*batons), Clock(*reversed(batons))]
    with (
        redirect_stdout(io.StringIO()),
        ThreadPoolExecutor(2, initializer=torch.set_num_threads, initargs=(1,)) as pool,
    ):
        trainers = [make(run_of(folder / make.__name__, steps)) for make in (from_addresses, from_rows)]
        for trainer, clock in zip(trainers, clocks, strict=True):
            trainer.callback_handler.callbacks.insert(0, clock)  # what comes after it is in the next step
        list(pool.map(_trained, trainers, clocks))
    return [clock.steps[WARM:-1] for clock in clocks]


def _trained(trainer: Trainer, clock: Clock) -> None:
    try:
        clock.mine.acquire()
        trainer.train()
    finally:
        clock.others.release()  # it shall not wait for a run that failed


def run_of(folder: Path, steps: int) -> Plan:
    """The run that is timed."""
    out = ["--output_dir", str(folder), "--max_steps", str(steps), "--held_out_steps", str(steps)]
    return planned(SFT, ["--data", *DATA, *FLAGS, *out])


def from_addresses(plan: Plan) -> Trainer:
    """Our run, as `oeis-qa train sft` makes it."""
    return made(plan)


def from_rows(plan: Plan) -> Trainer:
    """TRL's trainer with a plain dataset of the same rows, and nothing of ours beside."""
    rows = Dataset.from_list(plan.rows.select_columns(["prompt", "completion"]).to_list())
    model = models.folder(str(plan.ours.model), plan.tokenizer, plan.args)
    return SFTTrainer(model=model, args=plan.args, train_dataset=rows, processing_class=plan.tokenizer)


def _now() -> Step:
    return time.perf_counter(), time.process_time()


if __name__ == "__main__":
    main()
