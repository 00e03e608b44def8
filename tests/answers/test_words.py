"""Names of sequences and letters of choices: case, articles and quotes do not count, every other sign does."""

import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oeis_qa.answers import extract, verify
from oeis_qa.answers.words import letter_gold, name, name_gold, same_name
from oeis_qa.errors import AnswerError

SOME = settings(deadline=None, max_examples=150)
FIBONACCI = "Fibonacci numbers: F(n) = F(n-1) + F(n-2)."


def named(completion, answer=FIBONACCI):
    return verify(completion, answer, "text").right


# Names


@pytest.mark.parametrize(
    ("said", "form"),
    [
        ("Fibonacci numbers.", "fibonacci numbers"),
        ("The  Fibonacci\tnumbers", "fibonacci numbers"),
        ("“Fibonacci numbers”", "fibonacci numbers"),
        ("`Fibonacci numbers`", "fibonacci numbers"),
        ("It is called the Fibonacci numbers", "fibonacci numbers"),
        ("A000045: Fibonacci numbers", "fibonacci numbers"),
        ("the list of primes", "primes"),
        ("STRASSE", "strasse"),
    ],
)
def test_the_normal_form_of_a_name(said, form):
    assert name(said) == form


@pytest.mark.parametrize("said", ["a(n) = n^2", "a(n) = n**2", "$a(n) = n^2$"])
def test_a_power_may_be_written_in_two_ways(said):
    assert same_name(said, "a(n) = n^2")


@pytest.mark.parametrize("said", ["the", "The.", "it is", "all the", "", "...", "**"])
def test_the_normal_form_of_next_to_nothing_is_never_a_name_of_something(said):
    assert not same_name(said, FIBONACCI)
    assert not same_name(said, "A000045")


@pytest.mark.parametrize(
    "said",
    [
        "Fibonacci numbers",
        "the fibonacci numbers.",
        "FIBONACCI NUMBERS",
        FIBONACCI,
        "**Fibonacci numbers**",
        "This is the sequence of the Fibonacci numbers.",
        "The name of the sequence is: Fibonacci numbers.",
        "<think>Lucas?</think>Fibonacci numbers",
        r"\boxed{\text{Fibonacci numbers}}",
        "<answer>The Fibonacci numbers</answer>",
        "Fibonacci numbers, since each term is the sum of the two before.",
        "These are the Fibonacci numbers (A000045), each the sum of two.",
    ],
)
def test_a_name_is_known_up_to_its_first_colon(said):
    assert named(said)


@pytest.mark.parametrize(
    "said",
    [
        "Fibonacci",
        "numbers",
        "Lucas numbers",
        "Fibonacci numbers squared",
        "Squares of Fibonacci numbers",
        "Non-Fibonacci numbers",
        "Fibonacci numbers or Lucas numbers",
        "The answer is not Fibonacci numbers.",
        "Fibonacci numbers: F(n) = F(n-1) - F(n-2).",
        "A000045",
        "",
    ],
)
def test_another_name_is_wrong(said):
    assert not named(said)


@pytest.mark.parametrize("said", ["Fibonacci numbers (A000045)", "The answer is Fibonacci numbers (A000045)."])
def test_a_number_in_brackets_behind_a_name_does_not_count(said):
    assert named(said)


@pytest.mark.parametrize(
    ("said", "gold"),
    [
        ("Numbers congruent to 3 mod 4", "Numbers congruent to 1 mod 4"),
        ("a(n) = n^3", "a(n) = n^2"),
        ("a(n) = n-1", "a(n) = n+1"),
        ("Numbers that are prime", "Numbers that are not prime"),
        ("Numbers that are not prime", "Numbers that are prime"),
        ("Primes p such that p+2 is prime", "Primes p such that p+2 is prime too"),
        ("Triangle read by rows", "Triangle read by columns"),
    ],
)
def test_one_sign_or_word_makes_another_name(said, gold):
    assert not named(said, gold)
    assert named(gold, gold)
    assert named(f"The answer is {gold}.", gold)


@pytest.mark.parametrize(
    "said", ["A000045", "a000045", "OEIS A000045.", "It is A000045: Fibonacci numbers", "A000045, not A000032"]
)
def test_an_a_number_is_right_where_one_is_asked_for(said):
    assert named(said, "A000045")


@pytest.mark.parametrize(
    "said",
    [
        "A000032",
        "A45",
        "A0000451",
        "A000045 or A000032",
        "Fibonacci numbers",
        "A000045 and A000032",
        "A000032, not A000045",
        "Partial sums of A000045",
        "Partial sums of A000045.",
        "The answer is the complement of A000045.",
        "2*A000045",
        "A000045/2",
        "A000045^2",
        "A000045 + 1",
        "A000045 shifted",
        "A000045 with 0 prepended",
        "A000045(A000040(n))",
    ],
)
def test_another_a_number_or_two_are_wrong(said):
    assert not named(said, "A000045")


@pytest.mark.parametrize("said", ["A000045(2n)", "A000045(n)+1", "A000045 - 1", "A000045, but shifted"])
def test_a_number_with_something_done_to_it_is_another(said):
    assert not named(said, "A000045")


@pytest.mark.xfail(strict=True, reason="a name beside a number is not read, so that it may be another's")
@pytest.mark.parametrize(
    "said",
    [
        "A000045 (shifted)",
        "A000045: squares of them",
        "Bisection of Fibonacci numbers (A000045)",
    ],
)
def test_what_is_made_of_a_sequence_is_another(said):
    assert not named(said, "A000045")


@pytest.mark.parametrize(
    ("head", "tail"),
    [
        ("Triangle read by rows", "T(n,k) = binomial(n,k)"),
        ("Irregular triangle read by rows", "row n lists the divisors of n"),
        ("Triangle T(n,k), read by rows", "T(n,k) = n^k"),
        ("Square array read by antidiagonals", "T(n,k) = n^k"),
        ("Array read by antidiagonals downwards", "A(n,k) = n*k"),
        ("E.g.f.", "exp(x)"),
        ("G.f.", "1/(1-x)"),
        ("Expansion", "1/(1-x)"),
        ("a(n)", "n^2"),
        ("Numbers n", "n^2+1 is prime"),
    ],
)
def test_a_head_that_many_names_share_is_nobodys_name(head, tail):
    gold = f"{head}: {tail}."
    for said in (gold, gold.lower(), f"The answer is {gold}", f"<answer>{gold}</answer>"):
        assert named(said, gold), said
    for said in (head, f"{head}.", f"The answer is: {head}", f"<answer>{head}</answer>", f"{head}: something else."):
        assert not named(said, gold), said


@pytest.mark.parametrize("said", ['{"answer": "Fibonacci numbers"}', '```json\n{"answer": "Fibonacci numbers"}\n```'])
def test_a_name_in_json_is_read(said):
    assert named(said)
    assert not named(said.replace("Fibonacci", "Lucas"))


@SOME
@given(st.text(st.characters(categories=["L", "N"], max_codepoint=0x24F), min_size=3, max_size=30))
def test_every_name_of_letters_and_digits_is_its_own_answer(word):
    gold = f"Zahlen {word}"
    for completion in (gold, f"  {gold}\n", f"The answer is {gold}.", rf"\boxed{{{gold}}}", f"<answer>{gold}</answer>"):
        assert named(completion, gold), completion


@SOME
@given(
    st.lists(st.sampled_from("prime square odd cube even sum root digit".split()), min_size=2, max_size=6), st.data()
)
def test_a_name_with_a_word_more_less_or_elsewhere_is_another(words, data):
    place = data.draw(st.integers(0, len(words) - 1))
    gold = " ".join(words)
    other = [
        words[:place] + words[place + 1 :],
        [*words[:place], "big", *words[place:]],
        words[::-1],
        [*words, words[0]],
    ]
    for changed in other:
        assert named(" ".join(changed), gold) == (changed == words)


@pytest.mark.parametrize("gold", ["", " ", "...", "-", "\n", "**", "“”"])
def test_marks_alone_are_no_gold_of_a_name(gold):
    with pytest.raises(AnswerError, match="is no text; give a name or an A-number"):
        name_gold(gold)


def test_extract_gives_the_name_as_it_was_said():
    assert extract("The answer is Fibonacci numbers", "text") == "Fibonacci numbers"
    assert extract("", "text") is None


# Choices


@pytest.mark.parametrize(
    "said",
    [
        "B", "b", "(B)", "B)", "B.", "[B]", "**B**", "`B`", "$B$", "Option B", "The answer is (B).", "I choose B.",
        "B is the correct answer.", "Answer: B: 34", "The correct option is B, because 34 is even.", r"\boxed{B}",
        r"\boxed{\text{(B)}}", "<answer>b</answer>", "#### B", "答案是B。", "Ｂ", "The answer is B) 34",
    ],
)  # fmt: skip
def test_a_letter_is_read(said):
    assert extract(said, "choice") == "B"
    assert verify(said, "B", "choice").right


@pytest.mark.parametrize(
    "said",
    [
        "Bad",
        "AB",
        "B or C",
        "B and C",
        "The answer is not B.",
        "Both B and C",
        "A cat",
        "34",
        "",
        "B2",
        r"\boxed{BC}",
    ],
)
def test_a_word_or_two_letters_are_no_choice(said):
    assert not verify(said, "B", "choice").right
    assert extract(said, "choice") is None


def test_an_article_is_no_choice():
    assert extract("This is a sequence", "choice") is None
    assert not verify("The answer is a number.", "A", "choice").right


@pytest.mark.parametrize("letter", string.ascii_uppercase)
def test_every_letter_is_a_choice_and_no_other(letter):
    other = "A" if letter != "A" else "B"
    for said in ("{}", "({})", "The answer is {}.", "**{}**", r"\boxed{{{}}}", "Answer: ({})"):
        assert verify(said.format(letter), letter, "choice").right
        assert not verify(said.format(letter), other, "choice").right


@pytest.mark.parametrize("gold", ["", "b", "AB", "(A)", "A.", "1", "Ä", "А", " A"])
def test_only_one_capital_letter_is_the_gold_of_a_choice(gold):
    with pytest.raises(AnswerError, match="is no choice; give one capital letter, A to Z"):
        letter_gold(gold)
