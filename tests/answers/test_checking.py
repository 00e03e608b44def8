"""The LaTeX checker: a process apart that outlives hard questions, threads, forks and interrupts."""

import ast
import importlib.util
import select
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from oeis_qa import verify
from oeis_qa.answers import checking
from oeis_qa.answers.checking import same_latex_value
from oeis_qa.errors import MissingExtraError

TOWER = "9^{9^{9^{9}}}"
CHECKER = Path(checking.__file__).with_name("checker.py")
# The dropped Popen object and sockets warn wherever they are collected; test_the_checker_gives_no_warnings has it.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
needs_proc = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks at processes in /proc")

# The processes below one of them, and the states of all.
PROCESSES = """
import os, signal, sys
from pathlib import Path
from oeis_qa.answers.checking import same_latex_value
def processes():
    found = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, parent, *_ = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        found[int(path.parent.name)] = state, int(parent)
    return found
def below(root):
    found = processes()
    own = [pid for pid, (state, parent) in found.items() if parent == root]
    return [*own, *(pid for child in own for pid in below(child))]
"""


def gone(pid):
    """Whether that process has ended, or does so within ten seconds."""
    for _ in range(200):
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except OSError:
            return True
        if state == "Z":  # ended; reaped by whatever is init here
            return True
        select.select([], [], [], 0.05)
    return False


@pytest.mark.parametrize(
    ("gold", "answer", "equal"),
    [
        ("x+1", "1+x", True),
        ("x+1", "x+2", False),
        (r"2\sqrt{2}", r"\sqrt{8}", True),
        (r"2\sqrt{2}", "2.8284271247", False),
        (r"\frac{\pi}{2}", r"\pi \cdot 0.5", True),
        (r"\frac{\pi}{3}", r"0.3333333 \pi", False),
        ("y=x+1", "2y=2x+2", True),
        ("y=x+1", "y=x+2", False),
        (r"\{1,2\}", r"\{2,1\}", True),
        ("x<3", "3>x", True),
        ("x<3", r"x\le 3", False),
        ("", "1", False),
        ("x", "\\", False),
        ("x", "\ud800\n\0", False),
        (r"\frac{1}{0}", r"\frac{2}{0}", False),
    ],
)
def test_math_verify_tells_equal_formulas_from_others(gold, answer, equal):
    assert same_latex_value(gold, answer, 5.0) is equal


@pytest.mark.xfail(strict=True, reason="nsimplify makes 1/3 of the rounded factor")
@pytest.mark.parametrize("places", [8, 12, 20, 30])
def test_a_rounded_factor_is_not_the_exact_one(places):
    assert same_latex_value(r"\frac{\pi}{3}", f"0.{'3' * places}\\pi", 5.0) is False


def test_a_question_that_takes_too_long_is_answered_with_no_and_the_next_one_works():
    for _ in range(2):
        start = time.monotonic()
        assert same_latex_value(r"\sqrt{2}", TOWER, 0.3) is False
        assert time.monotonic() - start < 5
        assert same_latex_value("x+1", "1+x", 5.0) is True
        assert same_latex_value("x+1", "2+x", 5.0) is False


def test_no_time_is_no_question(monkeypatch):
    monkeypatch.setattr(checking, "_child", lambda: pytest.fail("asked"))
    assert same_latex_value("x", "x", 0) is False
    assert same_latex_value("x", "x", -1.0) is False


def test_threads_do_not_take_each_others_answers():
    def ask(n):
        hard = n % 10 == 9
        return same_latex_value(f"x+{n}", TOWER if hard else f"{n + n % 2}+x", 0.2 if hard else 10.0)

    with ThreadPoolExecutor(6) as pool:
        assert list(pool.map(ask, range(60))) == [n % 2 == 0 for n in range(60)]


def test_a_thread_that_ends_gives_its_child_back():
    def ask():
        assert same_latex_value("x+1", "1+x", 10.0)

    for _ in range(20):
        thread = threading.Thread(target=ask)
        thread.start()
        thread.join()


# The process apart


def test_the_checker_imports_nothing_of_ours():
    for node in ast.walk(ast.parse(CHECKER.read_text())):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        names += [node.module] if isinstance(node, ast.ImportFrom) else []
        assert not [name for name in names if name.partition(".")[0] in ("oeis_qa", "datasets", "regex", "pyarrow")]


def test_the_checker_loads_math_verify_and_no_datasets(fresh_python):
    code = (
        "import importlib.util, sys\n"
        "spec = importlib.util.spec_from_file_location('checker', sys.argv[1])\n"
        "checker = importlib.util.module_from_spec(spec); spec.loader.exec_module(checker)\n"
        "print(checker.is_same('x+1', '1+x'), checker.is_same('x+1', 'x'))\n"
        "print([name in sys.modules for name in ('math_verify', 'oeis_qa', 'datasets', 'pyarrow', 'torch')])"
    )
    assert fresh_python(code, CHECKER).splitlines() == ["True False", "[True, False, False, False, False]"]


@needs_proc
def test_nothing_is_left_when_the_interpreter_ends(fresh_python):
    code = PROCESSES + (
        "assert same_latex_value('x+1', '1+x', 60.0)\n"
        "assert not same_latex_value('x+1', sys.argv[1], 0.2)\n"
        "assert same_latex_value('x+1', '1+x', 60.0)\n"
        "print([state for state, parent in processes().values() if parent == os.getpid() and state == 'Z'])\n"
        "print(*below(os.getpid()))"
    )
    zombies, pids = fresh_python(code, TOWER).splitlines()
    assert zombies == "[]"
    assert len(pids.split()) == 2  # the checker and one child
    assert all(gone(int(pid)) for pid in pids.split())


@needs_proc
def test_nothing_is_left_when_the_interpreter_is_killed(fresh_python):
    code = PROCESSES + (
        "if os.fork() == 0:\n"
        "    assert same_latex_value('x+1', '1+x', 60.0)\n"
        "    print(*below(os.getpid()), flush=True)\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
        "os.wait()"
    )
    pids = fresh_python(code).split()
    assert len(pids) == 2
    assert all(gone(int(pid)) for pid in pids)


@needs_proc
def test_a_checker_that_is_killed_is_started_again(fresh_python):
    code = PROCESSES + (
        "print(same_latex_value('x+1', '1+x', 60.0))\n"
        "for pid in below(os.getpid()): os.kill(pid, signal.SIGKILL)\n"
        "print(*[same_latex_value('x+1', '1+x', 60.0) for _ in range(3)][1:])"
    )
    assert fresh_python(code).split() == ["True", "True", "True"]


def test_a_forked_process_asks_children_of_its_own(fresh_python):
    code = (
        "import os\n"
        "from oeis_qa.answers.checking import same_latex_value\n"
        "assert same_latex_value('x', 'x', 60.0)\n"
        "pids = []\n"
        "for n in range(3):\n"
        "    if (pid := os.fork()) == 0:\n"
        "        asked = [same_latex_value(f'x+{n}', f'{n + k % 2}+x', 60.0) for k in range(10)]\n"
        "        os._exit(7 if asked == [k % 2 == 0 for k in range(10)] else 1)\n"
        "    pids.append(pid)\n"
        "mine = [same_latex_value('y', ('y', 'z')[k % 2], 60.0) for k in range(10)]\n"
        "codes = [os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) for pid in pids]\n"
        "print(mine == [k % 2 == 0 for k in range(10)], *codes)"
    )
    assert fresh_python(code).split() == ["True", "7", "7", "7"]


@pytest.mark.parametrize("method", ["spawn", "forkserver", "fork"])
def test_the_processes_of_multiprocessing_ask_too(fresh_python, method):
    code = (
        "import multiprocessing, sys\n"
        "from oeis_qa.answers.checking import same_latex_value\n"
        "assert same_latex_value('x', 'x', 60.0)\n"
        "with multiprocessing.get_context(sys.argv[1]).Pool(2) as pool:\n"
        "    print(pool.starmap(same_latex_value, [('x+1', '1+x', 60.0), ('x+1', '2+x', 60.0)] * 2))"
    )
    assert fresh_python(code, method).strip() == "[True, False, True, False]"


@pytest.mark.xfail(strict=True, reason="the answer to the interrupted question is read as that of the next one")
@pytest.mark.parametrize("interrupt", ["KeyboardInterrupt", "RuntimeError"])
def test_an_interrupted_question_does_not_leave_its_answer_to_the_next_one(fresh_python, interrupt):
    code = (
        "import signal, sys\n"
        "from oeis_qa.answers.checking import same_latex_value\n"
        "def stop(*_): raise {'KeyboardInterrupt': KeyboardInterrupt, 'RuntimeError': RuntimeError}[sys.argv[1]]\n"
        "assert same_latex_value('x', 'x', 60.0)\n"
        "signal.signal(signal.SIGALRM, stop)\n"
        "signal.setitimer(signal.ITIMER_REAL, 0.2)\n"
        "try: print(same_latex_value('2', sys.argv[2], 1.0))\n"
        "except BaseException as stopped: print(type(stopped).__name__)\n"
        "print(same_latex_value('x+1', '1+x', 60.0), same_latex_value('x+1', '2+x', 60.0))"
    )
    assert fresh_python(code, interrupt, TOWER).split() == [interrupt, "True", "False"]


@pytest.mark.xfail(
    strict=True, reason="the Popen object and the sockets of ended threads are dropped without being closed"
)
def test_the_checker_gives_no_warnings(fresh_python):
    code = (
        "import gc, sys, threading, warnings\n"
        "from oeis_qa.answers.checking import same_latex_value\n"
        "warnings.simplefilter('error')\n"
        "noted = []\n"
        "sys.unraisablehook = lambda event: noted.append(event.exc_type.__name__)\n"
        "assert same_latex_value('x+1', '1+x', 60.0)\n"
        "assert not same_latex_value('2', sys.argv[1], 0.2)\n"
        "thread = threading.Thread(target=same_latex_value, args=('x+1', '1+x', 60.0))\n"
        "thread.start(); thread.join(); del thread\n"
        "gc.collect(); print(noted)"
    )
    assert fresh_python(code, TOWER).strip() == "[]"


@pytest.mark.xfail(strict=True, reason="the time that the checker takes to start counts against the second piece")
def test_a_slow_start_does_not_count_against_the_answer(fresh_python, tmp_path):
    slow = tmp_path / "slow_checker.py"
    slow.write_text(
        f"import runpy, select\nselect.select([], [], [], 1.5)\nrunpy.run_path({str(CHECKER)!r}, run_name='__main__')"
    )
    code = (
        "import pathlib, sys\n"
        "from oeis_qa.answers import checking, latex\n"
        "checking._PROGRAM = pathlib.Path(sys.argv[1])\n"
        r"print(*[latex.same_latex(r'(\sqrt{4},2\pi)', r'(2,\pi+\pi)') for _ in range(2)])"
    )
    assert fresh_python(code, slow).split() == ["True", "True"]


def test_without_math_verify_the_extra_is_named(monkeypatch):
    monkeypatch.setattr(checking, "_control", None)
    monkeypatch.setattr(checking, "_local", threading.local())
    find_spec = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name, *a: None if name == "math_verify" else find_spec(name, *a)
    )
    for _ in range(2):
        with pytest.raises(MissingExtraError, match=r"need math-verify; pip install 'oeis_qa\[eval\]'"):
            verify(r"\boxed{x+1}", "1+x", "latex")
    assert verify(r"\boxed{0.5}", r"\frac{1}{2}", "latex").right
    assert "math_verify" not in sys.modules or find_spec("math_verify")
