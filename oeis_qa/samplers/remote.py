"""A model behind any OpenAI-compatible server (vLLM, `transformers serve`, hosted ones), asked over HTTP.

In:  Remote("qwen", base_url="http://127.0.0.1:8000/v1").complete(requests)
Out: groups of responses, as the server finishes them
"""

import json
from collections.abc import Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from datetime import datetime, timezone
from email.utils import parsedate_to_datetime
from itertools import islice
from typing import Any

from huggingface_hub import InferenceClient, get_token
from huggingface_hub.errors import HfHubHTTPError, HTTPError, OfflineModeIsEnabled  # type: ignore[attr-defined]

from oeis_qa.errors import OptionError, SamplerError
from oeis_qa.publishing.secrets import masked, redacted
from oeis_qa.samplers.patience import CLOCK, Clock, Fault, Late, Limits, Patience, Stopped
from oeis_qa.samplers.records import Group, Groups, Identity, Request, Response
from oeis_qa.streams import Stream

_PASSING = {408, 409, 425, 429}  # and 5xx: states of a server that may pass
_CUT = {"length", "max_tokens", "model_length", "content_filter"}  # as servers say that a completion was cut off
_NO_KEY = "none"  # to a server of one's own; without any, the client would send it the token of the Hub
_SHOWN = 300  # characters of what a server said


class Remote:
    """A model of a server.

    Args:
        model: by the server's name for it.
        base_url: of the server, as http://127.0.0.1:8000/v1; or
        provider: one that `huggingface_hub` knows, as "together", or "auto".
        revision: of what the server serves, by any name; it does not tell, and a journal should.
        key: that of the server or provider; a provider takes the token of the Hub where there is none.
        limits: of concurrency, attempts and time.
        clock: tests give their own.

    Raises:
        OptionError: both a server and a provider, or none, or a server without http:// or https://.
        SamplerError: a provider, and neither a key nor a token.
    """

    def __init__(
        self,
        model: str,
        *,
        base_url: str | None = None,
        provider: str | None = None,
        revision: str | None = None,
        key: str | None = None,
        limits: Limits | None = None,
        clock: Clock = CLOCK,
    ) -> None:
        if (base_url is None) == (provider is None):
            raise OptionError(f"model {model!r}: give base_url=, or provider=, and not both")
        if base_url is not None and not base_url.startswith(("http://", "https://")):
            raise OptionError(f"base_url={redacted(base_url)!r}: give it with http:// or https:// before the host")
        if provider is not None and not (key or get_token()):
            raise SamplerError(f"provider {provider!r} needs a key; give one, or log in with `hf auth login`")
        self.identity = Identity(model, revision or "", redacted(base_url or f"provider {provider}").rstrip("/"))
        self._key, self._limits, self._clock = key, limits or Limits(), clock
        self._server: dict[str, Any] = (
            {"base_url": base_url, "api_key": key or _NO_KEY} if base_url else {"provider": provider, "api_key": key}
        )

    def tokens(self, request: Request) -> None:
        """Only the server could count them."""

    def complete(self, requests: Sequence[Request]) -> Groups:
        """Several requests at once. After a failure nothing new is asked, and what is under way is still given.

        Raises:
            OptionError: a prompt that is a text: servers take messages.
            SamplerError: a request that cannot be answered, or the deadline is over.
        """
        for request in requests:
            if isinstance(request.messages, str):
                raise OptionError(f"prompt {request.messages[:60]!r}: a server takes messages, not a text")
        patience = Patience(self._limits, self._clock)
        with ThreadPoolExecutor(self._limits.concurrency) as pool:
            try:
                yield from self._gathered(pool, patience, requests)
            finally:
                patience.stop()

    def _gathered(self, pool: ThreadPoolExecutor, patience: Patience, requests: Sequence[Request]) -> Groups:
        todo = iter(range(len(requests)))
        running: dict[Future[Response], int] = {}
        done = 0
        failure: BaseException | None = None
        while True:
            for i in () if failure else islice(todo, 2 * self._limits.concurrency - len(running)):
                running[pool.submit(patience.answer, self._asking(requests[i]), i)] = i
            if not running:
                break
            try:
                finished = wait(running, return_when=FIRST_COMPLETED).done
            except KeyboardInterrupt as error:  # what is under way is paid for; the second one leaves it
                if failure:
                    raise
                patience.stop()
                failure = error
                continue
            group, failed = _sorted({running.pop(future): future for future in finished})
            failure = failure or failed
            if group:
                done += len(group)
                yield group
        if isinstance(failure, SamplerError | Late):
            raise self._told(failure, done, len(requests))
        if failure:
            raise failure

    def _asking(self, request: Request) -> Any:
        return lambda timeout: self._asked(request, timeout)

    def _asked(self, request: Request, timeout: float) -> Response:
        """One attempt."""
        try:
            client = InferenceClient(**self._server, timeout=timeout)
            messages: Any = request.messages
            said = client.chat_completion(messages, model=self.identity.model, **_parameters(request))
        except OfflineModeIsEnabled:
            raise SamplerError("HF_HUB_OFFLINE forbids every connection; unset it to ask a server") from None
        except HfHubHTTPError as error:
            raise self._refusal(error) from None
        except (HTTPError, json.JSONDecodeError, UnicodeDecodeError) as error:
            raise Fault(f"{type(error).__name__}: {self._shown(str(error))}") from None
        except ValueError as error:
            raise SamplerError(self._shown(str(error))) from None
        return self._response(said)

    def _refusal(self, error: HfHubHTTPError) -> Exception:
        status = error.response.status_code
        why = self._shown(f"{status} {error.response.reason_phrase}: {error.response.text}")
        if status in _PASSING or status >= 500:
            return Fault(why, _retry_after(error.response.headers))
        return SamplerError(why)

    def _response(self, said: Any) -> Response:
        """What a body of JSON says, if it is a finished completion."""
        choice: Any = said.choices[0] if isinstance(said.choices, list) and said.choices else None
        finish, message = getattr(choice, "finish_reason", None), getattr(choice, "message", None)
        if not isinstance(finish, str) or message is None:
            raise Fault(f"an answer without a finished completion: {self._shown(json.dumps(said))}")
        usage = said.usage
        counts = [getattr(usage, name, None) for name in ("prompt_tokens", "completion_tokens")]
        return Response(message.content or "", "length" if finish in _CUT else "stop", *counts)

    def _told(self, failure: BaseException, done: int, of: int) -> SamplerError:
        identity = self.identity
        why = f"deadline={self._limits.deadline:g} s is over" if isinstance(failure, Late) else str(failure)
        return SamplerError(
            f"{identity.endpoint}, model {identity.model!r}: {why}; {done} of {of} requests are answered. With a "
            "journal, the same command goes on from there"
        )

    def _shown(self, text: str) -> str:
        text = text.replace(self._key, "***") if self._key else text
        return masked(" ".join(text.split()))[:_SHOWN]


def _parameters(request: Request) -> dict[str, Any]:
    sampling = request.sampling
    chosen: dict[str, Any] = {"max_tokens": sampling.max_tokens, "temperature": sampling.temperature}
    if sampling.stop:
        chosen["stop"] = list(sampling.stop)
    if sampling.temperature:  # several servers refuse what greedy search has no use for
        word = Stream(request.seed, "server").at(request.sample).below(2**31)
        chosen |= {"top_p": sampling.top_p, "seed": word}
    return chosen


def _sorted(futures: dict[int, Future[Response]]) -> tuple[Group, BaseException | None]:
    """The responses, and the first failure that tells more than that there was another."""
    group: dict[int, Response] = {}
    failure = None
    for i, future in sorted(futures.items()):
        error = future.exception()
        if error is None:
            group[i] = future.result()
        elif not isinstance(error, Stopped):
            failure = failure or error
    return group, failure


def _retry_after(headers: Any) -> float | None:
    """The seconds that a server asks for, which it gives as a number or as a date."""
    given = headers.get("Retry-After", "").strip()
    try:
        return float(given) if given.replace(".", "", 1).isdigit() else _until(given, headers.get("Date"))
    except (ValueError, TypeError):  # TypeError: of a date without a zone
        return None


def _until(given: str, now: str | None) -> float:
    here = parsedate_to_datetime(now) if now else datetime.now(timezone.utc)
    return max(0.0, (parsedate_to_datetime(given) - here).total_seconds())
