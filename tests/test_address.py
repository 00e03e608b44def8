"""Addresses: DATASET[/CONFIG][?option=value&...], read and written without loss."""

import contextlib
import dataclasses
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oeis_qa.address import Address, parse
from oeis_qa.errors import AddressError

FEW = settings(deadline=None, max_examples=50)

names = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9_.\-]*", fullmatch=True)
keys = st.from_regex(r"[A-Za-z][A-Za-z0-9_]*", fullmatch=True)
texts = st.text(st.sampled_from("&=?%+ /:,;#'\"\\\t\n\0é數😀aZ09-_.~[]{}|") | st.characters(codec="utf-8"), max_size=12)
values = texts | st.lists(texts, min_size=2, max_size=4)  # one text alone is no list
addresses = st.builds(Address, names, st.none() | names, st.dictionaries(keys, values, max_size=4))


@FEW
@given(addresses)
def test_an_address_that_is_written_reads_the_same(address):
    assert parse(str(address)) == address
    assert list(parse(str(address)).options) == list(address.options)
    assert str(parse(str(address))) == str(address)


@FEW
@given(addresses)
def test_a_written_address_is_one_word_of_plain_ascii(address):
    assert re.fullmatch(r"[A-Za-z0-9_.\-/?&=%:~]+", str(address))


@FEW
@given(st.text())
def test_any_text_is_an_address_or_refused_as_one(text):
    with contextlib.suppress(AddressError):
        address = parse(text)
        assert parse(str(address)) == address


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("oeis_qa", Address("oeis_qa")),
        ("oeis_qa/completion", Address("oeis_qa", "completion")),
        ("oeis_qa?size=10", Address("oeis_qa", None, {"size": "10"})),
        (
            "oeis_qa/completion?source=/data/oeis&size=2000000",
            Address("oeis_qa", "completion", {"source": "/data/oeis", "size": "2000000"}),
        ),
        ("0a/b.c-d_e", Address("0a", "b.c-d_e")),
        ("a?x=", Address("a", None, {"x": ""})),
        ("a?x=%26", Address("a", None, {"x": "&"})),
        ("a?x=1%2C%202", Address("a", None, {"x": "1, 2"})),
        ("a?x=1+2", Address("a", None, {"x": "1+2"})),
        ("a?x=1%2B2", Address("a", None, {"x": "1+2"})),
        ("a?x=b=c", Address("a", None, {"x": "b=c"})),
        ("a?x=b?c", Address("a", None, {"x": "b?c"})),
        ("a?x=b#c", Address("a", None, {"x": "b#c"})),
        ("a?x=b c", Address("a", None, {"x": "b c"})),
        ("a?x=%25", Address("a", None, {"x": "%"})),
        ("a?x=%2525", Address("a", None, {"x": "%25"})),
        ("a?x=%C3%A9", Address("a", None, {"x": "é"})),
        ("a?x=é", Address("a", None, {"x": "é"})),
        ("a?x=1&y=2&x=3&x=4", Address("a", None, {"x": ["1", "3", "4"], "y": "2"})),
        ("a?x=&x=", Address("a", None, {"x": ["", ""]})),
        ("a?X=1&x=2", Address("a", None, {"X": "1", "x": "2"})),
        ("a?a=C:/data", Address("a", None, {"a": "C:/data"})),
    ],
)
def test_an_address_is_read(text, address):
    assert parse(text) == address


@pytest.mark.parametrize(
    ("address", "text"),
    [
        (Address("oeis_qa"), "oeis_qa"),
        (Address("oeis_qa", "completion"), "oeis_qa/completion"),
        (Address("oeis_qa", None, {"size": "10"}), "oeis_qa?size=10"),
        (Address("a", "b", {"source": "/data/o e&i=s"}), "a/b?source=/data/o%20e%26i%3Ds"),
        (Address("a", None, {"x": "100%", "y": "1+2"}), "a?x=100%25&y=1%2B2"),
        (Address("a", None, {"x": "é?"}), "a?x=%C3%A9%3F"),
        (Address("a", None, {"x": ["1", "", "3"], "y": "z"}), "a?x=1&x=&x=3&y=z"),
        (Address("a", None, {"x": "http://h:1/p"}), "a?x=http://h:1/p"),
        (Address("a", "b", {"x": ""}), "a/b?x="),
    ],
)
def test_an_address_is_written(address, text):
    assert str(address) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "/completion",
        "oeis_qa/",
        "oeis_qa/a/b",
        "/data/oeis",
        "./oeis_qa",
        "-a",
        "_a",
        ".",
        "a b",
        "a/b c",
        "a\n",
        "a/b\n",
        " a",
        "é",
        "a%41",
        "a&x=1",
        "hf://a/b",
        "?x=1",
        "a/?x=1",
    ],
)
def test_a_path_that_names_no_dataset_and_config_is_refused(text):
    path = text.split("?")[0]
    message = f"address {text!r}: {path!r} does not name a dataset and a config; an address is DATASET[/CONFIG]"
    with pytest.raises(AddressError, match=re.escape(message)):
        parse(text)


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("a?", ""),
        ("a/b?", ""),
        ("a?size", "size"),
        ("a?=1", "=1"),
        ("a?1x=1", "1x=1"),
        ("a?_x=1", "_x=1"),
        ("a?x-y=1", "x-y=1"),
        ("a? x=1", " x=1"),
        ("a?x =1", "x =1"),
        ("a?x\n=1", "x\n=1"),
        ("a?é=1", "é=1"),
        ("a?%78=1", "%78=1"),
        ("a?x=1&", ""),
        ("a?&x=1", ""),
        ("a?x=1&&y=2", ""),
        ("a?x=1&y", "y"),
        ("a?x=1??&?y=2", "?y=2"),
    ],
)
def test_a_pair_that_is_not_option_and_value_is_refused(text, pair):
    message = f"address {text!r}: {pair!r} is not option=value; an address is DATASET[/CONFIG][?option=value&...]"
    with pytest.raises(AddressError, match=re.escape(message)):
        parse(text)


def test_a_refusal_shows_an_address_that_would_do():
    with pytest.raises(AddressError) as refusal:
        parse("oeis_qa?size")
    example = str(refusal.value).rpartition("as in ")[2]
    assert parse(example) == Address("oeis_qa", "completion", {"size": "1000", "seed": "7"})


def test_a_list_of_one_is_written_as_its_text():
    assert str(Address("a", None, {"x": ["1"]})) == str(Address("a", None, {"x": "1"})) == "a?x=1"


def test_an_address_cannot_be_changed_and_shares_no_options():
    with pytest.raises(dataclasses.FrozenInstanceError):
        parse("a").dataset = "b"
    assert Address("a").options is not Address("a").options


def test_a_value_that_is_not_utf_8_is_refused():
    with pytest.raises(AddressError, match=r"'%FF' is not percent-encoded UTF-8"):
        parse("oeis_qa?source=%FF")
