"""The kinds that the kernel brings, whose answers are said in a completion; those of loaders are tested with these."""

from oeis_qa.answers.kinds import KINDS

SAID = tuple(kind for kind, path in KINDS.items() if path.startswith("oeis_qa.answers."))
