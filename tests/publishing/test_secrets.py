"""Secrets: none is left in what is written, and each that is about to be published is found."""

import json
from urllib.parse import quote

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from oeis_qa.publishing.secrets import SHAPES, found, found_in, masked, redacted, told
from oeis_qa.publishing.spec import Part

# Each by the documentation of its service, none of them real.
TOKENS = {
    "a Hugging Face token": "hf_" + "aB3" * 12,
    "an OpenAI key": "sk-proj-" + "aB3_" * 10,
    "an AWS access key": "AKIA" + "IOSFODNN7EXAMPLE",
    "a GitHub token": "ghp_" + "aB3" * 12,
    "a Google key": "AIza" + "aB3-_" * 7,
    "a Slack token": "xoxb-" + "1234567890-ab",
    "a private key": "-----BEGIN OPENSSH PRIVATE " + "KEY-----",
    "a password in a URL": "s3://key:" + "secret@bucket",
}
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zs", "Zl", "Zp"]), min_size=1)


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("s3://key:secret@bucket/folder?token=abc", "s3://bucket/folder"),
        ("https://hf_abc@host/data/x.gz#part", "https://host/data/x.gz"),
        ("s3://key:se/cr?et@bucket/folder", "s3://bucket/folder"),
        ("hf://datasets/user/name@main/x", "hf://datasets/user/name@main/x"),
        ("https://host:8080/x", "https://host:8080/x"),
        ("simplecache::s3://k:s@bucket/x", "simplecache::s3://bucket/x"),
        ("one http://a/b?c two http://u:p@d/e, three", "one http://a/b two http://d/e, three"),
        ("http://a/?next=http://u:p@b/c?d", "http://a/http://b/c"),
        ("http://[broken", "http://[broken"),
        ("/data/oeis?x", "/data/oeis?x"),
    ],
)
def test_a_url_is_told_without_user_password_query_and_fragment(text, bare):
    assert redacted(text) == bare


@pytest.mark.parametrize("kind", [kind for kind in TOKENS if kind not in ("a private key", "a password in a URL")])
def test_what_a_server_said_is_shown_with_stars_for_a_token(kind):
    assert masked(f"the key {TOKENS[kind]} is wrong") == "the key *** is wrong"


def test_what_a_server_said_is_shown_without_passwords_and_the_values_of_variables(monkeypatch):
    monkeypatch.setenv("MY_API_KEY", "plain words")
    assert masked("plain words at https://ada:secret@host/v1?token=x") == "*** at https://host/v1"


@given(WORDS.filter(lambda word: "/" not in word), WORDS, WORDS)
def test_no_password_or_query_is_left_whatever_characters_it_holds(user, password, query):
    secret, asked = f"1{password}1", f"2{query}2"
    for url in (f"s3://{user}:{secret}@bucket/folder?{asked}", f"say 's3://{user}:{secret}@bucket/f#{asked}' again"):
        bare = redacted(url)
        assert secret not in bare.replace("bucket", "")
        assert asked not in bare


@given(WORDS, WORDS)
def test_a_percent_encoded_url_is_told_bare(user, password):
    user, password = quote(user, safe=""), quote(password, safe="")
    assert redacted(f"https://{user}:{password}@host:80/a/b?{user}={password}") == "https://host:80/a/b"


def test_texts_of_json_are_redacted_one_by_one():
    assert told({"a": ['s3://k:p"é@b/c', 5, None], "b": {"c": "http://u@d?e"}}) == {
        "a": ["s3://b/c", 5, None],
        "b": {"c": "http://d"},
    }


@pytest.mark.parametrize("source", ["s3://key:canary-one@bucket/x?t=canary-two", 's3://key:é"canary-one@bucket/x'])
def test_what_a_spec_tells_holds_no_secret_of_an_address_however_it_is_spelled(source):
    for spelled in (source, quote(source), quote(source, safe="")):
        part = Part(
            "c", f"oeis_qa/completion?size=5&source={spelled}", {"source": source, "size": 5}, "", "", {}, False
        )
        assert "canary" not in json.dumps(part.written())
        assert part.written()["address"] == "oeis_qa/completion?size=5&source=s3://bucket/x"


@pytest.mark.parametrize("kind", [shape.kind for shape in SHAPES])
def test_each_shape_is_found_in_text_and_is_not_repeated(kind):
    token = TOKENS[kind]
    assert list(found(f"before {token} behind")) == [kind]
    assert not any(token in what for what in found(token))


@pytest.mark.parametrize(
    "text", ["task-oriented sk-etching", "shf_" + "a" * 40, "AKIA2", "https://oeis.org/A000045", "http://a: b@c", ""]
)
def test_plain_text_holds_none(text):
    assert not list(found(text))


@pytest.mark.parametrize("name", ["SOME_TOKEN", "API_KEY", "aws_secret_access_key", "DB_PASSWORD", "MY_CREDENTIALS"])
def test_the_value_of_a_secret_variable_is_found_by_the_name_of_the_variable(name, monkeypatch):
    monkeypatch.setenv(name, "canary-12345")
    assert list(found("x canary-12345 y")) == [f"the value of ${name}"]


def test_short_values_and_other_variables_are_no_secrets(monkeypatch):
    monkeypatch.setenv("SHORT_TOKEN", "abc")
    monkeypatch.setenv("TOKENIZERS_PARALLELISM", "true-or-false")
    assert not list(found("abc true-or-false"))


def test_secrets_are_found_in_every_column_of_text_however_deep(monkeypatch):
    monkeypatch.setenv("CANARY_TOKEN", "canary-12345")
    turns = [[{"role": "user", "content": "hello"}], [{"role": "user", "content": f"{TOKENS['a GitHub token']} ok"}]]
    table = pa.table({"id": ["1", "canary-12345"], "messages": turns, "steps": [["a"], None], "n": [1, 2]})
    assert set(found_in(table)) == {("id", "the value of $CANARY_TOKEN"), ("messages", "a GitHub token")}
    assert set(found_in(table.slice(0, 1))) == set()


def test_a_token_is_found_where_the_text_before_it_ends_in_a_letter():
    assert set(found_in(pa.table({"text": ["x", TOKENS["a Hugging Face token"], "y"]}))) == {
        ("text", "a Hugging Face token")
    }
