"""How an answer may be written: explanations, marks, units, farewells, special tokens, JSON; none of them counts."""

import pytest

from oeis_qa.answers import extract, verify

WRAPPED = '34.|`34`|$34$|$$34$$|\\(34\\)|\\[34\\]|"34"|(34)|```\n34\n```|*34*|34!|\t34 \n'.split("|")
EXPLANATIONS = ", since 13 + 21 = 34.|, because 55 is next.| (21 + 13)|. We add 13 and 21.|: 13 + 21|, so even".split(
    "|"
)


def right(completion, answer="34", kind="integer"):
    return verify(completion, answer, kind).right


@pytest.mark.parametrize("tail", EXPLANATIONS)
def test_an_explanation_behind_an_answer_is_not_read(tail):
    assert right(f"The next term is 34{tail}")
    assert not right(f"The next term is 35{tail}")


@pytest.mark.parametrize("written", ["1,234,567", "1 234 567", "1_234_567", "1'234'567", "1234567.0", r"1{,}234{,}567"])
def test_marks_between_thousands_do_not_count(written):
    assert right(f"The answer is {written}.", "1234567")


@pytest.mark.parametrize("minus", ["-", "−", "－", "﹣", "minus ", "negative "])
def test_a_minus_sign_may_be_written_in_many_ways(minus):
    assert right(f"The answer is {minus}34.", "-34")
    assert not right(f"The answer is {minus}34.", "34")


@pytest.mark.parametrize("unit", [" apples", " cm", "%", " square metres", "°", " m/s", r"\text{ cm}", "€"])
def test_a_unit_does_not_count(unit):
    assert right(f"The answer is 34{unit}.")


@pytest.mark.parametrize("written", WRAPPED)
def test_what_wraps_an_answer_does_not_count(written):
    assert right(written)
    assert not right(written, "3")


@pytest.mark.parametrize(
    "farewell",
    [
        "I hope this helps!",
        "Let me know if you have any questions.",
        "Thank you!",
        "Good luck.",
        "Feel free to ask for more.",
        "Would you like more terms?",
    ],
)
@pytest.mark.parametrize(
    ("answer", "kind"), [("34", "integer"), ("5, 8", "integer_list"), ("Odd numbers", "text"), ("B", "choice")]
)
def test_a_farewell_does_not_count(farewell, answer, kind):
    for gap in ("\n", "\n\n"):
        assert right(f"{answer}{gap}{farewell}", answer, kind)
        assert right(f"The answer is {answer}.{gap}{farewell}", answer, kind)
    assert not right(f"The answer is nowhere.\n{farewell}", answer, kind)


@pytest.mark.parametrize(
    "token", ["<|im_end|>", "<|endoftext|>", "<|eot_id|>", "</s>", "<end_of_turn>", "<eos>", "<pad>"]
)
@pytest.mark.parametrize(
    ("answer", "kind"),
    [("34", "integer"), ("Odd numbers", "text"), ("B", "choice"), ("x+1", "latex"), ("1/2", "rational")],
)
def test_special_tokens_do_not_count(token, answer, kind):
    assert extract(f"{answer}{token}", kind) == answer
    assert right(f"<|im_start|>assistant\n{answer}{token * 3}", answer, kind)
    assert right(f"The answer is {answer}.{token}\n", answer, kind)


@pytest.mark.parametrize(
    ("said", "answer", "kind"),
    [
        ("34", "34", "integer"),
        ('"34"', "34", "integer"),
        ("[5, 8]", "5, 8", "integer_list"),
        ('"1/2"', "1/2", "rational"),
        ("0.5", "0.5", "decimal"),
        ('"B"', "B", "choice"),
        ('"x+1"', "1+x", "latex"),
        (r'"\\frac{1}{2}"', r"\frac{1}{2}", "latex"),
    ],
)
def test_an_answer_in_json_is_read(said, answer, kind):
    for text in ('{"answer": @}', '{"steps": "none", "answer": @}', '```json\n{"answer": @}\n```', '{"answer":@}'):
        assert right(text.replace("@", said), answer, kind), text
    assert extract('{"answer": null}', kind) is None


def test_chinese_full_stops_and_colons_and_wide_digits_are_read():
    assert right("答案是34。")
    assert right("答案：34。")
    assert right("所以答案是 **−３４**。", "-34")
