"""Supervised fine-tuning: rows of prompts and responses, with TRL's SFTTrainer. Also a module for accelerate launch.

In:  main(["--data", "oeis_qa/completion", "--model", "scratch:tiny", "--max_steps", "100", "--output_dir", "out"])
Out: out/model.safetensors and its tokenizer; every flag of TRL's SFTConfig and ModelConfig works beside ours
"""

import sys
from collections.abc import Sequence
from typing import Any

from trl import SFTConfig, SFTTrainer

from oeis_qa.training.plans import Kind, planned
from oeis_qa.training.runs import checked, run
from oeis_qa.training.sources import SHAPES


def _layout(args: Any) -> str:
    """By default the loss is on the completion alone; by the template's marks where the user asks for that."""
    return "messages" if args.assistant_only_loss else "prompt_completion"


SFT = Kind("sft", SFTConfig, SHAPES["sft"], _layout, SFTTrainer)


def main(argv: Sequence[str] | None = None) -> None:
    """Train, with the arguments of the command line by default."""
    run(SFT, sys.argv[1:] if argv is None else argv)


def preflight(argv: Sequence[str]) -> None:
    """Check what `main` with these arguments would train on."""
    checked(planned(SFT, argv))


if __name__ == "__main__":
    main()
