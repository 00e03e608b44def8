"""What kinds of file a source holds, told by their names.

In:  files("/data/oeis"), a folder with stripped.gz, names.gz and seq.tar.gz
Out: Files(stripped=.../stripped.gz, names=.../names.gz, archives=((.../seq.tar.gz,),))
"""

import functools
import glob
import hashlib
from dataclasses import dataclass
from pathlib import Path

from oeis_qa.errors import SourceError, SourceFormatError
from oeis_qa.loaders.oeis.sources.archives import tree_files

_TARS = (".tar", ".tar.gz", ".tgz", ".tar.xz", ".txz")
_MAY_HOLD = (
    "a folder with stripped[.gz], names[.gz], offsets[.gz] or a tar of entries; a tree seq/A000/A000045.seq; "
    "a tar of such a tree (.tar, .tar.gz, .tar.xz), or a glob of its parts"
)


Stamp = tuple[str, int, int]  # path, size, time of the last change in nanoseconds


@dataclass(frozen=True)
class Files:
    stripped: Path | None = None
    names: Path | None = None
    offsets: Path | None = None
    archives: tuple[tuple[Path, ...], ...] = ()  # tars of entries, each in one or several parts
    trees: tuple[Path, ...] = ()  # folders of entries

    def fields(self) -> frozenset[str]:
        """The fields that this source can give: of name, offset, keywords, entries."""
        if self.archives or self.trees:
            return frozenset({"name", "offset", "keywords", "entries"})
        return frozenset({"name"} if self.names else ()) | frozenset({"offset"} if self.offsets else ())


def files(source: str, option: str = "source") -> Files:
    """The files of a source, which this option names.

    Raises:
        SourceError: there is nothing at this path.
        SourceFormatError: nothing there can be read.
    """
    path = Path(source)
    if glob.has_magic(source) and not path.exists():
        parts = tuple(sorted(part for part in map(Path, glob.glob(source)) if part.is_file()))
        if not parts:
            raise SourceError(f"{option}={source!r} matches no file; give {_MAY_HOLD}")
        return Files(archives=(parts,))
    if not path.exists():
        raise SourceError(f"{option}={source!r} is not there; give 'bundled', or {_MAY_HOLD}")
    found = _in_folder(path) if path.is_dir() else _of_file(path)
    if found == Files() or (not found.stripped and not found.archives and not found.trees):
        raise SourceFormatError(f"{option}={source!r} holds nothing to read sequences from; give {_MAY_HOLD}")
    return found


def fingerprint(found: Files) -> str:
    """A hash of the bytes of the files, of a tree of its paths, sizes and times."""
    single = [path for path in (found.stripped, found.names, found.offsets) if path is not None]
    whole = (*single, *(path for parts in found.archives for path in parts))
    trees = tuple(_stamp(path) for root in found.trees for path in tree_files(root))
    return _digest(tuple(_stamp(path) for path in whole), trees)


@functools.lru_cache(maxsize=8)
def _digest(whole: tuple[Stamp, ...], trees: tuple[Stamp, ...]) -> str:
    """The files are read once a process, as long as their sizes and times stay."""
    digest = hashlib.sha256(repr(([path for path, _, _ in whole], trees)).encode())
    for path, _, _ in whole:
        with open(path, "rb") as file:
            while block := file.read(1 << 20):
                digest.update(block)
    return digest.hexdigest()[:16]


def _stamp(path: Path) -> Stamp:
    about = path.stat()
    return str(path), about.st_size, about.st_mtime_ns


def _in_folder(folder: Path) -> Files:
    tars = sorted(path for path in folder.iterdir() if path.name.endswith(_TARS) and path.is_file())
    return Files(
        _one_of(folder, "stripped"),
        _one_of(folder, "names"),
        _one_of(folder, "offsets"),
        tuple((path,) for path in tars),
        (folder,) if next(tree_files(folder), None) else (),
    )


def _of_file(path: Path) -> Files:
    return Files(stripped=path) if path.name in ("stripped", "stripped.gz") else Files(archives=((path,),))


def _one_of(folder: Path, name: str) -> Path | None:
    return next((path for path in (folder / name, folder / f"{name}.gz") if path.is_file()), None)
