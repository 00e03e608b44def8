"""The kinds whose answers are said in a completion; those of other kinds are run."""

import oeis_qa  # noqa: F401  # registers the kinds of its datasets
from oeis_qa.answers.kinds import KINDS, kind_named

SAID = tuple(kind for kind in KINDS if kind_named(kind).judge is None)
