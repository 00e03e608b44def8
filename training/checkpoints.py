"""Which checkpoint a killed run goes on from: the last one that was written to its end.

transformers takes the one with the highest number, and fails where a kill came in the middle of writing it. Of all
files of a checkpoint the trainer's state is written last, so a state that can be read tells that the others are whole.

In:  last_whole("out"), with checkpoint-500 and half of checkpoint-1000 in it
Out: "out/checkpoint-500"
"""

import json
import re
from pathlib import Path

from transformers.trainer import TRAINER_STATE_NAME

_NAME = re.compile(r"checkpoint-([0-9]+)\Z")


def last_whole(folder: str | Path) -> str | None:
    """The last whole checkpoint in an output folder; None where there is none, or no folder yet."""
    numbered = {int(name[1]): path for path in Path(folder).glob("checkpoint-*") if (name := _NAME.match(path.name))}
    return next((str(numbered[step]) for step in sorted(numbered, reverse=True) if _is_whole(numbered[step])), None)


def _is_whole(checkpoint: Path) -> bool:
    state = checkpoint / TRAINER_STATE_NAME
    try:
        return state.is_file() and "log_history" in json.loads(state.read_bytes())
    except ValueError:  # it breaks off
        return False
