"""The command line, as a person uses it."""

import json
import re
import sys

import pytest
from typer.testing import CliRunner

import oeis_qa
from oeis_qa import catalogue, registry
from oeis_qa.cli import app, main
from oeis_qa.sandbox.attacks import ATTACKS, Attack


@pytest.fixture
def invoke():
    return lambda *arguments: CliRunner().invoke(app, list(arguments))


def test_list_names_every_config_on_one_line(invoke):
    lines = invoke("list").stdout.splitlines()
    assert lines[0].split(maxsplit=1) == ["oeis_qa/completion", "the next term of a shown run of terms"]
    configs = {name: registry.builder_class(name).BUILDER_CONFIGS for name in ("oeis_qa", "arc_rle")}
    named = [f"{name}/{config.name}" for name, own in configs.items() for config in own]
    assert [line.split()[0] for line in lines] == [*named, "gsm8k", "math", "mmlu", "humaneval", "mbpp"]


def test_list_as_markdown_is_a_table_with_row_counts(invoke, monkeypatch):
    first = [next(catalogue._rows())]  # of all, README's test tells
    monkeypatch.setattr(catalogue, "_rows", lambda: first)
    lines = invoke("list", "--markdown").stdout.splitlines()
    assert lines[0] == "| config | asks for | rows: train + validation + test |"
    assert lines[2] == ("| `oeis_qa/completion` | the next term of a shown run of terms | 235,452 + 28,544 + 21,437 |")


def test_show_prints_rows_as_a_trainer_gets_them(invoke):
    output = invoke("show", "oeis_qa/completion?size=5", "-n", "2", "--split", "test").stdout
    row = oeis_qa.load_dataset("oeis_qa/completion?size=5", split="test")[0]
    assert output.startswith(f"id: {row['id']}\nmessages: user: {row['messages'][0]['content']}\nmessages: assistant: ")
    assert output.count("answer: ") == 2
    assert "rows train 5, validation 200, test 200; capacity train " in output


def test_show_of_a_split_that_is_not_there_says_which_are(invoke):
    assert "oeis_qa/completion?eval_size=0 has train" in str(
        invoke("show", "oeis_qa/completion?eval_size=0", "--split", "test").exception
    )


def test_build_says_rows_shards_folder_and_hash_and_the_same_again(invoke, tmp_path):
    command = [
        "build",
        "oeis_qa/completion?size=25&eval_size=5",
        "--out",
        str(tmp_path / "built"),
        "--shard-rows",
        "20",
    ]
    done = invoke(*command, "--workers", "1")
    manifest = json.loads((tmp_path / "built" / "manifest.json").read_text())
    assert done.stdout == f"35 rows in 4 shards: {tmp_path / 'built'}\nlogical hash {manifest['logical']}\n"
    assert invoke(*command).stdout == done.stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["oeis_qa/completion", "--engine", "spark"], "engine='spark' is not known; Have: local, ray"),
        (["oeis_qa/completion", "--workers", "0"], "workers=0: give 1 or more"),
        (["oeis_qa/incorrect_completion?acknowledge_incorrect=true"], "(--acknowledge-incorrect) once more"),
    ],
)
def test_build_refuses_wrong_options_before_any_work(invoke, tmp_path, arguments, message):
    assert message in str(invoke("build", *arguments, "--out", str(tmp_path / "built")).exception)
    assert not (tmp_path / "built").exists()


def test_our_errors_are_one_line_and_exit_2(monkeypatch, capsys):
    monkeypatch.setattr("sys.argv", ["oeis-qa", "show", "oeis_qa/completoin"])
    with pytest.raises(SystemExit) as stopped:
        main()
    assert stopped.value.code == 2
    error = capsys.readouterr().err
    assert error.startswith("OptionError: oeis_qa has no config 'completoin'; did you mean 'completion'?")
    assert error.count("\n") == 1


def test_run_teaches_the_names_to_a_script_and_hands_its_arguments_on(tmp_path, fresh_python):
    script = tmp_path / "theirs.py"
    script.write_text(
        "import sys, datasets\n"
        "if __name__ == '__main__':\n"
        "    print(sys.argv[1:], datasets.get_dataset_config_names('oeis_qa'))\n"
    )
    code = "import sys; sys.argv[0] = 'oeis-qa'; from oeis_qa.cli import main; main()"
    printed = fresh_python(code, "run", script, "--flag", "-n", "3")
    assert printed.startswith("['--flag', '-n', '3'] ['completion', 'identification', 'fill_in', ")
    printed = fresh_python(code, "run", "-m", "theirs", "-m", "--x", PYTHONPATH=str(tmp_path))
    assert printed.startswith("['-m', '--x'] ['completion', 'identification', 'fill_in', ")


def test_a_script_finds_the_modules_beside_it(tmp_path, fresh_python):
    (tmp_path / "beside.py").write_text("word = 'found'\n")
    (tmp_path / "theirs.py").write_text("import beside\nprint(beside.word)\n")
    code = "import sys; sys.argv[0] = 'oeis-qa'; from oeis_qa.cli import main; main()"
    assert fresh_python(code, "run", tmp_path / "theirs.py").strip() == "found"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["run", "missing.py"], "run missing.py: there is no such script"),
        (["run", "-m", "no_such_module"], "run -m no_such_module: there is no such module"),
    ],
)
def test_a_program_that_is_not_there_is_one_clear_error(arguments, message, monkeypatch, capsys):
    monkeypatch.setattr("sys.argv", ["oeis-qa", *arguments])
    monkeypatch.setattr("sys.path", [*sys.path])
    with pytest.raises(SystemExit):
        main()
    assert message in capsys.readouterr().err


def test_python_dash_m_is_the_same_command(fresh_python):
    code = "import runpy, sys; sys.argv = ['oeis_qa', 'list']; runpy.run_module('oeis_qa', run_name='__main__')"
    assert "oeis_qa/identification" in fresh_python(code)


def test_cache_lists_and_prunes(invoke, tmp_path):
    cache = str(tmp_path)
    oeis_qa.load_dataset("oeis_qa/completion?size=5", cache_dir=cache)
    lines = invoke("cache", "list", "--cache-dir", cache).output.splitlines()
    assert [line.split()[2] for line in lines] == ["current", "current"]
    assert "completion-size=5" in lines[0]
    assert "deleted 0 folders and files" in invoke("cache", "prune", "--cache-dir", cache).output


@pytest.mark.usefixtures("walled")
def test_sandbox_check_says_which_interpreters_run_and_which_walls_hold(invoke, monkeypatch):
    monkeypatch.setattr("oeis_qa.sandbox.attacks.ATTACKS", ATTACKS[:1])
    done = invoke("sandbox", "check")
    lines = done.stdout.splitlines()
    assert re.fullmatch(r"python  /usr/(local/)?bin/python3 \(Python 3\.\d+\.\d+\)", lines[0])
    assert lines[-2].split(maxsplit=1) == ["holds", "fork: 100 processes at once                         ok: held 6"]
    assert (lines[-1], done.exit_code) == ("1 of 1 walls hold", 0)


@pytest.mark.usefixtures("walled")
def test_sandbox_check_fails_where_a_wall_does(invoke, monkeypatch):
    monkeypatch.setattr("oeis_qa.sandbox.attacks.ATTACKS", (Attack("speech: a word", "print('ESCAPED')"),))
    done = invoke("sandbox", "check")
    assert done.stdout.endswith("0 of 1 walls hold\n")
    assert done.exit_code == 1
