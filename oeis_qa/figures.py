"""Pictures of matplotlib, an extra: what is missing or cannot be written is said alike by all that draw.

In:  figure = new("plots", figsize=(8, 4)); save(figure, "tasks.png", dpi=150)
Out: the picture; MissingExtraError without matplotlib, TargetError where the file cannot be written
"""

from pathlib import Path
from typing import Any

from oeis_qa.errors import MissingExtraError, OptionError, TargetError

_FORMATS = (".png", ".svg")


def new(what: str, **shape: Any) -> Any:
    """An empty figure.

    Raises:
        MissingExtraError: matplotlib is not installed.
    """
    try:
        from matplotlib.figure import Figure
    except ImportError:
        raise MissingExtraError(f"{what} need matplotlib; pip install 'oeis_qa[plot]'") from None
    return Figure(**shape)


def check_path(path: str | Path, what: str) -> None:
    """Refuse what could not be drawn, before there is anything to draw.

    Raises:
        MissingExtraError: matplotlib is not installed.
        OptionError: another ending than .png or .svg.
    """
    new(what)
    if Path(path).suffix not in _FORMATS:
        raise OptionError(f"{path}: {what} are written as {' or '.join(_FORMATS)}; end the name with one of them")


def save(figure: Any, path: str | Path, **how: Any) -> None:
    """Write a figure on white ground.

    Raises:
        TargetError: the file cannot be written.
    """
    try:
        figure.savefig(path, facecolor="white", **how)
    except OSError as error:
        raise TargetError(
            f"{path} cannot be written ({error.strerror}); give a file in a folder that is there"
        ) from None
