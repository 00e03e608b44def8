"""Language models that answer requests, in process or behind a server, and the journal that pays for nothing twice.

In:  sampler = journaled(opened("runs/sft"), "runs/sft.journal.jsonl")
     answered(sampler, [Request([{"role": "user", "content": "What is next in 1, 2, 4?"}])])
Out: [Response(text="8", finish="stop", prompt_tokens=31, completion_tokens=2)]
"""

from oeis_qa.samplers.builtin import Scripted, oracle, parrot
from oeis_qa.samplers.costs import CostEstimate, Prices, Usage, estimate, usage
from oeis_qa.samplers.journaled import Journaled, journaled
from oeis_qa.samplers.opening import opened
from oeis_qa.samplers.patience import Limits
from oeis_qa.samplers.records import Identity, Request, Response, Sampler, Sampling, answered

__all__ = [
    "CostEstimate",
    "Identity",
    "Journaled",
    "Limits",
    "Prices",
    "Request",
    "Response",
    "Sampler",
    "Sampling",
    "Scripted",
    "Usage",
    "answered",
    "estimate",
    "journaled",
    "opened",
    "oracle",
    "parrot",
    "usage",
]
