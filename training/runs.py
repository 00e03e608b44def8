"""A run, from its arguments to its weights: what the trainers have in common.

    arguments -> parts -> mixture -> tokenizer -> preflight -> trainer -> weights, run.json, card

What can be wrong is found before the model is loaded.

In:  run(SFT, ["--data", "oeis_qa/completion", "--model", "scratch:tiny", "--output_dir", "out"])
Out: out/ with the weights, run.json, held_out.jsonl and README.md
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from datasets import Dataset, concatenate_datasets
from transformers import PreTrainedTokenizerBase, Trainer
from trl import ModelConfig, get_peft_config, get_quantization_config

from oeis_qa.errors import OptionError
from oeis_qa.training import curriculum, devices, models
from oeis_qa.training.accuracy import HeldOut
from oeis_qa.training.arguments import RunArguments, parsed
from oeis_qa.training.checkpoints import last_whole
from oeis_qa.training.finite import Finite
from oeis_qa.training.mixture import Share, mixed
from oeis_qa.training.preflight import Report, preflight
from oeis_qa.training.sources import KEPT, Part, Rows, Shape, part

WRONG = "-wrong-responses"  # how the name of what learned from wrong responses ends


@dataclass(frozen=True)
class Kind:
    """A trainer of TRL's, and what it needs."""

    name: str
    config: type
    shape: Shape
    layout: Callable[[Any], str]  # of registered datasets, by the configuration
    trainer: Callable[..., Trainer]  # from model, args, rows, evaluation rows, tokenizer, quantization, PEFT's config
    gold: tuple[str, ...] = ()  # columns that go to the trainer beside those of the layout


@dataclass(frozen=True)
class Plan:
    """Everything before the model."""

    kind: Kind
    argv: Sequence[str]
    ours: RunArguments
    args: Any  # TRL's configuration
    model: ModelConfig
    parts: Sequence[Part]
    shares: Sequence[Share]
    rows: Rows
    tokenizer: PreTrainedTokenizerBase


def planned(kind: Kind, argv: Sequence[str]) -> Plan:
    """What these arguments stand for.

    Raises:
        OptionError: an argument, address, gate or key that is wrong, wrong responses that are not acknowledged.
        CapacityError, SourceError, TargetError: as a dataset or folder says.
    """
    ours, args, model = parsed(kind.config, argv)
    with args.main_process_first():
        parts = [part(address, kind.shape, streaming=ours.streaming, layout=kind.layout(args)) for address in ours.data]
        _check_acknowledged(parts, ours, args)
        rows, shares = mixed(parts, args.seed)
        rows = curriculum.gated(rows, ours.gate)
        if ours.curriculum:
            rows = curriculum.ordered(rows, ours.curriculum)
            _keep_order(args)
        _check_steps(rows, args)
        tokenizer = models.tokenizer(str(ours.model), rows, model, args.trust_remote_code)
    return Plan(kind, list(argv), ours, args, model, parts, shares, rows, tokenizer)


def checked(plan: Plan) -> Report:
    """The preflight of a plan, printed.

    Raises:
        PreflightError: rows from which a model would learn something else.
    """
    _say(plan.args, devices.told(plan.args), *plan.shares)
    report = preflight(plan.rows, plan.tokenizer, plan.args)
    _say(plan.args, report)
    report.check()
    return report


def run(kind: Kind, argv: Sequence[str]) -> None:
    """Train.

    Raises:
        OeisQAError: as `planned` and `checked`; a checkpoint of another run, a loss that is no number.
    """
    plan = planned(kind, argv)
    checkpoint = _checkpoint(plan.args)
    checked(plan)
    trainer = made(plan)
    trainer.train(resume_from_checkpoint=checkpoint)
    trainer.save_model(plan.args.output_dir)
    trainer.save_state()
    _say(plan.args, f"saved in {plan.args.output_dir}")


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


def _check_acknowledged(parts: Sequence[Part], ours: RunArguments, args: Any) -> None:
    wrong = [part for part in parts if part.incorrect]
    if not wrong:
        return
    if not ours.acknowledge_incorrect:
        raise OptionError(
            f"--data {wrong[0].address!r} holds responses that are wrong on purpose, as the control arm of a study; "
            "to train on them, say --acknowledge_incorrect true"
        )
    if len(parts) > 1:
        raise OptionError(f"--data {wrong[0].address!r}: wrong responses are never mixed; train on it alone")
    if not Path(args.output_dir).name.endswith(WRONG):
        raise OptionError(
            f"--output_dir {args.output_dir!r}: what learned from wrong responses says so in its name; "
            f"let it end in {WRONG}"
        )


def _keep_order(args: Any) -> None:
    """Rows that were put in order stay so in every trainer."""
    if getattr(args, "packing", False):
        raise OptionError("--curriculum with --packing: packing puts rows together by length; leave one of them out")
    args.train_sampling_strategy = "sequential"
    if hasattr(args, "shuffle_dataset"):
        args.shuffle_dataset = False


def _check_steps(rows: Rows, args: Any) -> None:
    if not isinstance(rows, Dataset) and args.max_steps <= 0:
        raise OptionError("--streaming needs --max_steps: nobody knows when rows that stream end")


def _checkpoint(args: Any) -> str | None:
    """Where the run goes on from; None at its beginning."""
    asked = args.resume_from_checkpoint
    if asked is None or str(asked).lower() == "false":
        return None
    if str(asked).lower() in ("true", "last"):
        last = last_whole(args.output_dir)
        if last is None:
            _say(args, f"no checkpoint in {args.output_dir} yet: the run begins")
        return last
    if not (Path(asked) / "trainer_state.json").is_file():
        raise OptionError(f"--resume_from_checkpoint {asked!r} is no checkpoint; give true for the last, or its folder")
    return str(asked)


def _say(args: Any, *things: object) -> None:
    if args.process_index == 0:
        for thing in things:
            print(thing, flush=True)
