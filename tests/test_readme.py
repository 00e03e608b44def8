"""README says only what is true: its capacities, its session, its options."""

import doctest
import re
from pathlib import Path

import oeis_qa
from oeis_qa.layouts import LAYOUTS

README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")


def test_the_table_of_configs_gives_the_capacities():
    table = re.findall(r"^\| `(\w+)` \| [^|]* \| ([\d,+ ]+) \|", README, flags=re.M)
    assert dict(table) == {
        config.name: " + ".join(f"{n:,}" for n in oeis_qa.capacity("oeis_qa", config.name).values())
        for config in oeis_qa.registry.builder_class("oeis_qa").BUILDER_CONFIGS
    }


def test_the_session_runs_as_printed():
    (session,) = re.findall(r"```python\n(.*?)```", README, flags=re.S)
    parsed = doctest.DocTestParser().get_doctest(session, {}, "README", "README.md", 0)
    assert doctest.DocTestRunner(verbose=False).run(parsed).failed == 0


def test_every_option_and_layout_is_named():
    words = set(re.findall(r"`(\w+)`", README))
    for config in oeis_qa.registry.builder_class("oeis_qa").BUILDER_CONFIGS:
        assert set(config.option_names()) <= words
    assert set(LAYOUTS) <= words


def test_it_fits_a_screen_or_two():
    assert len(README.splitlines()) <= 90
