"""The journal: what is finished is never asked again, whatever ended the run, and nothing else is taken for it."""

import hashlib
import json
import os
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from oeis_qa.errors import SamplerError, TargetError
from oeis_qa.samplers import Identity, Request, Response, Sampling, answered, journaled
from oeis_qa.samplers.journal import Journal
from oeis_qa.samplers.records import asked

ROOT = Path(__file__).parents[2]
QUESTIONS = [Request([{"role": "user", "content": f"What is {i} + 1?"}]) for i in range(6)]


class Counted:
    """Answers in groups of two, and keeps what it was asked; fails at a question."""

    def __init__(self, identity=None, fails_at=None):
        self.identity, self.fails_at, self.asked = identity or Identity("counted"), fails_at, []

    def tokens(self, request):
        return len(request.messages[0]["content"])

    def complete(self, requests):
        for start in range(0, len(requests), 2):
            pair = list(enumerate(requests))[start : start + 2]
            if any(request == self.fails_at for _, request in pair):
                raise SamplerError("no")
            self.asked += [request for _, request in pair]
            yield {i: said(request) for i, request in pair}


def said(request):
    return Response(f"{request.messages[0]['content']} é\u2028 {request.seed}/{request.sample}", "stop", 5, 2)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "runs" / "m.jsonl"


@pytest.fixture
def full(path):
    """A journal with the answers to all six."""
    answered(journaled(Counted(), path), QUESTIONS)
    return path


def asked_again(path, requests=QUESTIONS):
    """The requests that a sampler is asked for."""
    inner = Counted()
    assert answered(journaled(inner, path), requests) == [said(request) for request in requests]
    return inner.asked


def test_what_is_answered_is_never_asked_again(path):
    assert asked_again(path) == QUESTIONS
    assert asked_again(path) == []
    assert asked_again(path, QUESTIONS[::-1]) == []


def test_a_failure_keeps_what_was_finished_before_it(path):
    with pytest.raises(SamplerError, match=r"^no$"):
        answered(journaled(Counted(fails_at=QUESTIONS[3]), path), QUESTIONS)
    assert asked_again(path) == QUESTIONS[2:]


def test_equal_requests_are_paid_for_once(path):
    assert asked_again(path, [QUESTIONS[0], QUESTIONS[1], QUESTIONS[0]]) == QUESTIONS[:2]


def test_the_gold_answer_is_no_part_of_a_request(full):
    assert asked_again(full, [replace(question, gold="7") for question in QUESTIONS]) == []


@pytest.mark.parametrize(
    "other",
    [
        replace(QUESTIONS[0], seed=1),
        replace(QUESTIONS[0], sample=1),
        replace(QUESTIONS[0], sampling=Sampling(temperature=0.5)),
        replace(QUESTIONS[0], sampling=Sampling(top_p=0.5)),
        replace(QUESTIONS[0], sampling=Sampling(max_tokens=1)),
        replace(QUESTIONS[0], sampling=Sampling(stop=("\n",))),
        Request([{"role": "system", "content": "What is 0 + 1?"}]),
        Request([*QUESTIONS[0].messages, *QUESTIONS[0].messages]),
    ],
)
def test_whatever_changes_an_answer_asks_anew(full, other):
    assert asked_again(full, [other]) == [other]


@pytest.mark.parametrize("part", ["model", "revision", "endpoint", "template"])
def test_another_model_asks_anew(full, part):
    inner = Counted(replace(Identity("counted"), **{part: "another"}))
    answered(journaled(inner, full), QUESTIONS)
    assert inner.asked == QUESTIONS


def test_what_is_left_to_pay_and_what_was_paid_are_told(path):
    answered(journaled(Counted(), path), QUESTIONS[:2])
    sampler = journaled(Counted(), path)
    assert sampler.unpaid([*QUESTIONS, QUESTIONS[5]]) == QUESTIONS[2:]
    answered(sampler, QUESTIONS)
    paid = sampler.paid
    assert (paid.responses, paid.prompt_tokens, paid.completion_tokens, paid.uncounted) == (4, 20, 8, 0)
    assert sampler.unpaid(QUESTIONS) == []
    assert sampler.tokens(QUESTIONS[0]) == len("What is 0 + 1?")


def test_a_journal_that_answers_everything_is_only_read(full):
    full.chmod(0o400)
    with Journal(full).writing():
        assert asked_again(full) == []


def test_any_cut_loses_the_lines_behind_it_and_nothing_else(full):
    whole = full.read_bytes()
    ends = [i + 1 for i, byte in enumerate(whole) if byte == ord("\n")]
    assert len(ends) == 7
    for cut in {0, 1, 40, *ends, *(end - 1 for end in ends), *(end + 9 for end in ends[:-1]), len(whole) // 2}:
        full.write_bytes(whole[:cut])
        kept = max(0, sum(end <= cut for end in ends) - 1)
        assert Journal(full).found([asked(Identity("counted"), q) for q in QUESTIONS]).keys() == set(range(kept))
        assert asked_again(full) == QUESTIONS[kept:]
        assert full.read_bytes() == whole


@pytest.mark.parametrize("tail", [b"\0" * 300, b'{"key": "', b"\0" * 50 + b"\n", b'{"key": "a", "sum": "b"}\n'])
def test_a_torn_end_is_cut_off(full, tail):
    whole = full.read_bytes()
    full.write_bytes(whole + tail)
    assert asked_again(full) == []
    more = replace(QUESTIONS[0], seed=5)
    assert asked_again(full, [more]) == [more]
    assert full.read_bytes().startswith(whole)
    assert all(map(json.loads, full.read_text().splitlines()))


def test_a_damaged_line_in_the_middle_is_an_error_that_names_it(full):
    lines = full.read_bytes().splitlines(keepends=True)
    full.write_bytes(b"".join([*lines[:3], lines[3].replace(b"stop", b"stap"), *lines[4:]]))
    with pytest.raises(SamplerError, match=r"line 4 is damaged, and line 5 behind it is whole; delete line 4"):
        asked_again(full)
    full.write_bytes(b"".join(lines[:3] + lines[4:]))
    assert asked_again(full) == [QUESTIONS[2]]


def test_another_request_under_the_same_key_is_an_error(full):
    wanted, other = (asked(Identity("counted"), question) for question in QUESTIONS[:2])
    body = json.dumps({"key": wanted.key, "request": other.body, "response": {}})[:-1].encode() + b', "sum": "'
    total = hashlib.sha256(body.removesuffix(b', "sum": "')).hexdigest()[:16].encode()
    full.write_bytes(full.read_bytes().splitlines(keepends=True)[0] + body + total + b'"}\n')
    with pytest.raises(SamplerError, match="stands another request than the one asked"):
        asked_again(full)


@pytest.mark.parametrize("foreign", [b"hello\nworld\n", b'{"task": "gsm8k"}\n', b'{"journal": "of somebody else"}'])
def test_a_file_that_is_no_journal_is_refused_and_left_alone(tmp_path, foreign):
    (tmp_path / "results.jsonl").write_bytes(foreign)
    with pytest.raises(SamplerError, match=r"results.jsonl is no journal"):
        asked_again(tmp_path / "results.jsonl")
    assert (tmp_path / "results.jsonl").read_bytes() == foreign


def test_one_writes_at_a_time_and_others_read(full):
    with Journal(full).writing():
        assert asked_again(full) == []
        with pytest.raises(SamplerError, match="another run writes to it; wait for its end"):
            asked_again(full, [replace(QUESTIONS[0], seed=1)])


def test_what_another_run_added_meanwhile_is_found(path):
    first = journaled(Counted(), path)
    answered(first, QUESTIONS[:2])
    answered(journaled(Counted(), path), QUESTIONS[2:4])
    assert first.unpaid(QUESTIONS) == QUESTIONS[4:]
    path.unlink()
    assert first.unpaid(QUESTIONS) == QUESTIONS
    answered(first, QUESTIONS)
    assert asked_again(path) == []


def test_readers_meet_no_half_line_while_another_writes(path):
    wanted = [asked(Identity("m"), Request("Hi" * 5000, seed=i)) for i in range(200)]
    writer, counts = Journal(path), [0]

    def write():
        with writer.writing():
            for one in wanted:
                writer.add([(one, Response("8" * 9000, "stop"))])

    thread = threading.Thread(target=write)
    thread.start()
    while thread.is_alive():
        counts.append(len(Journal(path).found(wanted)))
    assert counts == sorted(counts)
    assert len(Journal(path).found(wanted)) == 200


def test_no_room_is_an_error_and_leaves_the_journal_whole(full, monkeypatch):
    whole = full.read_bytes()
    monkeypatch.setattr(os, "fsync", full_disk)
    with pytest.raises(TargetError, match=r"m.jsonl cannot be written \(.*No space left"):
        asked_again(full, [replace(QUESTIONS[0], seed=1)])
    assert full.read_bytes() == whole


def full_disk(_):
    raise OSError(28, "No space left on device")


def test_a_journal_that_cannot_lie_there_is_named(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(TargetError, match="cannot be written"):
        asked_again(tmp_path / "file" / "m.jsonl")


def test_every_line_is_json_with_all_that_was_asked(full):
    header, *lines = full.read_text().splitlines()
    assert json.loads(header)["version"] == 1
    entries = [json.loads(line) for line in lines]
    assert [entry["request"]["messages"] for entry in entries] == [question.messages for question in QUESTIONS]
    told = {"text": "What is 0 + 1? é\u2028 0/0", "finish": "stop", "prompt_tokens": 5, "completion_tokens": 2}
    assert entries[0]["response"] == told
    for entry in entries:
        request = json.dumps(entry["request"], sort_keys=True).encode()
        assert entry["key"] == hashlib.sha256(request).hexdigest()


KILLED = """
import os, sys
from oeis_qa.samplers import Request, Scripted, answered, journaled
def answer(request):
    os.write(1, f"{request.seed}\\n".encode())
    return str(request.seed)
class OneByOne(Scripted):
    def complete(self, requests):
        for i, request in enumerate(requests):
            yield {i: next(super().complete([request]))[0]}
requests = [Request("Hi", seed=i) for i in range(400)]
said = answered(journaled(OneByOne("one", answer), sys.argv[1]), requests)
assert [response.text for response in said] == [str(i) for i in range(400)]
"""


def paid_until(path, count):
    """What is asked for in a process that is killed after so many answers."""
    with subprocess.Popen([sys.executable, "-c", KILLED, str(path)], stdout=subprocess.PIPE, cwd=ROOT) as run:
        first = [next(run.stdout) for _ in range(count)]
        run.kill()
        return [int(line) for line in [*first, *run.stdout]]


def test_kill_9_at_any_moment_pays_at_most_for_the_unfinished_again(path, fresh_python):
    paid = [seed for count in (1, 90) for seed in paid_until(path, count)]
    paid += map(int, fresh_python(KILLED, path).split())
    assert set(paid) == set(range(400))
    assert len(paid) <= 400 + 2
    assert len({json.loads(line)["key"] for line in path.read_text().splitlines()[1:]}) == 400
