"""A source from its path to its rows: which files it holds, how they join, what is kept of it and what is refused."""

import bz2
import gzip
import io
import json
import lzma
import os
import subprocess
import sys
import tarfile
from itertools import accumulate
from pathlib import Path

import pyarrow as pa
import pytest

import oeis_qa
from oeis_qa.errors import OptionError, SourceError, SourceFormatError
from oeis_qa.loaders.oeis.sources import fields, folder, open_source
from oeis_qa.loaders.oeis.sources.files import Files, files

ROOT = Path(__file__).parents[4]
REAL = ROOT.parent / "shared/data/oeis"  # beside the repository; not everybody has it
CANDIDATES = 232  # of 30 terms, runs of 9 to 24: 1 + 2 + ... + 15 that end at terms 9 to 23, then 7 * 16


def quadratic(a, b, c):
    return [a * n * n + b * n + c for n in range(30)]


SEQUENCES = {n: quadratic(n, 7 * n + 3, n * n + 11) for n in range(101, 161)}
STRIPPED = "".join(f"A{n:06d} ,{','.join(map(str, terms))},\n" for n, terms in SEQUENCES.items())
NAMES = "".join(f"A{n:06d} Values of a quadratic polynomial, number {n}.\n" for n in SEQUENCES)


def tar(texts, mode="w"):
    """A tar of entries, {number: text}, packed as the mode says."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode=mode) as archive:
        for number, text in texts.items():
            data = text if isinstance(text, bytes) else text.encode()
            info = tarfile.TarInfo(f"seq/A{number // 1000:03d}/A{number:06d}.seq")
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return buffer.getvalue()


def entry(number, terms, name="An entry.", keywords="nonn", offset="1,1", more=""):
    listed = ",".join(map(str, terms))
    fields = {"S": listed, "N": name, "Y": "Cf. A000045.", "K": keywords, "O": offset}
    return "".join(f"%{letter} A{number:06d} {said}\n" for letter, said in fields.items()) + more


@pytest.fixture
def source(tmp_path):
    """A function: {file name: content} -> the path of a folder with these files; gzipped where the name says so."""

    def make(contents):
        root = tmp_path / "source"
        for name, content in contents.items():
            data = content.encode() if isinstance(content, str) else content
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(gzip.compress(data) if name.endswith((".gz", ".tgz")) else data)
        return str(root)

    return make


@pytest.fixture
def cache(tmp_path):
    return str(tmp_path / "cache")


def rows(corpus):
    """Every column of a corpus by label."""
    columns = zip(
        corpus.labels.to_pylist(),
        map(corpus.terms_of, range(len(corpus))),
        *(column.to_pylist() for column in (corpus.name, corpus.offset, corpus.keywords, corpus.crossrefs)),
        strict=True,
    )
    return {label: tuple(values) for label, *values in columns}


# Which files there are


def test_a_folder_is_told_by_the_names_of_its_files(source):
    root = source(
        {"stripped.gz": STRIPPED, "names": NAMES, "offsets.gz": "", "seq.tar.gz": b"", "b.txz": b"x", "c.md": ""}
    )
    there = Path(root)
    assert files(root) == Files(
        stripped=there / "stripped.gz",
        names=there / "names",
        offsets=there / "offsets.gz",
        archives=((there / "b.txz",), (there / "seq.tar.gz",)),
    )
    assert files(str(there / "stripped.gz")) == Files(stripped=there / "stripped.gz")
    assert files(str(there / "b.txz")) == Files(archives=((there / "b.txz",),))


def test_a_folder_with_entries_below_it_is_a_tree(source):
    root = source({"seq/A000/A000045.seq": entry(45, [1, 2])})
    assert files(root) == Files(trees=(Path(root),))


def test_the_parts_of_a_glob_are_one_archive_in_the_order_of_their_names(source):
    root = source({f"oeis.org.txz.{part}": b"x" for part in ("ab", "aa", "ac")} | {"oeis.org.txz.folder/x": b""})
    parts = tuple(Path(root, f"oeis.org.txz.{part}") for part in ("aa", "ab", "ac"))
    assert files(f"{root}/oeis.org.txz.*") == Files(archives=(parts,))


def test_a_folder_whose_name_looks_like_a_glob_is_a_folder(tmp_path):
    (tmp_path / "oeis[1]").mkdir()
    (tmp_path / "oeis[1]" / "stripped").write_text(STRIPPED)
    assert files(str(tmp_path / "oeis[1]")).stripped


@pytest.mark.parametrize(
    ("contents", "known"),
    [
        ({"stripped": ""}, set()),
        ({"stripped": "", "names": ""}, {"name"}),
        ({"stripped": "", "offsets": ""}, {"offset"}),
        ({"stripped": "", "seq.tar": ""}, {"name", "offset", "keywords", "entries"}),
    ],
)
def test_the_files_tell_which_fields_a_source_can_give(source, contents, known):
    assert fields(source(contents)) == known


# What is refused


def test_a_path_that_is_not_there_is_refused_with_what_may_be_given():
    with pytest.raises(
        SourceError, match=r"source='/no/such/path' is not there; give 'bundled', or a folder with strip"
    ):
        files("/no/such/path")


def test_a_glob_without_a_match_is_refused(tmp_path):
    with pytest.raises(
        SourceError, match=r"source='.*oeis\.org\.txz\.\*' matches no file; give .* a glob of its parts"
    ):
        files(f"{tmp_path}/oeis.org.txz.*")


@pytest.mark.parametrize(
    "contents", [{"readme.md": "x"}, {"names.gz": NAMES, "offsets": ""}, {"stripped.txt": STRIPPED}]
)
def test_a_folder_with_nothing_to_read_terms_from_is_refused(source, contents):
    with pytest.raises(
        SourceFormatError, match=r"source='.*' holds nothing to read sequences from; give a folder with"
    ):
        files(source(contents))


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("stripped", "", r"stripped is empty; fetch it again"),
        ("seq.tar", b"", r"seq\.tar is empty; fetch it again"),
        ("stripped.gz", "", r"holds no sequence \(dropped \{\}\)"),
        ("stripped", "# only a comment\n", r"holds no sequence"),
        (
            "stripped",
            "A000045 ,\nA000046 ,\n",
            r"holds no sequence \(dropped \{\"entry has no terms\": 2\}\); give one",
        ),
        ("seq.tar", tar({}), r"holds no sequence"),
        ("seq.tar", tar({45: "nothing"}), r"holds no sequence \(dropped \{\"file is no entry\": 1\}\)"),
        ("seq.tar.xz", tar({45: entry(45, [1])}, "w:xz")[:-30], r"seq\.tar\.xz is cut short or damaged"),
        (
            "seq.tar",
            tar({45: entry(45, [1])})[:700],
            r"seq\.tar is cut short in 'seq/A000/A000045\.seq'; fetch it again",
        ),
        ("stripped", bz2.compress(STRIPPED.encode()), r"stripped: .* lines cannot be read, over 0\.1%"),
        (
            "stripped",
            NAMES,
            r"stripped: 60 of 60 .* such as 'A000101 Values.*'; 'A000102 V.*'; 'A000103 V[^;]*'; is it",
        ),
    ],
)
def test_a_source_that_cannot_be_read_is_refused_and_leaves_nothing_half_done(source, cache, name, content, message):
    root = source({name: content})
    with pytest.raises(SourceFormatError, match=message):
        open_source(root, cache)
    assert [path.name for path in folder(root, cache).glob("*") if path.suffix != ".lock"] == []


# How the files join


def test_terms_come_from_stripped_names_from_names_offsets_from_offsets_and_the_rest_from_entries(source, cache):
    entries = {
        1: entry(1, [9, 9], "Name in the entry.", "nonn,core", "5,1"),
        3: entry(3, [3, 4, 5], "Only an &lt;entry&gt;.", "sign", "-2,1"),
        1_000_000: entry(1_000_000, [7], "The millionth.", "nonn", "0"),
    }
    root = source(
        {
            "stripped.gz": "# header\nA000002 ,2,4,6,\nA000001 ,1,2,3,\n",
            "names": "A000001 From &quot;names&quot;.\0\u2028Two.\r\nA000004 Of nothing.\r\n",
            "offsets": "A000001 -1\nA000002 0",
            "seq.tar.gz": tar(entries),
        }
    )
    assert rows(open_source(root, cache)) == {
        "A000001": (["1", "2", "3"], 'From "names". Two.', -1, ["nonn", "core"], ["Cf. A000045."]),
        "A000002": (["2", "4", "6"], None, 0, None, None),
        "A000003": (["3", "4", "5"], "Only an <entry>.", -2, ["sign"], ["Cf. A000045."]),
        "A1000000": (["7"], "The millionth.", 0, ["nonn"], ["Cf. A000045."]),
    }


def test_a_name_that_is_blank_in_names_comes_from_the_entry(source, cache):
    root = source({"names": "A000001 &nbsp;\n", "stripped": "A000001 ,1,\n", "s.tar": tar({1: entry(1, [1])})})
    assert open_source(root, cache).name.to_pylist() == ["An entry."]


def test_what_bulk_files_lack_is_null(source, cache):
    assert rows(open_source(source({"stripped": "A000001 ,1,2,\n"}), cache)) == {
        "A000001": (["1", "2"], None, None, None, None)
    }


@pytest.mark.parametrize("name", ["seq.tar", "seq.tar.gz", "seq.tgz", "seq.tar.xz", "seq.txz", "any.tar"])
def test_a_source_of_entries_alone_is_read_from_a_tar_of_any_packing(source, cache, name):
    packed = tar({1: entry(1, [1, 2]), 2: entry(2, [3])}, "w:xz" if name.endswith("xz") else "w")
    root = source({name: packed})
    for given in (root, f"{root}/{name}"):
        assert rows(open_source(given, cache)) == {
            "A000001": (["1", "2"], "An entry.", 1, ["nonn"], ["Cf. A000045."]),
            "A000002": (["3"], "An entry.", 1, ["nonn"], ["Cf. A000045."]),
        }


def test_a_tree_a_tar_and_a_split_tar_of_the_same_entries_give_the_same_corpus(source, cache):
    entries = {n: entry(n, SEQUENCES[n]) for n in SEQUENCES}
    packed = lzma.compress(tar(entries))
    parts = {f"parts/oeis.org.txz.{i:02d}": packed[i * 999 : (i + 1) * 999] for i in range(len(packed) // 999 + 1)}
    tree = {f"tree/seq/A{n // 1000:03d}/A{n:06d}.seq": text for n, text in entries.items()}
    root = source({"tar/seq.tar.xz": packed, **parts, **tree})
    read = [rows(open_source(f"{root}/{kind}", cache)) for kind in ("tar", "parts/oeis.org.txz.*", "tree")]
    assert read[0] == read[1] == read[2]
    assert {label: row[0] for label, row in read[0].items()} == {
        f"A{n:06d}": [str(term) for term in terms] for n, terms in SEQUENCES.items()
    }


def test_every_field_of_an_entry_is_kept_in_its_whole_text(source, cache):
    text = entry(2, [1, 2], more="%H A000002 <a href='b'>a link</a>\n%p A000002 maple\n%E A000002 an edit\n")
    root = source({"s.tar": tar({2: text, 1: entry(1, [5])})})
    assert len(open_source(root, cache)) == 2
    kept = pa.ipc.open_file(pa.memory_map(str(folder(root, cache) / "entries.arrow"))).read_all()
    assert dict(zip(kept["number"].to_pylist(), kept["text"].to_pylist(), strict=True)) == {2: text, 1: entry(1, [5])}


def test_everything_dropped_is_counted_by_reason_in_a_file_and_printed(source, cache, capsys):
    good = "".join(f"A2{n:05d} ,{n},{n + 1},\n" for n in range(3000))
    stripped = (
        f"{good}nonsense\nA000001 ,1,x,\n".encode() + b"A000001 ,\xe9,\nA000002 ,\nA000003\nA200001 ,5,\nA200001 ,6,\n"
    )
    pair = {"frac": "nonn,frac", "above": "%C A000011 a(n)/A000012(n)\n"}
    entries = {
        1: "no entry",
        2: "%S A000002 1\n%N A000003 Two numbers.\n",
        3: entry(3, [1], name="caf\xe9").encode("latin-1"),
        4: entry(4, [], "allocated for somebody", "allocated"),
        5: entry(5, [], keywords="recycled"),
        6: entry(6, []),
        7: entry(7, ["one"]),
        8: entry(9, [8]),
        9: entry(9, [9]),
        11: entry(11, [2] * 9, keywords=pair["frac"], more=pair["above"]),
        12: entry(12, [4] * 9, keywords=pair["frac"]),
    }
    names = "".join(f"A2{n:05d} Name {n}.\n" for n in range(3000)) + "A200001 Again.\nno name\n"
    root = source({"stripped": stripped, "names": names, "s.tar": tar(entries), "A000009.seq": entry(9, [10])})
    corpus = open_source(root, cache)
    expected = {
        "line is no entry": 1 + 1,
        "terms are not integers": 1 + 1,
        "line is not UTF-8": 1,
        "entry has no terms": 2 + 1,
        "A-number came before": 2 + 1 + 2,
        "file is no entry": 2,
        "entry is not UTF-8": 1,
        "entry is allocated, not written": 2,
        "numerators and denominators do not fit": 1,
    }
    assert json.loads((folder(root, cache) / "dropped.json").read_text()) == dict(corpus.dropped) == expected
    assert f"{root}: 3,003 sequences; dropped {{" in capsys.readouterr().err
    read = rows(corpus)
    assert read["A000009"][0] == ["8"]
    assert read["A200001"][:2] == (["1", "2"], "Name 1.")


def test_a_term_of_a_million_digits_is_kept_as_text(source, cache):
    root = source({"stripped": f"A000001 ,1,{'7' * 1_000_000},2,\n", "s.tar": tar({2: entry(2, ["8" * 1_000_000])})})
    corpus = open_source(root, cache)
    assert corpus.digits.tolist() == [1, 1_000_000, 1, 1_000_000]


# What is kept


AGAIN = """
import sys, pyarrow
from oeis_qa.loaders.oeis import sources
if sys.argv[3] == "never":
    sources.table = None  # parsing would fail
before = pyarrow.total_allocated_bytes()
corpus = sources.open_source(*sys.argv[1:3])
print(len(corpus), *corpus.terms_of(0), pyarrow.total_allocated_bytes() - before < 10_000)
"""


def test_a_source_is_parsed_once_and_memory_mapped_by_later_processes(source, cache, fresh_python):
    root = source({"stripped": STRIPPED, "names": NAMES})
    first = open_source(root, cache)
    terms = " ".join(str(term) for term in SEQUENCES[101])
    assert fresh_python(AGAIN, root, cache, "never") == f"{len(first)} {terms} True\n"
    assert sorted(path.name for path in folder(root, cache).iterdir() if path.suffix != ".lock") == [
        "corpus.arrow",
        "dropped.json",
        "entries.arrow",
    ]


def test_an_edit_that_keeps_size_and_time_is_seen_by_the_next_process(source, cache, fresh_python):
    root = source({"stripped": "A000001 ,1,2,3,\n"})
    path = Path(root, "stripped")
    times = path.stat().st_atime_ns, path.stat().st_mtime_ns
    assert open_source(root, cache).terms.to_pylist() == ["1", "2", "3"]
    path.write_text("A000001 ,1,2,4,\n")
    os.utime(path, ns=times)
    assert fresh_python(AGAIN, root, cache, "once").startswith("1 1 2 4 ")


def test_a_source_edited_in_place_is_parsed_anew_in_the_same_process(source, cache):
    root = source({"stripped": "A000001 ,1,2,3,\n"})
    assert open_source(root, cache).terms.to_pylist() == ["1", "2", "3"]
    Path(root, "stripped").write_text("A000001 ,1,2,3,4,\n")
    assert open_source(root, cache).terms.to_pylist() == ["1", "2", "3", "4"]
    source({"names": "A000001 First.\n"})
    assert open_source(root, cache).name.to_pylist() == ["First."]


def test_a_dataset_of_a_source_edited_in_place_is_built_anew(source, cache):
    root = source({"stripped": STRIPPED})
    owners = [{row["a_number"] for row in all_rows(load("oeis_qa/completion", root, cache))}]
    source({"stripped": "".join(STRIPPED.splitlines(True)[:-20])})
    owners.append({row["a_number"] for row in all_rows(load("oeis_qa/completion", root, cache))})
    assert owners[0] - owners[1] == {f"A{n:06d}" for n in range(141, 161)}


@pytest.mark.parametrize("change", ["size", "time", "path"])
def test_a_tree_with_a_file_of_another_size_time_or_path_is_parsed_anew(source, cache, change):
    root = source({"seq/A000/A000001.seq": entry(1, [1, 2]), "seq/A000/A000002.seq": entry(2, [3])})
    path = Path(root, "seq/A000/A000001.seq")
    os.utime(path, ns=(0, 10**18))
    before = folder(root, cache)
    if change == "path":
        path.rename(path.with_name("A000000.seq"))  # the order stays
    elif change == "time":
        os.utime(path, ns=(0, 10**18 + 1000))
    else:
        path.write_text(entry(1, [1, 2, 3]))
        os.utime(path, ns=(0, 10**18))
    assert folder(root, cache) != before


def test_two_processes_that_open_a_cold_source_at_once_both_succeed_and_one_parses(source, cache):
    root = source({"stripped": STRIPPED, "names": NAMES, "seq.tar.gz": tar({1: entry(1, [1, 2])})})
    code = (
        "import sys; from oeis_qa.loaders.oeis.sources import open_source; print('ready', flush=True); input(); "
        "corpus = open_source(*sys.argv[1:]); print(len(corpus), corpus.terms_of(0), corpus.name[1])"
    )
    command = [sys.executable, "-c", code, root, cache]
    pipes = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
    both = [subprocess.Popen(command, cwd=ROOT, text=True, **pipes) for _ in range(2)]
    assert [process.stdout.readline() for process in both] == ["ready\n"] * 2
    for process in both:
        process.stdin.write("go\n")
        process.stdin.flush()
    said = [process.communicate() for process in both]
    assert [out for out, _ in said] == ["61 ['1', '2'] Values of a quadratic polynomial, number 101.\n"] * 2
    assert sum("61 sequences; dropped {}" in error for _, error in said) == 1
    assert sorted(path.name for path in Path(cache, "oeis_qa-sources").glob("*/*") if path.suffix != ".lock") == [
        "corpus.arrow",
        "dropped.json",
        "entries.arrow",
    ]


KILLED = """
import os, signal, sys
from pathlib import Path
from oeis_qa.loaders.oeis import sources
from oeis_qa.loaders.oeis.sources import joining

def die(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)

def after(times, function):
    left = iter(range(times))
    return lambda *given, **named: die() if next(left, None) is None else function(*given, **named)

POINTS = {
    "first entry": (joining, "entry", 0),
    "amid entries": (joining, "entry", 40),
    "before fractions": (sources, "with_fractions", 0),
    "before dropped.json": (Path, "write_text", 0),
    "amid corpus.arrow": (os, "fsync", 0),
    "before entries.arrow": (Path, "replace", 0),
    "before corpus.arrow": (Path, "replace", 1),
}
for point, (owner, name, times) in POINTS.items():
    child = os.fork()
    if not child:
        setattr(owner, name, after(times, getattr(owner, name)))
        sources.open_source(sys.argv[1], f"{sys.argv[2]}/{point}")
        os._exit(0)
    print(point, os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), sep=": ", flush=True)
"""


def test_a_load_after_a_kill_at_any_point_of_a_cold_parse_is_right(source, cache, fresh_python):
    root = source({"stripped": STRIPPED, "seq.tar.gz": tar({n: entry(n, [n, 1]) for n in range(1, 60)})})
    points = [line.split(": ") for line in fresh_python(KILLED, root, cache).splitlines()]
    assert len(points) == 7
    assert {status for _, status in points} == {"-9"}
    expected = rows(open_source(root, f"{cache}/never killed"))
    for point, _ in points:
        assert not [*Path(cache, point).rglob("corpus.arrow")]
        assert rows(open_source(root, f"{cache}/{point}")) == expected
        assert json.loads((folder(root, f"{cache}/{point}") / "dropped.json").read_text()) == {}


# Rows


def load(path, source, cache, **options):
    return oeis_qa.load_dataset(path, source=source, cache_dir=cache, **options)


def all_rows(found):
    return [{**row, **json.loads(row["meta"])} for split in found.values() for row in split]


def test_bulk_files_give_rows_whose_answers_stand_behind_the_shown_terms(source, cache):
    root = source({"stripped.gz": STRIPPED, "names.gz": NAMES})
    made = all_rows(load("oeis_qa/completion", root, cache))
    assert len(made) > 1000
    for row in made:
        terms = SEQUENCES[int(row["a_number"][1:])]
        assert int(row["answer"]) == terms[row["start"] + row["shown"]]
        assert str(terms[row["start"]]) in row["messages"][0]["content"]
    assert {(row["offset"], row["keywords"], row["licence"]) for row in made} == {(None, None, "CC-BY-SA-4.0")}
    assert {row["answer_kind"] for row in made} == {"integer"}


def test_entries_beside_bulk_files_fill_offset_and_keywords_and_keep_the_default_exclusion(source, cache):
    entries = {101: entry(101, [1], keywords="nonn,easy", offset="4,1"), 102: entry(102, [1], keywords="dead")}
    root = source({"stripped": STRIPPED, "seq.tar": tar(entries)})
    made = {
        row["a_number"]: (row["offset"], row["keywords"]) for row in all_rows(load("oeis_qa/completion", root, cache))
    }
    assert made["A000101"] == (4, ["nonn", "easy"])
    assert "A000102" not in made
    assert made["A000103"] == (None, None)
    easy = all_rows(load("oeis_qa/completion", root, cache, include="easy"))
    assert {row["a_number"] for row in easy} == {"A000101"}


@pytest.mark.parametrize("options", [{"include": "core"}, {"exclude": "dead"}])
def test_a_choice_of_keywords_is_refused_on_a_source_without_keywords(source, cache, options):
    root = source({"stripped": STRIPPED, "names": NAMES})
    message = rf"{next(iter(options))}=.* needs keywords, which source='.*' lacks; add entries \(seq\.tar\.gz"
    with pytest.raises(OptionError, match=message):
        load("oeis_qa/completion", root, cache, **options)


def test_identification_is_refused_on_a_source_without_names(source, cache):
    with pytest.raises(OptionError, match=r"identification needs names, which source='.*' lacks; add names\[\.gz\]"):
        load("oeis_qa/identification", source({"stripped": STRIPPED}), cache)


def test_sequences_without_a_name_are_not_asked_for_and_counted(source, cache):
    some = "".join(line for line in NAMES.splitlines(True) if line[:7] not in ("A000101", "A000102"))
    root = source({"stripped": STRIPPED, "names": some})
    builder = oeis_qa.load_dataset_builder("oeis_qa/identification", source=root, cache_dir=cache)
    assert builder.dropped()["no name"] == 2 * CANDIDATES
    made = all_rows(load("oeis_qa/identification", root, cache))
    assert {row["a_number"] for row in made} <= {f"A{n:06d}" for n in range(103, 161)}
    assert {row["answer_kind"] for row in made} == {"text"}
    for row in made:
        assert row["answer"] == f"Values of a quadratic polynomial, number {int(row['a_number'][1:])}."


@pytest.fixture
def with_a_pair(source):
    """A source with the sequence 1/1, 3/2, 5/4, 7/8, ... in its two halves."""
    above, below = [2 * n + 1 for n in range(30)], list(accumulate([1] + [2] * 29, lambda x, y: x * y))
    more = {201: entry(201, above, keywords="nonn,frac", more="%Y A000201 Cf. A000202 (DENOM).\n")}
    return source({"s.tar": tar({n: entry(n, SEQUENCES[n]) for n in SEQUENCES} | more | {202: entry(202, below)})})


def test_a_pair_of_halves_is_asked_for_in_fractions_and_in_integers(with_a_pair, cache):
    made = all_rows(load("oeis_qa/completion", with_a_pair, cache))
    rational = [row for row in made if "/" in row["a_number"]]
    assert {row["a_number"] for row in rational} == {"A000201/A000202"}
    assert {row["answer_kind"] for row in rational} == {"rational"}
    for row in rational:
        place = row["start"] + row["shown"]
        assert row["answer"] == f"{2 * place + 1}/{2**place}"
    assert {"A000201", "A000202"} <= {row["a_number"] for row in made if row["answer_kind"] == "integer"}


def test_without_fractions_no_rational_row_is_left_and_the_halves_stay(with_a_pair, cache):
    made = all_rows(load("oeis_qa/completion", with_a_pair, cache, fractions=False))
    assert {row["answer_kind"] for row in made} == {"integer"}
    assert {"A000201", "A000202"} <= {row["a_number"] for row in made}
    builder = oeis_qa.load_dataset_builder("oeis_qa/completion", source=with_a_pair, cache_dir=cache, fractions=False)
    assert builder.dropped()["sequence of fractions"] == CANDIDATES


# The encyclopedia itself, where its files are at hand


def test_the_real_files_are_joined_as_a_plain_reader_joins_them(cache):
    if not (REAL / "stripped.gz").exists():
        pytest.skip(f"needs the real encyclopedia in {REAL}")
    corpus = open_source(str(REAL), cache)
    assert set(corpus.dropped) <= {"numerators and denominators do not fit"}
    with gzip.open(REAL / "stripped.gz", "rt") as lines:
        plain = dict(line.rstrip().split(" ", 1) for line in lines)
    labels = corpus.labels.to_pylist()
    integers = [i for i, label in enumerate(labels) if "/" not in label]
    assert {label for label in labels if "/" not in label} >= plain.keys()
    assert len(integers) == 155_706 + 40 - 13  # 13 of the 40 entries are in the bulk files too
    assert "A007408/A007409" in labels
    for i in integers[::61]:
        if labels[i] in plain:
            assert f",{','.join(corpus.terms_of(i))}," == plain[labels[i]]
