"""which_group: which of four groups lists the sequence that a shown run is from. One of the questions of `groups`.

Unique because: over every sequence of the source, the run occurs in exactly one; of the four groups, one lists it, and
the other three list neither it nor any of its family (see index/). The four are right equally often.

In:  A000040 from place 12, nine terms
Out: "Where would an index list the sequence with the terms 41, 43, ...?\\nA) continued fractions ..." -> "C"
"""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from oeis_qa.loaders.oeis.corpus import Ints
from oeis_qa.loaders.oeis.index.rows import Offered
from oeis_qa.loaders.oeis.questions.asking import Asked, asked
from oeis_qa.loaders.oeis.questions.choosing import lettered
from oeis_qa.loaders.oeis.questions.drawing import Wording
from oeis_qa.loaders.oeis.questions.wording import quoted
from oeis_qa.loaders.oeis.runs import Planned
from oeis_qa.records import Batch

PROMPTS = (
    "Which of these groups does the sequence with the terms {terms} belong to?\n{options}\nAnswer with the letter.",
    "Where would an index list the sequence with the terms {terms}? Choose a letter.\n{options}",
    "Under which heading would you look for the sequence {terms}?\n{options}\nReply with the letter.",
    "What is the group of the sequence that holds {terms}?\n\n{options}\n\nGive the letter only.",
    "To which group of sequences do the terms {terms} point? Choose A, B, C or D.\n{options}",
    "What kind of sequence has the terms {terms}?\n{options}\nLetter:",
    "Can you tell the group from the terms {terms}? Answer with its letter.\n{options}",
    "Which letter stands before the group that lists the sequence with the terms {terms}?\n{options}",
    "Among the four groups named here, which one lists the sequence of {terms}?\n{options}\nWrite its letter.",
    "Into which of the four drawers does a sequence with the terms {terms} go? Name the letter.\n{options}",
    "If {terms} are consecutive terms of a sequence, which group is it in? One letter is enough.\n{options}",
    "Given the terms {terms}, which of the four groups has their sequence? Give its letter.\n{options}",
    "Sort the sequence {terms} into one of these groups, by a letter.\n{options}",
    "Choose the group of the sequence that {terms} are taken from, and answer with its letter.\n{options}",
    "Pick the heading that fits the sequence with the terms {terms}.\n{options}\nThe letter of your pick:",
    "Find the group that lists the sequence with {terms}, and write its letter.\n{options}",
    "Select the one group that is right for the sequence {terms}. Use the letter.\n{options}",
    "Name by letter the group of the sequence whose terms include {terms}.\n{options}",
    "Match the terms {terms} to the group of their sequence.\n{options}\nReply with A, B, C or D.",
    "Determine which of the groups below the sequence with {terms} belongs to. Answer by letter.\n{options}",
    "Tell from the terms {terms} what their sequence is listed under, and give the letter.\n{options}",
    "Say which option names the group of the sequence with the terms {terms}.\n{options}\nLetter only:",
    "Assign the sequence {terms} to its group. State a letter.\n{options}",
    "Decide under which of these subjects the sequence {terms} is filed.\n{options}\nYour answer, as a letter:",
    "Please choose the letter of the group that the sequence with {terms} is in.\n{options}",
    "I found {terms} on a card without a heading. Which heading is right? Answer with the letter.\n{options}",
    "Someone files sequences by subject and holds {terms}. Which subject is it?\n{options}\nGive the letter.",
    "A librarian puts the sequence {terms} on one of four shelves, named below. Give its letter.\n{options}",
    "Terms: {terms}\nGroups to choose from:\n{options}\nLetter of the right one:",
    "Terms of a sequence: {terms}\nPossible headings:\n{options}\nLetter of its heading:",
    "{terms}\n\nWhich group of sequences are these terms from? Answer with a letter.\n\n{options}",
    "{terms}\n{options}\nOf the four groups, the one that lists the sequence above has the letter",
    "{options}\nWhich of these groups has the sequence with the terms {terms}? Answer with the letter.",
    "{options}\nThe letter of the group that lists the sequence of {terms} is",
    "Four headings of an index:\n{options}\nWhich of them lists the sequence {terms}? Give its letter.",
    "Known: terms of a sequence, {terms}, and four groups. Required: the letter of its group.\n{options}",
)

INSTRUCTIONS = (
    "Which of the groups does the sequence with these terms belong to? Answer with the letter.",
    "Choose the heading under which an index lists this sequence. Give its letter.",
    "Sort the sequence into one of the four groups, by its letter.",
    "Match the terms to the group of their sequence and write the letter.",
    "The input holds terms of a sequence and four groups. Answer with the letter of the right group.",
    "Under which of the four headings is this sequence filed? Reply with a letter.",
    "Pick the group that lists the sequence with these terms. Write only the letter.",
    "Say by letter which group has this sequence.",
    "What kind of sequence has these terms? Choose A, B, C or D.",
    "Find the group of this sequence among the options, and name its letter.",
)


def batch(planned: Planned, runs: Offered, words: Wording) -> Batch:
    """One question a run."""
    listed = runs.listed
    titles, keys = (pa.array(texts, pa.string()) for texts in (listed.titles, listed.keys))
    choice = lettered(words, runs, [titles.take(pa.array(column)) for column in runs.groups.T], runs.letter)
    offered = np.take_along_axis(runs.groups, choice.order, axis=1)
    in_json = quoted(listed.titles)
    what = Asked(
        answer=choice.answer,
        answer_kind=pa.repeat(pa.scalar("choice"), len(runs)),
        wrong=choice.wrong,
        slots={"{options}": choice.options},
        told={"": choice.options},
        question=pc.binary_join_element_wise(
            "group", *(keys.take(pa.array(column)) for column in np.sort(runs.groups, axis=1).T), "."
        ),
        meta={
            "question": pa.repeat(pa.scalar('"group"'), len(runs)),
            "group": in_json.take(pa.array(runs.groups[:, 0])),
            "options": pc.binary_join_element_wise("[", _listing(in_json, offered), "]", ""),
        },
    )
    return asked(planned.studied, runs, what, words)


def _listing(titles: pa.StringArray, groups: Ints) -> pa.StringArray:
    return pc.binary_join_element_wise(*(titles.take(pa.array(column)) for column in groups.T), ", ")
