"""Running programs: what honest ones give, what becomes of the others, and what is said where none can be run."""

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from oeis_qa import sandbox
from oeis_qa.errors import MissingExtraError, OptionError, SandboxError
from oeis_qa.sandbox import LANGUAGES, Limits, Outcome, launching, walls

HELLO = {"python": "print(6 * 7)", "pari": "print(6 * 7)", "maxima": "print(6 * 7)$", "gap": 'Print(6 * 7, "\\n");'}
SLOW = Limits(seconds=10, wall=60)  # for interpreters that take their time on a busy machine

pytestmark = pytest.mark.usefixtures("walled")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_program_in_every_language_prints(language):
    if LANGUAGES[language].interpreter() is None:
        pytest.skip(f"{language} is not installed")
    outcome = sandbox.run(HELLO[language], language, limits=SLOW)
    assert (outcome.verdict, outcome.stdout.strip(), outcome.reason) == ("ok", "42", "")


@pytest.mark.parametrize(
    ("language", "program"),
    [("pari", "print(1/0)"), ("pari", "print(1"), ("maxima", "print(1/0)$"), ("maxima", "print(1$"),
     ("gap", "Print(1/0);"), ("gap", "Print(1;"), ("python", "print(1/0)"), ("python", "print(1")],
)  # fmt: skip
def test_an_error_in_every_language_is_one(language, program):
    if LANGUAGES[language].interpreter() is None:
        pytest.skip(f"{language} is not installed")
    outcome = sandbox.run(program, language, limits=SLOW)
    assert outcome.verdict == "error"
    assert outcome.reason.startswith("status ")


def test_it_reads_what_it_is_given():
    assert sandbox.run("print(input()[::-1])", stdin="abc\ndef").stdout == "cba\n"


def test_without_input_it_reads_the_end():
    assert sandbox.run("import sys; print(repr(sys.stdin.read()))").stdout == "''\n"
    assert sandbox.run("while True: input()").reason == "status 1: EOFError: EOF when reading a line"


def test_large_programs_and_inputs_arrive_whole():
    program = "import sys\nprint(len(sys.stdin.read()))\n" + "#" * 3_000_000
    assert sandbox.run(program, stdin="x" * 5_000_000).stdout == "5000000\n"


@pytest.mark.parametrize(
    ("program", "verdict", "reason"),
    [
        ("import sys; sys.exit(0)", "ok", ""),
        ("import sys; sys.exit(3)", "error", "status 3: no message"),
        ("raise ValueError('no such term')", "error", "status 1: ValueError: no such term"),
        ("print('no such term'); raise SystemExit(3)", "error", "status 3: no such term"),
        ("import os; os.abort()", "error", "status 134: no message"),
        ("import os; os.kill(os.getpid(), 9)", "error", "status 137: no message"),
        ("import os; os._exit(127)", "error", "status 127: no message"),
        ("while True: pass", "limit", "seconds: more than 1 seconds of processor time"),
        ("import time; time.sleep(9)", "limit", "wall: more than 2 seconds on the clock"),
        ("bytearray(1 << 30)", "limit", "memory: more than 536,870,912 bytes"),
        ("print('x' * 2000)", "limit", "output: more than 1,000 bytes"),
        ("print('\ud800')", "error", "the program or its input holds half a character, which UTF-8 cannot hold"),
        ("", "ok", ""),
    ],
)
def test_every_end_has_its_verdict_and_reason(program, verdict, reason):
    outcome = sandbox.run(program, limits=Limits(seconds=1, wall=2 if "sleep" in program else 20, output=1000))
    assert (outcome.verdict, outcome.reason) == (verdict, reason)


def test_what_was_printed_before_the_end_is_kept():
    outcome = sandbox.run("print(34, flush=True)\nwhile True: pass", limits=Limits(seconds=1, wall=20))
    assert outcome == Outcome("limit", "34\n", "seconds: more than 1 seconds of processor time")
    assert sandbox.run("print('x' * 5000)", limits=Limits(output=1000)).stdout == "x" * 1000


def test_bytes_that_are_no_text_are_marked():
    assert sandbox.run(r"import sys; sys.stdout.buffer.write(b'a\xffb')").stdout == "a\ufffdb"


def test_the_environment_is_the_same_everywhere(monkeypatch):
    monkeypatch.setenv("OEIS_QA_SECRET", "hush")
    printed = sandbox.run("import os; print(*sorted(os.environ.items()), os.getcwd(), hash('a'))").stdout
    assert "hush" not in printed
    assert "('HOME', '/')" in printed
    assert "('PYTHONHASHSEED', '0')" in printed
    assert printed == sandbox.run("import os; print(*sorted(os.environ.items()), os.getcwd(), hash('a'))").stdout


def test_threads_run_programs_side_by_side():
    with ThreadPoolExecutor(4) as pool:
        outcomes = list(pool.map(sandbox.run, [f"print({n} ** 2)" for n in range(60)]))
    assert [outcome.stdout for outcome in outcomes] == [f"{n**2}\n" for n in range(60)]


def test_a_thread_that_ends_takes_its_launcher_along():
    launchers = []

    def work():
        sandbox.run("print(1)")
        launchers.append(launching._local.process)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    del thread
    assert launchers[0].wait(timeout=30) == 0


def test_a_launcher_that_dies_is_replaced():
    assert sandbox.run("print(1)").verdict == "ok"
    launching._local.process.kill()
    launching._local.process.wait()
    assert sandbox.run("print(2)").stdout == "2\n"


def test_a_forked_process_has_a_launcher_of_its_own():
    sandbox.run("print(1)")
    child = os.fork()
    if child == 0:
        os._exit(sandbox.run("print(5)").stdout != "5\n")
    assert os.waitpid(child, 0)[1] == 0
    assert sandbox.run("print(6)").stdout == "6\n"


def test_whoever_asked_being_killed_ends_the_program_too(tmp_path):
    code = 'from oeis_qa import sandbox\nsandbox.run(\'import os; os.execv("/bin/sleep", ["sleep", "8674665"])\')'
    asking = subprocess.Popen([sys.executable, "-c", code], cwd=Path(__file__).parents[2])
    wait_until(lambda: running("8674665"))
    asking.kill()
    asking.wait()
    wait_until(lambda: not running("8674665"))


def left_behind():
    """The processes that this thread's launcher is still the parent of."""
    return read(Path(f"/proc/{launching._local.process.pid}/task/{launching._local.process.pid}/children"))


def running(word):
    found = (path for path in Path("/proc").glob("[0-9]*/cmdline"))
    return any(word in text.split("\0") for text in map(read, found) if "python" not in text)


def read(path):
    try:
        return path.read_text("utf-8", "replace")
    except OSError:
        return ""


def wait_until(holds):
    done = threading.Event()
    for _ in range(600):
        if holds():
            return
        done.wait(0.05)
    pytest.fail("it never came about")


def test_a_sandbox_that_does_not_start_is_infrastructure_and_no_fault_of_the_program(monkeypatch):
    asked = []
    monkeypatch.setattr(sandbox, "_PAUSE", 0.0)
    monkeypatch.setattr(sandbox.walls, "command", lambda *_: ["/usr/bin/env", "false"])
    monkeypatch.setattr(sandbox, "launched", lambda *given: asked.append(given) or launching.launched(*given))
    outcome = sandbox.run("print(1)")
    assert outcome.verdict == "infrastructure"
    assert outcome.reason == "the sandbox did not start in 4 attempts: no message"
    assert len(asked) == 4


def test_an_unknown_language_is_refused():
    with pytest.raises(
        OptionError, match="language='pyton' is none that programs can be run in; did you mean 'python'"
    ):
        sandbox.run("print(1)", "pyton")


def test_a_limit_of_nothing_is_refused():
    with pytest.raises(OptionError, match=r"limit wall=0 must be a number from 0.001 to 86,400"):
        Limits(wall=0)


@pytest.mark.parametrize(
    "given",
    [{"wall": float("inf")}, {"seconds": float("nan")}, {"memory": 5e8}, {"memory": 1 << 20}, {"processes": 1}],
)
def test_a_limit_that_no_program_can_be_run_within_is_refused(given):
    with pytest.raises(OptionError, match=r"limit \w+=.* must be an? (number|integer) from"):
        Limits(**given)


def test_a_wall_limit_in_the_middle_of_the_start_leaves_nothing_and_waits_for_nothing():
    for milliseconds in range(1, 13):
        started = time.monotonic()
        sandbox.run("print(1)", limits=Limits(wall=milliseconds / 1000))
        assert time.monotonic() - started < 20
        assert left_behind() == ""


def test_an_interrupt_in_the_middle_of_a_run_leaves_the_next_one_its_own_answer():
    for milliseconds in range(1, 16):
        interrupt = signal.setitimer(signal.ITIMER_REAL, milliseconds / 1000)
        assert interrupt == (0.0, 0.0)
        with contextlib.suppress(KeyboardInterrupt):
            sandbox.run("print(1)")
            signal.setitimer(signal.ITIMER_REAL, 0)
        assert sandbox.run("print(2)").stdout == "2\n"


@pytest.fixture(autouse=True)
def interrupted():
    """An alarm is as Ctrl-C."""

    def raise_it(*_):
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGALRM, raise_it)
    yield
    signal.setitimer(signal.ITIMER_REAL, 0)
    signal.signal(signal.SIGALRM, before)


def test_a_program_that_is_too_large_is_an_error_of_its_own():
    assert sandbox.run("#" * (9 << 20)).reason == "the program has over 8,388,608 bytes"


@pytest.mark.parametrize("status", [137, 153])
def test_an_exit_status_that_looks_like_a_limit_is_none(status):
    assert sandbox.run(f"import os; os._exit({status})") == Outcome("error", "", f"status {status}: no message")


def test_a_language_that_is_not_installed_says_what_to_install(monkeypatch):
    monkeypatch.setattr("oeis_qa.sandbox.languages.PATH", "/nowhere")
    with pytest.raises(SandboxError, match=r"language 'gap' needs gap .* install it \(Debian: gap-core\)"):
        sandbox.run("1;", "gap")


class TestWithoutASandbox:
    @pytest.fixture(autouse=True)
    def forget(self):
        for found in (walls._bwrap, walls.seccomp_filter, sandbox.check_host):
            found.cache_clear()
        launching._forget()
        yield
        for found in (walls._bwrap, walls.seccomp_filter, sandbox.check_host):
            found.cache_clear()

    @pytest.fixture
    def open_folder(self):
        """A folder that every user can read."""
        with tempfile.TemporaryDirectory() as folder:
            os.chmod(folder, 0o755)
            yield Path(folder)

    def test_missing_bubblewrap_says_what_to_install(self, monkeypatch):
        monkeypatch.setattr(walls.shutil, "which", lambda *_, **__: None)
        with pytest.raises(SandboxError, match=r"needs bwrap; install bubblewrap .* unsafe=True .* 'program:unsafe'"):
            sandbox.run("print(1)")

    def test_an_old_bubblewrap_is_refused(self, monkeypatch, tmp_path):
        old = tmp_path / "bwrap"
        old.write_text("#!/bin/sh\necho bubblewrap 0.6.1\n")
        old.chmod(0o755)
        monkeypatch.setattr(walls.shutil, "which", lambda *_, **__: str(old))
        with pytest.raises(SandboxError, match=r"bubblewrap 0.6.1; programs need 0.8 or newer"):
            sandbox.run("print(1)")

    def test_root_without_a_user_to_become_is_refused(self, monkeypatch):
        monkeypatch.setattr(walls.os, "getuid", lambda: 0)
        monkeypatch.setattr(walls, "USER", "nobody-of-this-name")
        with pytest.raises(SandboxError, match="there is no user 'nobody-of-this-name' to become; add one"):
            sandbox.run("print(1)")

    def test_missing_pyseccomp_says_what_to_install(self, monkeypatch):
        monkeypatch.setattr(walls.importlib.util, "find_spec", lambda name: None)
        with pytest.raises(MissingExtraError, match=r"pip install 'oeis_qa\[sandbox\]'"):
            sandbox.run("print(1)")

    def test_a_host_that_forbids_sandboxes_is_told_so(self, monkeypatch, open_folder):
        forbidden = open_folder / "bwrap"
        forbidden.write_text(
            '#!/bin/sh\n[ "$1" = --version ] && echo bubblewrap 0.9 && exit\n'
            "echo bwrap: setting up uid map: Permission denied >&2\nexit 1\n"
        )
        forbidden.chmod(0o755)
        monkeypatch.setattr(sandbox, "_PAUSE", 0.0)
        which = walls.shutil.which
        monkeypatch.setattr(
            walls.shutil, "which", lambda name, **given: str(forbidden) if name == "bwrap" else which(name, **given)
        )
        with pytest.raises(SandboxError, match="setting up uid map: Permission denied"):
            sandbox.check_host()
