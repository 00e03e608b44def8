"""verify and extract: one final answer, found in the first of six places, compared strictly, with a reason."""

import dataclasses

import pytest

import oeis_qa
from oeis_qa.answers import Verdict, check_gold, extract, verify
from oeis_qa.errors import AnswerError, OptionError

KINDS = ("integer", "integer_list", "rational", "decimal", "text", "choice", "latex")
PLACES = {  # the places of a final answer, the first of which that holds one counts
    "box": r"Hence $\boxed{@}$.",
    "tags": "<answer>@</answer>",
    "hashes": "#### @",
    "prose": "The next term is @.",
    "bold": "**@**",
    "last line": "@",
}
PAIRS = [(higher, lower) for n, higher in enumerate(PLACES) for lower in list(PLACES)[n + 1 :]]


def right(completion, answer="34", kind="integer"):
    return verify(completion, answer, kind).right


def reason(completion, answer="34", kind="integer"):
    return verify(completion, answer, kind).reason


# Where an answer stands


@pytest.mark.parametrize("place", PLACES)
def test_an_answer_is_found_in_each_place(place):
    said = PLACES[place].replace("@", "34")
    assert verify(f"We add 13 and 21.\n{said}", "34", "integer") == Verdict(True, "34", "right")
    assert not right(said, "35")


@pytest.mark.parametrize(("higher", "lower"), PAIRS)
def test_a_higher_place_wins_and_the_lower_ones_are_ignored(higher, lower):
    wins, ignored = PLACES[higher].replace("@", "34"), PLACES[lower].replace("@", "33")
    for completion in (f"{ignored}\n\n{wins}", f"{wins}\n\n{ignored}"):
        assert right(completion, "34"), completion
        assert not right(completion, "33"), completion


@pytest.mark.parametrize("place", [place for place in PLACES if place != "last line"])
def test_what_is_said_after_an_answer_does_not_matter(place):
    assert right(PLACES[place].replace("@", "34") + "\n\nThis sequence was studied by many others.")


@pytest.mark.parametrize("place", ["box", "tags", "hashes", "prose", "bold"])
def test_two_different_answers_in_one_place_are_wrong(place):
    both = "\n".join(PLACES[place].replace("@", value) for value in ("33", "34"))
    assert verify(both, "34", "integer") == Verdict(False, None, "two different final answers: 33 and 34")
    assert not right(both, "33")


@pytest.mark.parametrize("place", ["box", "tags", "hashes", "prose", "bold"])
def test_the_same_answer_twice_in_one_place_is_one_answer(place):
    said = PLACES[place]
    assert right(said.replace("@", "1,234") + "\n" + said.replace("@", "1234.0"), "1234")


def test_a_box_in_a_box_is_one_box_and_an_empty_one_is_none():
    assert right(r"\boxed{\boxed{34}}")
    assert right(r"The answer is 34. \boxed{}")


def test_a_number_in_passing_is_no_answer():
    assert reason("We see 34 here and there, and go on with it") == "no final answer"


# Thoughts


@pytest.mark.parametrize("tag", ["think", "thinking", "thought", "reasoning", "scratchpad"])
def test_an_answer_in_thoughts_does_not_count(tag):
    assert reason(rf"<{tag}>The answer is \boxed{{34}}.</{tag}>") == "no final answer"
    assert right(rf"<{tag}>The answer is \boxed{{33}}.</{tag}> The answer is 34.")


def test_a_thought_that_is_not_closed_reaches_to_the_end():
    assert reason("<think>The answer is 34.") == "no final answer"
    assert reason("<think>34") == "no final answer"


def test_a_closing_tag_alone_ends_a_thought_that_began_in_the_prompt():
    assert right("The answer is 33.</think>The answer is 34.")
    assert reason("The answer is 34.</think>\n") == "no final answer"


def test_a_second_thought_does_not_count_either():
    assert right("<think>33</think>The answer is 34.<think>Or 35?</think>")


# What takes an answer back


@pytest.mark.parametrize(
    "completion",
    ["The answer is not 34.", "34 is not the answer.", "The next term isn't 34.", "The next term can't be 34."],
)
def test_a_denied_answer_is_none(completion):
    assert verify(completion, "34", "integer").right is False
    assert extract(completion, "integer") is None


@pytest.mark.parametrize(
    "regret", ["Wait, that can't be right.", "Scratch that.", "No, wait.", "That is wrong.", "I take that back."]
)
def test_an_answer_taken_back_is_none(regret):
    assert verify(f"The answer is 34. {regret}", "34", "integer") == Verdict(False, None, "it takes its answer back")


@pytest.mark.parametrize(
    "more",
    ["35 is also possible.", "However, 35 is also possible.", "35 would be also acceptable.", "35 fits as well."],
)
def test_an_answer_beside_which_another_is_let_stand_is_none(more):
    for answer in ("34", "35"):
        assert not right(f"The answer is 34. {more}", answer)
    assert right("35 is also prime. The answer is 34.")
    assert right("The answer is 34. 34 is also a Fibonacci number.")


@pytest.mark.parametrize("tail", [" or 35", ", or maybe 35", ". It could also be 35", ", perhaps 35", " (or 35)"])
def test_a_hedged_answer_is_wrong_whichever_is_right(tail):
    for answer in ("34", "35"):
        assert reason(f"The answer is 34{tail}.", answer) == "two different final answers: 34 and 35"


@pytest.mark.parametrize(
    "said", ["If {}, we win.", "You said {}.", "I doubt that {}.", "Suppose {}.", "Whether {} or not"]
)
def test_an_answer_that_is_not_stated_is_none(said):
    assert reason(said.format("the answer is 34")) == "no final answer"
    assert not right("Is the answer 34?")


# Strictness


@pytest.mark.parametrize(
    "other", ["134", "340", "3434", "34.5", "-34", "3 4", "34/1", "34e2", "34^2", "0.34", "34x", "34th"]
)
def test_a_part_of_the_answer_is_not_the_answer(other):
    assert not right(f"The answer is {other}.")
    assert not right(rf"\boxed{{{other}}}")


@pytest.mark.parametrize(
    ("said", "answer", "kind"),
    [
        ("5, 8, 13, 21", "5, 8, 13", "integer_list"),
        ("8, 5, 13", "5, 8, 13", "integer_list"),
        ("0.333333", "1/3", "rational"),
        ("3.14159", "3.14", "decimal"),
        ("Fibonacci numbers squared", "Fibonacci numbers", "text"),
        ("BC", "B", "choice"),
        (r"\frac{1}{20}", r"\frac{1}{2}", "latex"),
    ],
)
def test_what_is_near_is_wrong_for_every_kind(said, answer, kind):
    for completion in (said, rf"\boxed{{{said}}}", f"The answer is {said}."):
        assert not right(completion, answer, kind), completion


def test_the_answer_itself_is_right_for_every_kind_whatever_words_it_holds():
    answers = ("34", "5, 8", "1/2", "0.5", "Numbers that are not the answer: 34 or 35.", "B", "[1,2)")
    for answer, kind in zip(answers, KINDS, strict=True):
        assert right(answer, answer, kind)
        assert right(f"<think>No idea.</think>\n{answer}", answer, kind)


# The verdict


def test_a_verdict_says_what_was_understood_and_why():
    assert verify("It is 1,234.", "34", "integer") == Verdict(False, "1234", "the final answer is 1234, not 34")
    assert verify("No idea.", "34", "integer") == Verdict(False, None, "no final answer")
    assert verify(r"\boxed{?}", "34", "integer") == Verdict(False, None, "its final answer is none of this kind")
    assert verify("It is not 34.", "34", "integer").answer is None


def test_a_reason_stays_short_whatever_was_said():
    assert reason("9" * 1000) == f"the final answer is {'9' * 57}..., not 34"


def test_a_verdict_cannot_be_changed_and_is_public():
    with pytest.raises(dataclasses.FrozenInstanceError):
        verify("34", "34", "integer").right = False
    assert (oeis_qa.verify, oeis_qa.extract, oeis_qa.Verdict) == (verify, extract, Verdict)


# extract


@pytest.mark.parametrize(
    ("completion", "kind", "answer"),
    [
        ("The answer is 1,234.", "integer", "1234"),
        ("[5; 8 and -013]", "integer_list", "5, 8, -13"),
        ("It is 50/24.", "rational", "25/12"),
        ("It is 3.140.", "decimal", "157/50"),
        ("(b)", "choice", "B"),
        (r"\boxed{x+1}", "latex", "x+1"),
        ("The answer is 33 or 34.", "integer", None),
        ("No idea.", "integer", None),
        ("", "latex", None),
    ],
)
def test_extract_gives_the_final_answer_in_normal_form_or_none(completion, kind, answer):
    assert extract(completion, kind) == answer


# Refusals


@pytest.mark.parametrize(
    "call", [lambda k: verify("34", "34", k), lambda k: extract("34", k), lambda k: check_gold("34", k)]
)
def test_a_kind_that_does_not_exist_is_refused_with_the_names_of_those_that_do(call):
    names = ", ".join(KINDS)
    with pytest.raises(OptionError, match=rf"no answer kind 'intger'; did you mean 'integer'\? Have: {names}"):
        call("intger")


@pytest.mark.parametrize(
    ("kind", "answer", "rule"),
    [
        ("integer", "34.0", "is no integer; write its digits alone, as in '-34'"),
        ("integer", "034", "is no integer"),
        ("integer_list", "5, x", "is no list of integers; write it as in '5, 8, -13'"),
        ("rational", "1/0", "is no number; write it as in '34', '3.14' or '25/12'"),
        ("decimal", "pi", "is no number"),
        ("text", "?!", "is no text; give a name or an A-number"),
        ("choice", "BC", "is no choice; give one capital letter, A to Z"),
        ("choice", "b", "is no choice"),
        ("latex", r"\frac{1}{2", "is no LaTeX; give one formula with matching braces"),
        *((kind, "", "is no") for kind in KINDS),
    ],
)
def test_a_gold_that_is_none_of_its_kind_is_refused_with_its_value_and_the_rule(kind, answer, rule):
    for call in (lambda: verify("34", answer, kind), lambda: check_gold(answer, kind)):
        with pytest.raises(AnswerError) as caught:
            call()
        assert f"answer {answer!r} {rule}" in str(caught.value)


@pytest.mark.parametrize(
    ("answer", "name"), [(None, "NoneType"), (34, "int"), (0.5, "float"), (["34"], "list"), (b"34", "bytes")]
)
@pytest.mark.parametrize("kind", KINDS)
def test_an_answer_that_is_no_text_is_refused_with_its_type(answer, name, kind):
    with pytest.raises(AnswerError, match=f"an answer of type {name} is no text; give it as in the answer column"):
        verify("34", answer, kind)


@pytest.mark.parametrize("kind", KINDS)
def test_a_gold_that_is_no_text_is_refused(kind):
    with pytest.raises(AnswerError, match="an answer of type int is no text; give it as in the answer column"):
        check_gold(34, kind)


@pytest.mark.parametrize(("completion", "name"), [(None, "NoneType"), (34, "int"), (["34"], "list"), (b"34", "bytes")])
def test_a_completion_that_is_no_text_is_refused_with_its_type(completion, name):
    for call in (lambda: verify(completion, "34", "integer"), lambda: extract(completion, "integer")):
        with pytest.raises(
            AnswerError, match=f"a completion of type {name} is no text; pass the content of the message"
        ):
            call()
