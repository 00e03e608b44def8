"""The LaTeX checker: a process apart that outlives hard questions, threads, forks, interrupts and its own death."""

import importlib.util
import re
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

TOWER, ROOT = "9^{9^{9^{9}}}", r"\sqrt{2}"  # not to be compared in this life
CHECKER = Path(checking.__file__).with_name("checker.py")
needs_proc = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks at processes in /proc")

# The processes below one of them, and the states of all; what a question comes to.
PROCESSES = """
import os, signal, sys, time
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
def asked(*question):
    try:
        return same_latex_value(*question)
    except TimeoutError:
        return "stopped"
def kill(pids):
    for pid in pids:
        if pid in processes():
            os.kill(pid, signal.SIGKILL)
    while any(processes().get(pid, "Z")[0] != "Z" for pid in pids):
        time.sleep(0.01)
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


def test_a_question_that_takes_too_long_is_stopped_and_the_next_one_works():
    for _ in range(2):
        start = time.monotonic()
        with pytest.raises(TimeoutError, match="math-verify was stopped"):
            same_latex_value(ROOT, TOWER, 0.3)
        assert time.monotonic() - start < 5
        assert same_latex_value("x+1", "1+x", 5.0) is True
        assert same_latex_value("x+1", "2+x", 5.0) is False


def test_no_time_is_not_all_the_time():
    with pytest.raises(TimeoutError):
        same_latex_value(ROOT, TOWER, 0)


def test_threads_do_not_take_each_others_answers():
    def ask(n):
        hard = n % 10 == 9
        try:
            return same_latex_value(*(ROOT, TOWER, 0.2) if hard else (f"x+{n}", f"{n + n % 2}+x", 10.0))
        except TimeoutError:
            return "stopped"

    with ThreadPoolExecutor(6) as pool:
        found = list(pool.map(ask, range(60)))
    assert found == ["stopped" if n % 10 == 9 else n % 2 == 0 for n in range(60)]


def test_a_thread_that_ends_gives_its_child_back():
    def ask():
        assert same_latex_value("x+1", "1+x", 10.0)

    for _ in range(20):
        thread = threading.Thread(target=ask)
        thread.start()
        thread.join()


# Processes


@needs_proc
def test_nothing_is_left_when_the_interpreter_ends(fresh_python):
    code = PROCESSES + (
        "print(asked('x+1', '1+x', 60.0), asked(*sys.argv[1:], 0.2), asked('x+1', '1+x', 60.0))\n"
        "print([state for state, parent in processes().values() if parent == os.getpid() and state == 'Z'])\n"
        "print(*below(os.getpid()))\n"
        "from oeis_qa.answers import checking\n"
        "checking._stop(); print(checking._control.fileno(), checking._process.returncode)"
    )
    answers, zombies, pids, closed = fresh_python(code, ROOT, TOWER, PYTHONWARNINGS="error").splitlines()
    assert (answers, zombies, closed) == ("True stopped True", "[]", "-1 -9")
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
def test_processes_that_are_killed_between_questions_cost_no_answer(fresh_python):
    code = PROCESSES + (
        "assert asked('x+1', '1+x', 60.0)\n"
        "for killed in (slice(-1, None), slice(0, 1), slice(None)):\n"  # the child, the checker, both
        "    kill(below(os.getpid())[killed])\n"
        "    print(*[asked('x+1', answer, 20.0) for answer in ('1+x', '2+x', '1+x')])"
    )
    assert fresh_python(code).splitlines() == ["True False True"] * 3


@needs_proc
def test_a_child_that_is_killed_at_its_question_is_asked_once_more_and_no_more(fresh_python):
    code = PROCESSES + (
        "import threading\n"
        "assert asked('x+1', '1+x', 60.0)\n"
        "killed = []\n"
        "def hunt():\n"
        "    while len(killed) < 2:\n"
        "        time.sleep(0.1)\n"
        "        for pid in below(os.getpid())[1:]: kill([pid]); killed.append(pid)\n"
        "threading.Thread(target=hunt).start()\n"
        "started = time.monotonic()\n"
        "print(asked(*sys.argv[1:], 30.0), time.monotonic() - started < 10, asked('x+1', '1+x', 60.0))"
    )
    assert fresh_python(code, ROOT, TOWER).split() == ["stopped", "True", "True"]


@needs_proc
def test_a_checker_that_is_killed_before_it_forks_costs_no_answer(fresh_python):
    code = PROCESSES + (
        "import threading\n"
        "assert asked('x+1', '1+x', 60.0)\n"
        "checker, child = below(os.getpid())\n"
        "kill([child]); os.kill(checker, signal.SIGSTOP)\n"
        "threading.Timer(0.3, os.kill, (checker, signal.SIGKILL)).start()\n"
        "print(asked('x+1', '1+x', 20.0))"
    )
    assert fresh_python(code).split() == ["True"]


def test_only_processor_time_counts_and_a_little_on_the_clock(monkeypatch):
    waits = []
    monkeypatch.setattr(checking, "_asked", lambda question, wall: waits.append(wall) or b"")
    with pytest.raises(TimeoutError):
        same_latex_value("x", "y", 3.0)
    assert waits == [3.0 + checking._GRACE] * 2  # the one that ended at once was gone before it was asked


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


def test_the_processes_of_multiprocessing_ask_too(fresh_python):
    code = (
        "import multiprocessing\n"
        "from oeis_qa.answers.checking import same_latex_value\n"
        "assert same_latex_value('x', 'x', 60.0)\n"
        "for method, processes in (('fork', 2), ('forkserver', 1), ('spawn', 1)):\n"
        "    with multiprocessing.get_context(method).Pool(processes) as pool:\n"
        "        print(pool.starmap(same_latex_value, [('x+1', '1+x', 60.0), ('x+1', '2+x', 60.0)] * 2))"
    )
    assert fresh_python(code).splitlines() == ["[True, False, True, False]"] * 3


def test_an_interrupted_question_does_not_leave_its_answer_to_the_next_one(fresh_python):
    code = (
        "import signal, sys\n"
        "from oeis_qa.answers.checking import same_latex_value\n"
        "interrupts = [KeyboardInterrupt, RuntimeError]\n"
        "def stop(*_): raise interrupts.pop(0)\n"
        "assert same_latex_value('x', 'x', 60.0)\n"
        "signal.signal(signal.SIGALRM, stop)\n"
        "for _ in range(2):\n"
        "    signal.setitimer(signal.ITIMER_REAL, 0.2)\n"
        "    try: print(same_latex_value(*sys.argv[1:], 2.0))\n"
        "    except BaseException as stopped: print(type(stopped).__name__)\n"
        "    print(same_latex_value('x+1', '1+x', 60.0), same_latex_value('x+1', '2+x', 60.0))"
    )
    said = fresh_python(code, ROOT, TOWER).split()
    assert said == ["KeyboardInterrupt", "True", "False", "RuntimeError", "True", "False"]


@needs_proc
@pytest.mark.parametrize(
    "then",
    [
        "asked(*sys.argv[1:], 0.2)\n"
        "thread = threading.Thread(target=asked, args=('x+1', '1+x', 60.0))\n"
        "thread.start(); thread.join(); del thread\n"
        "kill(below(os.getpid())[1:])",
        "kill(below(os.getpid()))",
        "os.fork() or sys.exit(print(gc.collect(), noted))",
    ],
    ids=["children end", "the checker is killed", "a fork"],
)
def test_the_checker_gives_no_warnings(fresh_python, then):
    code = "import gc, threading, warnings\nwarnings.simplefilter('error')\n" + PROCESSES
    code += (
        "noted = []\n"
        "sys.unraisablehook = lambda event: noted.append(event.exc_type.__name__)\n"
        "assert asked('x+1', '1+x', 60.0)\n"
        f"{then}\n"
        "assert asked('x+1', '1+x', 60.0)\n"
        "gc.collect(); print(0, noted)"
    )
    assert {*re.findall(r"\[.*?\]", fresh_python(code, ROOT, TOWER))} == {"[]"}


def test_a_slow_start_does_not_count_against_the_answer(fresh_python, tmp_path):
    slow = tmp_path / "slow_checker.py"
    slow.write_text(
        f"import runpy, select\nselect.select([], [], [], 2.0)\nrunpy.run_path({str(CHECKER)!r}, run_name='__main__')"
    )
    code = (
        "import pathlib, sys\n"
        "from oeis_qa.answers import checking, latex\n"
        "checking._PROGRAM = pathlib.Path(sys.argv[1])\n"
        r"print(*[latex.same_latex(r'(\sqrt{4},2\pi)', latex.latex_gold(r'(2,\pi+\pi)')) for _ in range(2)])"
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
