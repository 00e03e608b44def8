"""One shard: some rows of a split as one Parquet file, and the receipt that says it is whole.

Building a shard twice, or twice at once, does no harm: it is the same rows, put under the same name whole. The receipt
comes after the file, so what a receipt names is there.

In:  build_shard(spec, 3, "/data/built")
Out: Receipt(name="completion/train-00003-of-00020.parquet", rows=100000, logical="9f3c...", ...), and the two files
"""

import dataclasses
import hashlib
import json
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.parquet as pq

from oeis_qa.errors import BuildError
from oeis_qa.fingerprint import text_hash
from oeis_qa.layouts import features
from oeis_qa.publishing.hashes import LogicalHash
from oeis_qa.publishing.spec import Shard, Spec, builder_of
from oeis_qa.publishing.stores import Store, store

FOLDER = ".oeis_qa"  # what a build keeps for itself; stock tools do not look into it
_AT_ONCE = 20_000  # rows that are made at a time


@dataclass(frozen=True)
class Receipt:
    spec: str  # hash of the spec
    name: str
    rows: int
    logical: str  # hash of the rows, whatever the file's bytes
    sha256: str  # of the file
    size: int  # bytes
    memory: int  # bytes of its rows as Arrow holds them


def build_shard(spec: Spec, i: int, out: str) -> Receipt:
    """Make a shard and its receipt.

    Raises:
        BuildError: its code or source has changed since the build began, or an id comes twice.
        TargetError: it cannot be written.
    """
    shard = spec.shards[i]
    data, rows, memory = _file(spec, shard)
    digest = hashlib.sha256(data).hexdigest()
    receipt = Receipt(spec.hash, shard.name, rows.rows, rows.hexdigest(), digest, len(data), memory)
    target = store(out)
    target.write(shard.name, data)
    target.write(receipt_name(shard), _sealed(receipt))
    return receipt


def receipt_of(spec: Spec, shard: Shard, target: Store) -> Receipt | None:
    """The receipt of a shard that is there, whole, and of this spec; else None."""
    written = target.read(receipt_name(shard)) or b"{}"
    try:
        receipt = Receipt(**json.loads(written)["receipt"])
    except (ValueError, TypeError, KeyError):
        return None
    if (receipt.spec, receipt.name, _sealed(receipt)) != (spec.hash, shard.name, written):
        return None
    data = target.read(shard.name)
    return receipt if data is not None and hashlib.sha256(data).hexdigest() == receipt.sha256 else None


def _sealed(receipt: Receipt) -> bytes:
    """The receipt as it is written, with a hash of its own, since a disk may spoil it too."""
    told = dataclasses.asdict(receipt)
    return json.dumps({"receipt": told, "seal": text_hash(json.dumps(told))}).encode()


def receipt_name(shard: Shard) -> str:
    return f"{FOLDER}/receipts/{shard.name}.json"


def _file(spec: Spec, shard: Shard) -> tuple[memoryview, LogicalHash, int]:
    """The shard as Parquet, in memory: writing straight to a full disk can abort the process (pyarrow 26)."""
    part = spec.parts[shard.part]
    builder = builder_of(part.address)
    if builder.hash != part.state:
        raise BuildError(f"{part.written()['address']}: its code or source changed during the build; build it again")
    columns, ids = features(builder.config.layout), set[str]()
    sink, rows, memory = pa.BufferOutputStream(), LogicalHash(columns), 0
    with pq.ParquetWriter(sink, columns.arrow_schema, compression="zstd") as writer:
        for start in range(shard.start, shard.stop, _AT_ONCE):
            stop = min(start + _AT_ONCE, shard.stop)
            for _, table in builder._generate_tables(shard.split, [(start, stop)]):
                whole = table.cast(columns.arrow_schema)
                rows.feed(whole)
                memory += whole.nbytes
                ids.update(whole.column("id").to_pylist())
                writer.write_table(whole)
    if len(ids) != rows.rows:
        raise BuildError(
            f"{shard.name}: {rows.rows - len(ids)} ids come twice, which is a fault of the dataset; report it"
        )
    return memoryview(sink.getvalue()), rows, memory
