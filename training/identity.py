"""What decides the weights of a run: two runs that agree in all of it are one, and may go on from each other.

Every option of TRL's counts but those named here, which say where a run writes, what it tells and which machine part
does the work. So an option that TRL adds counts too: a needless refusal costs a word, a silent difference a run.

In:  differences({"decided_by": {"seed": 7, ...}, ...}, {"decided_by": {"seed": 8, ...}, ...})
Out: ["seed is 7 there and 8 here"]
"""

import dataclasses
import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from transformers import PreTrainedTokenizerBase

from oeis_qa.fingerprint import text_hash
from oeis_qa.publishing.secrets import told
from oeis_qa.training import models, scratch

if TYPE_CHECKING:
    from oeis_qa.training.plans import Plan

LENGTH = ("max_steps", "num_train_epochs")  # a run may be made longer where it goes on
_ASIDE = (  # how the names of options begin that leave the weights alone
    *("output_dir", "run_name", "project", "report_to", "trackio_", "log_", "logging_", "disable_tqdm", "debug"),
    *("save_", "hub_", "push_to_hub", "resume_from_checkpoint", "restore_callback", "enable_jit_checkpoint"),
    *(
        "eval_",
        "do_",
        "per_device_eval_",
        "prediction_loss_only",
        "batch_eval_",
        "include_",
        "num_completions_to_print",
    ),
    *("dataloader_num_workers", "dataloader_pin_memory", "dataloader_persistent", "dataloader_prefetch"),
    *("dataset_num_proc", "ddp_", "local_rank", "skip_memory_metrics", "use_cpu", "vllm_server_"),
    *("torch_empty_cache_steps", "trust_remote_code", "model_name_or_path", "model_revision"),
)
_WEIGHTS = ("config.json", "adapter_config.json", "*model*.safetensors", "*model*.bin")


def decided(plan: "Plan") -> dict[str, Any]:
    """What decides the weights, as JSON holds it; no clock, no machine, no path."""
    options = {**configuration(plan.args), **dataclasses.asdict(plan.model)}
    return plain(
        {
            "trainer": plan.kind.name,
            "data": [
                {"spec": part.spec, "weight": share.weight} for part, share in zip(plan.parts, plan.shares, strict=True)
            ],
            "streaming": plan.ours.streaming,
            "gates": plan.ours.gate,
            "curriculum": plan.ours.curriculum,
            "model": base(plan),
            "tokenizer": tokenizer_hash(plan.tokenizer),
            "processes": plan.args.world_size,
            "batch_size": plan.args.train_batch_size,  # of a process, over all its devices
            **{name: value for name, value in options.items() if not name.startswith(_ASIDE)},
        }
    )


def differences(there: Mapping[str, Any], here: Mapping[str, Any], aside: tuple[str, ...] = ()) -> list[str]:
    """In what the runs of two records differ, with both values. What only one of them knows is another version's."""
    one, other = there["decided_by"], here["decided_by"]
    return [
        f"{name} is {_said(there, name)} there and {_said(here, name)} here"
        for name in other
        if name in one and name not in aside and one[name] != other[name]
    ]


def _said(record: Mapping[str, Any], name: str) -> str:
    if name != "data":
        return json.dumps(record["decided_by"][name])
    return ", ".join(f"{part['address']} (spec {part['spec']}, weight {part['weight']:g})" for part in record["data"])


def base(plan: "Plan") -> dict[str, Any]:
    """What tells the model that a run begins with."""
    name = str(plan.ours.model)
    if scratch.is_scratch(name):
        return {"name": name, "seed": plan.args.seed}
    if Path(name).is_dir():
        return {"sha256": weights_hash(Path(name))}
    shape = models.configuration(name, len(plan.tokenizer), plan.model, plan.args.trust_remote_code)
    return {"name": name, "commit": shape._commit_hash}


def weights_hash(folder: Path) -> str:
    """Of the configuration and the weights in a folder, whatever else lies there."""
    whole = hashlib.sha256()
    for path in sorted({path for pattern in _WEIGHTS for path in folder.glob(pattern)}):
        whole.update(path.name.encode() + b"\0" + _digest(path))
    return whole.hexdigest()


def tokenizer_hash(tokenizer: PreTrainedTokenizerBase) -> str:
    """Of what a tokenizer makes of texts and conversations; equal ones have equal ids."""
    backend = getattr(tokenizer, "backend_tokenizer", None)
    known = tokenizer.get_vocab() if backend is None else json.loads(backend.to_str())
    if backend is not None:  # what the last call asked for is no part of it
        known = {**known, "truncation": None, "padding": None}
    spoken = [known, tokenizer.chat_template, tokenizer.special_tokens_map]
    return text_hash(json.dumps(spoken, sort_keys=True, default=str))


def configuration(args: Any) -> dict[str, Any]:
    """TRL's configuration, without the token of the Hub."""
    known = args.to_dict()  # which hides every *_token, though eos_token is no secret
    return {
        name: getattr(args, name) if name.endswith("_token") else value
        for name, value in known.items()
        if name != "hub_token"
    }


def plain(value: Any) -> Any:
    """As it is read back from JSON, and without secrets."""
    return told(json.loads(json.dumps(value, default=str)))


def _digest(path: Path) -> bytes:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.digest()
