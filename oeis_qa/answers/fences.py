"""The one program that a completion holds: what stands in its fenced block.

In:  program_in("Sum the two before:\\n```python\\ndef a(n): ...\\n```", "python")
Out: "def a(n): ..."
"""

import re
from dataclasses import dataclass

from oeis_qa.answers.plain import outside_thoughts

LONGEST = 100_000  # characters of a program
# Met with lines only, where it takes linear time.
_FENCE = re.compile(r"(?P<indent>[ \t]*)(?P<fence>`{3,}|~{3,}) *(?P<tag>[A-Za-z+#/_-]{0,40})(?P<rest>.*)")
TAGS = {
    "python": ("python", "py", "ipython", "pycon"),
    "pari": ("pari", "gp", "parigp", "pari-gp", "pari/gp", "pari_gp", "gp/pari", "gp-pari"),
    "maxima": ("maxima", "macsyma"),
    "gap": ("gap",),
}


_UNTAGGED = ("text", "plaintext", "txt", "plain", "code")


@dataclass(frozen=True)
class Block:
    tag: str  # in lower case, without a version or a file's name; "" where the fence names no language
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
        unclosed = any(map(_FENCE.match, said.split("\n")))
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
    """The closed fenced blocks, in order; of one that is indented, as under a bullet, the lines lose its indent."""
    found: list[Block] = []
    lines: list[str] = []  # of the block that is open
    opened: re.Match[str] | None = None
    for line in text.split("\n"):
        mark = _FENCE.match(line)
        if opened is None:
            if mark and not ("`" in mark["rest"] and mark["fence"][0] == "`"):
                opened, lines = mark, []
        elif mark and _closes(mark, opened):
            tag = opened["tag"].lower()
            found.append(Block("" if tag in _UNTAGGED else tag, "\n".join(lines)))
            opened = None
        else:
            lines.append(_dedented(line.rstrip("\r"), len(opened["indent"])))
    return found


def _closes(mark: "re.Match[str]", opened: "re.Match[str]") -> bool:
    near = len(mark["indent"]) <= len(opened["indent"]) + 3  # what is indented further belongs to the program
    return near and mark["fence"].startswith(opened["fence"]) and not (mark["tag"] or mark["rest"].strip())


def _dedented(line: str, indent: int) -> str:
    blanks = len(line) - len(line.lstrip(" \t"))
    return line[min(blanks, indent) :]


def fenced(language: str, program: str) -> str:
    """The program as a completion gives it, whatever fences it holds itself."""
    fence = "```"
    while fence in program:
        fence += "`"
    return f"{fence}{language}\n{program.strip(chr(10))}\n{fence}"
