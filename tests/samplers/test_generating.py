"""Completions are those of greedy search by hand, and the training goes on as if there had been none."""

import logging

import pytest
import torch

from oeis_qa.samplers.generating import completions
from tests.tiny import tiny_model

QUESTIONS = [f"What is next in {', '.join(map(str, range(i, 2 * i + 3)))}?" for i in (5, 0, 3, 9, 1)]
PROMPTS = [[{"role": "user", "content": question}] for question in QUESTIONS]


@pytest.fixture
def tiny():
    model, tokenizer = tiny_model(QUESTIONS)
    with torch.no_grad():  # as large as in a trained model, so that what it says depends on what it is asked
        for parameter in model.parameters():
            parameter.mul_(8 if parameter.ndim > 1 else 1)
    return model, tokenizer


def by_hand(model, tokenizer, text, count):
    """The ids of the most likely tokens, `count` at most: one prompt, no padding, no cache."""
    ids = tokenizer(text, return_tensors="pt", add_special_tokens=False)["input_ids"]
    start = ids.shape[1]
    with torch.no_grad():
        for _ in range(count):
            token = model.eval()(ids, use_cache=False).logits[0, -1].argmax()
            ids = torch.cat([ids, token.view(1, 1)], dim=1)
            if token == tokenizer.eos_token_id:
                break
    return ids[0, start:]


def greedy(model, tokenizer, prompt, count):
    """What a model says to a text, or to the messages of a conversation."""
    if not isinstance(prompt, str):
        prompt = tokenizer.apply_chat_template(prompt, add_generation_prompt=True, tokenize=False)
    return tokenizer.decode(by_hand(model, tokenizer, prompt, count), skip_special_tokens=True)


@pytest.mark.parametrize("batch_size", [1, 2, 5, 64])
def test_completions_are_those_of_greedy_search_by_hand_in_batches_of_any_size(tiny, batch_size):
    model, tokenizer = tiny
    expected = [greedy(model, tokenizer, prompt, 12) for prompt in PROMPTS]
    assert len({*expected}) == len(PROMPTS)
    assert completions(model, tokenizer, PROMPTS, 12, batch_size) == expected


def test_a_text_is_completed_as_it_stands(tiny):
    model, tokenizer = tiny
    assert completions(model, tokenizer, QUESTIONS, 6, 8) == [greedy(model, tokenizer, q, 6) for q in QUESTIONS]


def test_settings_for_sampling_that_a_model_brings_change_nothing_and_warn_of_nothing(tiny, caplog):
    model, tokenizer = tiny
    plain = completions(model, tokenizer, PROMPTS, 12, 8)
    model.generation_config.update(do_sample=True, temperature=0.6, top_p=0.8, top_k=20, repetition_penalty=1.5)
    logger = logging.getLogger("transformers")
    logger.addHandler(caplog.handler)
    try:
        assert completions(model, tokenizer, PROMPTS, 12, 8) == plain
    finally:
        logger.removeHandler(caplog.handler)
    assert not caplog.records


def test_the_end_that_the_models_settings_name_stops_it_too(tiny):
    model, tokenizer = tiny
    ids = by_hand(model, tokenizer, QUESTIONS[0], 12).tolist()
    new = next(i for i in range(1, len(ids)) if ids[i] not in ids[:i])
    for settings in (ids[new], [ids[new], 1]):
        model.generation_config.eos_token_id = settings
        assert completions(model, tokenizer, QUESTIONS[:1], 12, 1) == [tokenizer.decode(ids[: new + 1])]


@pytest.mark.parametrize(("settings", "stops"), [(None, [2]), (2, [2]), ([7, 5], [2, 5, 7])])
def test_the_end_of_a_turn_in_the_tokenizer_always_stops_it(tiny, settings, stops):
    model, tokenizer = tiny
    model.generation_config.eos_token_id = settings
    given = {}
    model.generate = lambda input_ids, **settings: given.update(settings) or input_ids
    assert completions(model, tokenizer, QUESTIONS, 12, 8) == [""] * len(QUESTIONS)
    assert tokenizer.convert_ids_to_tokens(2) == "<|im_end|>"
    assert given["eos_token_id"] == stops


def test_modes_random_numbers_and_the_tokenizer_are_afterwards_what_they_were(tiny):
    model, tokenizer = tiny
    model.train()
    model.activation_checkpointing_enable()
    model.config.use_cache = False
    model.model.norm.eval()
    state, side = torch.get_rng_state(), tokenizer.padding_side
    before = {name: module.training for name, module in model.named_modules()}
    checkpointed = completions(model, tokenizer, PROMPTS, 12, 2)
    assert {name: module.training for name, module in model.named_modules()} == before
    assert torch.equal(torch.get_rng_state(), state)
    assert (tokenizer.padding_side, model.config.use_cache, model.is_activation_checkpointing) == (side, False, True)
    model.activation_checkpointing_disable()
    assert completions(model, tokenizer, PROMPTS, 12, 2) == checkpointed


def test_modes_are_restored_where_generation_fails(tiny):
    model, tokenizer = tiny
    model.train()
    model.generate = None
    with pytest.raises(TypeError):
        completions(model, tokenizer, PROMPTS, 12, 2)
    assert model.training
    assert model.model.norm.training


@pytest.mark.filterwarnings("ignore:`is_gradient_checkpointing`:FutureWarning")  # which PEFT still asks for
def test_an_adapter_speaks_as_it_does_when_it_is_merged(tiny):
    from peft import LoraConfig, get_peft_model

    model, tokenizer = tiny
    base = completions(model, tokenizer, PROMPTS, 12, 8)
    adapted = get_peft_model(model, LoraConfig(r=2, target_modules="all-linear", lora_dropout=0.5))
    with torch.no_grad():
        for name, parameter in adapted.named_parameters():
            if "lora_B" in name:
                parameter.fill_(0.3)
    adapted.train()
    said = completions(adapted, tokenizer, PROMPTS, 12, 8)
    assert said != base
    assert said == completions(adapted.merge_and_unload(), tokenizer, PROMPTS, 12, 8)
