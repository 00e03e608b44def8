"""Where a run goes on from, and what it may not go on from or write over: what another run has made.

In:  check({"decided_by": {"seed": 8, ...}}, args, "out/checkpoint-200"), of a run with seed 7
Out: TrainingError: --resume_from_checkpoint 'out/checkpoint-200' is of another run: seed is 7 there and 8 here; ...
"""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from transformers.trainer_utils import PREFIX_CHECKPOINT_DIR

from oeis_qa.errors import OptionError, TrainingError
from oeis_qa.training.identity import LENGTH, differences
from oeis_qa.training.records import RECORD

_STATE = "trainer_state.json"  # what a trainer writes last into a checkpoint
_CHECKPOINT = re.compile(rf"{PREFIX_CHECKPOINT_DIR}-(\d+)\Z")


def checkpoint(args: Any) -> str | None:
    """Where the run goes on from; None at its beginning.

    Raises:
        OptionError: no checkpoint, or one that is not whole.
    """
    asked = args.resume_from_checkpoint
    if asked is None or str(asked).lower() == "false":
        return None
    if str(asked).lower() in ("true", "last"):
        last = next((str(path) for path in _newest_first(Path(args.output_dir)) if _whole(path)), None)
        if last is None and args.process_index == 0:
            print(f"no whole checkpoint in {args.output_dir} yet: the run begins", flush=True)
        return last
    if not _whole(Path(asked)):
        raise OptionError(
            f"--resume_from_checkpoint {asked!r} is no checkpoint, or an unfinished one; give true for the last that "
            "is whole, or its folder"
        )
    return str(asked)


def check(record: Mapping[str, Any], args: Any, checkpoint: str | None) -> None:
    """Refuse a checkpoint of another run, and an output folder with the work of another.

    Raises:
        TrainingError: the checkpoint is another run's, or nobody knows whose.
        OptionError: the output folder is another run's.
    """
    out = Path(args.output_dir)
    there = _record(out)
    if checkpoint is not None:
        _check_checkpoint(
            record, Path(checkpoint), _record(Path(checkpoint)) or _its_runs(Path(checkpoint), out, there)
        )
    if there is None or _gave_up(there, out):
        return
    found = differences(there, record, LENGTH if checkpoint else ())
    if found:
        raise OptionError(
            f"--output_dir {args.output_dir!r} holds another run: {'; '.join(found)}. Give another --output_dir, or "
            "delete that one"
        )


def _check_checkpoint(record: Mapping[str, Any], path: Path, there: Mapping[str, Any] | None) -> None:
    if there is None:
        raise TrainingError(
            f"--resume_from_checkpoint: {str(path)!r} holds no {RECORD}, so nobody knows what run it is of; begin "
            f"anew without it, or give it as --model to start from its weights"
        )
    found = differences(there, record, LENGTH)
    if found:
        raise TrainingError(
            f"--resume_from_checkpoint: {str(path)!r} is of another run: {'; '.join(found)}. Say the same as there, or "
            "begin anew in another --output_dir"
        )


def _its_runs(path: Path, out: Path, there: Mapping[str, Any] | None) -> Mapping[str, Any] | None:
    """The record of the run in whose folder a checkpoint lies: it was killed before it copied that."""
    return there if path.resolve().parent == out.resolve() else None


def _gave_up(record: Mapping[str, Any], folder: Path) -> bool:
    """Whether a run failed before there was anything to lose."""
    return record["state"] == "failed" and not _newest_first(folder)


def _record(folder: Path) -> dict[str, Any] | None:
    """The run.json of a folder, if there is one."""
    path = folder / RECORD
    if not path.is_file():
        return None
    found = _read(path)
    if not isinstance(found, dict) or not isinstance(found.get("decided_by"), dict) or "state" not in found:
        raise TrainingError(f"{path} is none of this library's; give another --output_dir or checkpoint")
    return found


def _newest_first(folder: Path) -> list[Path]:
    steps = {path: int(found[1]) for path in folder.glob("*") if (found := _CHECKPOINT.match(path.name))}
    return sorted(steps, key=lambda path: -steps[path])


def _whole(path: Path) -> bool:
    """Whether a checkpoint was written to its end, whatever was killed."""
    return _read(path / _STATE) is not None


def _read(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return None
