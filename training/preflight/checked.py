"""The report on the rows of a run: every row is read as TRL will read it, with the trainer's own configuration object.

In:  preflight(rows, tokenizer, SFTConfig(max_length=64))
Out: Report(rows=3000, tokens=210443, supervised=11820, over=212, findings=(Finding("cut short", ...),), ...)
"""

from collections.abc import Collection, Iterator
from typing import Any

import numpy as np
from datasets import Dataset
from transformers import PreTrainedTokenizerBase

from oeis_qa.training.preflight import rows as by_row
from oeis_qa.training.preflight.checks import of_tokens
from oeis_qa.training.preflight.facts import Ends, Facts, together
from oeis_qa.training.preflight.findings import Finding, Report
from oeis_qa.training.preflight.packing import max_length, parted, strategy
from oeis_qa.training.preflight.reading import Run
from oeis_qa.training.preflight.setup import run_of
from oeis_qa.training.preflight.tokens import MASKS, pieces

_BATCH = 1_000
_BESIDE = ("id", "answer", "answer_kind", "tools", "chat_template_kwargs", *MASKS)


def preflight(rows: Dataset, tokenizer: PreTrainedTokenizerBase, args: Any, stops: Collection[int] = ()) -> Report:
    """What the trainer will make of these rows.

    Args:
        rows: as the trainer is given them; id, answer and answer_kind may be among the columns.
        tokenizer: as the trainer is given it; it is left as it is.
        args: TRL's SFTConfig, DPOConfig or GRPOConfig.
        stops: the tokens that generation stops at beside the tokenizer's end token, as in `model.generation_config`.

    Raises:
        OptionError: a configuration of another trainer.
    """
    run, findings = run_of(rows, tokenizer, args)
    names: list[str] = []
    faults = by_row.Faults()
    if not findings:
        facts = together(list(_facts(rows, run, Ends(run.tokenizer, stops), names, faults)))
        findings = [*faults.findings(), *of_tokens(facts, run, names)]
        return _report(run, len(names), facts, findings)
    return _report(run, len(rows), together([]), findings)


def lengths(rows: Dataset, tokenizer: PreTrainedTokenizerBase, args: Any) -> list[int]:
    """The tokens of each row that the trainer reads, before anything is cut; of DPO, of each of its two answers."""
    run, findings = run_of(rows, tokenizer, args)
    _report(run, len(rows), together([]), findings).check()
    found: list[int] = together(list(_facts(rows, run, Ends(run.tokenizer, ()), [], by_row.Faults()))).lengths.tolist()
    return found


def _facts(rows: Dataset, run: Run, ends: Ends, names: list[str], faults: by_row.Faults) -> Iterator[Facts]:
    """The facts of one batch after the other; the names of their rows and what is wrong with some are filled in."""
    needed = [name for name in (*by_row.read(run), *_BESIDE) if name in rows.column_names]
    for batch in rows.select_columns(needed).iter(_BATCH):
        first, count = len(names), len(batch[needed[0]])
        names += map(str, batch.get("id", range(first, first + count)))
        faults.add(blank := by_row.empty(batch, run), names[first:])
        sound = np.delete(np.arange(count), [fault.row for fault in blank])
        batch = {name: [column[i] for i in sound] for name, column in batch.items()} if blank else batch
        made, refused = pieces(batch, run)
        own = [names[first + i] for i in sound]
        faults.add(by_row.faults(batch, run), own)
        faults.add(by_row.of_tokens(made, refused, run), own)
        yield Facts.of(made, first + sound, run, ends)


def _report(run: Run, rows: int, facts: Facts, findings: list[Finding]) -> Report:
    most = max_length(run.args)
    over = facts.lengths > (np.inf if most is None else most)
    emptied = (facts.supervised > 0) & (facts.kept_supervised == 0)
    dropped = emptied & (not strategy(run.args))  # whole rows; packing keeps what is left of them
    lost = facts.lengths - np.where(dropped, 0, facts.kept)
    return Report(
        trainer=run.trainer,
        layout=run.layout,
        rows=rows,
        tokens=int(facts.lengths.sum()),
        supervised=int(facts.supervised.sum()),
        max_length=most,
        over=_rows(facts, over),
        lost=int(lost.sum()),
        lost_supervised=int((facts.supervised - facts.kept_supervised).sum()),
        emptied=_rows(facts, emptied),
        parted=_rows(facts, parted(facts.lengths, run.args)),
        findings=tuple(findings),
    )


def _rows(facts: Facts, where: Any) -> int:
    return len(np.unique(facts.rows[where]))
