"""What the tokens of rows show: answers without an end, a BOS too many, rows cut to pieces.

In:  of_tokens(facts, run, names)
Out: [Finding("no end of the answer", "' 8' is the last token that counts, and generation does not stop at it", ...)]
"""

from collections.abc import Sequence

import numpy as np

from oeis_qa.training.preflight.facts import Bools, Facts
from oeis_qa.training.preflight.findings import Finding
from oeis_qa.training.preflight.packing import max_length, parted, strategy
from oeis_qa.training.preflight.reading import Run

LOST = 0.01  # share of the tokens, or rows: a few long rows cut are a choice, more of them are another dataset


def of_tokens(facts: Facts, run: Run, names: Sequence[str]) -> list[Finding]:
    """The findings about all rows, whose ids are `names`."""
    if not len(facts.rows):
        return []
    rules = (_bos, _prompts) if run.trainer == "grpo" else (_supervised, _ends, _bos, _emptied, _cut, _parted, _context)
    return [finding for rule in rules for finding in rule(facts, run, names)]


def _found(
    where: Bools, facts: Facts, names: Sequence[str], what: str, reason: str, remedy: str, fatal: bool = True
) -> list[Finding]:
    """What is wrong with the rows of these pieces, if any; {numbers} in the reason are those of the first."""
    if not where.any():
        return []
    first = int(np.argmax(where))
    for name in ("lengths", "supervised", "kept"):  # not by `format`: tokens may hold braces
        reason = reason.replace(f"{{{name}}}", str(getattr(facts, name)[first]))
    return [Finding(what, reason, remedy, names[facts.rows[first]], len(np.unique(facts.rows[where])), fatal)]


def _supervised(facts: Facts, run: Run, names: Sequence[str]) -> list[Finding]:
    what = "the assistant says nothing in it" if run.marks else "there is nothing behind the prompt"
    remedy = "give these rows an answer, or leave them out"
    reason = f"none of its {{lengths}} tokens counts for the loss: {what}"
    return _found(facts.supervised == 0, facts, names, "no supervised tokens", reason, remedy)


def _ends(facts: Facts, run: Run, names: Sequence[str]) -> list[Finding]:
    where = (facts.supervised > 0) & ~facts.stops
    last = int(facts.last[np.argmax(where)])
    shown = repr(run.tokenizer.decode([last])) if last >= 0 else "white space"
    reason = f"{shown} is the last token that counts, and generation does not stop at it: it stops at "
    reason += f"{run.tokenizer.eos_token!r}"
    remedy = "set eos_token in the configuration to what ends a turn" + (
        ", or put that token between {% generation %} and {% endgeneration %}" if run.marks else ""
    )
    return _found(where, facts, names, "no end to learn", reason, remedy)


def _bos(facts: Facts, run: Run, names: Sequence[str]) -> list[Finding]:
    reason = f"it begins with {run.tokenizer.bos_token!r} twice: the tokenizer adds what the text has"
    remedy = "take it out of the text or the template, or load the rows with layout='messages'"
    return _found(facts.bos_twice, facts, names, "a doubled BOS", reason, remedy)


def _emptied(facts: Facts, run: Run, names: Sequence[str]) -> list[Finding]:
    reason = f"max_length={max_length(run.args)} leaves none of its {{supervised}} supervised tokens"
    remedy = f"raise max_length to {facts.lengths.max()}, or leave these rows out"
    where = (facts.supervised > 0) & (facts.kept_supervised == 0)
    return _found(where, facts, names, "nothing left to learn", reason, remedy)


def _cut(facts: Facts, run: Run, names: Sequence[str]) -> list[Finding]:
    where = (facts.kept < facts.lengths) & (facts.kept_supervised > 0)
    fatal = (facts.lengths - facts.kept).sum() > LOST * facts.lengths.sum()
    reason = f"max_length={max_length(run.args)} keeps {{kept}} of its {{lengths}} tokens"
    remedy = f"raise max_length to {facts.lengths.max()}, or leave these rows out"
    return _found(where, facts, names, "cut short", reason, remedy, bool(fatal))


def _parted(facts: Facts, run: Run, names: Sequence[str]) -> list[Finding]:
    where = parted(facts.lengths, run.args)
    packing = strategy(run.args)
    reason = f"packing_strategy={packing!r} spreads it over two rows, so that it is answered without its question"
    if packing == "wrapped":
        reason += "; and each row sees those in front of it"
    fatal = where.sum() > LOST * len(where) and run.layout != "text"
    return _found(where, facts, names, "cut in parts", reason, "packing_strategy='bfd'", bool(fatal))


def _context(facts: Facts, run: Run, names: Sequence[str]) -> list[Finding]:
    room = run.tokenizer.model_max_length
    reason = f"{{kept}} of its tokens are trained on, more than the {room} that the tokenizer names as the model's"
    remedy = f"set max_length={room}, or leave these rows out"
    return _found(facts.kept > room, facts, names, "longer than the context", reason, remedy, fatal=False)


def _prompts(facts: Facts, run: Run, names: Sequence[str]) -> list[Finding]:
    room = run.tokenizer.model_max_length - (run.args.max_completion_length or 0)
    reason = f"its {{lengths}} tokens and max_completion_length={run.args.max_completion_length} are more than the "
    reason += f"{run.tokenizer.model_max_length} that the tokenizer names as the model's"
    remedy = "lower max_completion_length, or leave these rows out"
    return _found(facts.lengths > room, facts, names, "longer than the context", reason, remedy, fatal=False)
