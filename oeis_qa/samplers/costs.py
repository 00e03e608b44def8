"""What requests cost: an estimate before a run, a count after it.

In:  print(estimate(sampler, requests, Prices(prompt=2.5, completion=10)))
Out: 5,000 requests; about 1,210,000 prompt tokens (characters / 4); at most 2,560,000 completion tokens; at most 28.63
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from oeis_qa.errors import OptionError
from oeis_qa.samplers.records import Request, Response, Sampler

_CHARACTERS = 4  # a token, of English text in most vocabularies


@dataclass(frozen=True)
class Prices:
    """Of a million tokens, in any one currency."""

    prompt: float
    completion: float

    def __post_init__(self) -> None:
        if self.prompt < 0 or self.completion < 0:
            raise OptionError(f"prices {self.prompt} and {self.completion}: give them for a million tokens, 0 or more")

    def of(self, prompt_tokens: int, completion_tokens: int) -> float:
        """The price of so many tokens."""
        return (prompt_tokens * self.prompt + completion_tokens * self.completion) / 1e6


@dataclass(frozen=True)
class CostEstimate:
    requests: int
    prompt_tokens: int
    exact: bool  # counted by the model's own tokenizer, not guessed from characters
    completion_tokens: int  # at most
    cost: float | None  # at most; None without prices

    def __str__(self) -> str:
        prompt = f"{self.prompt_tokens:,} prompt tokens"
        parts = [
            f"{self.requests:,} requests",
            prompt if self.exact else f"about {prompt} (characters / {_CHARACTERS})",
            f"at most {self.completion_tokens:,} completion tokens",
        ]
        return "; ".join(parts if self.cost is None else [*parts, f"at most {self.cost:.2f}"])


def estimate(sampler: Sampler, requests: Sequence[Request], prices: Prices | None = None) -> CostEstimate:
    """What these requests come to; with a journal, give the ones that it does not hold (`unpaid`)."""
    counted = [sampler.tokens(request) for request in requests]
    prompt = sum(_guessed(r) if n is None else n for r, n in zip(requests, counted, strict=True))
    completion = sum(request.sampling.max_tokens for request in requests)
    cost = None if prices is None else prices.of(prompt, completion)
    return CostEstimate(len(requests), prompt, None not in counted, completion, cost)


@dataclass(frozen=True)
class Usage:
    """What was answered: `uncounted` responses came without a number of tokens."""

    responses: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    uncounted: int = 0

    def __add__(self, other: "Usage") -> "Usage":
        return Usage(
            self.responses + other.responses,
            self.prompt_tokens + other.prompt_tokens,
            self.completion_tokens + other.completion_tokens,
            self.uncounted + other.uncounted,
        )


def usage(responses: Iterable[Response]) -> Usage:
    """The tokens of all these, summed up; `Prices.of` tells what they cost."""
    return sum((_usage(response) for response in responses), Usage())


def _usage(response: Response) -> Usage:
    uncounted = None in (response.prompt_tokens, response.completion_tokens)
    return Usage(1, response.prompt_tokens or 0, response.completion_tokens or 0, int(uncounted))


def _guessed(request: Request) -> int:
    said = request.messages
    characters = len(said) if isinstance(said, str) else sum(len(message["content"]) for message in said)
    return -(-characters // _CHARACTERS)
