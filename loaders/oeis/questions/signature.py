"""signature: the weights of the linear recurrence of least order that makes the shown terms. A question of `groups`.

Unique because: the weights hold on all known terms of the sequence, from the first shown one on, and the 2k + 2 or more
terms shown determine the k of them (see index/signatures.py); whatever sequence the run stands in, its shown terms have
this signature and no other. Sequences whose entry states another one are not asked.

In:  A000045 from place 12, nine terms
Out: "Which weights make each term of 144, 233, ..., 6765 from the ones before it? ..." -> "1,1"
"""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from oeis_qa.loaders.oeis.corpus import Corpus, Flags, Ints
from oeis_qa.loaders.oeis.index import places_of
from oeis_qa.loaders.oeis.index.links import kept_links
from oeis_qa.loaders.oeis.index.signatures import kept_signatures
from oeis_qa.loaders.oeis.pools import Reasons, Rules
from oeis_qa.loaders.oeis.questions.asking import Asked, asked
from oeis_qa.loaders.oeis.questions.drawing import Wording
from oeis_qa.loaders.oeis.runs import Planned, Runs, Selection, Studied
from oeis_qa.loaders.oeis.uniqueness import Groups
from oeis_qa.records import Batch

PROMPTS = (
    "Which signature has the linear recurrence of least order behind {terms}? Give the weights, separated by commas.",
    "What is the signature of the shortest linear recurrence that {terms} obey? Write the weights with commas between.",
    "With which constant weights is each of {terms} a sum of the terms before it? Use as few as possible, that of "
    "the nearest term first, separated by commas.",
    "Each term of {terms} is a fixed weighted sum of the few terms before it. What are the weights, nearest first, "
    "separated by commas?",
    "How is every term of {terms} made from those before it, as a linear recurrence of least order? Answer with the "
    "weights alone, that of the term just before first, comma-separated.",
    "The sequence {terms} follows a linear recurrence with constant weights. Which are they, from the nearest term "
    "back? Take the least order and separate by commas.",
    "If {terms} obey a linear recurrence of the least possible order, what is its signature? Separate by commas.",
    "Can you give the signature of the linear recurrence of least order for {terms}? List the weights, with commas.",
    "What weights c1 to ck, with k as small as can be, satisfy a(n) = c1 a(n-1) + ... + ck a(n-k) along {terms}? "
    "List them with commas.",
    "Given that {terms} is a linear recurrence with constant weights, which is its shortest signature? Use commas.",
    "Suppose a(n) = c1 a(n-1) + ... + ck a(n-k) throughout {terms}, k being least. Which list c1, ..., ck is it? Write "
    "the numbers with commas between them.",
    "Find the shortest linear recurrence for {terms} and give its weights, nearest term first, separated by commas.",
    "Give the signature, that is the weights of the linear recurrence of least order, for {terms}. Separate by commas.",
    "Determine the weights of the least linear recurrence that runs through {terms}. List them from the nearest term "
    "back, with commas.",
    "Work out how each term of {terms} is a weighted sum of the ones before, with the fewest weights. State these in "
    "order, nearest first, comma-separated.",
    "State the signature of {terms}: the constant weights of its shortest linear recurrence, separated by commas.",
    "Recover the linear recurrence of least order that made {terms}. Write its weights only, nearest term first, with "
    "commas.",
    "Name the weights with which the terms just before give the next one, all along {terms}. As few as possible, "
    "nearest first, with commas between.",
    "Derive the recurrence of {terms}, linear and of least order, and reply with its signature, comma-separated.",
    "Write down the signature of the linear recurrence, as short as can be, that {terms} satisfy. Use commas.",
    "Express each term of {terms} by the ones before it, linearly, with constant weights and as few as possible. Give "
    "the weights from the nearest term back, separated by commas.",
    "Tell me the weights of the shortest linear recurrence that holds in {terms}, nearest term first, with commas.",
    "Please find the signature of {terms}. It lists the weights of the least linear recurrence, separated by commas.",
    "Please state the weights, nearest term first and comma-separated, of the least linear recurrence in {terms}.",
    "A machine makes each of {terms} as a weighted sum of the terms it printed just before. It uses as few weights as "
    "it can. List them, nearest term first, with commas.",
    "Someone wrote {terms} by a linear recurrence and forgot the weights. Give them, the fewest that do, nearest term "
    "first, separated by commas.",
    "I know that {terms} is made by a linear recurrence of least order. I need its weights, nearest term first, with "
    "commas between.",
    "Terms: {terms}\nWanted: the signature of their shortest linear recurrence, comma-separated\nSignature:",
    "Sequence: {terms}\nIt obeys a linear recurrence. Weights of the shortest one, nearest term first, with commas:",
    "Linear recurrence of least order.\nTerms: {terms}\nWeights, nearest term first, separated by commas:",
    "{terms}\n\nWhat is the signature of the linear recurrence of least order here? Separate the weights by commas.",
    "{terms}\nFrom the nearest term back, the weights of the shortest linear recurrence above, comma-separated, are",
    "The signature of the shortest linear recurrence for {terms}, with commas between the weights, is",
    "Known: {terms} obey a linear recurrence with constant weights. Required: the shortest list of these, nearest term "
    "first, separated by commas.",
)

INSTRUCTIONS = (
    "What is the signature of the shortest linear recurrence that these terms obey? Separate the weights by commas.",
    "Find the linear recurrence of least order behind the terms and give its weights, nearest term first, with commas.",
    "Each term is a fixed weighted sum of those before it. List the weights, as few as possible, nearest term first.",
    "Give the signature of the sequence: the weights of its shortest linear recurrence, separated by commas.",
    "The input holds terms of a linear recurrence. Answer with its weights of least order, comma-separated.",
    "Determine the constant weights of the least linear recurrence that runs through these terms. Use commas.",
    "State the weights with which the terms just before make the next one, nearest first, with commas between.",
    "Recover the shortest linear recurrence of these terms and write only its signature, comma-separated.",
    "Work out the signature of the linear recurrence, as short as can be, that the terms satisfy. Use commas.",
    "With which weights, the fewest that do, is each term a sum of those before it? Nearest first, with commas.",
)


def without(known: Studied, selection: Selection) -> Reasons:
    """Sequences without a signature, or with two."""
    told = np.zeros(len(known.corpus), bool)
    told[kept_signatures(known, selection).column("sequence").to_numpy()] = True
    return [
        ("no linear recurrence", ~told),
        ("another signature is stated", told & _stated_otherwise(known, selection)),
    ]


def _stated_otherwise(known: Studied, selection: Selection) -> Flags:
    """Sequences whose entry states another signature than their terms have."""
    found, links = kept_signatures(known, selection), kept_links(selection)
    own = found.column("sequence").to_pylist()
    computed = dict(zip(known.corpus.number[own].tolist(), found.column("weights").to_pylist(), strict=True))
    stated = zip(*(links.column(name).to_pylist() for name in ("number", "signature")), strict=True)
    numbers = [number for number, rule in stated if rule is not None and computed.get(number, rule) != rule]
    flags = np.zeros(len(known.corpus), bool)
    flags[places_of(known, numbers)] = True
    return flags


def limits(known: Studied, selection: Selection) -> tuple[Ints, Ints]:
    """For every place, the fewest terms of a run that ends there (2k + 2), and the most: none that does not obey."""
    corpus, found = known.corpus, kept_signatures(known, selection)
    fewest, before = np.zeros(len(corpus), np.int64), np.zeros(len(corpus), np.int64)
    own = found.column("sequence").to_numpy()
    fewest[own] = 2 * pc.list_value_length(found.column("weights")).to_numpy() + 2
    before[own] = found.column("before").to_numpy()
    most = np.arange(len(corpus.terms)) - (corpus.starts[:-1] + before)[corpus.sequence_of] + 1
    return fewest[corpus.sequence_of], np.maximum(most, 0)


def _never(corpus: Corpus, found: Groups) -> Flags:
    """The shown terms alone decide: no run has a second answer."""
    return np.zeros(len(found.last), bool)


RULES = Rules(
    sequences=without,
    asked_behind=False,
    ambiguous=_never,
    reason="another signature fits",
    constant=False,
    integers=True,
    limits=limits,
)


def batch(planned: Planned, runs: Runs, words: Wording) -> Batch:
    """One question a run."""
    known = planned.studied
    found = kept_signatures(known, planned.selection).combine_chunks()
    place = pa.array(np.searchsorted(found.column("sequence").to_numpy(), runs.sequence))
    weights = found.column("weights").chunk(0).take(place)
    what = Asked(
        answer=pc.binary_join(pc.cast(weights, pa.list_(pa.string())), ","),
        answer_kind=pa.repeat(pa.scalar("integer_list"), len(runs)),
        question=pa.repeat(pa.scalar("signature"), len(runs)),
        meta={
            "question": pa.repeat(pa.scalar('"signature"'), len(runs)),
            "order": pc.cast(pc.list_value_length(weights), pa.string()),
        },
    )
    return asked(known, runs, what, words)
