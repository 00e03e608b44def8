"""Samplers that are no model: the oracle, who knows every answer, the parrot, who says what it hears, and scripts.

An evaluation that does not give the oracle 1.000, or gives the parrot more than the best constant answer, is broken.

In:  answered(parrot(), [Request([{"role": "user", "content": "What is next in 1, 2, 4?"}])])
Out: [Response(text="What is next in 1, 2, 4?", finish="stop", prompt_tokens=None, completion_tokens=None)]
"""

from collections.abc import Callable, Sequence

from oeis_qa.errors import SamplerError
from oeis_qa.samplers.records import Groups, Identity, Request, Response


class Scripted:
    """Answers with whatever a function makes of a request.

    Args:
        name: that stands for the function; another function needs another name.
        answer: a function from a request to a text, or to a whole response.
    """

    def __init__(self, name: str, answer: Callable[[Request], str | Response]) -> None:
        self.identity, self._answer = Identity(name), answer

    def tokens(self, request: Request) -> None:
        """Nothing is counted."""

    def complete(self, requests: Sequence[Request]) -> Groups:
        """All answers at once."""
        said = map(self._answer, requests)
        yield {i: Response(text, "stop") if isinstance(text, str) else text for i, text in enumerate(said)}


def oracle() -> Scripted:
    """Answers with the gold answer."""
    return Scripted("oracle", _gold)


def parrot() -> Scripted:
    """Answers with the last thing it was told."""
    return Scripted("parrot", last_said)


def last_said(request: Request) -> str:
    """The text of a prompt, or of the last of its messages."""
    return request.messages if isinstance(request.messages, str) else request.messages[-1]["content"]


def _gold(request: Request) -> str:
    if request.gold is None:
        raise SamplerError(f"the oracle was asked {last_said(request)[:60]!r} without gold=; give the right answer")
    return request.gold
