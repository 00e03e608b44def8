"""What stands in the cache, and what of it is stale."""

import os
import stat

import pyarrow as pa
from filelock import FileLock

import oeis_qa
from oeis_qa.cache import keep, kept, prune, sources_folder
from oeis_qa.loaders.oeis.sources import folder, open_source

UMASK = os.umask(0)
os.umask(UMASK)


def test_rows_of_other_code_and_leavings_of_killed_builds_are_stale_and_pruned(tmp_path):
    oeis_qa.load_dataset("oeis_qa/completion?size=5", cache_dir=str(tmp_path))
    built = next(item.path for item in kept(str(tmp_path)) if item.path.is_dir())
    for name in ("0" * 16, built.name + ".incomplete"):
        (built.parent / name).mkdir()
        (built.parent / name / "rows.arrow").write_bytes(b"12345")
    (tmp_path / "oeis_qa-sources" / "00000000-bundled.json").write_text("{}")
    (tmp_path / "oeis_qa-sources" / "tmpabc.tmp").write_text("{")
    gone = prune(str(tmp_path))
    assert sorted(item.size for item in gone) == [1, 2, 5, 5]
    assert {item.current for item in kept(str(tmp_path))} == {True}
    assert built.is_dir()


def test_what_another_process_is_making_is_left_alone(tmp_path):
    oeis_qa.load_dataset("oeis_qa/completion?size=5", cache_dir=str(tmp_path))
    built = next(item.path for item in kept(str(tmp_path)) if item.path.is_dir())
    building = built.with_name("0" * 16 + ".incomplete")
    building.mkdir()
    with FileLock(built.with_name("0" * 16 + "_builder.lock")):
        assert prune(str(tmp_path)) == []
    assert [item.path for item in prune(str(tmp_path))] == [building]


def test_a_table_cut_short_is_made_again(tmp_path):
    path, made = tmp_path / "folder" / "x.arrow", []

    def make():
        made.append(1)
        return pa.table({"a": [1, 2, 3]})

    assert keep(path, make, "").equals(keep(path, make, ""))
    path.write_bytes(path.read_bytes()[:100])
    assert keep(path, make, "").column("a").to_pylist() == [1, 2, 3]
    assert len(made) == 2
    assert stat.S_IMODE(path.stat().st_mode) == 0o666 & ~UMASK


def test_an_empty_cache_holds_nothing(tmp_path):
    assert list(kept(str(tmp_path))) == []
    assert prune(str(tmp_path / "missing")) == []


def test_parsed_sources_of_present_code_are_kept_and_those_of_other_code_pruned(tmp_path):
    (tmp_path / "stripped").write_text("A000001 ,1,2,3,\n")
    cache = str(tmp_path / "cache")
    open_source(str(tmp_path), cache)
    present, stale = folder(str(tmp_path), cache), sources_folder(cache) / f"00000000-{'a' * 16}"
    stale.mkdir()
    (stale / "corpus.arrow").write_bytes(b"1234567")
    before = {item.path: (item.size > 7, item.current) for item in kept(cache)}
    assert before == {present: (True, True), stale: (False, False)}
    assert [(item.path, item.size) for item in prune(cache)] == [(stale, 7)]
    assert open_source(str(tmp_path), cache).terms.to_pylist() == ["1", "2", "3"]


def test_within_a_parsed_source_what_other_code_found_out_and_what_a_kill_left_is_pruned(tmp_path):
    (tmp_path / "stripped").write_text("A000001 ,1,2,3,\n")
    cache = str(tmp_path / "cache")
    open_source(str(tmp_path), cache)
    present = folder(str(tmp_path), cache)
    own = {path.name for path in present.iterdir()}
    size = next(kept(cache)).size
    (present / "00000000-families.arrow").write_bytes(b"123")
    (present / "entries.1.tmp").write_bytes(b"12345")
    assert [(item.path.name, item.size, item.current) for item in kept(cache)] == [
        (present.name, size, True),
        ("00000000-families.arrow", 3, False),
        ("entries.1.tmp", 5, False),
    ]
    assert {item.path.name for item in prune(cache)} == {"00000000-families.arrow", "entries.1.tmp"}
    assert {path.name for path in present.iterdir()} == own
    assert [(item.path, item.size, item.current) for item in kept(cache)] == [(present, size, True)]


def test_what_the_loader_found_out_about_a_given_source_is_current(tmp_path):
    rows = [[n * k * k + n * n * k + 7 * n for k in range(20)] for n in range(1, 40)]
    lines = [f"A{n:06d} ,{','.join(map(str, terms))},\n" for n, terms in enumerate(rows, 1)]
    (tmp_path / "stripped").write_text("".join(lines))
    cache = str(tmp_path / "cache")
    oeis_qa.load_dataset("oeis_qa/completion", source=str(tmp_path), cache_dir=cache)
    found = {path.name.partition("-")[2][:4] for path in folder(str(tmp_path), cache).glob("*-*.arrow")}
    assert {"fami", "pool"} <= found
    assert prune(cache) == []
    assert {item.current for item in kept(cache)} == {True}
