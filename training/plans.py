"""What the arguments of a run stand for: its parts, their mixture and the tokenizer. No model is loaded for it.

In:  planned(SFT, ["--data", "oeis_qa/completion", "--model", "scratch:tiny"])
Out: Plan(kind=SFT, parts=[Part("oeis_qa/completion", ...)], rows=Dataset of 3,000, tokenizer=..., ...)
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from datasets import Dataset
from transformers import PreTrainedTokenizerBase, Trainer
from trl import ModelConfig

from oeis_qa.errors import OptionError
from oeis_qa.training import curriculum, models
from oeis_qa.training.arguments import RunArguments, parsed
from oeis_qa.training.card import WRONG
from oeis_qa.training.mixture import Share, mixed
from oeis_qa.training.sources import Part, Rows, Shape, part


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
    return plan_of(kind, argv, *parsed(kind.config, argv))


def plan_of(kind: Kind, argv: Sequence[str], ours: RunArguments, args: Any, model: ModelConfig) -> Plan:
    """As `planned`, of arguments that are parsed."""
    with args.main_process_first():
        parts = [part(address, kind.shape, streaming=ours.streaming, layout=kind.layout(args)) for address in ours.data]
        _check_acknowledged(parts, ours, args)
        rows, shares = mixed([_gated(each, ours.gate) for each in parts], args.seed)
        if ours.curriculum:
            rows = curriculum.ordered(rows, ours.curriculum)
            _keep_order(args)
        _check_steps(rows, args)
        tokenizer = models.tokenizer(str(ours.model), rows, model, args.trust_remote_code)
    return Plan(kind, list(argv), ours, args, model, parts, shares, rows, tokenizer)


def _gated(whole: Part, gates: Sequence[str]) -> Part:
    """Gated before it is mixed: the shares are of rows that pass, and no part is lost for want of a key."""
    if not gates:
        return whole
    train = curriculum.gated(whole.train, gates)
    return replace(whole, train=train, rows=len(train) if isinstance(train, Dataset) else None)


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
