"""A build: every shard of a spec, by an engine, into a folder or object store; what is there already is not made again.

The spec is written first, then shards, each with its receipt, then the card, and the manifest last: a folder with a
manifest is whole. A second builder of one folder waits for the first.

In:  build(["oeis_qa/completion?size=250000"], "/data/built", workers=2)
Out: {"spec": {...}, "shards": [...], "logical": "9f3c..."}, the manifest; /data/built/README.md, completion/*.parquet
"""

import dataclasses
import functools
import hashlib
import json
import time
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import datasets
import pyarrow as pa
from datasets.utils import tqdm
from filelock import FileLock, Timeout

import oeis_qa
from oeis_qa.errors import OptionError, TargetError, choices
from oeis_qa.publishing.card import card, licences
from oeis_qa.publishing.engines import ENGINES
from oeis_qa.publishing.shards import FOLDER, Receipt, build_shard, receipt_of
from oeis_qa.publishing.spec import SHARD_ROWS, Spec, spec_of
from oeis_qa.publishing.stores import TEMPORARY, Store, store
from oeis_qa.registry import adopt, registered

MANIFEST = "manifest.json"
CARD = "README.md"
SPEC = f"{FOLDER}/spec.json"
SECONDS = 1800.0  # that a shard may take


def build(
    addresses: Sequence[str],
    out: str,
    *,
    workers: int | None = None,
    engine: str = "local",
    ray_address: str | None = None,
    shard_rows: int = SHARD_ROWS,
    shard_seconds: float = SECONDS,
    acknowledge_incorrect: bool = False,
) -> dict[str, Any]:
    """Build these addresses, or what is missing of them, and return the manifest.

    Raises:
        OptionError: a wrong address, engine or number; wrong responses that are not acknowledged again.
        TargetError: `out` cannot be written, or holds something else.
        BuildError: a shard that cannot be built.
        MissingExtraError: the engine is not installed.
    """
    _check(engine, workers, shard_seconds, ray_address)
    target = store(out)
    _check_target(target)
    spec = spec_of(addresses, shard_rows)
    _check_acknowledged(spec, acknowledge_incorrect)
    with _alone(target):
        _claim(spec, target)
        receipts = {i: receipt_of(spec, shard, target) for i, shard in enumerate(spec.shards)}
        known = [receipt for receipt in receipts.values() if receipt is not None]
        missing = {i: spec.shards[i].name for i, receipt in receipts.items() if receipt is None}
        if missing:
            target.remove(MANIFEST)
            task = functools.partial(_task, registered(), spec, target.root if target.local else out)
            _make(spec, ENGINES[engine](task, missing, workers, shard_seconds, ray_address), known)
            _sweep(target)
        return _finished(spec, target, known)


def _task(known: Any, spec: Spec, out: str, i: int) -> Receipt:
    adopt(known)
    return build_shard(spec, i, out)


def _make(spec: Spec, made: Generator[Receipt, None, None], known: list[Receipt]) -> None:
    """Add the receipts that an engine gives to the known ones, under a progress bar.

    Raises:
        KeyboardInterrupt: with what is done and how to go on.
    """
    rows, done = sum(sum(part.sizes.values()) for part in spec.parts), sum(receipt.rows for receipt in known)
    try:
        with closing(made), tqdm(total=rows, initial=done, unit=" rows", unit_scale=True, desc="Building") as bar:
            for receipt in made:
                known.append(receipt)
                bar.update(receipt.rows)
    except KeyboardInterrupt:
        raise KeyboardInterrupt(
            f"stopped: {len(known)} of {len(spec.shards)} shards are built; the same command goes on with the others"
        ) from None


def _check(engine: str, workers: int | None, seconds: float, ray_address: str | None) -> None:
    if engine not in ENGINES:
        raise OptionError(f"engine={engine!r} is not known; {choices(engine, ENGINES)}")
    if workers is not None and workers < 1:
        raise OptionError(f"workers={workers}: give 1 or more")
    if seconds <= 0:
        raise OptionError(f"shard_seconds={seconds:g}: give a time above 0")
    if ray_address is not None and engine != "ray":
        raise OptionError(f"ray_address={ray_address!r} goes with engine='ray' only; leave it out, or say engine='ray'")


def _check_acknowledged(spec: Spec, acknowledged: bool) -> None:
    for part in spec.parts:
        if part.incorrect and not acknowledged:
            raise OptionError(
                f"{part.name} holds wrong responses on purpose, as the control arm of a study; to build it, say "
                "acknowledge_incorrect=True (--acknowledge-incorrect) once more"
            )


def _check_target(target: Store) -> dict[str, Any]:
    """The spec of the build whose folder it is, empty if it is nobody's.

    Raises:
        TargetError: it holds something else, or cannot be read.
    """
    top = target.top()
    known = _read(target, SPEC) if FOLDER in top else {}
    foreign = [name for name in top if name != FOLDER]
    if foreign and not known:
        raise TargetError(f"{target.title} holds {foreign[0]}, which no build made; give an empty folder or a new one")
    return known


@contextmanager
def _alone(target: Store) -> Iterator[None]:
    """While other builders of the folder wait. Object stores have no locks: a shard is written twice at worst."""
    if not target.local:
        yield
        return
    place = Path(target.root) / FOLDER
    try:
        place.mkdir(parents=True, exist_ok=True)
        lock = FileLock(place / "lock")
        _acquire(lock)
    except OSError as error:
        why = error.strerror or error
        raise TargetError(f"out={target.title!r} cannot be written ({why}); give a folder that can be") from None
    try:
        yield
    finally:
        lock.release()


def _acquire(lock: FileLock) -> None:
    try:
        lock.acquire(timeout=0)
    except Timeout:
        with tqdm(total=1, desc="Waiting for another build of this folder", bar_format="{desc}", leave=False):
            lock.acquire()


def _claim(spec: Spec, target: Store) -> None:
    """Make sure that the folder is this spec's, and sweep what killed workers left in it.

    Raises:
        TargetError: it holds something else.
    """
    known = _check_target(target)
    if known and known.get("hash") != spec.hash:
        raise TargetError(
            f"{target.title} holds another build ({_told(known)}); build into another folder, or delete this one"
        )
    _sweep(target)
    if not known:
        target.write(SPEC, _json(spec.written()))


def _sweep(target: Store) -> None:
    """Delete what killed workers left unfinished."""
    for name in target.names():
        if name.endswith(TEMPORARY):
            target.remove(name)


def _told(spec: dict[str, Any]) -> str:
    parts = ", ".join(str(part["address"]) for part in spec.get("parts", ()))
    return f"{parts}; made by another state of the code or source, or with other options"


def _finished(spec: Spec, target: Store, receipts: list[Receipt]) -> dict[str, Any]:
    """Write the card and the manifest, unless they are there and the shards the same."""
    manifest = _manifest(spec, sorted(receipts, key=lambda receipt: receipt.name))
    kept = _read(target, MANIFEST)
    made_then = {key: kept.get(key) for key in ("made_by", "date")}
    if kept == {**manifest, **made_then} and CARD in target.top():
        return kept
    manifest["licences"] = licences(spec)
    target.write(CARD, card(spec, manifest).encode())
    target.write(MANIFEST, _json(manifest))
    return manifest


def _manifest(spec: Spec, receipts: list[Receipt]) -> dict[str, Any]:
    shards = [{key: told for key, told in dataclasses.asdict(r).items() if key != "spec"} for r in receipts]
    logical = hashlib.sha256("\n".join(f"{r.name} {r.rows} {r.logical}" for r in receipts).encode()).hexdigest()
    made_by = {"oeis_qa": oeis_qa.__version__, "datasets": datasets.__version__, "pyarrow": pa.__version__}
    day = time.strftime("%Y-%m-%d", time.gmtime())
    return {"spec": spec.written(), "logical": logical, "shards": shards, "made_by": made_by, "date": day}


def _read(target: Store, name: str) -> dict[str, Any]:
    """What a file of JSON holds; nothing, where there is none or it is spoiled."""
    try:
        found: dict[str, Any] = json.loads(target.read(name) or "{}")
    except ValueError:
        return {}
    return found


def _json(value: Any) -> bytes:
    return (json.dumps(value, indent=1, ensure_ascii=False) + "\n").encode()
