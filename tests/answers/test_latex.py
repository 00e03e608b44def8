"""LaTeX answers: golds, formulas in boxes, between dollar signs and in prose, and how many of them are compared."""

import pytest

from oeis_qa import answers
from oeis_qa.answers import extract, formulas, verify
from oeis_qa.answers.formulas import depths
from oeis_qa.answers.latex import latex_gold, same_latex
from oeis_qa.errors import AnswerError

# Golds


@pytest.mark.parametrize("gold", ["", " ", "$$", ".", "{", "}", "}{", r"\frac{1}{2", "x^{2", r"\boxed{3"])
def test_braces_that_do_not_match_and_nothing_at_all_are_no_gold(gold):
    with pytest.raises(AnswerError, match="is no LaTeX; give one formula with matching braces"):
        latex_gold(gold)


def test_escaped_braces_need_not_match():
    assert latex_gold(r"\{1,2\}")
    assert latex_gold(r"\left\{ x")


@pytest.mark.parametrize(
    ("text", "found"),
    [("", []), ("a{b}", [0, 0, 1, 0]), ("{", None), ("}{", None), (r"\{x", [0, 0, 0]), ("{{}}", [0, 1, 1, 0])],
)
def test_the_depth_of_each_character_is_how_many_braces_are_open(text, found):
    assert depths(text) == found


def test_a_value_is_compared_with_the_formula_of_a_gold():
    assert same_latex(r"\frac{3}{6}", latex_gold("0.5"))
    assert not same_latex(r"\frac{3}{6}", latex_gold("0.6"))


# Formulas in prose


@pytest.mark.parametrize(
    ("completion", "answer"),
    [
        (r"Hence the answer is $\frac{3}{6}$.", r"\frac{3}{6}"),
        (r"The answer is \(x+1\), since it is.", "x+1"),
        (r"So \[ \boxed{ x^2 } \]", "x^2"),
        (r"\boxed{\frac{1}{\sqrt{2}}}", r"\frac{1}{\sqrt{2}}"),
        ("The answer is x+1.", "x+1"),
        (r"<answer>$\pi$</answer>", r"\pi"),
        ("It is $3$ or $4$.", None),
        (r"\boxed{3} and \boxed{4}", None),
        ("No idea, sorry about that", None),
    ],
)
def test_a_formula_is_found(completion, answer):
    assert extract(completion, "latex") == answer


@pytest.mark.parametrize("said", ["I do not know.", "No idea", "That is obvious.", "unique"])
def test_a_refusal_is_no_formula(said):
    assert extract(said, "latex") is None


def test_two_ways_to_write_one_formula_are_no_contradiction():
    assert verify(r"\boxed{\frac{1}{2}} = \boxed{0.5}", "0.5", "latex").right
    assert verify(r"\boxed{2\sqrt{2}}, or \boxed{\sqrt{8}}", r"\sqrt{8}", "latex").right
    assert not verify(r"\boxed{\frac{1}{2}} = \boxed{0.4}", "0.5", "latex").right


def test_at_most_three_texts_of_one_answer_are_compared(monkeypatch):
    asked = []
    monkeypatch.setattr(formulas, "same_latex_value", lambda *question: asked.append(question) or True)
    texts = ["x+1", "1+x", "x+1+0", "1+x+0"]
    said = [rf"\boxed{{{text}}}" for text in texts]
    assert answers._MOST == 3
    assert verify(", ".join(said), "x+1", "latex").reason == "two different final answers: x+1 and 1+x"
    assert not asked
    assert verify(", ".join(said[:3] * 5), "2+x-1", "latex").right
    assert [answer for _, answer, _ in asked] == texts[:3]
    assert not verify("$x+1$ or $1+x$, or $x+1+0$, or $1+x+0$", "2+x-1", "latex").right
