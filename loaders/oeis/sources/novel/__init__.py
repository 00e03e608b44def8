"""Sequences that stand in no encyclopedia: a program is drawn for every row, by the row's index alone.

A program is a base (bases.py) and `depth` steps (steps.py). Row i draws a core among the families of its split
(shapes.py), the other steps and all constants (drawing.py), and a run of its terms (candidates.py); the first attempt
that passes all checks (checks.py) is taken (rows.py). No row depends on any other.

What makes an answer unique is proved over all short programs, enumerated up to a bound (known.py), where other sources
look at a corpus. completion, previous_term, nth_term, membership, code_generation: none of them, nor an affine image of
one, makes the shown run, and no solver that fits it goes on otherwise. fill_in: none makes any eight terms in a row of
it, and each hidden term borders on as many shown ones as its program needs, eight at least. reorder: in none do its
terms stand side by side, and in the program itself in no other order. gaps, anomaly: none holds the shown terms, with
as many left out or with one change, as it stands.

In:  load_dataset("oeis_qa", "completion", source="novel", depth=2, avoid="/data/oeis")
Out: rows whose meta.program defines a(n); the answer is a(offset + start + shown)
"""
