"""What the library shows to the outside, and what importing it costs."""

import oeis_qa


def test_all_names_the_public_surface_in_order():
    assert oeis_qa.__all__ == sorted(oeis_qa.__all__)
    assert all(hasattr(oeis_qa, name) for name in oeis_qa.__all__)


def test_importing_loads_no_loader_and_no_training_library(fresh_python):
    unwanted = {"torch", "transformers", "scipy", "typer", "ray", "oeis_qa.loaders", "oeis_qa.publishing"}
    code = f"import sys, oeis_qa; print({unwanted} & set(sys.modules))"
    assert fresh_python(code).strip() == "set()"


def test_every_public_function_and_class_says_what_it_is():
    for name in oeis_qa.__all__:
        if name != "__version__":
            assert getattr(oeis_qa, name).__doc__, name
