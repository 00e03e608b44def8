"""What a run takes, before any weight is loaded: parameters, memory on each device, tokens in an epoch.

The model is made on torch's meta device, where tensors have shapes and no numbers, and gets its LoRA from PEFT itself:
parameters are counted, not estimated. What activations take follows from a formula (see `activations.py`).

In:  print(estimate(configuration("scratch:tiny"), SFTConfig(...), ModelConfig(), [33, 40, 35], rows=3_000, processes=1,
                    sharded=False))
Out: parameters   984,192, of which 984,192 are trained
     tokens       108,000 an epoch
     on the device:
     weights      3.8 MiB
     gradients    3.8 MiB
     optimizer    7.5 MiB
     activations  16.9 MiB
     together     31.9 MiB
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import torch
from peft import get_peft_model
from transformers import AutoModelForCausalLM, PretrainedConfig
from trl import DPOConfig, GRPOConfig, ModelConfig, get_peft_config

from oeis_qa.errors import OptionError, choices
from oeis_qa.training.activations import Batch, activations

# Bytes of an optimizer's state for each trained parameter; torch's own keep it in the dtype of the parameter.
_STATES = {"adamw_torch": 2, "adamw_torch_fused": 2, "adagrad": 1, "rmsprop": 1, "sgd": 0}
_BYTES = {
    "adamw_torch_8bit": 2,
    "adamw_torch_4bit": 1,
    "adamw_bnb_8bit": 2,
    "adamw_8bit": 2,
    "paged_adamw_32bit": 8,
    "paged_adamw_8bit": 2,
    "lion_32bit": 4,
    "lion_8bit": 1,
    "paged_lion_32bit": 4,
    "paged_lion_8bit": 1,
}
_BLOCK, _NESTED = 64, 256  # 4-bit weights that share a scale; scales that share one themselves (Dettmers et al. 2023)


@dataclass(frozen=True)
class Estimated:
    """Counts, and bytes on each device.

    Not in it: what CUDA takes for itself, about 1 GiB, gaps between tensors, and the caches of GRPO while it generates.
    """

    parameters: int
    trained: int
    tokens: int  # in an epoch, cut at max_length
    devices: int
    weights: int
    gradients: int
    optimizer: int
    activations: int

    @property
    def together(self) -> int:
        return self.weights + self.gradients + self.optimizer + self.activations

    def __str__(self) -> str:
        parts = ("weights", "gradients", "optimizer", "activations", "together")
        return "\n".join(
            [
                f"parameters   {self.parameters:,}, of which {self.trained:,} are trained",
                f"tokens       {self.tokens:,} an epoch",
                "on the device:" if self.devices == 1 else f"on each of {self.devices} devices:",
                *(f"{part:<13}{_shown(getattr(self, part))}" for part in parts),
            ]
        )


def estimate(
    model_config: PretrainedConfig,
    args: Any,
    model_args: ModelConfig,
    rows_lengths: Sequence[int],
    rows: int,
    processes: int,
    sharded: bool,
) -> Estimated:
    """What training takes.

    Args:
        model_config: the shape of the model.
        args: TRL's configuration of the trainer.
        rows_lengths: tokens of some rows, prompt and response together.
        rows: how many rows there are.
        processes: devices that train together.
        sharded: weights, gradients and optimizer are cut over the devices (FSDP), not held by each (DDP).

    Raises:
        OptionError: no row, or an optimizer whose memory nobody knows here.
    """
    if not rows_lengths:
        raise OptionError("--estimate: there is no row to measure; give data with rows")
    per_parameter = _optimizer(args.optim)
    model = _on_meta(model_config, model_args, args)
    trained = [p for p in model.parameters() if p.requires_grad]
    handed = _dtype(model_config, model_args).itemsize
    width = 2 if args.bf16 or args.fp16 else handed
    parts, lengths = (processes if sharded else 1), [_cut(length, args) for length in rows_lengths]
    gradients = sum(p.nbytes for p in trained)
    return Estimated(
        parameters=sum(p.numel() for p in model.parameters()),
        trained=sum(p.numel() for p in trained),
        tokens=round(rows * sum(lengths) / len(lengths)),
        devices=processes,
        weights=_weights(model, model_args, parts, width) + _reference(model, model_args, args, parts),
        gradients=-(-gradients // parts) * (2 if processes > parts else 1),  # DDP sends them from buffers as large
        optimizer=-(-sum(per_parameter(p) for p in trained) // parts),
        activations=activations(
            model_config,
            _batch(max(lengths), args),
            width,
            handed,
            bool(args.activation_checkpointing),
            model_args.attn_implementation == "eager",
        ),
    )


def _on_meta(config: PretrainedConfig, model_args: ModelConfig, args: Any) -> Any:
    """The model with its adapter, as the trainer makes it, but without numbers."""
    with torch.device("meta"):
        model = AutoModelForCausalLM.from_config(
            config, dtype=_dtype(config, model_args), trust_remote_code=args.trust_remote_code
        )
        adapter = get_peft_config(model_args)
        if adapter is not None:
            model = get_peft_model(model, adapter)
    if model_args.load_in_4bit or model_args.load_in_8bit:  # then TRL trains the adapter in bfloat16
        for p in model.parameters():
            p.data = p.data.to(torch.bfloat16) if p.requires_grad else p.data
    return model


def _dtype(config: PretrainedConfig, model_args: ModelConfig) -> torch.dtype:
    if model_args.dtype in (None, "auto"):
        return config.dtype if isinstance(config.dtype, torch.dtype) else torch.float32
    dtype: torch.dtype = getattr(torch, str(model_args.dtype))
    return dtype


def _optimizer(name: Any) -> Callable[[torch.Tensor], int]:
    """Bytes of state for a tensor that is trained."""
    name = getattr(name, "value", name)
    if name in _STATES:
        return lambda p: _STATES[name] * p.nbytes
    if name in _BYTES:
        return lambda p: _BYTES[name] * p.numel()
    raise OptionError(f"--estimate does not know what --optim {name} takes; {choices(name, [*_STATES, *_BYTES])}")


def _cut(length: int, args: Any) -> int:
    """How much of a row the trainer reads."""
    return min(length, getattr(args, "max_length", None) or length)


def _batch(longest: int, args: Any) -> Batch:
    """The largest batch of a device: packed to the brim, two answers a row for DPO, prompt and completion for GRPO."""
    if getattr(args, "packing", False):
        longest = args.max_length
    sequences = args.per_device_train_batch_size * (2 if isinstance(args, DPOConfig) else 1)
    return Batch(sequences, longest + (getattr(args, "max_completion_length", None) or 0))


def _weights(model: Any, model_args: ModelConfig, parts: int, width: int) -> int:
    """Bytes of weights on a device, with those that are there for a while only."""
    size = _sizes(model, model_args)
    if parts == 1:
        copies = [p.numel() * width for p in model.parameters() if p.dim() > 1 and p.element_size() > width]
        return sum(map(size, model.parameters())) + sum(copies)  # autocast keeps what it has cast for the backward pass
    layers = [module for module in model.modules() if type(module).__name__ in (model._no_split_modules or ())]
    inside = {id(p): p for layer in layers for p in layer.parameters()}
    outside = sum(size(p) for p in model.parameters() if id(p) not in inside)
    layer = max((sum(map(size, layer.parameters())) for layer in layers), default=0)
    # FSDP: a part of all; whole at once are what lies in no layer, the layer that computes and the one that comes next.
    return -(-sum(map(size, model.parameters())) // parts) + outside + 2 * layer


def _sizes(model: Any, model_args: ModelConfig) -> Callable[[torch.Tensor], int]:
    """Bytes of a parameter; the frozen linear layers but the last are what is quantised."""
    bits8, head = model_args.load_in_8bit, model.get_output_embeddings()
    if not (bits8 or model_args.load_in_4bit):
        return lambda p: p.nbytes
    linear = {id(m.weight) for m in model.modules() if isinstance(m, torch.nn.Linear) and m is not head}
    scale = 1 / _BLOCK + 4 / (_BLOCK * _NESTED) if model_args.use_bnb_nested_quant else 4 / _BLOCK
    each = 1 if bits8 else 1 / 2 + scale
    return lambda p: math.ceil(p.numel() * each) if id(p) in linear and not p.requires_grad else p.nbytes


def _reference(model: Any, model_args: ModelConfig, args: Any, parts: int) -> int:
    """Bytes of the model that DPO, or GRPO with a beta, compares with; with an adapter it is the model without it."""
    compares = isinstance(args, DPOConfig) and not args.precompute_ref_log_probs
    compares = compares or (isinstance(args, GRPOConfig) and args.beta != 0)
    if model_args.use_peft or not compares:
        return 0
    return -(-sum(map(_sizes(model, model_args), model.parameters())) // parts)


def _shown(size: int) -> str:
    return f"{size / 2**30:,.1f} GiB" if size >= 2**30 else f"{size / 2**20:,.1f} MiB"
