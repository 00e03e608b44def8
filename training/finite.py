"""A run whose loss is no number any more learns nothing: it is stopped at once, with what may have caused it.

In:  trainer.add_callback(Finite()); a step whose loss is nan
Out: TrainingError: step 30: loss is nan ...
"""

import math
from typing import Any

from transformers import TrainerCallback, TrainerControl, TrainerState, TrainingArguments

from oeis_qa.errors import TrainingError

_WATCHED = ("loss", "grad_norm")


class Finite(TrainerCallback):
    """Stops a run when it logs a loss or a gradient norm that is not finite."""

    def on_log(
        self,
        args: TrainingArguments,
        state: TrainerState,
        control: TrainerControl,
        logs: dict[str, Any] | None = None,
        **kwargs: Any,
    ) -> None:
        for name in _WATCHED:
            value = (logs or {}).get(name)
            if value is not None and not math.isfinite(float(value)):
                raise TrainingError(
                    f"step {state.global_step}: {name} is {value}; nothing is learned from here on. Lower "
                    f"--learning_rate {args.learning_rate:g}, add --warmup_steps, or resume from an earlier checkpoint"
                )
