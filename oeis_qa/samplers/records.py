"""What is asked of a language model, what it answers, and what every sampler is.

In:  request = Request([{"role": "user", "content": "What is next in 1, 2, 4?"}], gold="8")
     dict(next(oracle().complete([request])))
Out: {0: Response(text="8", finish="stop", prompt_tokens=None, completion_tokens=None)}
"""

import hashlib
import json
from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol, TypeAlias

from oeis_qa.errors import OptionError

Prompt: TypeAlias = str | Sequence[Mapping[str, str]]  # a text to go on with, or the messages of a conversation


@dataclass(frozen=True)
class Sampling:
    """How tokens are chosen, and when to end."""

    temperature: float = 0.0  # 0: always the most likely token
    top_p: float = 1.0  # of the probability, in the likeliest tokens, that is drawn from
    max_tokens: int = 512  # of the completion
    stop: tuple[str, ...] = ()  # texts at which it ends; they are no part of it

    def __post_init__(self) -> None:
        object.__setattr__(self, "stop", tuple(self.stop))
        if not 0 <= self.temperature < float("inf"):
            raise OptionError(f"temperature={self.temperature}: give 0 (the likeliest token) or more")
        if not 0 < self.top_p <= 1:
            raise OptionError(f"top_p={self.top_p}: give a part of 1, as 0.95, or 1")
        if self.max_tokens < 1:
            raise OptionError(f"max_tokens={self.max_tokens}: give 1 or more")
        if not all(self.stop):
            raise OptionError(f"stop={self.stop}: an empty text would end everything; leave it out")


@dataclass(frozen=True)
class Request:
    """One completion that is wanted."""

    messages: Prompt
    gold: str | None = None  # the right answer, for the oracle alone; no model sees it
    sampling: Sampling = Sampling()
    seed: int = 0
    sample: int = 0  # which of several completions of the same prompt under one seed

    def __post_init__(self) -> None:
        if not self.messages:
            raise OptionError("a request without messages; give a text, or a list of {'role': ..., 'content': ...}")
        for message in [] if isinstance(self.messages, str) else self.messages:
            if not all(isinstance(message.get(part), str) for part in ("role", "content")):
                raise OptionError(f"message {message!r}: 'role' and 'content' are both needed, and both are text")


@dataclass(frozen=True)
class Response:
    """One completion. Tokens are None where nobody counted them."""

    text: str
    finish: Literal["stop", "length"]  # length: cut off, by max_tokens or by the server
    prompt_tokens: int | None = None
    completion_tokens: int | None = None


Group: TypeAlias = Mapping[int, Response]  # answers that were finished together, by the place of their request
Groups: TypeAlias = Generator[Group, None, None]


@dataclass(frozen=True)
class Identity:
    """Who answers: whatever of it changes, the answers are others."""

    model: str
    revision: str = ""  # a commit, or a hash of the weights; empty where a server does not tell
    endpoint: str = ""  # of a server, without secrets
    template: str = ""  # a hash of the chat template; empty where a server has its own


class Sampler(Protocol):
    """Something that answers requests."""

    @property
    def identity(self) -> Identity: ...

    def tokens(self, request: Request) -> int | None:
        """Of the prompt; None where nobody can count them beforehand."""

    def complete(self, requests: Sequence[Request]) -> Groups:
        """Every request answered, in the order in which answers are finished.

        Raises:
            SamplerError: some cannot be answered, after all those that could be were given.
        """


def answered(sampler: Sampler, requests: Sequence[Request]) -> list[Response]:
    """The answers in the order of the requests.

    Raises:
        SamplerError: some cannot be answered.
    """
    found = {i: response for group in sampler.complete(requests) for i, response in group.items()}
    return [found[i] for i in range(len(requests))]


@dataclass(frozen=True)
class Asked:
    """A request to one model, with all that its answer depends on."""

    key: str  # 64 hex digits: the hash of the rest
    body: dict[str, Any]  # values of JSON


def asked(identity: Identity, request: Request) -> Asked:
    """The request as that model is asked it; the gold answer is none of it."""
    said, sampling = request.messages, request.sampling
    body = {
        **vars(identity),
        "messages": said if isinstance(said, str) else [dict(message) for message in said],
        "sampling": vars(sampling) | {"stop": list(sampling.stop)},
        "seed": request.seed,
        "sample": request.sample,
    }
    return Asked(hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest(), body)
