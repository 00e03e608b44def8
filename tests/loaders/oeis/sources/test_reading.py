"""Bytes as a stream: plain, gzip or xz, whole or in parts; damage and bombs are refused early."""

import gzip
import lzma
import tracemalloc
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oeis_qa.errors import SourceFormatError
from oeis_qa.loaders.oeis.sources.reading import opened, text_of

TEXT = b"".join(b"A%06d ,%d,%d,%d,\n" % (n, n, n * n, n**3) for n in range(1, 60))
MIB = 1 << 20
PACKED = {"plain": bytes, "gzip": gzip.compress, "xz": lzma.compress}
MAGIC = (b"\x1f\x8b", b"\xfd7zXZ\x00")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder that all tests of this file write to, each under names of its own."""
    return tmp_path_factory.mktemp("reading")


@pytest.fixture(scope="module")
def parts_of(folder):
    """A function: bytes, places to cut at -> the paths of the parts."""

    def write(data, cuts=()):
        edges = [0, *sorted(cut % (len(data) + 1) for cut in cuts), len(data)]
        paths = [Path(folder, f"part.{i:02d}") for i in range(len(edges) - 1)]
        for path, start, stop in zip(paths, edges, edges[1:], strict=False):
            path.write_bytes(data[start:stop])
        return paths

    return write


def drain(stream, sizes):
    """Read a stream to its end, noting the sizes of what it gives."""
    while data := stream.read(MIB):
        sizes.append(len(data))


def read(paths):
    with opened(paths) as stream:
        return stream.read()


@pytest.mark.parametrize("packing", PACKED)
def test_a_file_is_read_by_what_it_begins_with_whatever_it_is_called(packing, tmp_path):
    path = tmp_path / "stripped"
    path.write_bytes(PACKED[packing](TEXT))
    assert text_of(path) == TEXT


def test_a_gzip_of_several_members_is_read_to_its_end(tmp_path):
    path = tmp_path / "names.gz"
    path.write_bytes(gzip.compress(TEXT) + gzip.compress(b"and more\n"))
    assert text_of(path) == TEXT + b"and more\n"


@settings(deadline=None, max_examples=60)
@given(data=st.binary(max_size=400), packing=st.sampled_from(sorted(PACKED)), cuts=st.lists(st.integers(0, 999)))
def test_any_bytes_packed_and_cut_anywhere_are_read_back(parts_of, data, packing, cuts):
    data = b"-" + data if data.startswith(MAGIC) or not data else data
    assert read(parts_of(PACKED[packing](data), cuts)) == data


@settings(deadline=None, max_examples=150)
@given(data=st.binary(max_size=200), head=st.sampled_from([b"", *MAGIC, gzip.compress(TEXT), lzma.compress(TEXT)]))
def test_any_bytes_are_read_or_refused_with_an_error_of_our_own(parts_of, data, head):
    with suppress(SourceFormatError):
        assert isinstance(read(parts_of(head + data)), bytes)


@pytest.mark.parametrize("packing", ["gzip", "xz"])
def test_a_packed_file_cut_anywhere_is_refused(packing, parts_of):
    packed = PACKED[packing](TEXT)
    for kept in [*range(len(MAGIC[packing == "xz"]), len(packed), 11), *range(len(packed) - 20, len(packed))]:
        with pytest.raises(SourceFormatError, match=r"part\.00 is cut short or damaged \(.+\); fetch it again"):
            read(parts_of(packed[:kept]))


def test_a_flipped_bit_in_a_gzip_is_refused(parts_of):
    packed = bytearray(gzip.compress(TEXT))
    packed[-6] ^= 1  # in the checksum
    with pytest.raises(SourceFormatError, match=r"damaged .*CRC"):
        read(parts_of(bytes(packed)))


def test_an_empty_file_is_refused_by_name(tmp_path):
    (tmp_path / "stripped.gz").touch()
    with pytest.raises(SourceFormatError, match=r"stripped\.gz is empty; fetch it again"):
        text_of(tmp_path / "stripped.gz")


def test_empty_parts_are_refused_together_and_passed_over_alone(tmp_path):
    paths = [tmp_path / "part.0", tmp_path / "part.1"]
    for path in paths:
        path.touch()
    with pytest.raises(SourceFormatError, match=r"part\.0 and 1 more is empty"):
        read(paths)
    paths[1].write_bytes(gzip.compress(TEXT))
    assert read(paths) == TEXT


@pytest.mark.parametrize("packing", ["gzip", "xz"])
def test_a_bomb_is_refused_long_before_it_is_unpacked(packing, tmp_path):
    """Thirty members of 10 MiB of zeros each; gzip takes them to 300 KiB, of which text would be 1.2 MiB."""
    packed = PACKED[packing](bytes(10 * MIB)) * 30
    (tmp_path / "bomb").write_bytes(packed)
    usual = {"gzip": 4, "xz": 8}[packing] * len(packed)
    tracemalloc.start()
    sizes = []
    with opened([tmp_path / "bomb"]) as stream, pytest.raises(SourceFormatError, match="over 20 times what OEIS text"):
        drain(stream, sizes)
    got, peak = sum(sizes), tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert 20 * usual - MIB <= got <= 20 * usual + 2 * MIB < 30 * MIB
    assert peak < 24 * MIB  # xz itself keeps 8 MiB in sight


def test_the_refusal_of_a_bomb_names_both_sizes(tmp_path):
    packed = gzip.compress(bytes(10 * MIB))
    (tmp_path / "bomb.gz").write_bytes(packed)
    with pytest.raises(
        SourceFormatError, match=rf"bomb\.gz unpacks .*\({len(packed):,} bytes to over 1,\d{{3}},\d{{3}}"
    ):
        text_of(tmp_path / "bomb.gz")


def test_a_small_file_that_repeats_one_line_is_no_bomb(tmp_path):
    (tmp_path / "names.gz").write_bytes(gzip.compress(b"A000001 The same.\n" * 50_000))
    assert len(text_of(tmp_path / "names.gz")) == 18 * 50_000
