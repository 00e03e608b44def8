"""The verifier as an `evaluate.Metric`, loaded from this file.

In:  evaluate.load("oeis_qa/metric.py").compute(predictions=["It is 34."], references=["34"], answer_kind=["integer"])
Out: {"correctness": 1.0, "low": 0.2065, "high": 1.0, "n": 1, "method": "wilson 95%", "unscored": 0}
"""

# One import a line, and no others: `evaluate` looks for them by pattern.
import datasets
import evaluate

import oeis_qa.answers
import oeis_qa.answers.batches
import oeis_qa.intervals


class Correctness(evaluate.Metric):
    """The share of right final answers, with its interval; of programs, of those that could be run in `seconds`."""

    def _info(self) -> evaluate.MetricInfo:
        text = datasets.Value("string")
        return evaluate.MetricInfo(
            description="The share of completions whose one final answer is the gold.",
            citation="",
            inputs_description="predictions: completions; references: golds; answer_kind: as in the rows",
            features=datasets.Features({"predictions": text, "references": text, "answer_kind": text}),
        )

    def _compute(
        self, predictions: list[str], references: list[str], answer_kind: list[str], seconds: float | None = None
    ) -> dict[str, object]:
        rows = list(zip(predictions, references, answer_kind, strict=True))
        scores = oeis_qa.answers.batches.each(
            lambda row: oeis_qa.answers.verify(*row).right, rows, answer_kind, seconds
        )
        right = [score for score in scores if score is not None]
        estimate = oeis_qa.intervals.wilson(sum(right), len(right))
        return {
            "correctness": estimate.mean,
            "low": estimate.low,
            "high": estimate.high,
            "n": estimate.n,
            "method": estimate.method,
            "unscored": len(scores) - len(right),
        }
