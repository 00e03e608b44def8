"""The verifier as an `evaluate.Metric`, loaded from this file.

In:  evaluate.load("oeis_qa/metric.py").compute(predictions=["It is 34."], references=["34"], answer_kind=["integer"])
Out: {"correctness": 1.0, "low": 0.2065, "high": 1.0, "n": 1, "method": "wilson 95%"}
"""

# One import a line, and no others: `evaluate` looks for them by pattern.
import datasets
import evaluate

import oeis_qa.answers
import oeis_qa.intervals


class Correctness(evaluate.Metric):
    """The share of right final answers, with its interval."""

    def _info(self) -> evaluate.MetricInfo:
        text = datasets.Value("string")
        return evaluate.MetricInfo(
            description="The share of completions whose one final answer is the gold.",
            citation="",
            inputs_description="predictions: completions; references: golds; answer_kind: as in the rows",
            features=datasets.Features({"predictions": text, "references": text, "answer_kind": text}),
        )

    def _compute(self, predictions: list[str], references: list[str], answer_kind: list[str]) -> dict[str, object]:
        verdicts = map(oeis_qa.answers.verify, predictions, references, answer_kind)
        estimate = oeis_qa.intervals.wilson(sum(verdict.right for verdict in verdicts), len(predictions))
        return {
            "correctness": estimate.mean,
            "low": estimate.low,
            "high": estimate.high,
            "n": estimate.n,
            "method": estimate.method,
        }
