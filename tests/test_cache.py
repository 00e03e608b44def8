"""What stands in the cache, and what of it is stale."""

import oeis_qa
from oeis_qa.cache import kept, prune


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


def test_an_empty_cache_holds_nothing(tmp_path):
    assert list(kept(str(tmp_path))) == []
    assert prune(str(tmp_path / "missing")) == []
