"""README says only what is true: its capacities, its session, its options."""

import doctest
import re
from pathlib import Path

import datasets
import pytest

import oeis_qa
from oeis_qa.catalogue import table
from oeis_qa.layouts import LAYOUTS
from oeis_qa.loaders.arc_rle.rle import decode, encode
from oeis_qa.loaders.oeis.sources import open_source

ROOT = Path(__file__).parents[1]
README, CONFIGS = ((ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "CONFIGS.md"))


@pytest.mark.usefixtures("walled")
def test_the_table_of_configs_is_the_generated_one():
    (shown,) = re.findall(r"<!-- oeis-qa list --markdown -->\n(.*?)<!-- end -->", CONFIGS, flags=re.S)
    assert shown == table()


def test_the_session_runs_as_printed():
    session = "".join(re.findall(r"```python\n(.*?)```", README, flags=re.S))
    parsed = doctest.DocTestParser().get_doctest(session, {}, "README", "README.md", 0)
    assert doctest.DocTestRunner(verbose=False).run(parsed).failed == 0


@pytest.mark.parametrize("dataset", oeis_qa.registry.DATASETS)
def test_every_config_option_and_layout_is_named(dataset):
    configs = oeis_qa.registry.builder_class(dataset).BUILDER_CONFIGS
    of_all, *of_each = re.split(r"^## Options of ", CONFIGS, flags=re.M)[1:]
    (own,) = (part for part in of_each if part.startswith(f"`{dataset}`"))
    for config in configs:
        assert set(config.option_names()) <= set(re.findall(r"`(\w+)`", of_all + own))
    assert {config.name for config in configs} | set(LAYOUTS) <= set(re.findall(r"`(\w+)`", README))


def test_the_row_of_grids_is_right():
    row = re.search(r"^\| `arc_rle/image` .* reverse every row .* ⏎ (.*) \| (.*) \|$", README, flags=re.M)
    shown, answer = row.groups()
    assert encode(decode(shown)[:, ::-1]) == answer


def test_it_fits_a_screen_or_two():
    assert len(README.splitlines()) <= 145


def test_the_examples_are_questions_that_the_bundled_corpus_answers_so():
    corpus = open_source("bundled", str(datasets.config.HF_DATASETS_CACHE))
    lists = [corpus.terms_of(i) for i in range(len(corpus))]
    for kind, prompt, answer in re.findall(
        r"^\| `oeis_qa/(\w+)` \| (.+) \| ([^|]+) \|$", README.partition("## Start")[0], flags=re.M
    ):
        shown = re.findall(r"\d+", prompt)
        owners = [i for i, terms in enumerate(lists) if "," + ",".join(shown) + "," in "," + ",".join(terms) + ","]
        if kind == "identification":
            assert [corpus.name[i].as_py() for i in owners] == [answer]
        else:
            assert owners
            assert all("," + ",".join([*shown, answer]) + "," in "," + ",".join(lists[i]) + "," for i in owners)
