"""What is written around a program, so that it prints its terms; and reading them.

The hidden terms never enter the sandbox, so a program that prints what looks like terms gains nothing.

In:  driven("python", "def a(n): return n * n", 3, 5)
Out: a program that defines the same and calls a(3), a(4), a(5); it prints "@term 3 9" and so on
"""

import re
from collections.abc import Callable

# The end of a session, which would come before the driver.
_QUIT = re.compile(r"(?:\n|^|;)[ \t]*(?:quit|QUIT|\\q|exit)(?:\(\))?[ \t]*[;$]*\s*\Z")
_LINE = re.compile(r"^@term (-?[0-9]{1,19}) (-?[0-9]+) ?\r?$", re.MULTILINE | re.ASCII)

# As a module of its own: what stands under `if __name__ == "__main__":` is not run, `from __future__` may come first.
_PYTHON = """\
import operator, sys, types

if hasattr(sys, "set_int_max_str_digits"):
    sys.set_int_max_str_digits(0)
module = sys.modules["program"] = types.ModuleType("program")
exec(compile(PROGRAM, "program.py", "exec"), module.__dict__)
if not hasattr(module, "a"):
    raise SystemExit("the program defines no a(n)")
print(file=sys.__stdout__)
for n in range(FIRST, LAST + 1):
    print("@term", n, int(operator.index(module.a(n))), file=sys.__stdout__, flush=True)
"""
_PARI = """
{print();for(oeisqan=FIRST,LAST,my(oeisqav=a(oeisqan));if(type(oeisqav)!="t_INT",error("a(",oeisqan,") is no integer: ",
type(oeisqav)));print("@term ",oeisqan," ",oeisqav))}
"""
_MAXIMA = """
display2d:false$linel:1000000$print("")$
for oeisqan:FIRST thru LAST do block([oeisqav:a(oeisqan)],
if not integerp(oeisqav) then error("a(n) is no integer at", oeisqan),print("@term",oeisqan,oeisqav))$
"""
_GAP = """
SetPrintFormattingStatus("*stdout*",false); Print("\\n");
CallFuncList(function() local oeisqan,oeisqav; for oeisqan in [FIRST..LAST] do oeisqav:=a(oeisqan);
if not IsInt(oeisqav) then Error("a(n) is no integer at ",oeisqan); fi;
Print("@term ",oeisqan," ",oeisqav,"\\n"); od; end,[]);
"""
_DRIVERS = {"python": _PYTHON, "pari": _PARI, "maxima": _MAXIMA, "gap": _GAP}


def driven(language: str, program: str, first: int, last: int) -> str:
    """The program and what makes it print a(first), ..., a(last)."""
    driver = _DRIVERS[language].replace("FIRST", str(first)).replace("LAST", str(last))
    if language == "python":
        return driver.replace("PROGRAM", ascii(program))
    return _ENDED.get(language, str)(_QUIT.sub("", program)) + driver


def terms_told(stdout: str) -> dict[int, str]:
    """The terms that a driver printed, by index; one that was told twice in two ways is left out."""
    told: dict[int, str] = {}
    twice = set()
    for index, term in _LINE.findall(stdout):
        if told.setdefault(int(index), term) != term:
            twice.add(int(index))
    return {index: term for index, term in told.items() if index not in twice}


def _maxima_ended(program: str) -> str:
    return _terminated(program, re.sub(r"/\*.*?\*/", " ", program, flags=re.DOTALL), ("$", ";"), "$")


def _gap_ended(program: str) -> str:
    return _terminated(program, re.sub(r"#[^\n]*", " ", program), (";",), ";")


def _terminated(program: str, bare: str, ends: tuple[str, ...], end: str) -> str:
    """The program, its last statement ended; `bare` is the program without comments."""
    return program if bare.rstrip().endswith(ends) or not bare.strip() else program + "\n" + end


_ENDED: dict[str, Callable[[str], str]] = {"maxima": _maxima_ended, "gap": _gap_ended}
