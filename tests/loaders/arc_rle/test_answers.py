"""The answer kinds of grids: right in every place and spelling, wrong otherwise, and never an exception."""

import random
import time

import pyarrow as pa
import pytest

from oeis_qa.answers import Verdict, check_gold, extract, plain, verify
from oeis_qa.answers.kinds import check_golds, kind_named
from oeis_qa.errors import AnswerError, OptionError
from tests.answers.hostile import HOSTILE

MANY = 10_000  # random and mutated completions of each kind
LONGEST = 30.0  # seconds for one completion on a busy machine

GOLDS = {
    "grid:rle": "4 3 4747,,a824",
    "grid:digits": "4747\n4747\n8824",
    "grid:json": "[[1, 0], [0, 1]]",
    "rle_row": "b4a8247z6a6",
    "histogram": "7:12,1:2,2:1",
    "colours": "0,2,7",
    "flags": "maze_wrap=1,cave_nowrap=0",
}
OTHERS = {
    "grid:rle": "4 3 4747,,a842",
    "grid:digits": "4747\n4747\n8842",
    "grid:json": "[[1, 0], [1, 0]]",
    "rle_row": "b4a8247z6b6",
    "histogram": "7:12,1:2,2:2",
    "colours": "0,2,8",
    "flags": "maze_wrap=1,cave_nowrap=1",
}
PLACES = [
    "{}",
    "{}\n",
    "<think>Perhaps {other}?</think>{}",
    "The answer is {}.",
    "Answer: {}",
    "Answer:{}",
    "Answer:\n{}",
    "**Answer:** {}",
    "Final answer: **{}**",
    "\\boxed{{{}}}",
    "The result is $\\boxed{{{}}}$.",
    "\\boxed{{\\text{{{}}}}}",
    "<answer>{}</answer>",
    "<answer>\n{}\n</answer>",
    "#### {}",
    "**{}**",
    "`{}`",
    "```\n{}\n```",
    "Here it is:\n```text\n{}\n```\nIt was turned upside down.",
    "Output: {}",
    "The output grid is:\n\n{}",
    "The output is {}, since it is mirrored.",
    "The transformed image is `{}`.",
    "The input was {other}. We turn it, and the output is {}",
    "We flip each row.\n\n{}",
    "{}\n\nI hope this helps!",
    "The answer is {}. So the answer is {}.",
]
NOWHERE = [
    "",
    "I do not know.",
    "{other}",
    "The answer is {other}.",
    "The answer is {}. No, the answer is {other}.",
    "\\boxed{{{}}} or \\boxed{{{other}}}",
    "```\n{}\n```\n\n```\n{other}\n```",
    "The answer is not {}.",
    "The answer is {}. Wait, that is wrong.",
    "The answer is {} or {other}.",
    "<think>{}</think>",
    "<think>The answer is {}",
    "The input is {}, I think, but I cannot do it.",
]
SPELLINGS = [
    ("grid:rle", "4 3 4747,4747,a824"),
    ("grid:rle", "4 3 4747,,8824"),
    ("grid:rle", "4 3 4747,4747,8824"),
    ("grid:digits", "4747,4747,8824"),
    ("grid:digits", "4747, 4747, 8824"),
    ("grid:digits", "4747\r\n4747\r\n8824"),
    ("grid:digits", "  4747\n  4747\n  8824"),
    ("grid:json", "[[1,0],[0,1]]"),
    ("grid:json", "[\n  [1, 0],\n  [0, 1]\n]"),
    ("histogram", "1:2,2:1,7:12"),
    ("histogram", "7:12, 1:2, 2:1"),
    ("colours", "7,2,0"),
    ("colours", "0, 2, 7"),
    ("flags", "cave_nowrap=0,maze_wrap=1"),
    ("flags", "maze_wrap = 1, cave_nowrap = 0"),
    ("flags", "maze_wrap=1\ncave_nowrap=0"),
    ("flags", "maze\\_wrap=1,cave\\_nowrap=0"),
]
WRONG = [
    (
        "grid:rle",
        ["4 3 4747,,a82", "4 3 4747,a824", "3 4 4747,,a824", "4 3 4747,,a824,", "4 3 4747,,a8245", "4747,,a824"],
    ),
    ("grid:rle", ["4 3 4747,,a824 7", "4 3 4747, , a824", "4 3 4747,,A824", "14 3 4747,,a824", "4 3 4747,,a824b"]),
    ("grid:digits", ["4747\n8824", "4747\n4747\n882", "474747478824", "4747\n4747\n8824\n8824", "4747,4747\n8824"]),
    (
        "grid:digits",
        ["4 7 4 7\n4 7 4 7\n8 8 2 4", "04747\n04747\n08824", "4747\n\n4747\n\n8824", "[[4747], [4747], [8824]]"],
    ),
    (
        "grid:json",
        ["[[1, 0]]", "[[1, 0], [0]]", "[[[1, 0], [0, 1]]]", "[1, 0, 0, 1]", "[[1, 0], [0, 1]", "[[1, 0], [0, 10]]"],
    ),
    (
        "rle_row",
        [
            "b4a8247z6",
            "b4a8247z6a6a",
            "b4a8247z6aa6",
            "B4A8247Z6A6",
            "b4a8247 z6a6",
            "b4a8247,z6a6",
            "38 1 b4a8247z6a6",
            "44488247z6a6",
            "a44a8247a6z6",
            "4448824766666666666666666666666666666",
        ],
    ),
    (
        "rle_row",
        ["xb4a8247z6a6", "b4a8247z6a6=", "b4, a8, 2, 4, 7, z6, a6", "b4a8247z6-a6", "b4a8247z6a6.5", "-b4a8247z6a6"],
    ),
    (
        "histogram",
        ["7:12,1:2", "7:12,1:2,2:1,3:1", "7:12,1:2,2:1,3:0", "7:12,1:2,1:1", "empty", "17:12,1:2,2:1", "7:12"],
    ),
    ("colours", ["0,2", "0,2,7,8", "0,2,7,7", "empty", "027", "0,2,17", "0.2,7"]),
    ("flags", ["maze_wrap=1", "maze_wrap=1,cave_nowrap=0,x=0", "maze_wrap=1,maze_wrap=1,cave_nowrap=0", "1,0"]),
    (
        "flags",
        [
            "maze_wrap=1,cave_nowrap=0.5",
            "maze_wrap=1,cave_nowrap=00",
            "Maze_wrap=1,cave_nowrap=0",
            "maze_wrap=1,cave=0",
        ],
    ),
]
NO_GOLDS = {
    "grid:rle": ["", "4 3 4747", "None", "3 1 3,", "4 3 4747,,a824 "],
    "grid:digits": ["", "12\n1", "1a", "[[1]]"],
    "grid:json": ["", "[]", "[[10]]", "7", "[[1], [1, 2]]"],
    "rle_row": ["", "a", "3a", "aa1", "A1", "1 1", "4747,a8", "none", "1\n"],
    "histogram": ["", "7", "7:0", "7:1,7:1"],
    "colours": ["", "7,7", "10", "none"],
    "flags": ["", "maze", "maze=2", "maze=1,maze=0", ",", "=1", "a maze=1"],
}
ALPHABET = "0123456789 ,,,,\n\n:=[]abz_@`*\\{}$#<>.-−٣：，\u200b\u2028\ud800\0\U0001d7d9 is not or empty"
PIECES = (
    "The answer is |Output: |\\boxed{|}|<answer>|</answer>|<think>|</think>|####|**|```|\n```\n|[[|]]|@0@|@1@|,,|4 3 "
    "|99 99 |100 100 |z9|[[[|empty|=1|=0|:12|Wait, that is wrong.|None|I2T"
).split("|")


def filled(form, kind, said=None):
    return (
        form.replace("{other}", "{1}")
        .replace("{{{}}}", "{{{0}}}")
        .replace("{}", "{0}")
        .format(said or GOLDS[kind], OTHERS[kind])
    )


@pytest.mark.parametrize("kind", GOLDS)
@pytest.mark.parametrize("place", PLACES)
def test_an_answer_is_right_wherever_it_stands(kind, place):
    verdict = verify(filled(place, kind), GOLDS[kind], kind)
    assert verdict.right, verdict.reason
    assert extract(filled(place, kind), kind) == GOLDS[kind]


@pytest.mark.parametrize("kind", GOLDS)
@pytest.mark.parametrize("form", NOWHERE)
def test_what_is_no_answer_or_another_or_two_is_wrong(kind, form):
    verdict = verify(filled(form, kind), GOLDS[kind], kind)
    assert not verdict.right
    assert verdict.reason


@pytest.mark.parametrize(("kind", "said"), SPELLINGS)
@pytest.mark.parametrize("place", ["{}", "Answer: {}", "\\boxed{{{}}}", "```\n{}\n```"])
def test_another_spelling_of_the_same_is_right(kind, said, place):
    assert verify(filled(place, kind, said), GOLDS[kind], kind).right


@pytest.mark.parametrize(("kind", "said"), SPELLINGS)
def test_two_spellings_of_the_same_do_not_contradict_each_other(kind, said):
    assert verify(f"The answer is {GOLDS[kind]}\nSo the answer is {said}", GOLDS[kind], kind).right


@pytest.mark.parametrize(("kind", "said"), [(kind, said) for kind, texts in WRONG for said in texts])
@pytest.mark.parametrize("place", ["{}", "The answer is {}", "\\boxed{{{}}}", "```\n{}\n```"])
def test_what_only_looks_like_the_answer_is_wrong(kind, said, place):
    assert not verify(filled(place, kind, said), GOLDS[kind], kind).right


def test_commas_at_the_end_are_rows_where_there_are_so_many():
    assert verify("The answer is 3 2 5, since it is flat.", "3 2 5,", "grid:rle").right
    assert verify("The answer is 3 1 5, since it is flat.", "3 1 5", "grid:rle").right
    assert not verify("The answer is 3 1 5, since it is flat.", "3 2 5,", "grid:rle").right


def test_nothing_is_empty_and_empty_is_an_answer():
    for kind in ("histogram", "colours"):
        assert verify("They share none, so the answer is empty.", "empty", kind).right
        assert verify("Empty", "empty", kind).right
        assert not verify("", "empty", kind).right
        assert not verify("0", "empty", kind).right


def test_a_grid_of_one_cell_is_read_in_every_codec():
    for kind, gold in (("grid:rle", "1 1 7"), ("grid:digits", "7"), ("grid:json", "[[7]]")):
        assert verify(f"The answer is {gold}.", gold, kind).right


def test_a_set_and_a_histogram_are_answers_by_their_names():
    assert verify("The colours are 0,2,7.", "0,2,7", "colours").right
    assert verify("So the histogram is 7:12,1:2.", "7:12,1:2", "histogram").right
    assert not verify("The histogram is 1:2. So the histogram is 7:12.", "7:12", "histogram").right


def test_a_row_is_never_read_out_of_a_sentence():
    for said in ("The row has 3 cells.", "The answer is 3 cells of 4.", "The answer is a4 b3.", "3.5"):
        assert extract(said, "rle_row") is None, said
    assert verify("There are 4 runs in 22 cells, so the answer is a4b2.", "a4b2", "rle_row").right


def test_a_number_of_something_is_no_grid():
    assert verify("12\n34\n\n2 rows", "12\n34", "grid:digits").right
    assert not verify("12\n34\n\n2 rows", "2", "grid:digits").right


def test_a_mark_in_a_completion_stands_for_nothing():
    assert not verify("The input is 1 1 7. The answer is @0@.", "1 1 7", "grid:rle").right


def test_the_largest_grid_is_read_in_a_box():
    row = ", ".join(str(i % 10) for i in range(99))
    grid = "[" + ", ".join(f"[{row}]" for _ in range(99)) + "]"
    assert verify(f"It follows that \\boxed{{{grid}}}.", grid.replace("[0, 1", "[0,1"), "grid:json").right


@pytest.mark.parametrize(("kind", "gold"), [(kind, gold) for kind, golds in NO_GOLDS.items() for gold in golds])
def test_a_gold_that_cannot_be_read_is_an_error_when_rows_are_made(kind, gold):
    with pytest.raises(AnswerError, match=f"an answer of kind '{kind}' cannot be read"):
        check_gold(gold, kind)
    with pytest.raises(AnswerError, match=f"an answer of kind '{kind}' cannot be read"):
        check_golds(pa.array([GOLDS[kind], gold]), pa.array([kind] * 2))


def test_golds_of_all_kinds_together_pass():
    check_golds(pa.array([*GOLDS.values()] * 2), pa.array([*GOLDS] * 2))


@pytest.mark.parametrize("kind", ["grid", "grid:", "grid:sparse", "grid:RLE"])
def test_a_grid_in_no_codec_of_answers_is_refused(kind):
    with pytest.raises(OptionError, match="Have: rle, digits, json"):
        verify("1 1 7", "1 1 7", kind)


@pytest.mark.parametrize("kind", ["flags:x", "histogram:rle", "colours:2"])
def test_a_parameter_that_a_kind_does_not_take_is_refused(kind):
    with pytest.raises(OptionError, match="takes no parameter"):
        verify("x", "x", kind)


# Random and hostile completions


def completions(kind):
    """Half of them are forms above with parts cut, put in, doubled; the others are characters and pieces at random."""
    rng = random.Random(kind)
    said = [GOLDS[kind], OTHERS[kind], *(text for own, text in SPELLINGS if own == kind)]
    for n in range(MANY):
        if n % 2:
            text = filled(rng.choice(PLACES + NOWHERE), kind, rng.choice(said))
            for _ in range(rng.randint(1, 4)):
                start, stop = sorted(rng.randrange(len(text) + 1) for _ in range(2))
                put = rng.choice(["", rng.choice(ALPHABET), rng.choice(PIECES), text[start:stop] * 2])
                text = text[:start] + put + text[rng.choice([start, start + 1, stop]) :]
            yield text
        else:
            parts = (rng.choice((rng.choice(ALPHABET), rng.choice(PIECES), rng.choice(said))) for _ in range(20))
            yield "".join(list(parts)[: rng.randint(0, 20)])


@pytest.mark.parametrize("kind", GOLDS)
def test_thousands_of_random_completions_never_raise(kind):
    for n, completion in enumerate(completions(kind)):
        assert isinstance(verify(completion, GOLDS[kind], kind), Verdict), completion
        if n % 10 < 2:
            said = extract(completion, kind)
            assert said is None or isinstance(kind_named(kind).gold(said), str), completion


HUGE = {
    "blanks": "[" + " " * 39_000 + "[",
    "open lists": "[[1]," * 9_000,
    "an open list": "[[" + "1," * 19_000,
    "rows": "1\n" * 20_000,
    "rows with commas": "1," * 20_000,
    "ragged rows": "12\n1\n" * 8_000,
    "sizes": "9 " * 20_000,
    "runs": "99 99 " + "z1" * 19_000,
    "commas": "9 9 1" + "," * 39_000,
    "many grids": "".join(f"{i % 9 + 1} 1 {i % 10}\n" for i in range(6_000)),
    "counts": "7:1," * 10_000,
    "a count": "7:" + "1" * 39_000,
    "flags": "a=1," * 10_000,
    "a name": "a" * 39_000 + "=1",
    "names": "a_" * 19_000,
    "blank lines": "7" + " \n" * 19_000 + "7",
    "empties": "empty " * 6_000,
    "fences": "```\n1 1 7\n" * 4_000,
}


@pytest.mark.parametrize("kind", GOLDS)
@pytest.mark.parametrize("name", HUGE)
def test_a_huge_completion_is_wrong_in_time(kind, name):
    for text in (HUGE[name], f"\\boxed{{{HUGE[name]}}}", f"The answer is {HUGE[name]}"):
        start = time.monotonic()
        verdict = verify(text, GOLDS[kind], kind)
        assert not verdict.right
        assert verdict.reason
        assert time.monotonic() - start < LONGEST


@pytest.mark.parametrize("kind", GOLDS)
def test_a_hostile_completion_is_wrong_and_never_an_exception(kind):
    for name, build in HOSTILE.items():
        assert not verify(build(), GOLDS[kind], kind).right, name


@pytest.mark.parametrize("kind", GOLDS)
def test_what_cannot_be_read_in_time_is_a_wrong_answer(kind, monkeypatch):
    monkeypatch.setattr(plain, "SECONDS", 1e-7)
    assert not verify(HUGE["rows"] + "x", GOLDS[kind], kind).right
