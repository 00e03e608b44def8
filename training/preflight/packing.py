"""What truncation and packing do to rows: which tokens they drop, and which rows they cut in parts.

Source: TRL 1.16, `SFTTrainer._prepare_dataset`, `DataCollatorForPreference`, `trl.data_utils.pack_dataset`: "bfd" drops
what is over `max_length`, "bfd_split" makes rows of their own of it, "wrapped" writes a thousand shuffled rows
one behind the other and cuts at every `max_length`.

In:  parted(np.array([5, 2, 3, 1]), SFTConfig(packing=True, packing_strategy="bfd_split", max_length=4))
Out: array([True, False, False, False])
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from oeis_qa.training.preflight.tokens import Tokens

_BATCH = 1_000  # rows that `Dataset.map` hands to the packing at once


def kept(tokens: Tokens, args: Any) -> NDArray[np.bool_]:
    """Of every token, whether the model gets to see it."""
    most = max_length(args)
    if most is None or strategy(args) in ("bfd_split", "wrapped"):
        return np.ones(len(tokens.ids), bool)
    if not strategy(args) and args.truncation_mode == "keep_end":
        return tokens.places >= np.repeat(tokens.lengths - most, tokens.lengths)
    return tokens.places < most


def parted(lengths: NDArray[np.int64], args: Any) -> NDArray[np.bool_]:
    """Of every row, whether packing spreads it over two rows or more."""
    if strategy(args) == "bfd_split":
        return lengths > args.max_length
    if strategy(args) == "wrapped":
        return _wrapped(lengths, args)
    return np.zeros(len(lengths), bool)


def max_length(args: Any) -> int | None:
    """The tokens of the longest row that the model is given; None where nothing is cut."""
    return getattr(args, "max_length", None)


def strategy(args: Any) -> str:
    """How the run packs; "" where it does not."""
    return args.packing_strategy if getattr(args, "packing", False) else ""


def _wrapped(lengths: NDArray[np.int64], args: Any) -> NDArray[np.bool_]:
    order = np.random.default_rng(args.seed).permutation(len(lengths))  # as `Dataset.shuffle` does
    order = order if args.shuffle_dataset else np.arange(len(lengths))
    cut = np.zeros(len(lengths), bool)
    for first in range(0, len(order), _BATCH):
        rows = order[first : first + _BATCH]
        ends = np.cumsum(lengths[rows])
        cut[rows] = (ends - lengths[rows]) // args.max_length < (ends - 1) // args.max_length
    return cut
