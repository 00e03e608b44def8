"""What the cached rows were made by: one hash over the code that makes them, so that an edit is never answered with
old rows.

`datasets` keys its cache by options and version only; the same options after an edit of the generating code give the
old rows back (measured, datasets 5.2). The hash stands in the cache path: first the code's half, then the data's.

In:  code_hash("oeis_qa.loaders.oeis")
Out: "9f3c01ab", another one after an edit of any file of that package or of the kernel's row-making modules
"""

import functools
import hashlib
import importlib.util
from collections.abc import Iterator
from pathlib import Path

KERNEL = (
    "records",
    "streams",
    "splits",
    "layouts",
    "builder",
    "options",
    "mixtures",
    "templates",
)  # what every loader's rows pass through


@functools.cache
def code_hash(*packages: str) -> str:
    """Eight hex digits over the files of these packages or modules and of the kernel."""
    digest = hashlib.sha256()
    for name in (*packages, *(f"oeis_qa.{module}" for module in KERNEL)):
        for path in sorted(_files(name)):
            digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:8]


def text_hash(*texts: str) -> str:
    """Sixteen hex digits over these texts, in order."""
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()[:16]


def package_of(module: str) -> str:
    """The package whose files decide a builder's rows: the one that holds its module, or the module alone."""
    return module.rpartition(".")[0] or module


def _files(name: str) -> Iterator[Path]:
    spec = importlib.util.find_spec(name)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(
            f"no source file of {name!r}: rows made by code without files cannot be cached safely"
        )
    if spec.submodule_search_locations is None:
        return iter([Path(spec.origin)])
    found = (path for folder in spec.submodule_search_locations for path in Path(folder).rglob("*"))
    return (path for path in found if path.is_file() and path.suffix in (".py", ".jinja", ".json", ".txt"))
