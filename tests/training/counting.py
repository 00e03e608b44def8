"""A run of one step with held-out accuracy, in as many processes as there are; its output folder is the argument.

In:  python -m torch.distributed.run --standalone --nproc_per_node 2 -m tests.training.counting /tmp/run
Out: /tmp/run/held_out.jsonl, and in /tmp/run/log-0.json and log-1.json what each process logged
"""

import json
import sys

import torch
from datasets import Dataset
from transformers import Trainer, TrainingArguments

from oeis_qa.training.accuracy import HeldOut
from tests.tiny import TWO_STEPS, tiny_model

SHOWN = [", ".join(map(str, range(i, i + 2 + i % 3))) for i in range(5)]
ROWS = Dataset.from_list(
    [
        {"id": i, "prompt": f"What is next in {shown}?", "answer": "5", "answer_kind": "integer"}
        for i, shown in enumerate(SHOWN)
    ]
)


def run(folder):
    """Train, and leave behind what was said and logged."""
    torch.set_num_threads(1)
    model, tokenizer = tiny_model(ROWS["prompt"])
    with torch.no_grad():  # as large as in a trained model, so that what it says depends on what it is asked
        for parameter in model.parameters():
            parameter.mul_(8 if parameter.ndim > 1 else 1)
    rows = [{"input_ids": torch.arange(8), "labels": torch.arange(8)}] * 8
    arguments = TrainingArguments(folder, **{**TWO_STEPS, "max_steps": 1, "learning_rate": 0.0})
    trainer = Trainer(model, arguments, train_dataset=rows, processing_class=tokenizer)
    model.generation_config.eos_token_id = list(range(20, 120))  # so that completions end at different lengths
    trainer.add_callback(HeldOut(trainer, ROWS, steps=1, max_new_tokens=8, batch_size=1))
    trainer.train()
    # Of two processes a step is a larger part of an epoch.
    logged = [{**log, "epoch": None} for log in trainer.state.log_history if "held_out/n" in log]
    with open(f"{folder}/log-{arguments.process_index}.json", "w") as file:
        json.dump(logged, file)


if __name__ == "__main__":
    run(sys.argv[1])
