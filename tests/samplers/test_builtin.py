"""Requests that cannot be meant are refused; the built-in samplers; what a name opens; what a run costs."""

import pytest

from oeis_qa.errors import OptionError, SamplerError, SourceError
from oeis_qa.samplers import (
    Prices,
    Request,
    Response,
    Sampling,
    Scripted,
    Usage,
    answered,
    estimate,
    opened,
    oracle,
    parrot,
    usage,
)

CHAT = [{"role": "system", "content": "Be short."}, {"role": "user", "content": "What is next in 1, 2, 4?"}]


def test_the_oracle_knows_and_the_parrot_repeats():
    requests = [Request(CHAT, gold="8"), Request("1, 2, 4,", gold=" 8")]
    assert [response.text for response in answered(oracle(), requests)] == ["8", " 8"]
    assert [response.text for response in answered(parrot(), requests)] == ["What is next in 1, 2, 4?", "1, 2, 4,"]


def test_the_oracle_without_a_gold_answer_says_so():
    with pytest.raises(SamplerError, match=r"asked 'What is next in 1, 2, 4\?' without gold="):
        answered(oracle(), [Request(CHAT)])


def test_a_script_answers_with_texts_or_with_whole_responses():
    cut = Response("1, 2,", "length")
    sampler = Scripted("mine", lambda request: cut if request.seed else "8")
    assert answered(sampler, [Request(CHAT, seed=1), Request(CHAT)]) == [cut, Response("8", "stop")]


@pytest.mark.parametrize("name", ["oracle", "parrot"])
def test_the_built_in_ones_are_opened_by_their_names(name):
    assert opened(name).identity.model == name


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"temperature": -0.1}, "temperature=-0.1"),
        ({"temperature": float("nan")}, "temperature=nan"),
        ({"top_p": 0}, "top_p=0"),
        ({"top_p": 1.1}, "top_p=1.1"),
        ({"max_tokens": 0}, "max_tokens=0"),
        ({"stop": ("\n", "")}, "empty text"),
    ],
)
def test_a_sampling_that_cannot_be_meant_is_refused(wrong, named):
    with pytest.raises(OptionError, match=named):
        Sampling(**wrong)


@pytest.mark.parametrize("messages", ["", [], [{"role": "user"}], [{"role": "user", "content": None}]])
def test_a_request_without_messages_or_texts_is_refused(messages):
    with pytest.raises(OptionError, match="message"):
        Request(messages)


@pytest.mark.parametrize(
    ("model", "options", "error", "named"),
    [
        ("oracle", {"adapter": "a"}, OptionError, "adapter='a': oracle is no model of this process; leave it out"),
        ("parrot", {"revision": "main"}, OptionError, "revision='main': parrot has none; leave it out"),
        ("m", {"base_url": "http://x/v1", "adapter": "a"}, OptionError, "name it as a model of the server"),
        ("http://x/v1", {}, OptionError, "names a server and no model"),
        ("http://x/v1#m", {"base_url": "http://y/v1"}, OptionError, "or a second server"),
        ("./nothing/here", {}, SourceError, "there is no such folder"),
        ("runs/nothing/here", {}, SourceError, "there is no such folder"),
    ],
)
def test_what_opens_nothing_is_refused(model, options, error, named):
    with pytest.raises(error, match=named):
        opened(model, **options)


def test_a_model_in_an_address_with_a_password_is_not_shown_with_it():
    with pytest.raises(OptionError) as error:
        opened("http://ada:secret@x/v1")
    assert "secret" not in str(error.value)


def test_an_estimate_counts_characters_where_nobody_counts_tokens():
    requests = [Request(CHAT, sampling=Sampling(max_tokens=100))] * 2  # 9 + 24 characters
    found = estimate(oracle(), requests, Prices(prompt=1000, completion=5000))
    assert str(found) == (
        "2 requests; about 18 prompt tokens (characters / 4); at most 200 completion tokens; at most 1.02"
    )
    assert found.cost == pytest.approx(18 * 1000 / 1e6 + 200 * 5000 / 1e6)


def test_an_estimate_without_prices_names_none():
    assert str(estimate(parrot(), [])) == "0 requests; 0 prompt tokens; at most 0 completion tokens"


def test_prices_are_not_negative():
    with pytest.raises(OptionError, match="prices -1 and 2"):
        Prices(-1, 2)


def test_usage_adds_tokens_up_and_counts_what_nobody_counted():
    found = usage([Response("a", "stop", 5, 2), Response("b", "length", 7, 3), Response("c", "stop")])
    assert found == Usage(responses=3, prompt_tokens=12, completion_tokens=5, uncounted=1)
    assert Prices(2, 10).of(found.prompt_tokens, found.completion_tokens) == pytest.approx(74 / 1e6)


def test_importing_samplers_loads_no_training_library(fresh_python):
    code = "import sys, oeis_qa.samplers as s; s.opened('oracle'); print({'torch', 'transformers'} & set(sys.modules))"
    assert fresh_python(code).strip() == "set()"
