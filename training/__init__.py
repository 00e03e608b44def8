"""Rows -> weights: thin modules over TRL and PEFT, checked before the first step.

In:  oeis_qa.training.sft.main(["--data", "oeis_qa/completion", "--model", "scratch:tiny", "--output_dir", "out"])
Out: out/ with the weights, run.json, held_out.jsonl and a model card
"""

import importlib.util

from oeis_qa.errors import MissingExtraError

_NEEDED = ("torch", "transformers", "tokenizers", "trl", "peft", "accelerate")

for _package in _NEEDED:
    if importlib.util.find_spec(_package) is None:
        raise MissingExtraError(f"training needs {_package}; pip install 'oeis-qa[train]'")
