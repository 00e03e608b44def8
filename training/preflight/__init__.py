"""Checks before a run: what the trainer will make of the rows, without loading the model.

setup (the run as TRL sets it up) -> reading, rendering, tokens, prompts (rows as TRL tokenises them) -> facts (numbers
for each row) -> columns, rows, checks, packing (what is wrong with them) -> findings, as a Report.

In:  preflight(rows, tokenizer, SFTConfig(max_length=64)).check()
Out: PreflightError: fatal: cut short: 212 rows, first completion/A000045/12+9/t3: max_length=64 keeps 64 of its
     73 tokens. Remedy: raise max_length to 97, or leave these rows out
"""

from oeis_qa.training.preflight.checked import lengths, preflight
from oeis_qa.training.preflight.findings import Finding, Report

__all__ = ["Finding", "Report", "lengths", "preflight"]
