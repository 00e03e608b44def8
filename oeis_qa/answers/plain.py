r"""Model text made plain: one minus sign, one kind of digit and comma, no thoughts, no emphasis, no code fences.

Every pattern that meets model text is a `Pattern`, and so runs under a time limit; the text itself
is cut to its last `LIMIT` characters, since the final answer stands at the end.

In:  visible("<think>33?</think>\n答案是 **−１,２３４**。")
Out: "\n答案是 **-1,234**. "
"""

import functools
from collections.abc import Callable, Iterable, Iterator

import regex

LIMIT = 40_000  # characters of a completion that are searched
SECONDS = 0.5  # for one pattern on one completion: processor time, of all threads together

_THOUGHT_WORDS = ("think", "thinking", "thought", "thoughts", "reasoning", "scratchpad")
_THOUGHT = rf"</?(?:{'|'.join(_THOUGHT_WORDS)})>"
_EMPHASIS = (
    r"(?<![^\s(\[{\"'>:,;=\-\u3000-\u9fff])(?:\*{1,3}+|_{1,3}+(?=[\w\\$]))(?=\S)"
    r"|(?<=[^\s*_])(?:\*{1,3}+|_{1,3}+)(?![^\s)\]}\"'<:,;.!?\-\u3000-\u9fff])"
    r"(?!(?<=[0-9]\*\*)-[0-9])"  # 10**-1
    r"|(?<=:)\*{1,3}+"
)
_FENCE = r"(?m)^[ \t]*```[\w+-]*[ \t]*$"
_TAG = r"(?i)</?(?:b|strong|em|i|u|code|p|span|div|br)\s*/?>"
_THIN = r"(?<=[0-9])(?:\\[,!;: ]|\{,\})+(?=[0-9])"


class Pattern:
    """A pattern, compiled at its first use, whose every use has a time limit."""

    def __init__(self, source: str) -> None:
        self.source = source

    @functools.cached_property
    def _compiled(self) -> "regex.Pattern[str]":
        return regex.compile(self.source)

    def search(self, text: str) -> "regex.Match[str] | None":
        return self._compiled.search(text, timeout=SECONDS)

    def match(self, text: str, start: int = 0) -> "regex.Match[str] | None":
        return self._compiled.match(text, start, timeout=SECONDS)

    def fullmatch(self, text: str) -> "regex.Match[str] | None":
        return self._compiled.fullmatch(text, timeout=SECONDS)

    def finditer(self, text: str) -> "Iterator[regex.Match[str]]":
        return self._compiled.finditer(text, timeout=SECONDS)

    def sub(self, new: "str | Callable[[regex.Match[str]], str]", text: str) -> str:
        return self._compiled.sub(new, text, timeout=SECONDS)

    def split(self, text: str) -> list[str]:
        return self._compiled.split(text, timeout=SECONDS)


def _table() -> dict[int, str]:
    """Characters that stand for a plain one."""
    table = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}  # full width
    table |= {0x1D7CE + i: str(i % 10) for i in range(50)}  # mathematical digits
    table |= dict.fromkeys(map(ord, "−﹣－"), "-")
    table |= dict.fromkeys([0xA0, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000], " ")
    table |= dict.fromkeys([*range(0x200B, 0x2010), 0x2060, 0xFEFF, 0xAD, *range(0x202A, 0x202F)], "")
    table |= dict.fromkeys([*range(0x1F000, 0x1FB00), *range(0x2600, 0x27C0), 0xFE0F], "")  # emoji
    table |= dict.fromkeys(map(ord, "“”„‟«»「」『』"), '"') | dict.fromkeys(map(ord, "‘’‚‛`´"), "'")
    table |= {ord("⁄"): "/", ord("∕"): "/", ord("…"): "..."}
    for marks, plain in (("。．", ". "), ("，、", ", "), ("：", ": "), ("；", "; "), ("！", "! "), ("？", "? ")):
        table |= dict.fromkeys(map(ord, marks), plain)
    table |= {ord("（"): " (", ord("）"): ") "}
    fractions = {"½": "1/2", "⅓": "1/3", "⅔": "2/3", "¼": "1/4", "¾": "3/4", "⅕": "1/5", "⅖": "2/5", "⅗": "3/5"}
    fractions |= {"⅘": "4/5", "⅙": "1/6", "⅚": "5/6", "⅐": "1/7", "⅛": "1/8", "⅜": "3/8", "⅝": "5/8", "⅞": "7/8"}
    return table | {ord(sign): f" {value}" for sign, value in (fractions | {"⅑": "1/9", "⅒": "1/10"}).items()}


_TABLE = _table()
_LOWERED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_RAISED = Pattern("[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+")
_TABLE.pop(ord("`"))
_THOUGHTS, _EMPHASES, _FENCES = Pattern(f"(?i){_THOUGHT}"), Pattern(_EMPHASIS), Pattern(_FENCE)
_TOKENS = Pattern(r"</?s>|<\|[^|<>\n]{1,30}\|>|<(?:eos|bos|pad|end_of_turn|start_of_turn)>")
_THOUGHT_ENDS = tuple(f"{word}>" for word in _THOUGHT_WORDS)
_TAGS, _THINS = Pattern(_TAG), Pattern(_THIN)


def visible(completion: str) -> str:
    """What the completion says outside its thoughts, in plain characters, at most its last `LIMIT`."""
    text = outside_thoughts(completion)[-LIMIT:]
    if not text.isascii():
        text = _RAISED.sub(lambda run: "^" + run[0].translate(_LOWERED), text).translate(_TABLE)
    if "<" in text and ("s>" in text or "|>" in text or "d>" in text or "_turn>" in text):
        text = _TOKENS.sub("", text)
    return _THINS.sub("", text) if "\\" in text or "{" in text else text


def unmarked(text: str) -> str:
    """The text without emphasis, code marks, fences and HTML tags of formatting."""
    if "`" in text:
        text = _FENCES.sub("", text).replace("`", "")
    if "<" in text:
        text = _TAGS.sub("", text)
    return _EMPHASES.sub("", text) if "*" in text or "_" in text else text


def lowered(text: str) -> str:
    """The text in lower case, every character where it was."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def has(text: str, words: Iterable[str]) -> bool:
    """Whether one of the words, in lower case, stands in the text in any case."""
    text = text.lower()
    for word in words:  # noqa: SIM110  # any() over a generator takes twice as long, here where most of the time goes
        if word in text:
            return True
    return False


def outside_thoughts(text: str) -> str:
    """The text without its thoughts; a closing tag alone ends a thought that began in the prompt."""
    if "<" not in text or not has(text, _THOUGHT_ENDS):
        return text
    kept, start, inside = [], 0, False
    for tag in _THOUGHTS.finditer(text):
        opens = text[tag.start() + 1] != "/"
        if opens and not inside:
            kept.append(text[start : tag.start()])
        elif not opens and not inside:
            kept.clear()
        inside, start = opens, tag.end()
    return "".join(kept) if inside else "".join(kept) + text[start:]
