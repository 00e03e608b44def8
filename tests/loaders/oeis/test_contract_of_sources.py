"""What every config of sequences promises of its sources: kin, files, programs that nobody knows."""

import itertools

import datasets
import pytest

import oeis_qa
from oeis_qa.errors import OptionError
from oeis_qa.loaders.oeis.sources import open_source
from oeis_qa.loaders.oeis.sources.novel.asking import NAMELESS
from tests.loaders.contract import CONFIGS, CONTROL_ARMS, PROGRAMS, REQUIRED, SIZES, answered, case, metas, prompts

pytestmark = pytest.mark.usefixtures("runnable")
SEQUENCES = [path for path in CONFIGS if path.startswith("oeis_qa/")]
KINDRED = ["oeis_qa/completion", "oeis_qa/gaps", "oeis_qa/reorder", "oeis_qa/cross_reference"]


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """The bundled sequences of integers as the OEIS's own bulk files, in a folder."""
    corpus = open_source("bundled", str(datasets.config.HF_DATASETS_CACHE))
    folder = tmp_path_factory.mktemp("oeis")
    lines = {"stripped": "{} ,{},", "names": "{} {}", "offsets": "{} {}"}
    for i, label in enumerate(corpus.labels.to_pylist()):
        values = ",".join(corpus.terms_of(i)), corpus.name[i].as_py(), corpus.offset[i].as_py()
        for name, value in zip(lines, values, strict=True):
            with open(folder / name, "a", encoding="utf-8") as file:
                file.write((lines[name] if not corpus.denominator[i] else "").format(label, value).strip() + "\n")
    return folder


# Of the configs with runs of different makes, since looking for kin takes long.
@pytest.mark.parametrize("path", [case(path) for path in KINDRED])
def test_evaluation_rows_are_no_kin_of_train_runs_unless_asked_for(path, loaded):
    for name in ("validation", "test"):
        assert {meta["kin"] for meta in metas(loaded(path)[name])} == {"none"}
    assert len({meta["kin"] for meta in metas(loaded(path, eval_kin="any")["test"])}) > 1


# All in one process, where what is worked out of the files is worked out once.
@pytest.mark.xdist_group("files")
@pytest.mark.parametrize("path", SEQUENCES)
def test_a_source_of_files_gives_rows_whose_golds_pass(path, files):
    options = {**SIZES, **REQUIRED[path], "size": 200, "eval_size": 40}
    for rows in datasets.load_dataset(path, source=str(files), **options).values():
        for row, response in answered(rows):
            assert oeis_qa.verify(response, row["answer"], row["answer_kind"]).right == (path not in CONTROL_ARMS), row


@pytest.mark.parametrize("path", [case(path) for path in SEQUENCES])
def test_programs_that_nobody_knows_make_rows_as_good(path, loaded):
    options = {"source": "novel", "size": 120, "eval_size": 30} | ({"given": "terms"} if path in PROGRAMS else {})
    if path.partition("/")[2] in NAMELESS:
        with pytest.raises(OptionError, match="use source='bundled'"):
            loaded(path, **options)
        return
    splits = loaded(path, **options)
    streamed = datasets.load_dataset(path, streaming=True, **options, **REQUIRED[path])
    fewer = loaded(path, **{**options, "size": 50, "eval_size": 7})
    families = {name: {meta["family"] for meta in metas(rows)} for name, rows in splits.items()}
    assert not any(one & other for one, other in itertools.combinations(families.values(), 2))
    for name, rows in splits.items():
        assert rows.to_list() == list(streamed[name])
        assert fewer[name].to_list() == rows.select(range(len(fewer[name]))).to_list()
        assert len(set(rows["id"])) == len(set(prompts(rows))) == len(rows)
        for row, response in answered(rows):
            assert oeis_qa.verify(response, row["answer"], row["answer_kind"]).right == (path not in CONTROL_ARMS), row
