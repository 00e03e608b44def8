"""Errors: each is caught by its own name, by the library's and by Python's, and names the way out."""

import pickle

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oeis_qa.errors import (
    AddressError,
    BuildError,
    CapacityError,
    GridError,
    OeisQAError,
    OptionError,
    SamplerError,
    SourceError,
    TargetError,
    choices,
)

LAYOUTS = ["messages", "prompt", "text"]


@pytest.mark.parametrize(
    ("error", "caught_as"),
    [
        (OptionError, OeisQAError),
        (OptionError, ValueError),
        (GridError, OeisQAError),
        (GridError, ValueError),
        (AddressError, OptionError),
        (AddressError, ValueError),
        (CapacityError, OeisQAError),
        (CapacityError, ValueError),
        (SourceError, OeisQAError),
        (SourceError, FileNotFoundError),
        (SourceError, OSError),
        (TargetError, OeisQAError),
        (TargetError, OSError),
        (BuildError, OeisQAError),
        (BuildError, RuntimeError),
        (SamplerError, OeisQAError),
        (SamplerError, RuntimeError),
        (OeisQAError, Exception),
    ],
)
def test_an_error_is_caught_as_its_kin(error, caught_as):
    with pytest.raises(caught_as, match=r"^size=7: too large$"):
        raise error("size=7: too large")


@pytest.mark.parametrize("error", [OptionError, CapacityError, SourceError])
@pytest.mark.parametrize("other", [OptionError, CapacityError, SourceError])
def test_errors_of_different_kinds_are_not_mistaken_for_each_other(error, other):
    assert issubclass(error, other) == (error is other)


@pytest.mark.parametrize("error", [OeisQAError, OptionError, AddressError, CapacityError, SourceError])
def test_an_error_crosses_from_one_process_to_another(error):
    copy = pickle.loads(pickle.dumps(error("source='/größe': not there")))
    assert type(copy) is error
    assert str(copy) == "source='/größe': not there"


@pytest.mark.parametrize(
    ("word", "told"),
    [
        ("mesages", "did you mean 'messages'? Have: messages, prompt, text"),
        ("Text", "did you mean 'text'? Have: messages, prompt, text"),
        ("promt", "did you mean 'prompt'? Have: messages, prompt, text"),
        ("zzz", "Have: messages, prompt, text"),
        ("", "Have: messages, prompt, text"),
    ],
)
def test_an_unknown_name_is_answered_with_the_near_one_and_all(word, told):
    assert choices(word, LAYOUTS) == told


def test_the_names_may_come_from_anything_that_can_be_walked_once():
    told = "did you mean 'prompt'? Have: messages, prompt, text"
    assert choices("promt", dict.fromkeys(LAYOUTS)) == told
    assert choices("promt", iter(LAYOUTS)) == told


def test_the_nearest_of_several_near_names_is_suggested():
    assert choices("completions", ["completion", "completeness"]).startswith("did you mean 'completion'? ")


@settings(deadline=None, max_examples=50)
@given(st.text(), st.lists(st.text(), max_size=5))
def test_all_names_are_told_in_their_order(word, names):
    assert choices(word, names).endswith("Have: " + ", ".join(names))
