"""What the tests of samplers share: a tiny model in a folder, a clock that nobody waits for."""

import threading

import huggingface_hub
import pytest

from oeis_qa.samplers.patience import Clock
from tests.tiny import tiny_model

QUESTIONS = [f"What is next in {', '.join(map(str, range(i, 2 * i + 3)))}?" for i in (5, 0, 3, 9, 1)]


@pytest.fixture(scope="package")
def folder(tmp_path_factory):
    """A tiny model and its tokenizer, whose answers depend on what it is asked."""
    import torch

    model, tokenizer = tiny_model(QUESTIONS)
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.mul_(8 if parameter.ndim > 1 else 1)
    path = tmp_path_factory.mktemp("model")
    model.save_pretrained(path)
    tokenizer.save_pretrained(path)
    return path


class FakeTime:
    """Seconds that pass only where somebody waits; every wait is kept."""

    def __init__(self):
        self.seconds, self.waits, self._lock = 1000.0, [], threading.Lock()
        self.clock = Clock(lambda: self.seconds, self._wait)

    def _wait(self, stopped, seconds):
        with self._lock:
            self.waits.append(seconds)
            self.seconds += seconds


@pytest.fixture
def time():
    """A clock of its own, and the pauses that were made by it."""
    return FakeTime()


@pytest.fixture
def online(monkeypatch):
    """The client of the Hub may connect, to servers on this machine."""
    monkeypatch.setattr(huggingface_hub.constants, "HF_HUB_OFFLINE", False)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
