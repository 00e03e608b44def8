"""Which columns a trainer reads, and which of the others it would read instead, or trip over.

Source: TRL 1.16, `SFTTrainer._prepare_dataset`, `DPOTrainer._prepare_dataset`, `GRPOTrainer._calculate_rewards`. TRL
picks the format by column names and says nothing where two are there.

In:  read_by("sft", ["id", "messages", "labels"], "text")
Out: "messages"
In:  collisions("sft", "messages", ["id", "messages", "labels"], "text")
Out: (Finding("colliding columns", "labels is taken for the labels of the tokens", "rows.remove_columns(...)"),)
"""

from collections.abc import Collection

from oeis_qa.training.preflight.findings import Finding

_NEEDS = {
    "sft": "messages, or prompt and completion, or text",
    "dpo": "chosen and rejected, and prompt",
    "grpo": "prompt",
}
_LAYOUTS = {"sft": "messages", "dpo": "preference", "grpo": "prompt"}
_OWN = {
    "input_ids": {"input_ids", "labels", "completion_mask", "assistant_masks", "seq_lengths"},
    "prompt_completion": {"prompt", "completion"},
    "preference": {"prompt", "chosen", "rejected"},
    "conversations": {"conversations"},
    "messages": {"messages"},
    "prompt": {"prompt"},
}
_TOKENS = {
    "labels": "is taken for the labels of the tokens",
    "completion_mask": "is taken for a mask of the tokens",
    "assistant_masks": "is taken for a mask of the tokens",
    "seq_lengths": "is taken for the lengths of packed rows",
}
_ANOTHER = "is another format's column; the trainer guesses the format from whichever of them it sees first"
_IMAGES = "makes the trainer ask for a vision model"
_OTHERS = {
    "messages": _ANOTHER,
    "conversations": _ANOTHER,
    "prompt": _ANOTHER,
    "completion": _ANOTHER,
    "chosen": _ANOTHER,
    "rejected": _ANOTHER,
    "image": _IMAGES,
    "images": _IMAGES,
}
_GIVEN = "is what the trainer itself passes to reward functions under this name"
_CLAIMED = {
    "sft": {**_TOKENS, **_OTHERS},
    "dpo": {name: _OTHERS[name] for name in ("messages", "completion", "image", "images")},
    "grpo": {
        **dict.fromkeys(("prompts", "completions", "trainer_state", "log_extra", "log_metric", "environments"), _GIVEN),
        "image": _IMAGES,
        "images": _IMAGES,
    },
}


def read_by(trainer: str, columns: Collection[str], text_field: str) -> str:
    """What the trainer reads of these columns: a layout's name, "conversations" or "input_ids"; "" for nothing."""
    if trainer == "grpo":
        return "prompt" * ("prompt" in columns)
    if trainer == "dpo":
        return "preference" * ({"chosen", "rejected"} <= set(columns))
    if {"prompt", "completion"} <= set(columns) and "input_ids" not in columns:
        return "prompt_completion"
    found = [name for name in ("input_ids", "conversations", "messages") if name in columns]
    return found[0] if found else "text" * (text_field in columns)


def missing(trainer: str, columns: Collection[str]) -> Finding:
    """That there is nothing for this trainer to read."""
    return Finding(
        "no columns to train on",
        f"{trainer} reads {_NEEDS[trainer]}, and the rows have {', '.join(columns)}",
        f"load the rows with layout={_LAYOUTS[trainer]!r}",
    )


def collisions(trainer: str, layout: str, columns: Collection[str], text_field: str) -> tuple[Finding, ...]:
    """The columns beside the layout's own that the trainer would act upon."""
    claimed = _CLAIMED[trainer] | ({text_field: _ANOTHER} if trainer == "sft" else {})
    strangers = [name for name in claimed if name in columns and name not in _OWN.get(layout, {text_field})]
    if layout == "input_ids" and strangers:
        return (_collision("input_ids", "makes the trainer take the rows for tokenised ones and read nothing else"),)
    return tuple(_collision(name, claimed[name]) for name in strangers)


def _collision(name: str, why: str) -> Finding:
    return Finding("colliding columns", f"{name} {why}", f"rows.remove_columns({name!r}), or give it another name")
