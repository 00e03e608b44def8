"""Preferences: right responses before wrong ones (layout `preference`), with TRL's DPOTrainer.

In:  main(["--data", "oeis_qa/identification", "--model", "sft-out", "--output_dir", "out", "--use_peft"])
Out: out/adapter_model.safetensors; every flag of TRL's DPOConfig and ModelConfig works beside ours
"""

import sys
from collections.abc import Sequence

from trl import DPOConfig, DPOTrainer

from oeis_qa.training.plans import Kind, planned
from oeis_qa.training.runs import checked, run
from oeis_qa.training.sources import SHAPES

DPO = Kind("dpo", DPOConfig, SHAPES["dpo"], lambda args: "preference", DPOTrainer)


def main(argv: Sequence[str] | None = None) -> None:
    """Train, with the arguments of the command line by default."""
    run(DPO, sys.argv[1:] if argv is None else argv)


def preflight(argv: Sequence[str]) -> None:
    """Check what `main` with these arguments would train on."""
    checked(planned(DPO, argv))


if __name__ == "__main__":
    main()
