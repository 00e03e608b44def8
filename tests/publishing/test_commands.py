"""oeis-qa push and export, as a person types them."""

import json

import pytest
from typer.testing import CliRunner

from oeis_qa.cli import app, main


@pytest.fixture
def invoke():
    return lambda *arguments: CliRunner().invoke(app, list(map(str, arguments)))


def test_export_prints_the_files_that_it_wrote(invoke, folder, tmp_path):
    out = tmp_path / "rows.jsonl"
    done = invoke("export", folder, "--to", "jsonl", "--out", out, "--split-size", "30KB", "--config", "identification")
    files = sorted(tmp_path.glob("rows-*.jsonl"))
    assert done.stdout.split() == [str(file) for file in files]
    rows = [json.loads(line) for file in files for line in file.read_text().splitlines()]
    assert len(rows) == 120
    assert {row["id"].partition("/")[0] for row in rows} == {"identification"}


def test_push_hands_its_options_on_and_prints_where_the_rows_are(invoke, monkeypatch):
    asked = []
    monkeypatch.setattr(
        "oeis_qa.publishing.push.push", lambda *given, **options: asked.append((given, options)) or "URL"
    )
    assert invoke("push", "built", "ada/rows").stdout == "URL\n"
    invoke("push", "built", "ada/rows", "--private", "--acknowledge-incorrect")
    invoke("push", "built", "ada/rows", "--public")
    assert [options["private"] for _, options in asked] == [None, True, False]
    assert [options["acknowledge_incorrect"] for _, options in asked] == [False, True, False]
    assert {given for given, _ in asked} == {("built", "ada/rows")}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["push", "built", "rows"], "OptionError: 'rows' is no repository; give user/name"),
        (["push", "built", "ada/rows"], "TargetError: ada/rows cannot be reached: HF_HUB_OFFLINE is set"),
        (["export", "built", "--to", "xml", "--out", "x"], "OptionError: to='xml' is no format"),
        (["export", "built", "--to", "csv", "--out", "x"], "TargetError: 'built' is no folder here"),
    ],
)
def test_errors_are_one_line(arguments, message, monkeypatch, capsys, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.argv", ["oeis-qa", *arguments])
    with pytest.raises(SystemExit) as stopped:
        main()
    error = capsys.readouterr().err
    assert (stopped.value.code, error.count("\n")) == (2, 1)
    assert error.startswith(message)
