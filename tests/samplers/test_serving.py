"""Once for real: a tiny model behind `transformers serve` says what it says in process."""

import socket
import subprocess
import sys

import pytest

from oeis_qa.samplers import Request, Sampling, answered, journaled, opened
from tests.samplers.conftest import QUESTIONS

pytestmark = pytest.mark.usefixtures("online")


@pytest.fixture(scope="module")
def served(folder):
    """The address of the server, which needs transformers[serving]."""
    for package in ("fastapi", "uvicorn", "openai"):
        pytest.importorskip(package)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    main = "from transformers.cli.transformers import main; main()"
    where = ["--host", "127.0.0.1", "--port", str(port), "--device", "cpu"]
    command = [sys.executable, "-c", main, "serve", str(folder), *where]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as server:
        ready = any("running on http" in line for line in server.stderr)
        assert ready
        yield f"http://127.0.0.1:{port}/v1#{folder}"
        server.terminate()


def test_a_served_model_says_what_it_says_in_process(served, folder, tmp_path):
    requests = [
        Request([{"role": "user", "content": text}], sampling=Sampling(max_tokens=n))
        for text in QUESTIONS
        for n in (4, 12)
    ]
    sampler = journaled(opened(served), tmp_path / "journal")
    said = answered(sampler, requests)
    assert said == answered(opened(str(folder)), requests)
    assert sampler.paid.responses == 10
    assert answered(sampler, requests) == said
    assert sampler.paid.responses == 10
