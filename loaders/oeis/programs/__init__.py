"""Programs as answers: the verifier runs them in the sandbox and compares their terms with those hidden from the model.

The contract: the completion holds one fenced block with a program that defines a(n), n being the index of a term, in
the answer's language. It is right if a(n) gives every shown and every hidden term within the limits of time and memory.

In:  PROGRAM.judge("```python\\ndef a(n):\\n    return n * n\\n```", gold('{"language": "python", "offset": 0, ...}'))
Out: Verdict(right=True, answer="def a(n):\\n    return n * n", reason="right")
"""

from oeis_qa import sandbox
from oeis_qa.answers.fences import NoProgramError, program_in
from oeis_qa.answers.kinds import Final, Kind, Verdict
from oeis_qa.errors import NotRunError, OptionError
from oeis_qa.loaders.oeis.programs.answer import Terms, gold
from oeis_qa.loaders.oeis.programs.drivers import driven, terms_told
from oeis_qa.loaders.oeis.programs.literals import MOST, holds_terms
from oeis_qa.sandbox import LANGUAGES, Limits
from oeis_qa.sandbox.languages import language_named

SECONDS, WALL = 2.0, 6.0  # that a program may take, beside what its interpreter takes to start


def kind(parameter: str) -> Kind:
    """The kind `program`, or `program:unsafe`, which runs programs without a sandbox.

    Raises:
        OptionError: another parameter.
    """
    if parameter not in ("", "unsafe"):
        raise OptionError(
            f"answer kind 'program:{parameter}': write 'program', or 'program:unsafe' to run without walls"
        )
    unsafe = parameter == "unsafe"
    return Kind(gold, _final, lambda value, gold: False, judge=lambda text, gold: judged(text, gold, unsafe))


def judged(completion: str, terms: Terms, unsafe: bool = False) -> Verdict:
    """Whether the completion's program gives these terms.

    Raises:
        OptionError: programs in the answer's language cannot be run.
        SandboxError, MissingExtraError: there can be no sandbox here.
        NotRunError: the sandbox did not start this time.
    """
    language_named(terms.language)
    try:
        program = program_in(completion, terms.language)
    except NoProgramError as error:
        return Verdict(False, None, str(error))
    if holds_terms(program, terms.shown, terms.hidden):
        return Verdict(False, program, f"its program holds more than {MOST} of the hidden terms")
    fault = fault_of(program, terms, unsafe)
    return Verdict(not fault, program, fault or "right")


def fault_of(program: str, terms: Terms, unsafe: bool = False) -> str:
    """What the program does wrong; nothing if it gives these terms.

    Raises:
        as `judged`.
    """
    wanted = list(terms.numbered())
    outcome = sandbox.run(
        driven(terms.language, program, wanted[0][0], wanted[-1][0]),
        terms.language,
        limits=limits(terms.language),
        unsafe=unsafe,
    )
    if outcome.verdict == "infrastructure":
        raise NotRunError(f"a program could not be run: {outcome.reason}; try again")
    told = terms_told(outcome.stdout)
    for index, term in wanted:
        if index not in told:
            return f"a({index}) is not given: {outcome.reason or 'the program ends before'}"
        if told[index] != term:
            return f"a({index}) is {_short(told[index])}, not {_short(term)}"
    return "" if outcome.verdict == "ok" else outcome.reason


def limits(language: str, times: float = 1.0) -> Limits:
    """The limits of a program in this language, its time multiplied."""
    start = LANGUAGES[language].start
    return Limits(seconds=SECONDS * times + start, wall=WALL * times + 3 * start)


def _final(completion: str) -> Final:
    """The completion's program, which needs no language to be found."""
    found: Final | None = None
    for language in LANGUAGES:
        try:
            program = program_in(completion, language)
            return Final((program,), program)
        except NoProgramError as error:
            found = found or Final(reason=str(error))
    return found or Final()


def _short(term: str) -> str:
    return term if len(term) <= 40 else f"{term[:20]}... ({len(term.lstrip('-'))} digits)"
