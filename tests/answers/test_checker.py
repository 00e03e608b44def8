"""The LaTeX checker's own judgement, and that it is a program that stands alone."""

import ast
from pathlib import Path

import pytest

from oeis_qa.answers import checking
from oeis_qa.answers.checking import same_latex_value

CHECKER = Path(checking.__file__).with_name("checker.py")


@pytest.mark.parametrize(
    ("gold", "answer", "equal"),
    [
        ("x+1", "1+x", True),
        ("x+1", "x+2", False),
        (r"2\sqrt{2}", r"\sqrt{8}", True),
        (r"2\sqrt{2}", "2.8284271247", False),
        (r"\frac{\pi}{2}", r"\pi \cdot 0.5", True),
        (r"\frac{\pi}{3}", r"0.3333333 \pi", False),
        ("y=x+1", "2y=2x+2", True),
        ("y=x+1", "y=x+2", False),
        (r"\{1,2\}", r"\{2,1\}", True),
        ("x<3", "3>x", True),
        ("x<3", r"x\le 3", False),
        ("", "1", False),
        ("x", "\\", False),
        ("x", "\ud800\n\0", False),
        (r"\frac{1}{0}", r"\frac{2}{0}", False),
        ("2^{200}+1", "2^{200}", False),
        ("2^{200}+1", "1+2^{200}", True),
        (r"\frac{2^{200}+1}{3}", r"\frac{2^{200}}{3}", False),
        (r"\sqrt{2^{200}+1}", "2^{100}", False),
        ("12+10t", "10t+12", True),
        ("12+10t", "12+10h", False),
        ("12m", "12", False),
        ("0=0", "1=1", False),
        ("x=5", "y=5", False),
    ],
)
def test_math_verify_tells_equal_formulas_from_others(gold, answer, equal):
    assert same_latex_value(gold, answer, 5.0) is equal


@pytest.mark.parametrize("places", [8, 12, 20, 30])
def test_a_rounded_factor_is_not_the_exact_one(places):
    assert same_latex_value(r"\frac{\pi}{3}", f"0.{'3' * places}\\pi", 5.0) is False


@pytest.mark.parametrize(
    ("gold", "answer"),
    [
        ("2^{-200}", "3^{-200}"),
        ("0", "10^{-50}"),
        (r"\frac{1}{2^{200}}", r"\frac{1}{2^{201}}"),
        (r"\frac{\pi}{10^{50}}", "0"),
        ("e^{-200}", "e^{-201}"),
    ],
)
def test_two_small_constants_are_told_apart(gold, answer):
    assert same_latex_value(gold, answer, 5.0) is False


def test_the_checker_imports_nothing_of_ours():
    for node in ast.walk(ast.parse(CHECKER.read_text())):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        names += [node.module] if isinstance(node, ast.ImportFrom) else []
        assert not [name for name in names if name.partition(".")[0] in ("oeis_qa", "datasets", "regex", "pyarrow")]


def test_the_checker_loads_math_verify_and_no_datasets(fresh_python):
    code = (
        "import importlib.util, sys\n"
        "spec = importlib.util.spec_from_file_location('checker', sys.argv[1])\n"
        "checker = importlib.util.module_from_spec(spec); spec.loader.exec_module(checker)\n"
        "print(checker.is_same('x+1', '1+x'), checker.is_same('x+1', 'x'))\n"
        "print([name in sys.modules for name in ('math_verify', 'oeis_qa', 'datasets', 'pyarrow', 'torch')])"
    )
    assert fresh_python(code, CHECKER).splitlines() == ["True False", "[True, False, False, False, False]"]
