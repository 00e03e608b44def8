"""How questions about grids are worded: what to do, in one of several frames, and in which form to answer.

Each operation says what to do in several ways, as in "mirror {image} left to right". With frames and forms that makes
its phrasings, at least ten; the data stand below. simon-arc-lab's own vocabulary is a name and what to do.

In:  phrasings(("mirror {image}", ...), "rle")
Out: ("Mirror {image}. Answer in run-length text.", "Please mirror {image}. Answer in run-length text.", ...)
"""

import functools
import itertools

FRAMES = (
    "{do}.",
    "Please {do}.",
    "Your task: {do}.",
    "I want you to {do}.",
    "Can you {do}?",
    "Look below and {do}.",
    "Here is what to do: {do}.",
    "The exercise is to {do}.",
)
IMAGES = {
    "rle": ("the RLE image", "the image in run-length text", "the run-length encoded grid"),
    "digits": ("the image in rows of digits", "the grid of digits", "the image whose rows are digits"),
    "json": ("the JSON grid", "the image in JSON", "the grid given as JSON lists"),
    "sparse": ("the sparse grid", "the image given by its background and other cells", "the image in sparse form"),
}
"""What an image is called in each codec."""

FORMS = {
    "grid:rle": ("Answer in RLE.", "Write the result as run-length text.", "Give the result in RLE, nothing else."),
    "grid:digits": ("Answer with rows of digits.", "Write each row as a line of digits.", "Give digits, a line a row."),
    "grid:json": ("Answer in JSON.", "Write the result as JSON lists.", "Give a JSON list of rows."),
    "histogram": (
        "Answer with colour:count pairs, the largest count first.",
        "Write colour:count pairs separated by commas, or empty if there is none.",
        "Give each colour with its count, as in 7:3,0:1.",
    ),
    "colours": (
        "Answer with the colours in rising order, comma-separated.",
        "List them in order with commas between, or write empty if there are none.",
        "Give the numbers of the colours, in order, separated by commas.",
    ),
    "integer": ("Answer with a number.", "Give the number alone.", "Write one number."),
    "integer_list": ("Answer with a comma-separated list.", "Put commas between the numbers.", "Write it as a list."),
    "digits_row": ("Answer with digits alone.", "Write the digits with nothing between.", "Give one line of digits."),
    "json_list": ("Answer in JSON.", "Write it as a JSON list.", "Give one flat JSON list."),
    "flags": (
        "Write name=1 or name=0 for each name, in the order given.",
        "Answer with each name followed by =1 if it does and =0 if it does not, comma-separated.",
        "For every name in turn, write =1 behind it for yes and =0 for no, with commas between.",
    ),
    "rle_row": ("Answer in RLE.", "Write the result as run-length text.", "Give runs, such as b3 for 333."),
}
"""How to answer, for each answer kind."""


@functools.cache
def phrasings(phrases: tuple[str, ...], form: str) -> tuple[str, ...]:
    """Every frame of every phrase with every form."""
    told = (frame.replace("{do}", phrase) for phrase, frame in itertools.product(phrases, FRAMES))
    return tuple(f"{what[0].upper()}{what[1:]} {form}" for what, form in itertools.product(told, FORMS[form]))


@functools.cache
def simon_phrasings(phrases: tuple[str, ...], names: tuple[str, ...]) -> tuple[str, ...]:
    """Every phrase behind every name, as simon-arc-lab begins its instructions."""
    return tuple(f"{name}, {phrase}." for name, phrase in itertools.product(names, phrases))


def spellings(name: str) -> tuple[str, ...]:
    """The spellings of "image scale" and the like: SIMONS-IMAGE-SCALE, simons-arc-image-scale, SimonImageScale ..."""
    prefixes = ("simons", "simon", "simons arc", "simon arc")
    words = [f"{prefix} {name}".split() for prefix in prefixes]
    kebab = ["-".join(map(style, parts)) for style in (str.upper, str.lower, str.title) for parts in words]
    return (*kebab, *("".join(map(str.title, parts)) for parts in words))
