"""Summaries are written whole, or not at all, into a folder that is made where there is none.

In:  save(Path("A_summary.json"), {"name": "A", "tasks": {...}, "run": {...}})
Out: the file; where there was one, it is replaced at once
"""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from oeis_qa.errors import TargetError


def made(folder: str) -> Path:
    """The folder.

    Raises:
        TargetError: it cannot be made.
    """
    try:
        Path(folder).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise TargetError(f"folder {folder} cannot be made ({error.strerror}); give another with out=") from None
    return Path(folder)


def save(path: Path, whole: Mapping[str, Any]) -> None:
    """Write an object of JSON.

    Raises:
        TargetError: it cannot be written.
    """
    unfinished = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    try:
        unfinished.write_text(json.dumps(whole, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        unfinished.replace(path)
    except OSError as error:
        raise TargetError(f"{path} cannot be written ({error.strerror}); give another folder with out=") from error
