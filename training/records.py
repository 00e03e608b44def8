"""run.json in the output folder: what a run was, enough to repeat it; a copy lies in each checkpoint.

It is there, whole, from the first step on; at the end it says done, or failed and why. It holds no secrets.

In:  with kept(trainer, begun(plan), plan.args.output_dir): trainer.train()
Out: {"state": "done", "trainer": "sft", "argv": ["--data", ...], "data": [{"address": ..., "spec": ..., ...}], ...}
"""

import dataclasses
import json
import platform
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timezone
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from transformers import Trainer, TrainerCallback, TrainerControl, TrainerState, TrainingArguments
from transformers.trainer_utils import PREFIX_CHECKPOINT_DIR

import oeis_qa
from oeis_qa.address import parse
from oeis_qa.publishing.secrets import found, redacted, told
from oeis_qa.publishing.stores import store
from oeis_qa.training import devices
from oeis_qa.training.card import CARD, card
from oeis_qa.training.identity import configuration, decided, plain, weights_hash
from oeis_qa.training.mixture import Share
from oeis_qa.training.preflight import Report
from oeis_qa.training.sources import Part

if TYPE_CHECKING:
    from oeis_qa.training.plans import Plan

RECORD = "run.json"
_HIDDEN = "HIDDEN"
_PACKAGES = ("datasets", "torch", "transformers", "tokenizers", "trl", "peft", "accelerate")


def begun(plan: "Plan") -> dict[str, Any]:
    """What is known of a run before its model is loaded."""
    alike = decided(plan)
    return {
        "state": "running",
        "trainer": plan.kind.name,
        "argv": _argv(plan),
        "data": [_data(part, share) for part, share in zip(plan.parts, plan.shares, strict=True)],
        "gates": plan.ours.gate,
        "curriculum": plan.ours.curriculum,
        "seeds": {"seed": plan.args.seed, "data_seed": plan.args.data_seed},
        "model": {"name": str(plan.ours.model), **alike["model"]},
        "tokenizer": alike["tokenizer"],
        "arguments": {
            "run": _hidden(plain({**dataclasses.asdict(plan.ours), "data": [_shown(part) for part in plan.parts]})),
            "trainer": _hidden(plain(configuration(plan.args))),
            "model": _hidden(plain(dataclasses.asdict(plan.model))),
        },
        "decided_by": _hidden(alike),
        "versions": _versions(),
        "device": devices.told(plan.args),
        "processes": plan.args.world_size,
    }


def ready(record: Mapping[str, Any], report: Report, trainer: Any) -> dict[str, Any]:
    """A record with what preflight and the loaded model add to it."""
    counts = {name: count for name, count in vars(report).items() if isinstance(count, int)}
    model: dict[str, Any] = dict(record["model"])
    if "seed" in model:  # made from scratch, and saved before it was loaded
        model["sha256"] = weights_hash(Path(trainer.model.config._name_or_path))
    return {**record, "model": model, "preflight": counts}


@contextmanager
def kept(trainer: Trainer, record: Mapping[str, Any], folder: str) -> Iterator[None]:
    """Keeps run.json and the card in the folder while the trainer works: running, then done or failed."""
    begun = {**record, "started": _now()}
    trainer.add_callback(_Copies(begun))
    _card_is_ours(trainer, begun, folder)
    _write(trainer, folder, {**begun, **progress(trainer.state)})
    try:
        yield
    except BaseException as error:
        ended = {"state": "failed", "error": redacted(f"{type(error).__name__}: {error}"), "ended": _now()}
        _write(trainer, folder, {**begun, **ended, **progress(trainer.state)})
        raise
    trainer.create_model_card()
    _write(trainer, folder, {**begun, "state": "done", "ended": _now(), **progress(trainer.state)})


def progress(state: TrainerState) -> dict[str, Any]:
    """How far a run has come: its steps, the tokens it has read, held-out accuracy, the last value of every metric."""
    metrics = {name: value for log in state.log_history for name, value in log.items()}
    measured = [_held_out(log) for log in state.log_history if "held_out/accuracy" in log]
    return {
        "steps": state.global_step,
        "tokens": metrics.get("num_tokens"),
        "held_out": [measured[0], measured[-1]] if measured else [],
        "metrics": metrics,
    }


def written(record: Mapping[str, Any]) -> bytes:
    """A record as the file holds it."""
    return (json.dumps(record, indent=1, ensure_ascii=False) + "\n").encode()


def _held_out(log: Mapping[str, Any]) -> dict[str, Any]:
    return {"step": log["step"], **{name: log[f"held_out/{name}"] for name in ("accuracy", "low", "high", "n")}}


class _Copies(TrainerCallback):
    """Each checkpoint tells what run it is of, wherever it is carried."""

    def __init__(self, record: Mapping[str, Any]) -> None:
        self.record = record

    def on_save(self, args: TrainingArguments, state: TrainerState, control: TrainerControl, **kwargs: Any) -> None:
        if args.should_save:
            folder = Path(str(args.output_dir), f"{PREFIX_CHECKPOINT_DIR}-{state.global_step}")
            store(str(folder)).write(RECORD, written({**self.record, **progress(state)}))


def _card_is_ours(trainer: Any, record: Mapping[str, Any], folder: str) -> None:
    """In place of TRL's, which it writes at each checkpoint and before it pushes to the Hub."""

    def create_model_card(*args: Any, **kwargs: Any) -> None:
        if trainer.args.should_save:
            text = card({**record, **progress(trainer.state)})
            store(folder).write(CARD, text.encode())

    trainer.create_model_card = create_model_card


def _write(trainer: Trainer, folder: str, record: Mapping[str, Any]) -> None:
    if trainer.args.should_save:
        store(folder).write(RECORD, written(record))


# What may be told


def _data(part: Part, share: Share) -> dict[str, Any]:
    """What is told of a part, its secrets aside."""
    row: dict[str, Any] = next(iter(part.train))
    keys = dict(pair.split("=", 1) for pair in str(row.get("benchmark") or "").split() if "=" in pair)
    return {
        "address": _shown(part),
        "name": part.name,
        "dataset": keys.get("dataset"),  # in this library's own rows, wherever they were read
        "spec": part.spec,
        "licence": part.licence(),
        "incorrect": part.incorrect,
        "weight": share.weight,
        "rows": share.rows,
        "taken": share.taken,
    }


def _shown(part: Part) -> str:
    """Its address, whose values are percent-encoded, so that no URL is seen in it as it stands."""
    path, mark, query = part.address.partition("?")
    if not mark:
        return redacted(path)
    options = told(dict(parse(f"any?{query}").options))
    if options == parse(f"any?{query}").options:
        return part.address
    texts = [(name, text) for name, value in options.items() for text in ([value] if isinstance(value, str) else value)]
    return f"{path}?" + "&".join(f"{name}={quote(text, safe='/:')}" for name, text in texts)


def _argv(plan: "Plan") -> list[str]:
    words = list(plan.argv)
    for part in plan.parts:
        words = [word.replace(part.address, _shown(part)) for word in words]
    if plan.args.hub_token:
        words = [word.replace(plan.args.hub_token, _HIDDEN) for word in words]
    return [str(word) for word in _hidden(told(words))]


def _hidden(value: Any) -> Any:
    """A value of JSON in which no text holds what looks like a key or a password."""
    if isinstance(value, dict):
        return {key: _hidden(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_hidden(item) for item in value]
    return _HIDDEN if isinstance(value, str) and any(found(value)) else value


def _versions() -> dict[str, str]:
    installed = {name: metadata.version(name) for name in _PACKAGES}
    return {"python": platform.python_version(), "oeis_qa": oeis_qa.__version__, **installed}


def _now() -> str:
    return datetime.now(timezone.utc).isoformat(timespec="seconds")
