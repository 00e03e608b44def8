"""A sampler with a journal: what it has answered once, in this run or another, is never asked again.

In:  sampler = journaled(opened("http://127.0.0.1:8000/v1#qwen"), "runs/qwen.journal.jsonl")
     answered(sampler, requests)
Out: the responses; the second time from the file, without one call of the server
"""

import os
from collections.abc import Sequence
from contextlib import closing

from oeis_qa.samplers.costs import Usage, usage
from oeis_qa.samplers.journal import Journal
from oeis_qa.samplers.records import Asked, Groups, Identity, Request, Response, Sampler, asked


def journaled(sampler: Sampler, path: str | os.PathLike[str]) -> "Journaled":
    """The sampler, with its finished responses in a file."""
    return Journaled(sampler, Journal(path))


class Journaled:
    """`paid` counts what was asked of the model itself, through this object."""

    def __init__(self, sampler: Sampler, journal: Journal) -> None:
        self._sampler, self._journal, self.paid = sampler, journal, Usage()

    @property
    def identity(self) -> Identity:
        """That of the model."""
        return self._sampler.identity

    def tokens(self, request: Request) -> int | None:
        """As the model counts them."""
        return self._sampler.tokens(request)

    def unpaid(self, requests: Sequence[Request]) -> list[Request]:
        """Those that the journal does not answer, each of several equal ones once: what a run would pay for.

        Raises:
            SamplerError: the journal cannot be read.
        """
        wanted = self._asked(requests)
        found = self._journal.found(wanted)
        return [requests[places[0]] for places in _equal(wanted) if places[0] not in found]

    def complete(self, requests: Sequence[Request]) -> Groups:
        """What the journal holds first; then each response when it is committed.

        Raises:
            SamplerError: some cannot be answered, or the journal cannot be read or is being written by another.
            TargetError: the journal cannot be written.
        """
        wanted = self._asked(requests)
        found = self._journal.found(wanted)
        if found:
            yield found
        rest = [i for i in range(len(requests)) if i not in found]
        if rest:
            with self._journal.writing():
                for group in self._completed([requests[i] for i in rest], [wanted[i] for i in rest]):
                    yield {rest[i]: response for i, response in group.items()}

    def _completed(self, requests: Sequence[Request], wanted: Sequence[Asked]) -> Groups:
        """Inside the lock: another run may have answered some in between."""
        found = self._journal.found(wanted)
        if found:
            yield found
        same = [places for places in _equal(wanted) if places[0] not in found]
        with closing(self._sampler.complete([requests[places[0]] for places in same])) as groups:
            for group in groups:
                self._commit([(wanted[same[i][0]], response) for i, response in group.items()])
                yield {place: response for i, response in group.items() for place in same[i]}

    def _commit(self, responses: Sequence[tuple[Asked, Response]]) -> None:
        self._journal.add(responses)
        self.paid += usage(response for _, response in responses)

    def _asked(self, requests: Sequence[Request]) -> list[Asked]:
        identity = self.identity
        return [asked(identity, request) for request in requests]


def _equal(wanted: Sequence[Asked]) -> list[list[int]]:
    """The places of each request; two equal ones have one answer."""
    places: dict[str, list[int]] = {}
    for i, one in enumerate(wanted):
        places.setdefault(one.key, []).append(i)
    return list(places.values())
