"""A model in process says what greedy search by hand says, or draws by the request alone."""

import re
import shutil
from collections import Counter

import numpy as np
import pytest
import torch

from oeis_qa.errors import OptionError, SourceError
from oeis_qa.samplers import Request, Sampling, answered, estimate, journaled, opened
from oeis_qa.samplers.drawing import Drawn, chances
from oeis_qa.samplers.generating import completions, generated, ids_of
from oeis_qa.samplers.local import Local
from tests.samplers.conftest import QUESTIONS

GREEDY = Sampling(max_tokens=12)
DRAWN = Sampling(temperature=1.0, max_tokens=12)


def chats(sampling, **fields):
    return [Request([{"role": "user", "content": text}], sampling=sampling, **fields) for text in QUESTIONS]


@pytest.fixture(scope="module")
def model(folder):
    return opened(str(folder))


def texts(responses):
    return [response.text for response in responses]


def test_greedy_answers_are_those_of_the_model_by_itself(model, folder):
    from transformers import AutoModelForCausalLM, AutoTokenizer

    bare, tokenizer = AutoModelForCausalLM.from_pretrained(folder), AutoTokenizer.from_pretrained(folder)
    expected = completions(bare, tokenizer, [request.messages for request in chats(GREEDY)], 12, 1)
    assert texts(answered(model, chats(GREEDY))) == expected
    assert len({*expected}) > 1


def test_a_text_is_gone_on_with_as_it_stands(model):
    plain = answered(model, [Request(QUESTIONS[0], sampling=GREEDY)])[0]
    assert plain.prompt_tokens == len(model.tokenizer(QUESTIONS[0])["input_ids"])
    assert plain.text != answered(model, chats(GREEDY)[:1])[0].text


@pytest.mark.parametrize("sampling", [GREEDY, DRAWN])
def test_neither_order_nor_company_changes_an_answer(model, folder, sampling):
    requests = chats(sampling, seed=3)
    together = answered(model, requests)
    assert answered(model, requests[::-1]) == together[::-1]
    assert [answered(model, [request])[0] for request in requests] == together
    assert answered(Local(str(folder), batch_size=2), [*requests, *chats(Sampling(max_tokens=3))])[:5] == together


def test_what_is_drawn_depends_on_seed_and_sample_and_on_no_global_state(model):
    draw = [Request(QUESTIONS[0], sampling=DRAWN, seed=s, sample=k) for s in range(3) for k in range(3)]
    state = torch.get_rng_state()
    said = texts(answered(model, draw))
    assert len({*said}) == 9
    assert torch.equal(torch.get_rng_state(), state)
    torch.manual_seed(5)
    assert texts(answered(model, draw)) == said


def test_tokens_are_drawn_as_often_as_they_are_likely():
    shares = torch.tensor([0.5, 0.0, 0.3, 0.2])
    for sampling, expected in [
        (Sampling(temperature=1, max_tokens=1), [0.5, 0, 0.3, 0.2]),
        (Sampling(temperature=0.5, max_tokens=1), [25 / 38, 0, 9 / 38, 4 / 38]),
        (Sampling(temperature=1, top_p=0.75, max_tokens=1), [0.625, 0, 0.375, 0]),
        (Sampling(temperature=1, top_p=0.01, max_tokens=1), [1, 0, 0, 0]),
    ]:
        drawn = Drawn([Request("?", sampling=sampling, sample=i) for i in range(4000)], 1, "cpu")
        scores = drawn(torch.zeros(4000, 1, dtype=torch.long), shares.log().expand(4000, 4))
        counts = (scores == 0).sum(dim=0) / 4000
        assert (scores.isfinite().sum(dim=1) == 1).all()
        assert counts.tolist() == pytest.approx(expected, abs=0.03)  # four standard errors
        assert all((count > 0) == (share > 0) for count, share in zip(counts, expected, strict=True))


def test_each_step_and_each_request_has_a_chance_of_its_own():
    many = np.array([chances(Request("?", sampling=DRAWN, sample=i)) for i in range(100)])
    assert many.dtype == np.float32
    assert Counter(many.ravel().tolist()).most_common(1)[0][1] == 1
    assert 0 <= many.min() < many.max() < 1


def test_a_stop_string_ends_the_completion_and_is_no_part_of_it(model):
    whole = answered(model, chats(GREEDY))
    stop = tuple({letter for text in texts(whole) for letter in text[3:] if letter.isascii()})
    stopped = answered(model, chats(Sampling(max_tokens=12, stop=(*stop, "never"))))
    cut = [re.split("|".join(map(re.escape, stop)), text)[0] for text in texts(whole)]
    assert texts(stopped) == cut != texts(whole)
    for before, after in zip(whole, stopped, strict=True):
        assert after.finish == ("length" if after.text == before.text else "stop")
        assert after.completion_tokens <= before.completion_tokens
    assert sum(r.completion_tokens for r in stopped) < sum(r.completion_tokens for r in whole)


def test_a_stop_string_that_begins_in_the_prompt_ends_nothing(model):
    end = model.tokenizer.apply_chat_template(chats(GREEDY)[1].messages, add_generation_prompt=True, tokenize=False)[-1]
    (whole,) = answered(model, chats(GREEDY)[1:2])
    stop = end + whole.text[:1]
    assert stop not in whole.text
    assert answered(model, chats(Sampling(max_tokens=12, stop=(stop,)))[1:2]) == [whole]


def test_a_completion_is_flagged_where_it_was_cut_off(model):
    (cut,) = answered(model, chats(Sampling(max_tokens=4))[:1])
    assert (cut.finish, cut.completion_tokens) == ("length", 4)


def test_the_end_of_a_turn_ends_it_and_counts_as_a_token(folder, tmp_path):
    shutil.copytree(folder, tmp_path / "ending")
    sampler = Local(str(tmp_path / "ending"))
    prompt = ids_of(sampler.tokenizer, chats(GREEDY)[0].messages)
    ids = generated(sampler._loaded, sampler.tokenizer, [prompt], 12)[0].tolist()
    sampler._loaded.generation_config.eos_token_id = ids[2]
    (ended,) = answered(sampler, chats(GREEDY)[:1])
    assert ended.finish == "stop"
    assert ended.text == sampler.tokenizer.decode(ids[: ids.index(ids[2])])
    assert ended.completion_tokens == ids.index(ids[2]) + 1


@pytest.mark.filterwarnings("ignore:`is_gradient_checkpointing`:FutureWarning")  # which PEFT still asks for
def test_an_adapter_is_loaded_and_is_another_model(folder, model, tmp_path):
    from peft import LoraConfig, get_peft_model
    from transformers import AutoModelForCausalLM

    torch.manual_seed(0)
    adapted = get_peft_model(AutoModelForCausalLM.from_pretrained(folder), LoraConfig(r=2, target_modules="all-linear"))
    with torch.no_grad():
        for name, parameter in adapted.named_parameters():
            if "lora_B" in name:
                parameter.fill_(0.3)
    adapted.save_pretrained(tmp_path)
    sampler = opened(str(folder), adapter=str(tmp_path))
    assert sampler.identity.model == model.identity.model
    assert sampler.identity.revision.startswith(model.identity.revision + " + ")
    merged = adapted.merge_and_unload()
    expected = completions(merged, model.tokenizer, [request.messages for request in chats(GREEDY)], 12, 8)
    assert texts(answered(sampler, chats(GREEDY))) == expected != texts(answered(model, chats(GREEDY)))
    model.tokenizer.save_pretrained(tmp_path)  # as trainers leave it
    assert texts(answered(opened(str(folder), adapter=str(tmp_path)), chats(GREEDY))) == expected
    with pytest.raises(SourceError, match="holds an adapter and no model; give adapter="):
        opened(str(tmp_path))


def test_a_model_is_known_by_its_files_wherever_they_lie(folder, model, tmp_path):
    moved = tmp_path / "elsewhere" / folder.name
    shutil.copytree(folder, moved)
    (moved / "trainer_state.json").write_text("{}")
    assert Local(str(moved)).identity == model.identity
    weights = moved / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[:-1] + b"\1")
    assert Local(str(moved)).identity != model.identity


def test_what_the_journal_answers_loads_no_weights(folder, tmp_path, monkeypatch):
    first = answered(journaled(opened(str(folder)), tmp_path / "journal"), chats(DRAWN))
    monkeypatch.setattr("oeis_qa.samplers.local.AutoModelForCausalLM", None)
    assert answered(journaled(opened(str(folder)), tmp_path / "journal"), chats(DRAWN)) == first


def test_an_estimate_counts_the_tokens_that_are_then_used(model):
    found = estimate(model, chats(GREEDY))
    said = answered(model, chats(GREEDY))
    assert found.exact
    assert found.prompt_tokens == sum(response.prompt_tokens for response in said)
    assert str(found).startswith(f"5 requests; {found.prompt_tokens} prompt tokens; at most 60 completion tokens")


def test_a_prompt_that_leaves_no_room_is_refused_before_any_is_completed(model):
    long = Request(QUESTIONS[0], sampling=Sampling(max_tokens=2048))
    with pytest.raises(OptionError, match=r"request 1 has \d+ tokens and max_tokens=2048, and the model has room for"):
        next(model.complete([*chats(GREEDY)[:1], long]))


def test_messages_need_a_chat_template(folder, tmp_path):
    shutil.copytree(folder, tmp_path / "base")
    (tmp_path / "base" / "chat_template.jinja").unlink()
    sampler = Local(str(tmp_path / "base"))
    with pytest.raises(OptionError, match="no chat template; give prompts that are texts"):
        answered(sampler, chats(GREEDY))
    assert answered(sampler, [Request(QUESTIONS[0], sampling=GREEDY)])[0].text


@pytest.mark.parametrize(
    ("missing", "named"),
    [(("tokenizer.json", "tokenizer_config.json"), "holds no tokenizer"), (("config.json",), "no folder with a model")],
)
def test_a_folder_without_all_that_a_model_needs_is_refused(folder, tmp_path, missing, named):
    shutil.copytree(folder, tmp_path / "torso")
    for name in missing:
        (tmp_path / "torso" / name).unlink()
    with pytest.raises(SourceError, match=named):
        opened(str(tmp_path / "torso"))


def test_names_that_are_nothing_are_refused(folder, tmp_path):
    with pytest.raises(SourceError, match="'nobody/nothing' is no folder with a model, and no Hub id in reach"):
        opened("nobody/nothing")
    with pytest.raises(SourceError, match="holds no adapter"):
        opened(str(folder), adapter=str(tmp_path))
    with pytest.raises(SourceError, match="adapter 'nobody/nothing' is no folder"):
        opened(str(folder), adapter="nobody/nothing")
    with pytest.raises(OptionError, match="batch_size=0"):
        opened(str(folder), batch_size=0)
