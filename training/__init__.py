"""Rows -> weights: thin modules over TRL and PEFT, checked before the first step."""
