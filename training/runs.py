"""A run, from its arguments to its weights: what the trainers have in common.

    arguments -> parts -> mixture -> tokenizer -> preflight -> trainer -> weights, run.json, card

What can be wrong is found before the model is loaded.

In:  run(SFT, ["--data", "oeis_qa/completion", "--model", "scratch:tiny", "--output_dir", "out"])
Out: out/ with the weights, run.json, held_out.jsonl and README.md
"""

import os
import subprocess
from collections.abc import Sequence
from itertools import islice
from typing import Any

from datasets import Dataset, concatenate_datasets
from transformers import Trainer
from trl import ModelConfig, get_peft_config, get_quantization_config

from oeis_qa.errors import OptionError
from oeis_qa.training import devices, launching, models, records, resuming
from oeis_qa.training.accuracy import HeldOut
from oeis_qa.training.arguments import parsed
from oeis_qa.training.estimate import Estimated, estimate
from oeis_qa.training.finite import Finite
from oeis_qa.training.plans import Kind, Plan, plan_of
from oeis_qa.training.preflight import Report, lengths, preflight
from oeis_qa.training.sources import KEPT

_LOOKED_AT = 10_000  # rows of a stream that preflight reads
_MEASURED = 1_000  # rows whose tokens are counted for an estimate
_LAUNCHED = "OEIS_QA_LAUNCHED"  # set where accelerate has started this process for us


def checked(plan: Plan) -> Report:
    """The preflight of a plan, printed.

    Raises:
        PreflightError: rows from which a model would learn something else.
    """
    _say(plan.args, devices.told(plan.args), *plan.shares)
    report = preflight(_looked_at(plan), plan.tokenizer, plan.args, models.stops(str(plan.ours.model), plan.model))
    _say(plan.args, report)
    report.check()
    return report


def _looked_at(plan: Plan) -> Dataset:
    """All rows, or the first of those that stream."""
    if isinstance(plan.rows, Dataset):
        return plan.rows
    _say(plan.args, f"rows stream: the first {_LOOKED_AT:,} are checked")
    return Dataset.from_list(list(islice(plan.rows, _LOOKED_AT)), features=plan.rows.features)


def run(kind: Kind, argv: Sequence[str]) -> None:
    """Train.

    Raises:
        OeisQAError: as `planned` and `checked`; a checkpoint of another run, a loss that is no number.
    """
    ours, args, model = parsed(kind.config, argv)
    if ours.accelerate and _LAUNCHED not in os.environ:
        raise SystemExit(_launched(kind, argv, ours.accelerate))
    plan = plan_of(kind, argv, ours, args, model)
    if ours.estimate:
        _say(args, estimated(plan))
        return
    checkpoint = resuming.checkpoint(plan.args)
    record = records.begun(plan)
    resuming.check(record, plan.args, checkpoint)
    report = checked(plan)
    trainer = made(plan)
    with records.kept(trainer, records.ready(record, report, trainer), plan.args.output_dir):
        trainer.train(resume_from_checkpoint=checkpoint)
        trainer.save_model(plan.args.output_dir)
        trainer.save_state()
    _say(plan.args, f"saved in {plan.args.output_dir}")


def _launched(kind: Kind, argv: Sequence[str], config: str) -> int:
    """The same run in several processes, by accelerate; its exit status."""
    command = launching.launched(config, [f"oeis_qa.training.{kind.name}", *argv])
    return subprocess.run(command, env={**os.environ, _LAUNCHED: "1"}, check=False).returncode


def estimated(plan: Plan) -> Estimated:
    """What the run would take, by the shape of its model and the tokens of some rows."""
    args, name, rows = plan.args, str(plan.ours.model), _looked_at(plan)
    some = rows.select(range(0, len(rows), -(-len(rows) // _MEASURED)))
    return estimate(
        models.configuration(name, len(plan.tokenizer), plan.model, args.trust_remote_code),
        args,
        plan.model,
        lengths(some, plan.tokenizer, args),
        len(rows),
        args.world_size,
        bool(args.fsdp) or os.environ.get("ACCELERATE_USE_FSDP", "false") == "true",
    )


def made(plan: Plan) -> Trainer:
    """The trainer of a plan, with the model loaded."""
    ours, args = plan.ours, plan.args
    with args.main_process_first():
        model = models.folder(str(ours.model), plan.tokenizer, args)
    args.model_init_kwargs = _init_kwargs(plan.model) | dict(args.model_init_kwargs or {})
    columns = [column for column in plan.rows.column_names or () if column not in KEPT or column in plan.kind.gold]
    trainer = plan.kind.trainer(
        model=model,
        args=args,
        train_dataset=plan.rows.select_columns(columns),
        eval_dataset=_evaluation(plan, columns),
        processing_class=plan.tokenizer,
        quantization_config=get_quantization_config(plan.model),
        peft_config=get_peft_config(plan.model),
    )
    trainer.add_callback(Finite())
    questions = _questions(plan)
    if questions is not None:
        batch = args.per_device_eval_batch_size
        trainer.add_callback(
            HeldOut(
                trainer, questions, steps=ours.held_out_steps, max_new_tokens=ours.held_out_tokens, batch_size=batch
            )
        )
    return trainer


def _init_kwargs(model: ModelConfig) -> dict[str, Any]:
    return {
        "revision": model.model_revision,
        "attn_implementation": model.attn_implementation,
        "dtype": model.dtype,
    }


def _evaluation(plan: Plan, columns: list[str]) -> Dataset | None:
    if plan.args.eval_strategy == "no":
        return None
    found = [rows.select_columns(columns) for part in plan.parts if (rows := part.validation()) is not None]
    if not found:
        raise OptionError(f"--eval_strategy {plan.args.eval_strategy}: no part of --data has validation rows")
    return concatenate_datasets(found)


def _questions(plan: Plan) -> Dataset | None:
    """The sample of validation, as much of each part as of the others."""
    each = -(-plan.ours.held_out // len(plan.parts))
    found = [rows for part in plan.parts if each and (rows := part.questions(each)) is not None]
    if not found:
        return None
    common = [name for name in found[0].column_names if all(name in rows.column_names for rows in found)]
    return concatenate_datasets([rows.select_columns(common) for rows in found])


def _say(args: Any, *things: object) -> None:
    if args.process_index == 0:
        for thing in things:
            print(thing, flush=True)
