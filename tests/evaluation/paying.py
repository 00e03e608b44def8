"""An evaluation of a sampler that writes down what it is asked, and may be told to die at some item, as by kill -9.

In:  python tests/evaluation/paying.py OUT 4
Out: OUT/paid with a line for each of 4 requests; OUT/m_journal.jsonl with as many answers, and half of one more
"""

import os
import signal
import sys
from pathlib import Path

from oeis_qa.evaluation import evaluate
from oeis_qa.samplers import Identity, Response, Sampling
from oeis_qa.samplers.journal import Journal
from oeis_qa.samplers.records import asked

TASKS = ["gsm8k", "math", "oeis_qa/completion?size=20&eval_size=6"]
OPTIONS = {"name": "m", "sampling": Sampling(temperature=1), "seeds": (0, 1)}
ITEMS = 2 * (4 + 4 + 6)


class Paid:
    """Answers one request after the other, by its seed and its length."""

    identity = Identity("paid")

    def __init__(self, out, last=None):
        self.out, self.last = out, last

    def tokens(self, request):
        return None

    def complete(self, requests):
        for i, request in enumerate(requests):
            if i == self.last:
                Journal._write = torn
            else:
                with (self.out / "paid").open("a") as paid:
                    paid.write(asked(self.identity, request).key + "\n")
            yield {i: Response(str(request.seed + len(request.messages[-1]["content"])), "stop")}


def torn(journal, data):
    """Half of a line reaches the file, and then the process is gone."""
    with journal.path.open("ab") as file:
        file.write(data[: len(data) // 2])
    os.kill(os.getpid(), signal.SIGKILL)


def paying(out, last=None):
    """The summary of an evaluation into the folder."""
    out.mkdir(exist_ok=True)
    evaluate.opened = lambda *_, **__: Paid(out, last)
    return evaluate.evaluate("paid", TASKS, evaluate.Options(out=str(out), **OPTIONS))


if __name__ == "__main__":
    paying(Path(sys.argv[1]), int(sys.argv[2]))
