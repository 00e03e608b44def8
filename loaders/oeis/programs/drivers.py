"""What is written behind a program, so that it prints its terms; and reading them.

The hidden terms never enter the sandbox, so a program that prints what looks like terms gains nothing.

In:  driven("python", "def a(n): return n * n", 3, 5)
Out: the program and a few lines that call a(3), a(4), a(5); they print "@term 3 9" and so on
"""

import re
from collections.abc import Callable

_LINE = re.compile(r"^@term (-?[0-9]{1,19}) (-?[0-9]+) ?\r?$", re.MULTILINE | re.ASCII)

_PYTHON = """

def _oeis_qa_tell(first, last):
    import builtins, operator, sys
    if hasattr(sys, "set_int_max_str_digits"):
        sys.set_int_max_str_digits(0)
    builtins.print(file=sys.__stdout__)
    for n in builtins.range(first, last + 1):
        builtins.print("@term", n, builtins.int(operator.index(a(n))), file=sys.__stdout__, flush=True)

_oeis_qa_tell(FIRST, LAST)
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
    return _ENDED.get(language, str)(program) + driver


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
