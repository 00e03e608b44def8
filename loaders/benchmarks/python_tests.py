"""The answer kind `python_tests`: a completion's program is right if it passes the tests of its problem in the sandbox.

The completion holds one fenced block: the whole function, or what goes on where the prompt's code ends. The answer is
JSON of the prompt's code (it may hold imports and helpers), the name that the tests call, and the tests.

In:  judged("```python\\ndef twice(n):\\n    return 2 * n\\n```", Problem("", "twice", "assert twice(4) == 8"))
Out: Verdict(right=True, answer="def twice(n):\\n    return 2 * n", reason="right")
"""

import ast
import hashlib
import json
import re
from dataclasses import asdict, dataclass

from oeis_qa import sandbox
from oeis_qa.answers.fences import NoProgramError, program_in
from oeis_qa.answers.kinds import Final, Kind, Verdict
from oeis_qa.errors import AnswerError, NotRunError
from oeis_qa.sandbox import Limits

LIMITS = Limits(seconds=5.0, wall=15.0)

# As modules of their own: what stands under `if __name__ == "__main__":` is not run, `from __future__` may come first.
_DRIVER = """\
import sys, types

module = sys.modules["program"] = types.ModuleType("program")
for name, source in PARTS:
    exec(compile(source, name, "exec"), module.__dict__)
print("\\n@passed MARK", file=sys.__stdout__)
"""


@dataclass(frozen=True)
class Problem:
    prompt: str  # the code that the problem shows; may be empty
    entry_point: str  # what the tests call
    tests: str  # which raise where the program is wrong

    def written(self) -> str:
        """The answer of a row."""
        return json.dumps(asdict(self), ensure_ascii=False)


def gold(answer: str) -> Problem:
    """What the answer says.

    Raises:
        AnswerError: it is no JSON object of these three texts, or one of them is no Python.
    """
    try:
        found = Problem(**json.loads(answer))
        ast.parse(found.prompt)
        tests = ast.parse(found.tests)
    except (ValueError, TypeError, SyntaxError):
        raise _wrong(answer, "is no JSON object of Python texts named prompt, entry_point and tests") from None
    if not isinstance(found.entry_point, str) or not found.entry_point.isidentifier():
        raise _wrong(answer, "must have a name as its entry_point")
    if not tests.body:
        raise _wrong(answer, "has no tests")
    return found


def _wrong(answer: str, why: str) -> AnswerError:
    return AnswerError(f"answer {answer[:80]!r} of kind 'python_tests' {why}")


def judged(completion: str, problem: Problem) -> Verdict:
    """Whether the completion's program passes these tests.

    Raises:
        SandboxError, MissingExtraError: there can be no sandbox here.
        NotRunError: the sandbox did not start this time.
    """
    try:
        program = program_in(completion, "python")
    except NoProgramError as error:
        return Verdict(False, None, str(error))
    fault = fault_of(program, problem)
    return Verdict(not fault, program, fault or "right")


def fault_of(program: str, problem: Problem) -> str:
    """What is wrong with the program; nothing if it passes these tests.

    Raises:
        as `judged`.
    """
    driven, mark = _driven(program, problem)
    outcome = sandbox.run(driven, "python", limits=LIMITS)
    if outcome.verdict == "infrastructure":
        raise NotRunError(f"a program could not be run: {outcome.reason}; try again")
    if outcome.verdict != "ok":
        return outcome.reason
    return "" if outcome.stdout.endswith(f"\n@passed {mark}\n") else "the program ends before its tests do"


def _driven(program: str, problem: Problem) -> tuple[str, str]:
    """The program with its tests, and the mark that it prints behind them, which the program cannot know."""
    whole = re.search(rf"(?m)^(?:(?:async )?def|class) {problem.entry_point}\b|^{problem.entry_point}\s*=", program)
    code = [problem.prompt, program] if whole else [f"{problem.prompt.rstrip()}\n{program}"]
    parts = [*(("program.py", text) for text in code), ("tests.py", problem.tests)]
    mark = hashlib.blake2b(repr(parts).encode(), digest_size=16).hexdigest()
    return _DRIVER.replace("MARK", mark).replace("PARTS", repr(parts)), mark


def _final(completion: str) -> Final:
    try:
        program = program_in(completion, "python")
    except NoProgramError as error:
        return Final(reason=str(error))
    return Final((program,), program)


KIND = Kind(gold, _final, lambda value, gold: False, judge=judged)
