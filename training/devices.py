"""What training needs to be told of the device: defaults for a GPU or for none, and what only a GPU can do.

In:  defaults(), on a machine without a GPU
Out: {"use_cpu": True, "bf16": False, "activation_checkpointing": False, ...}
"""

from collections.abc import Callable, Mapping
from typing import Any

import torch

from oeis_qa.errors import OptionError

_EVERYWHERE = {
    "report_to": "none",
    "logging_first_step": True,
    "logging_nan_inf_filter": False,  # else a loss that is no number is logged as the mean of those before it
}
_CPU = {"use_cpu": True, "bf16": False, "activation_checkpointing": False, "dataloader_pin_memory": False}
_GPU_ONLY: dict[str, Callable[[Any], bool]] = {
    "load_in_4bit": bool,
    "load_in_8bit": bool,
    "fp16": bool,
    "tf32": bool,
    "use_liger_kernel": bool,
    "use_vllm": bool,
    "attn_implementation": lambda name: "flash" in (name or ""),
    "optim": lambda name: "bnb" in name or "8bit" in name or "4bit" in name or "paged" in name,
}


def has_gpu() -> bool:
    return torch.cuda.is_available()


def defaults() -> dict[str, Any]:
    """What is said to TRL where the user says nothing."""
    if not has_gpu():
        return {**_EVERYWHERE, **_CPU}
    bf16 = torch.cuda.is_bf16_supported()
    return {**_EVERYWHERE, "bf16": bf16, "activation_checkpointing": True}


def told(args: Any) -> str:
    """The device and what was chosen for it, in a line."""
    name = torch.cuda.get_device_name() if has_gpu() and not args.use_cpu else f"CPU, {torch.get_num_threads()} threads"
    chosen = ", ".join(f"{key}={getattr(args, key)}" for key in (*defaults(), "max_length") if hasattr(args, key))
    return f"device: {name}; {chosen}"


def check(given: Mapping[str, Any]) -> None:
    """Refuse what only a GPU can do where there is none.

    Raises:
        OptionError: such an option.
    """
    if has_gpu() and not given.get("use_cpu"):
        return
    for name, needs in _GPU_ONLY.items():
        if name in given and needs(given[name]):
            raise OptionError(f"--{name} {given[name]}: this needs a CUDA device, and none is used here; leave it out")
