"""What the tests of training share: one small model, made once."""

import pytest

TEXTS = [f"What comes after {', '.join(str(k * i) for k in range(9))}? The next term is -{9 * i}." for i in range(300)]


@pytest.fixture(scope="session")
def tiny():
    """scratch:tiny and its tokenizer, as made from `TEXTS` with seed 0; a test that trains takes a copy."""
    from oeis_qa.training.scratch import made

    return made("scratch:tiny", TEXTS, seed=0)


@pytest.fixture(scope="session")
def adapter_argv():
    """The arguments of a short run, but for its output folder."""
    return [
        *("--data", "oeis_qa/completion?size=64&eval_size=8", "--model", "scratch:tiny", "--use_peft", "true"),
        *("--max_steps", "4", "--save_steps", "2", "--logging_steps", "1", "--learning_rate", "0.01"),
        *("--per_device_train_batch_size", "4", "--held_out", "4", "--held_out_steps", "4", "--held_out_tokens", "4"),
        *("--disable_tqdm", "true", "--seed", "7"),
    ]


@pytest.fixture(scope="session")
def adapter_run(tmp_path_factory, adapter_argv):
    """What that run has made: an adapter, its base, run.json, a card and two checkpoints. It is only read."""
    from oeis_qa.training import sft

    out = tmp_path_factory.mktemp("runs") / "run"
    sft.main([*adapter_argv, "--output_dir", str(out)])
    return out
