"""Tars and trees of entries: whatever the standard library writes is read back; what no tree holds is refused."""

import gzip
import io
import lzma
import tarfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from oeis_qa.errors import SourceFormatError
from oeis_qa.loaders.oeis.sources.archives import members, tree, tree_files

FORMATS = {"USTAR": tarfile.USTAR_FORMAT, "GNU": tarfile.GNU_FORMAT, "PAX": tarfile.PAX_FORMAT}
LETTERS = st.characters(blacklist_characters="/\0", blacklist_categories=["Cs"])
PARTS = st.text(LETTERS, min_size=1, max_size=12).filter(lambda part: part not in (".", ".."))
LONG_PARTS = st.text("abc =\n", min_size=60, max_size=90)


def tar(items, format_=tarfile.GNU_FORMAT, **headers):
    """A tar of (name, data) pairs; a TarInfo stands for itself."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w", format=format_, **headers) as archive:
        for item in items:
            if isinstance(item, tarfile.TarInfo):
                archive.addfile(item)
            else:
                info = tarfile.TarInfo(item[0])
                info.size = len(item[1])
                archive.addfile(info, io.BytesIO(item[1]))
    return buffer.getvalue()


def special(name, type_, target=""):
    info = tarfile.TarInfo(name)
    info.type, info.linkname = type_, target
    return info


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder that all tests of this file write to."""
    return tmp_path_factory.mktemp("archives")


@pytest.fixture(scope="module")
def entries_of(folder):
    """A function: the bytes of an archive, in one part or several -> its entries."""

    def read(*parts):
        paths = [folder / f"oeis.org.txz.{i:02d}" for i in range(len(parts))]
        for path, part in zip(paths, parts, strict=True):
            path.write_bytes(part)
        return list(members(paths))

    return read


FOUR = [(f"seq/A000/A00000{n}.seq", b"%%S A00000%d 1,%d\n" % (n, n) * n * 50) for n in range(1, 5)]
DATA = [data for _, data in FOUR]


@pytest.mark.parametrize("pack", [bytes, gzip.compress, lzma.compress])
@pytest.mark.parametrize("format_", FORMATS)
def test_a_tar_is_read_in_its_order_packed_or_not(entries_of, pack, format_):
    assert entries_of(pack(tar(FOUR[::-1], FORMATS[format_]))) == DATA[::-1]


@pytest.mark.parametrize("pack", [bytes, gzip.compress, lzma.compress])
@pytest.mark.parametrize("at", [1, 3, 500, 512, 700])
def test_the_parts_of_a_split_tar_are_read_as_one(entries_of, pack, at):
    whole = pack(tar(FOUR))
    at = min(at, len(whole) // 2)
    assert entries_of(whole[:at], whole[at : 2 * at], b"", whole[2 * at :]) == DATA


@pytest.mark.parametrize("format_", FORMATS)
@settings(deadline=None, max_examples=60)
@given(data=st.data())
def test_any_tar_of_the_standard_library_is_read_back(entries_of, format_, data):
    part = PARTS if format_ == "USTAR" else PARTS | LONG_PARTS
    name = st.lists(part, min_size=1, max_size=4).map("/".join)
    items = data.draw(
        st.lists(st.tuples(name, st.sampled_from([".seq", ".txt"]), st.binary(max_size=1100)), max_size=5)
    )
    named = [(f"{name}{suffix}", content) for name, suffix, content in items]
    assume(format_ != "USTAR" or all(len(name.encode()) < 100 for name, _ in named))
    packed = tar(named, FORMATS[format_])
    assert entries_of(packed) == [content for name, content in named if name.endswith(".seq")]


def test_a_ustar_name_that_is_cut_in_prefix_and_name_is_read_whole(entries_of):
    name = "/".join(["folder" * 6] * 4) + "/A000001.seq"
    assert len(name) > 100
    assert entries_of(tar([(name, b"text")], tarfile.USTAR_FORMAT)) == [b"text"]
    with pytest.raises(SourceFormatError, match=r"\.\./folder"):
        entries_of(tar([(f"../{name}", b"text")], tarfile.USTAR_FORMAT))


def test_only_a_record_called_path_names_a_member(entries_of):
    info = tarfile.TarInfo("seq/A000001.seq")
    info.pax_headers = {"comment": "10 path=../a path=/b\n12 path=/c.txt\n", "mtime": "1.5", "SCHILY.path": "/d"}
    assert entries_of(tar([info], tarfile.PAX_FORMAT)) == [b""]


def test_a_global_header_names_no_member(entries_of):
    packed = tar(FOUR, tarfile.PAX_FORMAT, pax_headers={"comment": "a" * 40, "path": "/nowhere"})
    assert entries_of(packed) == DATA


def test_folders_and_files_of_other_names_are_passed_over(entries_of):
    others = [special("seq", tarfile.DIRTYPE), ("README.md", b"%S A000009 1,2\n"), ("seq/A000001.seq.orig", b"x")]
    assert entries_of(tar([*others, *FOUR])) == DATA


def test_an_archive_of_nothing_holds_no_entries(entries_of):
    assert entries_of(tar([])) == []


@pytest.mark.parametrize(
    "name",
    ["/etc/A000001.seq", "../A000001.seq", "seq/../../A000001.seq", "seq/..", "/" + "long/" * 40 + "A000001.seq"],
)
@pytest.mark.parametrize("format_", ["GNU", "PAX"])
def test_a_path_that_leaves_the_tree_is_refused_by_name(entries_of, name, format_):
    with pytest.raises(SourceFormatError, match=rf"holds the path '{name}'; a tree of entries has none that leave it"):
        entries_of(tar([*FOUR, (name, b"text")], FORMATS[format_]))


@pytest.mark.parametrize(
    "type_", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.BLKTYPE, tarfile.FIFOTYPE, b"Z"]
)
def test_a_link_or_device_is_refused_by_name(entries_of, type_):
    with pytest.raises(SourceFormatError, match=r"holds 'seq/A000009\.seq', a link or device; .* has only files"):
        entries_of(tar([*FOUR, special("seq/A000009.seq", type_, "A000001.seq")]))


def test_what_came_before_a_bad_member_is_read_and_the_rest_is_not(folder):
    (folder / "bad.tar").write_bytes(tar([FOUR[0], ("/A000009.seq", b""), FOUR[1]]))
    stream = members([folder / "bad.tar"])
    assert next(stream) == DATA[0]
    with pytest.raises(SourceFormatError):
        next(stream)


@pytest.mark.parametrize("pack", [bytes, gzip.compress, lzma.compress])
def test_a_tar_cut_anywhere_is_refused(entries_of, pack):
    """A plain tar holds all its entries once its first block of zeros is there."""
    whole = tar(FOUR)
    end = len(whole.rstrip(b"\0")) // 512 * 512 + 1024 if pack is bytes else len(pack(whole))
    packed = pack(whole)
    for kept in [*range(7, end, 1 + end // 80), *range(end - 12, end)]:
        with pytest.raises(SourceFormatError, match=r"txz\.00 is (no tar, or )?cut short.*; fetch it again"):
            entries_of(packed[:kept])
    assert entries_of(packed[: max(end, 512)]) == DATA


def test_a_gzip_cut_in_the_padding_behind_its_last_entry_is_refused(entries_of):
    packed = gzip.compress(tar(FOUR) + bytes(512 * 2000))
    with pytest.raises(SourceFormatError, match="cut short or damaged"):
        entries_of(packed[:-9])


def test_two_archives_one_behind_the_other_are_refused_rather_than_half_read(entries_of):
    one, other = tar(FOUR[:2]), tar(FOUR[2:])
    with pytest.raises(SourceFormatError, match="goes on behind its end; give one tar, or the parts of one"):
        entries_of(gzip.compress(one), gzip.compress(other))


@pytest.mark.parametrize(
    "text", [b"A000045 ,0,1,1,\n", b"x" * 600, b"\0" * 100, gzip.compress(b"A000045 Fibonacci\n", mtime=0)]
)
def test_what_is_no_tar_is_refused(entries_of, text):
    with pytest.raises(SourceFormatError, match="is no tar, or cut short or damaged"):
        entries_of(text)


@pytest.mark.parametrize(
    ("size", "shown"), [("00377777777", r"67,108,863|cut short"), ("77777777777", "8,589,934,591")]
)
def test_an_impossible_size_is_refused_before_it_is_read(entries_of, size, shown):
    with pytest.raises(SourceFormatError, match=shown):
        entries_of(with_size(f"{size}\0".encode()))


@pytest.mark.parametrize("size", [b"-0000000001\0", b"-7777777777\0", b"\xff" * 11 + b"\x00"])
def test_a_negative_size_is_refused(entries_of, size):
    with pytest.raises(
        SourceFormatError, match=r"holds 'seq/A000/A000001\.seq' of -[0-9,]+ bytes; no entry is that long"
    ):
        entries_of(with_size(size))


def with_size(size):
    """A tar of one entry whose header states this size, with the checksum that belongs to it."""
    block = bytearray(tar(FOUR[:1]))
    block[124:136] = size
    block[148:156] = b" " * 8
    block[148:156] = b"%06o\0 " % sum(block[:512])
    return bytes(block)


@settings(deadline=None, max_examples=200)
@given(
    place=st.integers(0, 5000),
    put=st.binary(max_size=20),
    taken=st.integers(0, 600),
    format_=st.sampled_from(sorted(FORMATS)),
    checked=st.booleans(),
)
def test_any_damage_is_read_or_refused_with_an_error_of_our_own(entries_of, place, put, taken, format_, checked):
    long = [("/".join(["seq" * 11] * 3) + "/A000009.seq", b"long")]
    whole = bytearray(tar([*long, *FOUR], FORMATS[format_]))
    whole[place : place + taken] = put
    if checked:  # so that the checksum does not hide what follows it
        start = place // 512 * 512
        whole[start + 148 : start + 156] = b" " * 8
        whole[start + 148 : start + 156] = b"%06o\0 " % sum(whole[start : start + 512])
    with suppress(SourceFormatError):
        assert all(isinstance(data, bytes) for data in entries_of(bytes(whole)))


@settings(deadline=None, max_examples=100)
@given(st.binary(min_size=1, max_size=1500))
def test_any_bytes_are_read_or_refused_with_an_error_of_our_own(entries_of, data):
    with pytest.raises(SourceFormatError):
        entries_of(data + b"x")


def test_a_bomb_in_a_tar_is_refused_before_it_is_unpacked(entries_of):
    """300 MiB of zeros behind two entries; a tar of so little may unpack to some 25 MiB."""
    padding = gzip.compress(bytes(30 << 20)) * 10
    with pytest.raises(SourceFormatError, match="unpacks to over 20 times what OEIS text does"):
        entries_of(gzip.compress(tar(FOUR)) + padding)


def test_a_tree_is_read_in_the_order_of_its_paths_with_files_of_other_names_passed_over(tmp_path):
    for name in ("seq/A001/A001002.seq", "seq/A000/A000045.seq", "seq/A000/A000002.seq", "seq/A000/b000002.txt"):
        Path(tmp_path, name).parent.mkdir(parents=True, exist_ok=True)
        Path(tmp_path, name).write_text(name)
    names = ["seq/A000/A000002.seq", "seq/A000/A000045.seq", "seq/A001/A001002.seq"]
    assert [path.relative_to(tmp_path).as_posix() for path in tree_files(tmp_path)] == names
    assert [data.decode() for data in tree(tmp_path)] == names
