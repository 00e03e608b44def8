"""The rows of every config are the same in other processes, made from nothing, whatever PYTHONHASHSEED is."""

import json
import os
import subprocess
import sys
from pathlib import Path

from oeis_qa import registry
from tests.loaders.contract import sizes

DIGESTS = """
import hashlib, json, sys
import oeis_qa
for path, options in json.loads(sys.argv[1]).items():
    rows = oeis_qa.load_dataset(path, cache_dir=sys.argv[2], **options)
    print(path, hashlib.sha256(json.dumps([rows[split].to_list() for split in rows]).encode()).hexdigest())
"""


def test_rows_do_not_depend_on_the_hash_seed(tmp_path):
    configs = {
        path: {**sizes(path, size=120, eval_size=20), **config.required()}
        for name in registry.DATASETS
        for config in registry.builder_class(name).BUILDER_CONFIGS
        for path in [f"{name}/{config.name}"]
    }
    runs = [
        subprocess.Popen(
            [sys.executable, "-c", DIGESTS, json.dumps(configs), str(tmp_path / hash_seed)],
            cwd=Path(__file__).parents[2],
            env={**os.environ, "PYTHONHASHSEED": hash_seed},
            stdout=subprocess.PIPE,
            text=True,
        )
        for hash_seed in ("0", "1")
    ]
    one, other = (run.communicate()[0].splitlines() for run in runs)
    assert [line.split()[0] for line in one] == list(configs)
    assert one == other
