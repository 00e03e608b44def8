"""identify_choice: which of four names is that of the sequence a shown run is from.

Unique because: over every sequence of the source, the run occurs in exactly one; the other names are of other
sequences, of the same split, that are easily taken for it (see lookalikes.py), and no two of the four are equal up to
their first colons.

In:  A000290 from place 12, nine terms
Out: "Which of these is 144, 169, ...?\\nA) Cubes.\\nB) Squares. ..." -> "B"
"""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from oeis_qa.loaders.oeis.lookalikes import NONE, lookalikes
from oeis_qa.loaders.oeis.pools import Reasons, Rules
from oeis_qa.loaders.oeis.questions import identification
from oeis_qa.loaders.oeis.questions.asking import Asked, asked
from oeis_qa.loaders.oeis.questions.choosing import OPTIONS, lettered
from oeis_qa.loaders.oeis.questions.drawing import Wording
from oeis_qa.loaders.oeis.runs import Planned, Runs, Selection, Studied
from oeis_qa.loaders.oeis.uniqueness import shared
from oeis_qa.records import Batch
from oeis_qa.streams import Stream

PROMPTS = (
    "Which of these sequences are the terms {terms} from?\n{options}\nAnswer with the letter.",
    "What is the name of the sequence that holds {terms}? Reply with the letter.\n{options}",
    "Which name belongs to the sequence with the terms {terms}? Choose a letter.\n{options}",
    "To which sequence do the numbers {terms} belong?\n\n{options}\n\nGive the letter only.",
    "Where do the terms {terms} come from? Choose A, B, C or D.\n{options}",
    "What sequence contains {terms}?\n{options}\nLetter:",
    "Can you match {terms} to one of the four names? Answer with its letter.\n{options}",
    "Which letter stands before the name of the sequence that has the terms {terms}?\n{options}",
    "Among the four sequences named here, which one has the terms {terms}?\n{options}\nWrite its letter.",
    "Which description is right for the sequence with the terms {terms}?\n{options}\nName the letter.",
    "Do you recognise {terms}? Say by letter which sequence it is.\n{options}",
    "If {terms} are terms of one of these sequences, which is it? One letter is enough.\n{options}",
    "Given the terms {terms}, which of the four sequences is meant? Give its letter.\n{options}",
    "Identify the sequence {terms} by a letter.\n{options}",
    "Choose the name of the sequence that {terms} are taken from, and answer with its letter.\n{options}",
    "Pick the sequence that contains {terms}.\n{options}\nThe letter of your pick:",
    "Find the sequence with the terms {terms} among the following, and write its letter.\n{options}",
    "Select the one name that is right for {terms}. Use the letter.\n{options}",
    "Name by letter the sequence whose terms include {terms}.\n{options}",
    "Match the terms {terms} to their sequence.\n{options}\nReply with A, B, C or D.",
    "Determine which of the sequences below has {terms} among its terms. Answer by letter.\n{options}",
    "Tell from the terms {terms} which sequence this is, and give the letter.\n{options}",
    "Say which option names the sequence of the terms {terms}.\n{options}\nLetter only:",
    "Assign {terms} to the right sequence. State a letter.\n{options}",
    "Decide from which sequence the terms {terms} are.\n{options}\nYour answer, as a letter:",
    "Please choose the letter of the sequence that {terms} come from.\n{options}",
    "Please identify the terms {terms} with the help of these four names, and give a letter.\n{options}",
    "I found {terms} in a book without a title. Which title is right? Answer with the letter.\n{options}",
    "Someone wrote the terms {terms} on the board. Which sequence was meant?\n{options}\nGive the letter.",
    "Four labels lie beside a list of the terms {terms}. Which one belongs to it? Write the letter.\n{options}",
    "A quiz shows {terms} and asks for the sequence. Which letter do you choose?\n{options}",
    "A card with the terms {terms} goes into one of four boxes, named below. Give the letter of the box.\n{options}",
    "Terms: {terms}\nSequences to choose from:\n{options}\nLetter of the right one:",
    "Terms of a sequence: {terms}\nPossible names:\n{options}\nLetter of its name:",
    "Identify the sequence by letter.\nTerms: {terms}\n{options}\nAnswer:",
    "{terms}\n\nWhich sequence are these terms from? Answer with a letter.\n\n{options}",
    "{terms}\n{options}\nOf the four names, the one that is right for the terms above has the letter",
    "{options}\nWhich of these names is that of the sequence with {terms}? Answer with the letter.",
    "{options}\nThe letter of the sequence that the terms {terms} are from is",
    "Four sequences to choose from:\n{options}\nWhich of them has the terms {terms}? Give its letter.",
    "A table of one of four sequences shows the terms {terms}. State the letter of that sequence.\n{options}",
    "Known: terms of a sequence, {terms}, and four names. Required: the letter of its name.\n{options}",
)

INSTRUCTIONS = (
    "Which of the sequences are these terms from? Answer with the letter.",
    "Choose the name of the sequence that holds these terms. Give its letter.",
    "Identify the sequence by the letter of its name.",
    "Match the terms to one of the four names and write its letter.",
    "The input holds terms of a sequence and four names. Answer with the letter of the right name.",
    "To which of the four sequences do these terms belong? Reply with a letter.",
    "Pick the sequence that contains the terms. Write only the letter.",
    "Say by letter which sequence has these terms.",
    "Which name is right for the sequence with these terms? Choose A, B, C or D.",
    "Find the sequence of these terms among the options, and name its letter.",
)


def unnamed_or_alone(known: Studied, selection: Selection) -> Reasons:
    """Sequences without a name that can be asked for, or with too few lookalikes to choose from."""
    alone = (lookalikes(known, selection) != NONE).sum(axis=1) < OPTIONS - 1
    return [*identification.nameless(known, selection), ("too few lookalikes", alone)]


RULES = Rules(
    sequences=unnamed_or_alone,
    asked_behind=False,
    ambiguous=shared,
    reason="stands in a second sequence",
    constant=False,
)


def batch(planned: Planned, runs: Runs, words: Wording) -> Batch:
    """One question a run."""
    corpus, near = planned.studied.corpus, lookalikes(planned.studied, planned.selection)[runs.sequence]
    draws = Stream(words.seed, "oeis_qa", words.kind, "distractors")[runs.key[:, None] * 16 + np.arange(near.shape[1])]
    chosen = np.argsort(np.where(near == NONE, np.uint64(2**64 - 1), draws), axis=1, kind="stable")[:, : OPTIONS - 1]
    offered = np.column_stack([runs.sequence, np.take_along_axis(near, chosen, axis=1)])
    names = [corpus.name.take(pa.array(column)) for column in offered.T]
    choice = lettered(words, runs, names)
    labels = [corpus.labels.take(pa.array(column)) for column in np.take_along_axis(offered, choice.order, axis=1).T]
    what = Asked(
        answer=choice.answer,
        answer_kind=pa.repeat(pa.scalar("choice"), len(runs)),
        wrong=choice.wrong,
        slots={"{options}": choice.options},
        told={"": choice.options},
        meta={"options": pc.binary_join_element_wise('["', pc.binary_join_element_wise(*labels, '", "'), '"]', "")},
    )
    return asked(planned.studied, runs, what, words)
