"""odd_one_out: which of four sequences, shown by a run each, is not in a named group. One of the questions of `groups`.

Unique because: over every sequence of the source, each of the four runs occurs in exactly one; three of these are in
the group, and the fourth is not, nor is any of its family (see index/). It is a member of another group, and is the odd
one as often as the others, so that who knows the sequences but not the group gains nothing.

In:  primes from A000040 and two others, a run of A000290, the group "primes"
Out: "Which one is not in the group `primes`?\\nA) 2, 3, 5, ...\\nB) 49, 64, 81, ... " -> "B"
"""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from oeis_qa.loaders.oeis.corpus import Corpus, Ints
from oeis_qa.loaders.oeis.index.rows import Offered
from oeis_qa.loaders.oeis.questions.asking import Asked, asked, shown_terms
from oeis_qa.loaders.oeis.questions.choosing import lettered
from oeis_qa.loaders.oeis.questions.drawing import Wording, drawn
from oeis_qa.loaders.oeis.questions.wording import quoted
from oeis_qa.loaders.oeis.runs import Planned, Runs
from oeis_qa.records import Batch

PROMPTS = (
    'Which of these sequences does not belong to the group "{group}"?\n{terms}\nAnswer with the letter.',
    'Three of the following are from the group "{group}". Which is the fourth, that is not?\n{terms}\nLetter:',
    'What is the odd one out, if all but one are listed under "{group}"? Reply with a letter.\n{terms}',
    'Which letter marks the sequence that is not listed under "{group}"?\n{terms}',
    'All but one of these runs of terms come from the group "{group}". Which does not?\n\n{terms}\n\nIts letter:',
    'Who is the stranger among these four, when the others are in the group "{group}"?\n{terms}\nGive a letter.',
    'Can you find the sequence that is out of place under the heading "{group}"? Answer by letter.\n{terms}',
    'If "{group}" is the heading, which of the four does not fit under it?\n{terms}\nOne letter is enough.',
    'Where did an index of "{group}" go wrong? One of these does not belong there. Name its letter.\n{terms}',
    'Among four sequences, three are in the group "{group}". Which one is not?\n{terms}\nWrite the letter.',
    'Given the group "{group}", which of these is outside it? Choose A, B, C or D.\n{terms}',
    'Is it A, B, C or D that does not belong to the group "{group}"?\n{terms}',
    'Find the one that is not from the group "{group}", and write its letter.\n{terms}',
    'Pick the sequence that does not go with the others, which are all in the group "{group}".\n{terms}\nYour pick:',
    'Choose the letter of the sequence that the group "{group}" does not list.\n{terms}',
    'Name by letter the one of these sequences that lies outside the group "{group}".\n{terms}',
    'Strike out the sequence that is not in the group "{group}". Give its letter only.\n{terms}',
    'Identify the odd one out. The other three belong to the group "{group}".\n{terms}\nThe letter:',
    'Determine which sequence is not part of the group "{group}". Answer with its letter.\n{terms}',
    'Say which of the four was put under "{group}" by mistake, as a letter.\n{terms}',
    'Spot the intruder in this list of the group "{group}".\n{terms}\nLetter only:',
    'Select the run of terms whose sequence is not in the group "{group}". Use the letter.\n{terms}',
    'Tell the sequence that is no member of "{group}" from the three that are. State its letter.\n{terms}',
    'Please give the letter of the one sequence that is not in the group "{group}".\n{terms}',
    'I wanted four sequences from the group "{group}" but one is wrong. Which? Answer with the letter.\n{terms}',
    'A drawer for the group "{group}" holds four cards, one of them misfiled. Which one?\n{terms}\nGive the letter.',
    'Someone lists four sequences under "{group}". Three are right. Which is not?\n{terms}\nReply with its letter.',
    "Group: {group}\nSequences, one of them from elsewhere:\n{terms}\nLetter of that one:",
    "Heading: {group}\n{terms}\nThe one that does not belong under the heading is",
    '{terms}\n\nThree of these are in the group "{group}". Which one is not? Answer with a letter.',
    '{terms}\nAll of these but one are listed under "{group}". The exception has the letter',
    '{terms}\nWhich of the four does the group "{group}" not contain? Give its letter.',
    'Four sequences:\n{terms}\nOne of them is not in the group "{group}". Say by letter which it is.',
    'Known: three of these four are in the group "{group}". Required: the letter of the other one.\n{terms}',
)

INSTRUCTIONS = (
    "Which of the sequences does not belong to the group? Answer with the letter.",
    "Three of the four sequences are in the group named. Give the letter of the one that is not.",
    "Find the odd one out, the sequence that is not in the group, and write its letter.",
    "The input holds four runs of terms and a group. Answer with the letter of the sequence outside the group.",
    "Which one is not listed under the heading given? Reply with a letter.",
    "Spot the sequence that was put in this group by mistake. Write only its letter.",
    "Say by letter which sequence is no member of the group.",
    "Choose A, B, C or D: the sequence that does not go with the group.",
    "All but one of the sequences belong to the group. Name the letter of the exception.",
    "Pick the sequence that the group does not list, by its letter.",
)


def batch(planned: Planned, runs: Offered, words: Wording) -> Batch:
    """One question a run, which is of the odd one."""
    corpus, listed = planned.studied.corpus, runs.listed
    four = (runs, *runs.beside)
    separator = drawn(words, "separator", len(words.separators), runs)
    choice = lettered(words, runs, [_lines(corpus, part, words, separator) for part in four], runs.letter)
    names = np.stack([part.sequence for part in four], axis=1)
    labels = (corpus.labels.take(pa.array(column)) for column in np.take_along_axis(names, choice.order, axis=1).T)
    group = pa.array(runs.groups[:, 1])
    what = Asked(
        answer=choice.answer,
        answer_kind=pa.repeat(pa.scalar("choice"), len(runs)),
        wrong=choice.wrong,
        shown=pa.ListArray.from_arrays(pa.array(np.arange(len(runs) + 1), pa.int32()), choice.options),
        slots={"{group}": pa.array(listed.titles, pa.string()).take(group)},
        told={"Group: ": pa.array(listed.titles, pa.string()).take(group)},
        question=_named(corpus, runs, pa.array(listed.keys, pa.string()).take(group)),
        meta={
            "question": pa.repeat(pa.scalar('"odd_one_out"'), len(runs)),
            "group": quoted(listed.titles).take(group),
            "options": pc.binary_join_element_wise('["', pc.binary_join_element_wise(*labels, '", "'), '"]', ""),
        },
    )
    return asked(planned.studied, runs, what, words)


def _lines(corpus: Corpus, runs: Runs, words: Wording, separator: Ints) -> pa.StringArray:
    """The terms of each run as one text."""
    between = pa.array(words.separators, pa.string()).take(pa.array(separator))
    return pc.binary_join(shown_terms(corpus, runs), between)


def _named(corpus: Corpus, runs: Offered, key: pa.StringArray) -> pa.StringArray:
    """What tells a question from others about the odd run: the group, and the runs of its members."""
    members = [
        pc.binary_join_element_wise(
            pc.binary_join_element_wise(corpus.labels.take(pa.array(part.sequence)), _text(part.start), "@"),
            _text(part.shown),
            "+",
        )
        for part in runs.beside
    ]
    return pc.binary_join_element_wise("odd", key, *members, ".")


def _text(values: Ints) -> pa.StringArray:
    return pc.cast(pa.array(values), pa.string())
