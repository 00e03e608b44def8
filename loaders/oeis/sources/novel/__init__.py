"""Sequences that stand in no encyclopedia: a program is drawn for every row, by the row's index alone.

A program is a base (bases.py) and `depth` steps (steps.py). Row i draws a core among the families of its split
(shapes.py), the other steps and all constants (drawing.py), and a run of its terms (candidates.py); the first attempt
that passes all checks (checks.py) is taken (rows.py). What makes an answer unique is proved over all short programs,
enumerated up to a bound (known.py), where other sources look at a corpus; no question depends on any other row.

In:  load_dataset("oeis_qa", "completion", source="novel", depth=2, avoid="/data/oeis")
Out: rows whose meta.program defines a(n); the answer is a(offset + start + shown)
"""
