"""A server is asked until it answers, within limits; what it says wrong is never an answer, and no key is shown."""

import json
import threading

import huggingface_hub
import pytest

from oeis_qa.errors import OptionError, SamplerError
from oeis_qa.samplers import Limits, Request, Response, Sampling, answered, journaled, opened, remote
from oeis_qa.samplers.patience import Patience
from oeis_qa.samplers.remote import Remote
from tests.samplers.server import Cut, Said, Server, Status

KEY = "sk-" + "q7" * 16


def question(i):
    return Request([{"role": "user", "content": f"What is {i} + 1?"}])


def told(body):
    """The right answer to a question."""
    return Said(str(int(body["messages"][0]["content"].split()[2]) + 1))


pytestmark = pytest.mark.usefixtures("online")


@pytest.fixture
def ask(time):
    """A function: a server and limits -> its model, which waits by a clock of ours."""

    def asking(server, **limits):
        return Remote("m", base_url=server.url, key=KEY, limits=Limits(**limits), clock=time.clock)

    return asking


def test_requests_at_once_are_answered_each_with_its_own(ask):
    with Server.running(told) as server:
        sampler = ask(server, concurrency=8)
        assert answered(sampler, [question(i) for i in range(100)]) == [
            Response(str(i + 1), "stop", 11, 3) for i in range(100)
        ]
        assert len(server.asked) == 100


def test_no_more_requests_are_under_way_than_the_limit(ask):
    counts, most, lock, gate = [0], [0], threading.Lock(), threading.Barrier(3, timeout=10)

    def counted(body):
        with lock:
            counts[0] += 1
            most[0] = max(most[0], counts[0])
        gate.wait()  # so three are there at once
        with lock:
            counts[0] -= 1
        return told(body)

    with Server.running(counted) as server:
        answered(ask(server, concurrency=3), [question(i) for i in range(12)])
    assert most == [3]


def test_what_is_asked_is_what_the_request_says(ask):
    drawn = Sampling(temperature=0.7, top_p=0.9, max_tokens=5, stop=("\n",))
    request = Request([{"role": "user", "content": "Hi"}], sampling=drawn, seed=7, sample=2)
    with Server.running([Said("8")]) as server:
        answered(ask(server, concurrency=1), [request, question(1)])
        sampled, greedy = server.asked
        assert server.headers[0]["Authorization"] == f"Bearer {KEY}"
    assert 0 <= sampled.pop("seed") < 2**31
    messages = [{"role": "user", "content": "Hi"}]
    assert sampled.pop("stream", False) is False
    settings = {"temperature": 0.7, "top_p": 0.9, "max_tokens": 5, "stop": ["\n"]}
    assert sampled == {"model": "m", "messages": messages} | settings
    assert {"seed", "top_p", "stop"} & set(greedy) == set()
    assert (greedy["temperature"], greedy["max_tokens"]) == (0.0, 512)


def test_each_sample_and_seed_has_a_seed_of_its_own(ask):
    drawn = Sampling(temperature=1)
    requests = [Request([{"role": "user", "content": "Hi"}], None, drawn, s, k) for s in (0, 1) for k in (0, 1)]
    with Server.running([Said("8")]) as server:
        answered(ask(server), requests)
        assert len({body["seed"] for body in server.asked}) == 4


def test_without_a_key_a_server_is_not_sent_the_token_of_the_hub(monkeypatch, time):
    monkeypatch.setenv("HF_TOKEN", "hf_" + "x" * 34)
    with Server.running([Said("8")]) as server:
        answered(Remote("m", base_url=server.url, clock=time.clock), [question(1)])
        assert server.headers[0]["Authorization"] == "Bearer none"


@pytest.mark.parametrize(
    "fault",
    [
        Status(500),
        Status(503),
        Status(429),
        Status(502, framing="length"),
        Status(200, text="<html>one moment</html>"),
        Status(200, text='{"choices": []}'),
        Status(200, text='{"error": "overloaded"}'),
        Status(200, text='{"choices": [{"index": 0}]}'),
        Said("half", finish=None),
        Cut("length"),
        Cut("chunked"),
        Cut("none"),
    ],
)
def test_a_fault_that_may_pass_is_tried_again_after_a_pause_that_doubles(ask, time, fault):
    with Server.running([fault, fault, Said("8")]) as server:
        assert answered(ask(server), [question(1)]) == [Response("8", "stop", 11, 3)]
        assert len(server.asked) == 3
    first, second = time.waits
    assert 0.5 <= first <= 1 <= second <= 2


@pytest.mark.parametrize(
    "headers",
    [
        {"Retry-After": "7"},
        {"Retry-After": "Sun, 22 Nov 2026 07:00:07 GMT", "Date": "Sun, 22 Nov 2026 07:00:00 GMT"},
    ],
)
def test_the_pause_that_a_server_asks_for_is_kept(ask, time, headers):
    with Server.running([Status(429, headers), Said("8")]) as server:
        answered(ask(server), [question(1)])
    assert time.waits == [7]


def test_a_pause_that_a_server_asks_for_holds_for_all_requests(ask, time):
    with Server.running([Status(429, {"Retry-After": "30"}), Said("8")]) as server:
        answered(ask(server, concurrency=1), [question(i) for i in range(5)])
    assert time.waits == [30]
    assert time.seconds == 1030


def test_a_pause_that_cannot_be_read_is_one_of_our_own(ask, time):
    with Server.running([Status(503, {"Retry-After": "soon"}), Said("8")]) as server:
        answered(ask(server), [question(1)])
    assert 0.5 <= time.waits[0] <= 1


@pytest.mark.parametrize("status", [400, 401, 403, 404, 422])
def test_a_refusal_is_not_tried_again(ask, time, status):
    with Server.running([Status(status)]) as server:
        with pytest.raises(SamplerError, match=rf"model 'm': {status} .*; 0 of 1 requests are answered"):
            answered(ask(server), [question(1)])
        assert len(server.asked) == 1
    assert not time.waits


def test_after_the_last_attempt_the_error_names_the_fault_and_what_is_done(ask):
    with Server.running([Said("8"), Said("8"), Status(503, text="tired")]) as server:
        with pytest.raises(SamplerError, match=r"failed 4 times, at last: 503 .*tired; 2 of 5 .* goes on from there"):
            answered(ask(server, concurrency=1, attempts=4), [question(i) for i in range(5)])
        assert len(server.asked) == 2 + 4


def test_after_a_failure_what_is_under_way_is_still_given(ask, monkeypatch):
    arrived, stopped, stop = threading.Event(), threading.Event(), Patience.stop
    monkeypatch.setattr(Patience, "stop", lambda self: (stop(self), stopped.set()))

    def refuses_the_first(body):
        first = "What is 0" in body["messages"][0]["content"]
        assert arrived.wait(10) if first else arrived.set() or stopped.wait(10)
        return Status(401) if first else told(body)

    got = {}
    with Server.running(refuses_the_first) as server:
        groups = ask(server, concurrency=2).complete([question(i) for i in range(9)])
        with pytest.raises(SamplerError, match="1 of 9 requests are answered"):
            got.update(pair for group in groups for pair in group.items())
        assert len(server.asked) == 2
    assert got == {1: Response("2", "stop", 11, 3)}


def test_what_is_under_way_when_a_person_interrupts_is_kept(ask, monkeypatch, tmp_path):
    interrupted, wait = threading.Event(), remote.wait

    def interrupting(running, **settings):
        if interrupted.is_set():
            return wait(running, **settings)
        interrupted.set()
        raise KeyboardInterrupt

    def after_the_interruption(body):
        assert interrupted.wait(10)
        return told(body)

    monkeypatch.setattr(remote, "wait", interrupting)
    questions = [question(i) for i in range(9)]
    with Server.running(after_the_interruption) as server:
        sampler = journaled(ask(server, concurrency=2), tmp_path / "journal")
        with pytest.raises(KeyboardInterrupt):
            answered(sampler, questions)
        assert len(server.asked) <= 4  # two under way, and two that waited for them
        assert len(sampler.unpaid(questions)) == 9 - len(server.asked)


def test_the_deadline_tells_what_is_done_and_waits_no_longer(ask, time):
    with Server.running([Said("8"), Status(429, {"Retry-After": "100"})]) as server:
        with pytest.raises(SamplerError, match=r"deadline=60 s is over; 1 of 3 requests are answered. .* same command"):
            answered(ask(server, concurrency=1, deadline=60), [question(i) for i in range(3)])
        assert len(server.asked) == 2
    assert not time.waits


@pytest.mark.parametrize("finish", ["length", "max_tokens", "content_filter"])
def test_a_completion_that_was_cut_off_is_kept_and_flagged(ask, finish):
    with Server.running([Said("1, 2, 4", finish)]) as server:
        assert answered(ask(server), [question(1)]) == [Response("1, 2, 4", "length", 11, 3)]


def test_a_model_that_thought_until_the_end_has_said_nothing(ask):
    with Server.running([Said(None, "length")]) as server:
        assert answered(ask(server), [question(1)]) == [Response("", "length", 11, 3)]


def test_no_key_stands_in_an_error_or_a_journal(ask, tmp_path, monkeypatch):
    monkeypatch.setenv("SOME_TOKEN", "plain-words-of-a-token")
    body = json.dumps({"error": f"Incorrect API key provided: {KEY}, plain-words-of-a-token"})
    with Server.running([Said("8"), Status(401, text=body)]) as server:
        url = server.url.replace("127", "ada:secret@127")
        sampler = journaled(Remote("m", base_url=url, key=KEY, limits=Limits(concurrency=1)), tmp_path / "journal")
        with pytest.raises(SamplerError) as error:
            answered(sampler, [question(1), question(2)])
    for text in (str(error.value), (tmp_path / "journal").read_text()):
        assert not [secret for secret in (KEY, "secret", "plain-words") if secret in text]
    assert "Incorrect API key provided: ***" in str(error.value)
    assert error.value.__cause__ is None


def test_offline_mode_is_named(ask, monkeypatch):
    monkeypatch.setattr(huggingface_hub.constants, "HF_HUB_OFFLINE", True)
    with Server.running([Said("8")]) as server, pytest.raises(SamplerError, match="unset it to ask a server"):
        answered(ask(server), [question(1)])


def test_a_text_is_no_prompt_for_a_server(ask):
    with Server.running([Said("8")]) as server:
        with pytest.raises(OptionError, match="a server takes messages"):
            answered(ask(server), [question(1), Request("1, 2, 4,")])
        assert not server.asked


def test_what_a_script_opens_by_its_address_is_that_server(monkeypatch):
    monkeypatch.setenv("OEIS_QA_API_KEY", KEY)
    with Server.running([Said("8")]) as server:
        assert answered(opened(f"{server.url}#m"), [question(1)])[0].text == "8"
        assert answered(opened("m", base_url=server.url), [question(1)])[0].text == "8"
        assert {headers["Authorization"] for headers in server.headers} == {f"Bearer {KEY}"}


def test_a_provider_without_a_key_is_refused_before_anything_is_asked(monkeypatch):
    monkeypatch.setattr("oeis_qa.samplers.remote.get_token", lambda: None)
    with pytest.raises(SamplerError, match="provider 'together' needs a key"):
        Remote("m", provider="together")


@pytest.mark.parametrize("both", [{}, {"base_url": "http://x/v1", "provider": "together"}])
def test_a_model_is_of_one_server_or_provider(both):
    with pytest.raises(OptionError, match="give base_url=, or provider=, and not both"):
        Remote("m", **both)


def test_a_server_without_a_scheme_is_refused_as_the_hub_would_be_asked_instead():
    with pytest.raises(OptionError, match="'localhost:8000/v1': give it with http:// or https://"):
        Remote("m", base_url="localhost:8000/v1")


def test_a_journal_knows_what_a_server_serves_by_the_name_it_is_given():
    served = {opened("http://x/v1/#m", revision=revision).identity for revision in (None, "monday", "tuesday")}
    assert len(served) == 3
    assert {identity.endpoint for identity in served} == {"http://x/v1"}


@pytest.mark.parametrize("wrong", [{"concurrency": 0}, {"attempts": 0}, {"timeout": 0}, {"deadline": -1}])
def test_limits_that_allow_nothing_are_refused(wrong):
    with pytest.raises(OptionError, match=next(iter(wrong))):
        Limits(**wrong)
