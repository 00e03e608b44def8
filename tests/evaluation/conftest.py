"""What tests of evaluations share: tiny models in folders, and tasks that take no time."""

import pytest

from oeis_qa.evaluation.tasks import task

TASKS = ["gsm8k", "math", "oeis_qa/completion?size=20&eval_size=6", "oeis_qa/previous_term?size=20&eval_size=6"]


@pytest.fixture(scope="session")
def models(tmp_path_factory):
    """A function: a seed -> the folder of a model with random weights of that seed."""
    from oeis_qa.training import scratch

    texts = [item.messages[-1]["content"] for name in TASKS for item in task(name).items]
    folders = {}

    def folder(seed):
        if seed not in folders:
            folders[seed] = tmp_path_factory.mktemp("models") / f"model{seed}"
            for part in scratch.made("scratch:tiny", texts, seed):
                part.save_pretrained(folders[seed])
        return str(folders[seed])

    return folder
