"""The answers of a batch looked at together: in threads where a verifier waits for another process, within a time.

In:  each(lambda row: float(verify(*row).right), [(completion, answer, "program"), ...], ["program", ...], seconds=60)
Out: [1.0, 0.0, None, ...], None for a program that there was no time left to run
"""

import logging
import time
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from oeis_qa.answers.kinds import kind_named
from oeis_qa.errors import NotRunError
from oeis_qa.threads import in_threads

_Score = TypeVar("_Score")
log = logging.getLogger("oeis_qa")


def each(
    score: Callable[[Any], _Score | None], rows: Sequence[Any], kinds: Sequence[str | None], seconds: float | None
) -> list[_Score | None]:
    """The score of every row; None too for a program that could not be run, or not any more.

    No program is started once the batch has taken `seconds`, so it takes at most as long as one program more.
    """
    run = [kind is not None and kind_named(kind).judge is not None for kind in kinds]
    if not any(run) and "latex" not in kinds:
        return [score(row) for row in rows]
    deadline = None if seconds is None else time.monotonic() + seconds
    unscored: list[str] = []

    def scored(item: tuple[Any, bool]) -> _Score | None:
        row, is_program = item
        if not is_program:
            return score(row)
        if deadline is not None and time.monotonic() > deadline:
            unscored.append("the batch had taken its time")
            return None
        try:
            return score(row)
        except NotRunError as error:
            unscored.append(str(error))
            return None

    scores = list(in_threads(scored, zip(rows, run, strict=True)))
    if unscored:
        log.warning("%s of %s programs are not scored: %s", len(unscored), sum(run), unscored[-1])
    return scores
