"""Rows of result files, made by hand.

In:  results("A", [row("0", right=True), row("1", right=False)])
Out: Results(name="A", task=["sums", "sums"], id=["0", "1"], right=[True, False], ...)
"""

from oeis_qa.evaluation.results import COLUMNS, Results


def row(item, right=True, **fields):
    """A row of the task "sums", with these fields in place of the plain ones."""
    plain = {
        "task": "sums",
        "id": item,
        "sample": 0,
        "seed": 0,
        "prompt": [{"role": "user", "content": f"How much is {item} + {item}?"}],
        "gold": "34",
        "answer_kind": "integer",
        "completion": "It is 34." if right else "It is 35.",
        "finish": "stop",
        "answer": "34" if right else "35",
        "right": right,
        "reason": "right" if right else "another number",
        "benchmark": "dataset=sums",
        "family": None,
        "solved": None,
        "version": "v1",
    }
    return plain | fields


def results(name, rows):
    """The same as `read` of a file of these rows."""
    return Results(name, **{column: [one[column] for one in rows] for column in COLUMNS})


def answered(name, rights, **fields):
    """The results of a model that gets the items 0, 1, 2 ... right or wrong, as these digits say: "1101"."""
    return results(name, [row(str(i), right == "1", **fields) for i, right in enumerate(rights)])
