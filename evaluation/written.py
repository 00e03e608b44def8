"""Summaries are written whole, or not at all, into a folder that is made where there is none, and read again.

In:  save(Path("A_summary.json"), {"name": "A", "tasks": {...}, "run": {...}}); saved("A", ".")
Out: the file (where there was one, it is replaced at once); what was saved
"""

import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from oeis_qa.errors import SourceError, SourceFormatError, TargetError


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
    put(path, [json.dumps(whole, indent=1, ensure_ascii=False) + "\n"])


def put(path: Path, texts: Iterable[str]) -> None:
    """Write texts into a file: all of them, or nothing.

    Raises:
        TargetError: it cannot be written.
    """
    unfinished = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    try:
        with unfinished.open("w", encoding="utf-8") as file:
            file.writelines(texts)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    except OSError as error:
        raise TargetError(
            f"{path} cannot be written ({error.strerror}); give a file in a folder that is there"
        ) from None
    finally:
        unfinished.unlink(missing_ok=True)


def saved(name: str, directory: str) -> Mapping[str, Any]:
    """The summary of a model by its name in a folder.

    Raises:
        SourceError: there is none.
        SourceFormatError: the file is no summary.
    """
    path = Path(directory, f"{name}_summary.json")
    try:
        whole = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SourceError(f"{path} cannot be read ({error.strerror}); evaluate the model first") from None
    except ValueError as error:
        raise SourceFormatError(f"{path} is no JSON ({error}); evaluate the model again") from None
    if not isinstance(whole, dict) or not {"name", "tasks"} <= set(whole):
        raise SourceFormatError(f"{path} is no summary of `oeis-qa evaluate`; give the name of one")
    return whole
