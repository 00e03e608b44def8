"""code_generation: a program that computes a sequence, from some of its terms, from its name, or from both.

Unique because: over every sequence of the source, the shown run occurs in exactly one, so that all terms behind it are
known; where only the name is given, no second sequence has it. The answer holds those terms, which no prompt shows, and
where a program of ours is the gold also terms behind all published ones; the verifier runs what the model writes.

In:  A000045 from place 12, nine terms, given both
Out: 'Write a Python program that ... "Fibonacci numbers: ...". ...' -> '{"language": "python", "offset": 12, ...}'
"""

import json
from collections import Counter

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from oeis_qa.answers.fences import fenced
from oeis_qa.loaders.oeis.corpus import Ints
from oeis_qa.loaders.oeis.pools import Reasons, Rules
from oeis_qa.loaders.oeis.programs.candidates import OURS
from oeis_qa.loaders.oeis.programs.entries import DISPLAYED
from oeis_qa.loaders.oeis.programs.golds import Gold, Golds, golds
from oeis_qa.loaders.oeis.programs.literals import holds_terms, may_hold
from oeis_qa.loaders.oeis.questions.asking import Asked, asked
from oeis_qa.loaders.oeis.questions.drawing import Wording
from oeis_qa.loaders.oeis.questions.identification import nameless
from oeis_qa.loaders.oeis.questions.other_programs import other_programs
from oeis_qa.loaders.oeis.runs import Planned, Runs, Selection, Studied
from oeis_qa.loaders.oeis.uniqueness import shared
from oeis_qa.records import Batch

FEWEST = 6  # hidden terms

TERMS_PROMPTS = (
    "Write a {language} program that defines a(n) so that a({first}) and the values after it are {terms}, and "
    "that goes on rightly. Give it in one code block.",
    "The terms {terms} have the indices from {first} on. Write {language} code, in one code block, that defines a(n).",
    "Find the rule behind {terms} and program it in {language} as a(n), where a({first}) is the first of them. "
    "Answer with one code block.",
    "The terms a({first}) and after are {terms}. Implement a(n) in {language} and put it into one code block.",
    "Which {language} function a(n) gives {terms} when n runs up from {first}? Put your program into a code block.",
    "Here are terms of a sequence, the first with index {first}: {terms}. Define a(n) for it in {language}, in a "
    "fenced code block.",
    "I need a function a(n) in {language} for this sequence: {terms}. Its first term here is a({first}). One "
    "code block, please.",
    "Program the sequence {terms} in {language}: a(n) shall be its term with index n, and these start at n = "
    "{first}. Reply with a code block.",
    "From n = {first} on, a(n) is {terms}. Show {language} code for a(n) that works for later n too, in one code "
    "block.",
    "Continue {terms} by a program: a function a(n) in {language}, with a({first}) as the first of these terms, "
    "in one fenced block.",
    "Give one code block of {language} that defines a(n), such that the terms from index {first} are {terms}.",
    "Your task is to compute a sequence in {language}. Index {first} and the following ones have the terms "
    "{terms}. Define a(n) in a code block.",
    "Work out how {terms} are made and write {language} for it, a function a(n) whose value at n = {first} is "
    "the first of them. Use one code block.",
    "Terms: {terms}\nIndex of the first: {first}\nWanted: a {language} definition of a(n), in one code block",
    "Sequence from a({first}) on: {terms}\nA program in {language} that defines a(n), in one code block:",
    "Language: {language}\nFirst index: {first}\nTerms: {terms}\nDefine a(n) in a fenced code block.",
    "Code a(n) in {language}. Known values, in order of n from {first} on: {terms}. Put the code into one fenced "
    "block.",
    "The list {terms} begins with a({first}). Define a(n) in {language} for it and for all later terms, in a "
    "code block.",
    "Someone computed {terms}, indexed from {first}. Reconstruct the computation as a(n) in {language}, in one "
    "code block.",
    "Turn the sequence {terms} into {language} code. Call the function a, let it take the index n, and let "
    "a({first}) be the first term shown. Answer in one code block.",
    "In {language}, write a(n) such that a(n) for n = {first} and up gives {terms}, and the terms that follow "
    "these. Use a single code block.",
    "How would you compute {terms} in {language}? Define a(n), which at {first} gives the first of them, in a "
    "fenced code block.",
    "Please write {language} code that defines a(n), in one code block, for the sequence with a({first}) and "
    "onward equal to {terms}.",
    "Please program this sequence in {language} as a(n): {terms}. The indices start at {first}. Put it in one "
    "code block.",
)
NAME_PROMPTS = (
    'Write a {language} program that defines a(n) for the sequence "{name}". The first index is {first}. Give it '
    "in one code block.",
    'A sequence is described as "{name}". Implement it in {language} as a(n), its first term being a({first}), '
    "in a code block.",
    'Program "{name}" in {language}: a function a(n) for n >= {first}. Answer with one code block.',
    "Define a(n) in {language} for this sequence, with indices from {first} on: {name}\nUse one code block.",
    "Sequence: {name}\nFirst index: {first}\nWanted: a {language} definition of a(n), in one code block",
    "Name: {name}\nLanguage: {language}\nIndex of the first term: {first}\nDefine a(n) in a fenced code block.",
    'Which {language} code computes "{name}". Define a(n) so that a({first}) is the first term, in a code block.',
    'I need the sequence "{name}" as a function a(n) in {language}, starting with a({first}). One code block, please.',
    "{name}\nWrite {language} code that defines a(n) for this sequence, whose first index is {first}, in one code "
    "block.",
    'Turn the definition "{name}" into {language} code. Call the function a; its argument n is the index, from '
    "{first} on. Reply with a code block.",
    'Compute "{name}" in {language}. The function is a(n), and n starts at {first}. Put it into one fenced block.',
    "Give one code block of {language} that defines a(n), the term with index n of this sequence: {name}. The "
    "indices start at {first}.",
    'The sequence with the name "{name}" starts at index {first}. Show {language} code for a(n), in one code block.',
    'How is "{name}" computed in {language}? Write a(n), where a({first}) is the first term, in a code block.',
    "Here is what a sequence lists: {name}. Its first index is {first}. Define its term a(n) in {language}, in a "
    "fenced code block.",
    "Read the definition and code it in {language} as a(n), for n from {first} on, in one code block: {name}.",
    'Implement a(n) in {language}, where a is the sequence "{name}" and n counts from {first}. Use a single code '
    "block.",
    'Your task is to write {language}. Define a(n) for "{name}" with the first term at n = {first}, in one code block.',
    "In {language}, define the function a(n) of the following sequence, first index {first}, in one code block: "
    "{name}.",
    'Let a be the sequence "{name}" with first term a({first}). Code a(n) in {language}, in one code block.',
    "A program in {language} for a(n), n >= {first}, in one code block, is wanted. The sequence: {name}.",
    'Someone asks for "{name}" as code. Answer in {language}: a(n), first index {first}, one code block.',
    "Please define a(n) in {language}, in a code block, for this sequence, which starts at index {first}: {name}.",
    'Please write {language} code for "{name}" as a function a(n) with n from {first} upward, in one code block.',
)
BOTH_PROMPTS = (
    'Write a {language} program that defines a(n) for the sequence "{name}". From index {first} on it runs '
    "{terms}. Give it in one code block.",
    'The sequence "{name}" has the terms {terms} at the indices from {first} on. Implement a(n) in {language}, '
    "in a code block.",
    "Sequence: {name}\nTerms from index {first} on: {terms}\nWanted: a {language} definition of a(n), in one code "
    "block",
    "Name: {name}\nTerms: {terms}\nIndex of the first of these: {first}\nLanguage: {language}\nDefine a(n) in a "
    "fenced code block.",
    'Program "{name}" in {language} as a(n). To check yourself: {terms} are the terms from a({first}) on. Answer '
    "with one code block.",
    'Define a(n) in {language} for "{name}" so that a({first}) and the values after it are {terms}. Use one code '
    "block.",
    "{name}\nIts terms from index {first} on are {terms}. Write {language} code for a(n), in one code block.",
    'Here are terms of the sequence "{name}". The first has index {first}: {terms}. Define a(n) in {language}, '
    "in a fenced code block.",
    'I need the sequence "{name}" as a function a(n) in {language}; a({first}) is the first of {terms}. One code '
    "block, please.",
    'Turn the definition "{name}" into {language} code, a function a(n) whose values from n = {first} on are '
    "{terms}. Reply with a code block.",
    'Compute "{name}" in {language}. With a(n) as the function, a({first}) and onward should be {terms}. Put it '
    "into one fenced block.",
    "Give one code block of {language} that defines a(n). The sequence: {name}. Some terms, from index {first}: "
    "{terms}.",
    'Which {language} function a(n) computes "{name}" and gives {terms} from n = {first} on? Put it into a code block.',
    'From n = {first} on, a(n) is {terms}; the sequence is "{name}". Show {language} code for a(n), in one code block.',
    "Read the definition and code it in {language} as a(n), in one code block: {name}. The terms from index "
    "{first} are {terms}.",
    'Let a be the sequence "{name}", whose terms from a({first}) on are {terms}. Code a(n) in {language}, in one '
    "code block.",
    'Implement a(n) in {language}, where a is "{name}" and the terms from a({first}) on read {terms}. Use a '
    "single code block.",
    "Your task is to write {language} for a sequence. What it is: {name}. What it gives from index {first} on: "
    "{terms}. Define a(n) in a code block.",
    "A program in {language} for a(n) is wanted, in one code block. Definition: {name}. Values from n = {first} "
    "on: {terms}.",
    "Here is what a sequence lists: {name}. And here is a part of it, from index {first}: {terms}. Define a(n) "
    "in {language}, in a fenced code block.",
    'In {language}, define a(n) for "{name}" so that index {first} and the following ones give {terms}. Use a '
    "code block.",
    'How is "{name}" computed in {language}? Define a(n), whose terms at {first} and after are {terms}, in a '
    "code block.",
    "Please write {language} code for a(n), in one code block. The sequence is {name}. It has {terms} from index "
    "{first} on.",
    'Please program "{name}" in {language} as a(n), indexed so that {terms} begin at a({first}), in one code block.',
    'Someone wants code for "{name}". Answer in {language}: a(n), with {terms} from index {first} on, one code block.',
    'Express "{name}" in {language} as a function a(n), with n counted so that a({first}) begins {terms}. Use one '
    "code block.",
    "Given: {name}. Also given: {terms}, which are a({first}) and what follows. Wanted: {language} for a(n), in one "
    "code block.",
    'Build a(n) of "{name}" in {language}; its values {terms} start at n = {first}. One fenced block, please.',
    "Task: code a(n) in {language}, in a code block.\nSequence: {name}\nIt has the terms {terms} from n = {first} on.",
    'Let a(n) be the term with index n of "{name}", so that {terms} come from index {first} on. Program it in '
    "{language}, in one code block.",
)
GIVEN = {"both": BOTH_PROMPTS, "terms": TERMS_PROMPTS, "name": NAME_PROMPTS}
PROMPTS = BOTH_PROMPTS

INSTRUCTIONS = (
    "Write a program that defines a(n) for the sequence below, in one code block.",
    "Program the sequence below as a function a(n) of the index n. Answer with one code block.",
    "Define a(n) in the language given, so that it computes the sequence below. Use one code block.",
    "The input describes a sequence. Answer with a code block that defines its term a(n).",
    "Implement the sequence that the input describes as a(n), in a fenced code block.",
    "Turn what is known of the sequence below into code for a(n), in one code block.",
    "Give one code block that defines a(n), the term with index n of the sequence below.",
    "Code the sequence below as a(n), with the indices and in the language stated, in a code block.",
    "What program computes the sequence below? Define a(n) in one code block.",
    "Show code for a(n), where a is the sequence that the input describes, in a single code block.",
)


def programmed(known: Studied, selection: Selection) -> Reasons:
    """Sequences that have no gold in the language; where the name is given, those whose name cannot be."""
    corpus = known.corpus
    with_gold = np.zeros(len(corpus), bool)
    with_gold[list(_golds(known, selection))] = True
    reasons = [
        ("no offset", corpus.offset.is_null().to_numpy(zero_copy_only=False)),
        ("no program that gives its terms", ~with_gold),
    ]
    if selection.given == "terms":
        return reasons
    times = Counter(corpus.name.to_pylist())
    twice = np.array([times[name] > 1 for name in corpus.name.to_pylist()], bool)
    return [*reasons, *nameless(known, selection), ("name of a second sequence", twice & (selection.given == "name"))]


def faults(known: Studied, selection: Selection, runs: Runs) -> Reasons:
    """Runs with too few hidden terms, and those of which the gold itself would count as holding hidden terms."""
    found = _golds(known, selection)
    beyond = np.zeros(len(known.corpus), np.int64)
    suspect = np.zeros(len(known.corpus), bool)
    for gold in found.values():
        terms = [*known.corpus.terms_of(gold.sequence), *gold.beyond]
        beyond[gold.sequence], suspect[gold.sequence] = len(gold.beyond), may_hold(gold.code, terms)
    behind = known.corpus.starts[1:] - known.corpus.starts[:-1] + beyond
    shown = _shown(selection, runs)
    few = behind[runs.sequence] - runs.start - shown < FEWEST
    held = np.zeros(len(runs), bool)
    for row in np.flatnonzero(suspect[runs.sequence] & ~few):
        gold = found[int(runs.sequence[row])]
        held[row] = holds_terms(gold.code, *_told_and_hidden(known, gold, int(runs.start[row]), int(shown[row])))
    return [("too few hidden terms", few), ("gold holds hidden terms", held)]


RULES = Rules(
    sequences=programmed,
    asked_behind=True,
    ambiguous=shared,
    reason="stands in a second sequence",
    constant=False,
    integers=True,
    faults=faults,
)


def batch(planned: Planned, runs: Runs, words: Wording) -> Batch:
    """One question a run."""
    known, selection = planned.studied, planned.selection
    found, shown = _golds(known, selection), _shown(selection, runs)
    own = [found[i] for i in runs.sequence.tolist()]
    offset = known.corpus.offset.take(pa.array(runs.sequence)).to_numpy() + runs.start
    rows = zip(own, runs.start.tolist(), shown.tolist(), offset.tolist(), strict=True)
    answers = [_answer(selection.language, first, *_told_and_hidden(known, *of)) for *of, first in rows]
    first, language = pc.cast(pa.array(offset), pa.string()), _same(DISPLAYED[selection.language], runs)
    name = pc.replace_substring_regex(known.corpus.name.take(pa.array(runs.sequence)), r"([^.])\.$", r"\1")
    named = {} if selection.given == "terms" else {"Name: ": name}
    what = Asked(
        answer=pa.array(answers, pa.string()),
        answer_kind=_same("program", runs),
        response=pa.array([fenced(selection.language, gold.code) for gold in own], pa.string()),
        wrong=other_programs(known, found, runs, words, selection.language) if words.two else None,
        slots={"{first}": first, "{language}": language, **({"{name}": name} if named else {})},
        told={**named, "Index of the first term: ": first, "Language: ": language},
        question=_same(f"{selection.language}.{selection.given}", runs),
        meta={
            "language": _quoted(selection.language, runs),
            "given": _quoted(selection.given, runs),
            "adapter": pa.array([json.dumps(gold.adapter or None) for gold in own], pa.string()),
            "by": pa.array([json.dumps(gold.by, ensure_ascii=False) for gold in own], pa.string()),
            "checked": _same("false" if selection.unchecked else "true", runs),
        },
        terms_shown=selection.given != "name",
    )
    return asked(known, runs, what, words)


def _golds(known: Studied, selection: Selection) -> Golds:
    of = selection
    if known.drawn is not None:
        return {i: Gold(i, code, "", OURS) for i, code in enumerate(known.drawn.program.to_pylist())}
    return golds(known.corpus, of.source, of.state, of.cache_dir, of.language, of.unchecked)


def _shown(selection: Selection, runs: Runs) -> Ints:
    """How many terms each question shows."""
    return np.zeros(len(runs), np.int64) if selection.given == "name" else runs.shown


def _told_and_hidden(known: Studied, gold: Gold, start: int, shown: int) -> tuple[list[str], list[str]]:
    """The terms from place `start` on that are shown, and those that are hidden."""
    terms = [*known.corpus.terms_of(gold.sequence)[start:], *gold.beyond]
    return terms[:shown], terms[shown:]


def _answer(language: str, offset: int, shown: list[str], hidden: list[str]) -> str:
    return json.dumps({"language": language, "offset": offset, "shown": shown, "hidden": hidden})


def _same(text: str, runs: Runs) -> pa.StringArray:
    return pa.repeat(pa.scalar(text, pa.string()), len(runs))


def _quoted(text: str, runs: Runs) -> pa.StringArray:
    return _same(json.dumps(text), runs)
