"""What a score is to be seen beside: what needs no model gets right of the same items.

Of every task the most common answer of its train rows; of questions for a term of a sequence also the solvers of
loaders/oeis and a lookup in the sequences of the train split (see sequences.py).

In:  told(baselines("oeis_qa/completion", task("oeis_qa/completion").items))
Out: {"repeat last": {"n": 200, "correct": 0, "accuracy": 0.0, ...}, ..., "any solver": {"n": 200, "correct": 12, ...},
     "lookup in train": {"n": 200, "correct": 0, ...}, "majority": {"n": 200, "correct": 10, ...}}
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from oeis_qa.builder import RowBuilder
from oeis_qa.evaluation.tasks import Item
from oeis_qa.intervals import wilson
from oeis_qa.registry import load_dataset_builder

Found = Mapping[str, Sequence[bool | None]]  # by baseline, for every item whether it is right; None: it does not apply

ANY = "any solver"  # the best of them, chosen in hindsight: where it is wrong, nothing simple finds the answer
LOOKUP, MAJORITY = "lookup in train", "majority"
_SEQUENCES = "oeis_qa"  # the dataset whose rows the solvers know
_COUNTED = 10_000  # train rows


def baselines(address: str, items: Sequence[Item]) -> dict[str, list[bool | None]]:
    """Whether each baseline is right, item by item; one that applies to no item is left out.

    Args:
        address: of the dataset, as it was loaded, with its source.
        items: test rows of it.

    Raises:
        OptionError: no such dataset, config or option; an item that is no row of it.
    """
    builder = load_dataset_builder(address)
    found = {**_of_sequences(builder, items), MAJORITY: _majority(builder, items)}
    return {name: rights for name, rights in found.items() if any(right is not None for right in rights)}


def told(found: Found) -> dict[str, dict[str, Any]]:
    """What a summary says of baselines, each over the items that it applies to."""
    return {name: _told([right for right in rights if right is not None]) for name, rights in found.items()}


def _told(rights: Sequence[bool]) -> dict[str, Any]:
    share = wilson(sum(rights), len(rights))
    return {
        "n": share.n,
        "correct": sum(rights),
        "accuracy": share.mean,
        "low": share.low,
        "high": share.high,
        "method": share.method,
    }


def _of_sequences(builder: RowBuilder, items: Sequence[Item]) -> Mapping[str, list[bool | None]]:
    if builder.dataset_name != _SEQUENCES:
        return {}
    # For no other dataset: they bring all that reads sequences.
    from oeis_qa.evaluation.sequences import of_sequences

    return of_sequences(builder, [item.id for item in items])


def _majority(builder: RowBuilder, items: Sequence[Item]) -> list[bool | None]:
    """Whether an item's answer is the most common one among the first train rows whose answers are of its kind."""
    sizes = builder.sizes()
    if "train" not in sizes:
        return [None] * len(items)
    rows = builder.batch("train", range(min(sizes["train"], _COUNTED)))
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for kind, answer in zip(rows.answer_kind.to_pylist(), rows.answer.to_pylist(), strict=True):
        counts[kind][answer] += 1
    common = {kind: answers.most_common(1)[0][0] for kind, answers in counts.items()}
    return [item.gold == common[item.kind] if item.kind in common else None for item in items]
