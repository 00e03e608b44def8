"""The one program that a completion holds: what stands in its fenced block.

In:  program_in("Sum the two before:\\n```python\\ndef a(n): ...\\n```", "python")
Out: "def a(n): ..."
"""

import re
from dataclasses import dataclass

from oeis_qa.answers.plain import outside_thoughts

LONGEST = 100_000  # characters of a program
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,}) *([^\s`{]{0,40})")  # met with lines only, where it takes linear time
TAGS = {
    "python": ("python", "py", "python3", "py3"),
    "pari": ("pari", "gp", "parigp", "pari-gp", "pari/gp"),
    "maxima": ("maxima", "macsyma"),
    "gap": ("gap",),
}


@dataclass(frozen=True)
class Block:
    tag: str  # in lower case; "" where the fence names no language
    text: str


class NoProgramError(Exception):
    """A completion from which no single program can be taken, and why."""


def program_in(completion: str, language: str) -> str:
    """The program.

    Raises:
        NoProgramError: there is none in this language, or there are two.
        TimeoutError: the thoughts around it take too long to find.
    """
    said = outside_thoughts(completion)
    found = blocks(said)
    tags = TAGS.get(language, (language,))
    programs = [block.text for block in found if block.tag in tags] or [block.text for block in found if not block.tag]
    if not found:
        unclosed = _FENCE.match(said) or "\n```" in said
        raise NoProgramError("its code block is not closed" if unclosed else "no fenced code block")
    if not programs:
        raise NoProgramError(f"its code block is in {found[-1].tag}, not in {language}")
    if len({program.strip() for program in programs}) > 1:
        raise NoProgramError("two different code blocks")
    if not programs[0].strip():
        raise NoProgramError("its code block is empty")
    if len(programs[0]) > LONGEST:
        raise NoProgramError(f"its program has over {LONGEST:,} characters")
    return programs[0]


def blocks(text: str) -> "list[Block]":
    """The closed fenced blocks, in order."""
    found: list[Block] = []
    lines: list[str] = []  # of the block that is open
    fence = tag = ""
    for line in text.split("\n"):
        mark = _FENCE.match(line)
        if not fence:
            if mark:
                fence, tag, lines = mark[1], mark[2].lower(), []
        elif mark and mark[1].startswith(fence) and line.strip() == mark[1]:
            found.append(Block(tag, "\n".join(lines)))
            fence = ""
        else:
            lines.append(line.rstrip("\r"))
    return found


def fenced(language: str, program: str) -> str:
    """The program as a completion gives it, whatever fences it holds itself."""
    fence = "```"
    while fence in program:
        fence += "`"
    return f"{fence}{language}\n{program.strip(chr(10))}\n{fence}"
