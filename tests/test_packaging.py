"""The tree is what the wheel needs: links that resolve, a package in every folder, one direction of imports."""

import ast
import configparser
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FOLDERS = [folder for folder in ("loaders", "training", "evaluation", "experiments") if (ROOT / folder).is_dir()]


def modules(folder):
    return sorted((ROOT / folder).rglob("*.py"))


def imported(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


@pytest.mark.parametrize("folder", FOLDERS)
def test_each_folder_is_linked_into_the_package(folder):
    link = ROOT / "oeis_qa" / folder
    assert link.is_symlink(), f"{link} is no link: clone with core.symlinks=true"
    assert str(link.readlink()) == f"../{folder}"


@pytest.mark.parametrize("folder", [*FOLDERS, "oeis_qa"])
def test_each_folder_with_code_is_a_package(folder):
    for path in modules(folder):
        assert (path.parent / "__init__.py").exists(), path


def test_the_kernel_imports_no_folder():
    for path in (ROOT / "oeis_qa").glob("*.py"):
        for name in imported(path):
            assert not any(name.startswith(f"oeis_qa.{folder}") for folder in FOLDERS), (path, name)


def test_every_module_opens_with_what_it_is():
    for folder in ["oeis_qa", "benchmarks", "tests", *FOLDERS]:
        for path in modules(folder):
            text = path.read_text()
            assert not text or ast.get_docstring(ast.parse(text)), path


def test_modules_stay_short():
    long = {
        str(path.relative_to(ROOT)): lines
        for folder in ["oeis_qa", *FOLDERS]
        for path in modules(folder)
        if (lines := len(path.read_text().splitlines())) > 300 and "bundled" not in path.parts
    }
    assert not long


def test_every_data_file_is_declared_so_that_the_wheel_has_it():
    declared = configparser.ConfigParser()
    declared.read(ROOT / "setup.cfg")
    patterns = declared["options.package_data"]["oeis_qa"].split()
    found = {path.relative_to(ROOT) for folder in FOLDERS for path in (ROOT / folder).rglob("*")}
    found |= {path.relative_to(ROOT / "oeis_qa") for path in (ROOT / "oeis_qa").rglob("*")}
    files = {path for path in found if path.suffix not in ("", ".py", ".pyc")}
    assert files
    for path in files:
        assert any(path.match(pattern) for pattern in patterns), path


def test_the_type_marker_is_there():
    assert (ROOT / "oeis_qa" / "py.typed").exists()
