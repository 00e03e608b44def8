"""Runs on several GPUs: the configurations for `accelerate launch` that come with the library, and the command.

In:  launched("ddp", ["oeis_qa.training.sft", "--data", "oeis_qa/completion", "--model", "scratch:tiny"])
Out: ["python", "-m", "accelerate.commands.launch", "--config_file", ".../ddp.yaml", "--num_processes", "8",
      "-m", "oeis_qa", "run", "-m", "oeis_qa.training.sft", "--data", ...]
"""

import sys
from collections.abc import Sequence
from pathlib import Path

import torch

from oeis_qa.errors import OptionError, choices

_FOLDER = Path(__file__).parent / "accelerate"


def path_of(name: str) -> Path:
    """The file of one of our configurations.

    Raises:
        OptionError: there is none of this name.
    """
    names = sorted(path.stem for path in _FOLDER.glob("*.yaml"))
    if name not in names:
        raise OptionError(f"no accelerate configuration {name!r}, and no such file; {choices(name, names)}")
    return _FOLDER / f"{name}.yaml"


def launched(config: str, arguments: Sequence[str]) -> list[str]:
    """The command that runs a module of ours, and its arguments, in every process of a configuration.

    Args:
        config: ddp, fsdp_qlora, or the path of a file that `accelerate config` has written. With ours there is one
            process for each GPU; a file of one's own says itself how many.
        arguments: the module, then what it is given.

    Raises:
        OptionError: no such configuration, or one of ours without two GPUs.
    """
    own = Path(config).is_file()
    where = ["--config_file", config] if own else ["--config_file", str(path_of(config)), *_one_a_gpu(config)]
    return [sys.executable, "-m", "accelerate.commands.launch", *where, "-m", "oeis_qa", "run", "-m", *arguments]


def _one_a_gpu(name: str) -> list[str]:
    count = torch.cuda.device_count()
    if count < 2:
        raise OptionError(
            f"{name} is for two GPUs or more, and there are {count} here; leave it out, or give a file that "
            "`accelerate config` has written"
        )
    return ["--num_processes", str(count)]
