"""Reinforcement: questions alone (layout `prompt`), rewarded by the verifier of their answers, with TRL's GRPOTrainer.

In:  main(["--data", "oeis_qa/completion", "--model", "sft-out", "--num_generations", "8", "--output_dir", "out"])
Out: out/model.safetensors; every flag of TRL's GRPOConfig and ModelConfig works beside ours
"""

import sys
from collections.abc import Sequence
from functools import partial

from trl import GRPOConfig, GRPOTrainer

from oeis_qa.rewards import correctness
from oeis_qa.training.plans import Kind, planned
from oeis_qa.training.runs import checked, run
from oeis_qa.training.sources import GOLD, SHAPES

_trainer = partial(GRPOTrainer, reward_funcs=[correctness])
GRPO = Kind("grpo", GRPOConfig, SHAPES["grpo"], lambda args: "prompt", _trainer, GOLD)


def main(argv: Sequence[str] | None = None) -> None:
    """Train, with the arguments of the command line by default."""
    run(GRPO, sys.argv[1:] if argv is None else argv)


def preflight(argv: Sequence[str]) -> None:
    """Check what `main` with these arguments would train on."""
    checked(planned(GRPO, argv))


if __name__ == "__main__":
    main()
