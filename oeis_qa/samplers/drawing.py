"""Tokens drawn by chance, each request by its own: what else stands in its batch draws nothing from it.

The chance of step t of a request is word t of its own stream, so the global generators are neither used nor changed. In
`generate`, greedy search takes the drawn token, since it is the only one left.

In:  model.generate(..., do_sample=False, logits_processor=LogitsProcessorList([Drawn(requests, length, "cpu")]))
Out: samples of the given temperature and top_p
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
import torch
from transformers import LogitsProcessor

from oeis_qa.samplers.records import Identity, Request, asked
from oeis_qa.streams import Stream

_BITS = 24  # of a chance: as many as a float32 below 1 has


class Drawn(LogitsProcessor):
    """Leaves one token a row.

    Args:
        requests: of one Sampling, in the order of the rows.
        prompt_length: of the padded prompts, in tokens.
        device: of the model.
    """

    def __init__(self, requests: Sequence[Request], prompt_length: int, device: Any) -> None:
        self._sampling, self._start = requests[0].sampling, prompt_length
        self._chances = torch.tensor(np.array([chances(request) for request in requests]), device=device)

    def __call__(self, input_ids: torch.Tensor, scores: torch.Tensor) -> torch.Tensor:  # type: ignore[override]
        """Everything impossible but the token that is drawn."""
        shares = _nucleus((scores.float() / self._sampling.temperature).softmax(dim=-1), self._sampling.top_p)
        sums = shares.cumsum(dim=-1)
        chance = self._chances[:, input_ids.shape[1] - self._start, None]
        hit = (sums > chance * sums[:, -1:]) & (shares > 0)
        # Sums of a GPU may fall by a rounding error, and then none is above in the last one.
        drawn = torch.where(hit.any(dim=-1), hit.int().argmax(dim=-1), shares.argmax(dim=-1))
        return torch.full_like(scores, -torch.inf).scatter(1, drawn[:, None], 0)


def chances(request: Request) -> Any:
    """One number in [0, 1) for each token of the completion: float32, and the same whichever model draws."""
    words = Stream(request.seed, "tokens", asked(Identity(""), request).key)[np.arange(request.sampling.max_tokens)]
    return ((words >> np.uint64(64 - _BITS)) * 2.0**-_BITS).astype(np.float32)


def _nucleus(shares: torch.Tensor, top_p: float) -> torch.Tensor:
    """The shares of the likeliest tokens that together reach top_p, at least one; 0 of all others."""
    if top_p == 1:
        return shares
    ordered, places = shares.sort(dim=-1, descending=True)
    before = ordered.cumsum(dim=-1) - ordered
    return torch.zeros_like(shares).scatter(1, places, ordered.where(before < top_p, 0))
