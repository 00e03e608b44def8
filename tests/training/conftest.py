"""What the tests of training share: one small model, made once."""

import pytest

TEXTS = [f"What comes after {', '.join(str(k * i) for k in range(9))}? The next term is -{9 * i}." for i in range(300)]


@pytest.fixture(scope="session")
def tiny():
    """scratch:tiny and its tokenizer, as made from `TEXTS` with seed 0; a test that trains takes a copy."""
    from oeis_qa.training.scratch import made

    return made("scratch:tiny", TEXTS, seed=0)
