"""The gallery: what the page holds, that it stands alone, and how it does in a browser."""

import os
import re
import shutil
import subprocess
from html import escape, unescape

import numpy as np
import pytest
from typer.testing import CliRunner

from oeis_qa.cli import app
from oeis_qa.errors import TargetError
from oeis_qa.loaders.arc_rle import gallery
from oeis_qa.loaders.arc_rle.configs import CONFIGS
from oeis_qa.loaders.arc_rle.pictures import PALETTE, pieces
from oeis_qa.loaders.arc_rle.puzzles import FAMILIES

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "google-chrome", "chromium-browser"))), None)
DETAILS = re.compile(r"<details.*?</details>", re.DOTALL)
# What a browser says of the page: before and after all that is folded is opened.
MEASURED = """<script>
  const root = document.documentElement, wide = () => `${root.scrollWidth}`;
  const closed = wide();
  document.querySelectorAll("details").forEach((each) => { each.open = true; });
  parent.document.documentElement.dataset.measured = `${innerWidth} ${closed} ${wide()}`;
</script>"""


@pytest.fixture(scope="module")
def page():
    return gallery.page()


@pytest.fixture(scope="module")
def sections(page):
    found = re.findall(r'<section id="(.*?)".*?>(.*?)</section>', page, re.DOTALL)
    return {name: text.split("<article>")[1:] for name, text in found}


def test_every_config_and_every_family_has_three_rows(sections):
    names = [*CONFIGS, *(f"family-{name}" for name in FAMILIES)]
    assert {name: len(articles) for name, articles in sections.items()} == dict.fromkeys(names, 3)


def test_every_section_is_linked_from_the_top(page, sections):
    assert re.findall(r'<li><a href="#(.*?)">', page) == list(sections)


def test_rows_of_a_family_are_of_that_family(sections):
    for name in FAMILIES:
        assert all(f" family={name} " in article for article in sections[f"family-{name}"])


def test_nothing_comes_from_elsewhere(page):
    assert not re.search(r"https?:|//www|src=|<link|<script|<iframe|url\(|@import", page)
    assert set(re.findall(r'href="(.)', page)) == {"#"}


def test_the_page_has_a_language_and_a_title(page):
    assert page.lstrip().startswith('<!DOCTYPE html>\n<html lang="en">')
    assert re.search("<title>.+</title>", page)


def test_answers_are_folded_away(page, sections):
    assert "<details open" not in page
    for name, config in CONFIGS.items():
        for row, article in zip(gallery._rows(name), sections[name], strict=True):
            (answer,) = re.findall(r'<details class="answer">.*?<pre>(.*?)</pre>', article, re.DOTALL)
            assert unescape(answer) == row["answer"], config
            assert "<figcaption>answer" not in DETAILS.sub("", article)


def test_the_text_is_there_as_the_model_reads_it(sections):
    for row, article in zip(gallery._rows("task"), sections["task"], strict=True):
        text = unescape(re.findall(r"<pre>(.*?)</pre>", article, re.DOTALL)[1])
        assert text == f"{row['instruction']}\n{row['input']}"


def test_text_is_escaped(monkeypatch):
    row = {"id": "<i>", "instruction": "a < b & <b>c</b>", "input": "2 1 12", "answer": "<u>", "answer_kind": "text"}
    monkeypatch.setattr(gallery, "_rows", lambda *_, **__: [{**row, "benchmark": "<s>"}])
    page = gallery.page()
    assert "a &lt; b &amp; &lt;b&gt;c&lt;/b&gt;" in page
    assert not re.search("<[ibus]>", page)


def test_areas_are_the_cells_of_the_grid():
    for row in gallery._rows("image"):
        for column, pictures in zip(pieces(row), gallery.shown(row), strict=True):
            for piece, picture in zip(column, pictures, strict=True):
                if not isinstance(piece.held, str):
                    assert painted(picture).tolist() == piece.held.tolist()


def painted(picture):
    cells = np.full((picture.height, picture.width), 99)
    for colour, path in picture.areas:
        for x, y, long in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\3z", path):
            cells[int(y), int(x) : int(x) + int(long)] = PALETTE.index(colour)
    return cells


# The command line


def test_the_command_writes_the_page(tmp_path, page):
    done = CliRunner().invoke(app, ["gallery", "--out", str(tmp_path / "gallery.html")])
    assert done.output.endswith(f"3 rows of each of {len(CONFIGS)} configs and of {len(FAMILIES)} families\n")
    assert (tmp_path / "gallery.html").read_text(encoding="utf-8") == page


def test_a_file_that_cannot_be_written_is_named(tmp_path, monkeypatch):
    monkeypatch.setattr(gallery, "page", lambda: "")
    done = CliRunner().invoke(app, ["gallery", "--out", str(tmp_path / "no" / "gallery.html")])
    assert isinstance(done.exception, TargetError)
    assert "gallery.html cannot be written (No such file or directory)" in str(done.exception)


# In a browser


@pytest.fixture
def seen(tmp_path):
    """What Chromium makes of a page at some width: its elements, and the messages of its console."""
    if CHROMIUM is None:
        pytest.skip("there is no chromium and no google-chrome; `make system` installs one where it may")

    def look(text, width):
        # Chromium makes no window narrower than 500 pixels, but a frame in one may be.
        frame = f'<!DOCTYPE html><iframe style="width: {width}px; border: 0" srcdoc="{escape(text)}"></iframe>'
        (tmp_path / "page.html").write_text(frame, encoding="utf-8")
        # Chromium refuses to run as root in its own sandbox. The page is ours.
        sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
        options = ["--headless=new", "--disable-gpu", "--hide-scrollbars", "--enable-logging=stderr", "--v=0", *sandbox]
        places = [f"--user-data-dir={tmp_path / 'profile'}", "--window-size=1800,1000", "--dump-dom"]
        command = [CHROMIUM, *options, *places, (tmp_path / "page.html").as_uri()]
        done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
        return done.stdout, [line for line in done.stderr.splitlines() if ":CONSOLE" in line]

    return look


@pytest.mark.parametrize("width", [400, 1600])
def test_the_page_fits_a_browser_and_makes_no_errors(seen, page, width):
    elements, console = seen(page.replace("</body>", f"{MEASURED}</body>"), width)
    inner, closed, opened = map(int, re.search(r'data-measured="(\d+) (\d+) (\d+)"', elements).groups())
    assert inner == width
    assert max(closed, opened) <= inner
    assert console == []


def test_a_page_too_wide_and_an_error_would_be_noticed(seen):
    wide = "<body><div style='width: 999px'>x</div><script>missing()</script></body>"
    elements, console = seen(wide.replace("</body>", f"{MEASURED}</body>"), 400)
    assert int(re.search(r'data-measured="\d+ (\d+)', elements)[1]) >= 999
    assert "missing is not defined" in "".join(console)
