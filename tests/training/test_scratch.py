"""Models from scratch: their size, their tokenizer, their way to disk and back."""

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from transformers import AutoModelForCausalLM, AutoTokenizer, LlamaForCausalLM

from oeis_qa.errors import OptionError
from oeis_qa.training import scratch
from oeis_qa.training.scratch import configuration, is_scratch, made, tokenizer_of

TEXTS = [f"What comes after {', '.join(str(k * i) for k in range(9))}? The next term is -{9 * i}." for i in range(300)]
GRID = "ARC\n0 1 2\n3 4 5\n\n9x3 0x12\n"
ASKED = [{"role": "system", "content": "Be brief."}, {"role": "user", "content": "1, 2, -33, then?"}]


@pytest.mark.parametrize(("name", "parameters"), [("tiny", 984_192), ("small", 15_537_792), ("base", 118_770_432)])
def test_the_parameters_are_as_many_as_the_shape_says(name, parameters):
    config = configuration(f"scratch:{name}")
    with torch.device("meta"):
        model = LlamaForCausalLM(config)
    d, f = config.hidden_size, config.intermediate_size
    layer = 4 * d * d + 3 * d * f + 2 * d  # attention, MLP, two norms
    assert model.num_parameters() == parameters == config.vocab_size * d + config.num_hidden_layers * layer + d


def test_names_of_models_from_scratch_are_known_by_their_beginning():
    assert is_scratch("scratch:tiny")
    assert is_scratch("scratch:huge")
    assert not is_scratch("models/scratch")


@pytest.mark.parametrize("name", ["scratch:tinny", "tiny", "scratch:"])
def test_another_name_is_refused_with_the_names_there_are(name):
    with pytest.raises(OptionError, match=r"no model .* Have: scratch:tiny, scratch:small, scratch:base"):
        made(name, TEXTS, seed=0)


def test_a_near_name_is_offered():
    with pytest.raises(OptionError, match="did you mean 'scratch:small'"):
        configuration("scratch:smal")


def test_no_text_is_refused():
    with pytest.raises(OptionError, match="scratch:tiny: there is no text"):
        tokenizer_of("scratch:tiny", [])


def test_the_model_has_room_for_each_token_and_no_more(tiny):
    model, tokenizer = tiny
    assert model.get_input_embeddings().num_embeddings == len(tokenizer) < 1_024
    assert model.get_input_embeddings().weight is model.get_output_embeddings().weight


def test_a_tokenizer_never_has_more_tokens_than_the_model_may_have():
    words = [" ".join(chr(97 + i % 26) * (1 + i // 26) + chr(97 + j) for j in range(26)) for i in range(99)] * 2
    assert len(tokenizer_of("scratch:tiny", words)) == 1_024


def test_the_same_arguments_make_the_same_model_and_another_seed_another(tiny):
    model, tokenizer = tiny
    again, tokenizer_again = made("scratch:tiny", TEXTS, seed=0)
    other, _ = made("scratch:tiny", TEXTS, seed=1)
    assert tokenizer_again.backend_tokenizer.to_str() == tokenizer.backend_tokenizer.to_str()
    assert all(torch.equal(a, b) for a, b in zip(model.parameters(), again.parameters(), strict=True))
    assert not torch.equal(model.lm_head.weight, other.lm_head.weight)


def test_the_generator_of_torch_is_left_as_it_was():
    before = torch.random.get_rng_state()
    made("scratch:tiny", TEXTS, seed=5)
    assert torch.equal(torch.random.get_rng_state(), before)


def test_texts_are_read_evenly_and_no_more_than_a_sample(monkeypatch):
    monkeypatch.setattr(scratch, "MOST_TEXTS", 4)
    assert [text for text in scratch._sample(list("abcdefghij")) if text != scratch.ROLES] == ["a", "c", "f", "h"]
    assert [text for text in scratch._sample(["a", "b"]) if text != scratch.ROLES] == ["a", "b"]


def test_each_digit_is_a_token_and_roles_are_single_ones(tiny):
    _, tokenizer = tiny
    assert tokenizer.tokenize("-1234") == ["-", "1", "2", "3", "4"]
    assert tokenizer.tokenize("<|im_start|>assistant\n7<|im_end|>") == [
        "<|im_start|>",
        "assistant",
        "Ċ",
        "7",
        "<|im_end|>",
    ]
    assert tokenizer.tokenize("system\nuser") == ["system", "Ċ", "user"]


def test_no_token_joins_two_digits(tiny):
    _, tokenizer = tiny
    assert all(sum(c.isdigit() for c in token) <= 1 for token in tokenizer.get_vocab())


@given(st.text())
@settings(max_examples=200, deadline=None)
def test_every_text_comes_back_as_it_was(tiny, text):
    _, tokenizer = tiny
    assert tokenizer.decode(tokenizer(text)["input_ids"]) == text


@given(st.text(alphabet="\n 07a-é²"))
@settings(max_examples=200, deadline=None)
def test_no_answer_changes_the_tokens_of_its_prompt(tiny, answer):
    _, tokenizer = tiny
    prompt = tokenizer.apply_chat_template(ASKED, add_generation_prompt=True, return_dict=False)
    whole = tokenizer.apply_chat_template([*ASKED, {"role": "assistant", "content": answer}], return_dict=False)
    assert whole[: len(prompt)] == prompt


def test_the_template_writes_chatml(tiny):
    _, tokenizer = tiny
    asked = "<|im_start|>system\nBe brief.<|im_end|>\n<|im_start|>user\n1, 2, -33, then?<|im_end|>\n"
    assert tokenizer.apply_chat_template(ASKED, tokenize=False) == asked
    prompt = tokenizer.apply_chat_template(ASKED, tokenize=False, add_generation_prompt=True)
    assert prompt == asked + "<|im_start|>assistant\n"


def test_all_that_the_assistant_writes_is_marked_its_end_too_and_the_newline_not(tiny):
    _, tokenizer = tiny
    turns = [*ASKED, {"role": "assistant", "content": "4."}, ASKED[1], {"role": "assistant", "content": "It is 5."}]
    row = tokenizer.apply_chat_template(turns, return_dict=True, return_assistant_tokens_mask=True)
    marked = [i for i, mark in zip(row["input_ids"], row["assistant_masks"], strict=True) if mark]
    assert tokenizer.decode(marked) == "4.<|im_end|>It is 5.<|im_end|>"


def test_the_special_tokens_are_what_the_model_ends_and_pads_with(tiny):
    model, tokenizer = tiny
    assert (tokenizer.pad_token, tokenizer.eos_token, tokenizer.bos_token) == ("<|endoftext|>", "<|im_end|>", None)
    for config in (model.config, model.generation_config):
        assert (config.pad_token_id, config.eos_token_id) == (tokenizer.pad_token_id, tokenizer.eos_token_id)


@pytest.fixture(scope="module")
def reloaded(tiny, tmp_path_factory):
    """The model and tokenizer of `tiny`, saved and read again by the names that anybody would use."""
    folder = tmp_path_factory.mktemp("saved")
    for part in tiny:
        part.save_pretrained(folder)
    return AutoModelForCausalLM.from_pretrained(folder), AutoTokenizer.from_pretrained(folder)


@pytest.mark.parametrize(
    "text", ["a(10) = -123,456", GRID, "½ × ² ٣ − 中文 \U0001f9ee", "<|im_start|>user\n 7<|im_end|>"]
)
def test_a_saved_tokenizer_gives_the_same_ids(tiny, reloaded, text):
    ids = tiny[1](text)["input_ids"]
    assert reloaded[1](text)["input_ids"] == ids
    assert reloaded[1].decode(ids) == text


def test_a_saved_tokenizer_has_the_same_template_and_special_tokens(tiny, reloaded):
    for name in ("chat_template", "eos_token_id", "pad_token_id", "bos_token_id", "model_max_length"):
        assert getattr(reloaded[1], name) == getattr(tiny[1], name)


def test_a_saved_model_is_the_same_model(tiny, reloaded):
    saved, read = (pair[0].state_dict() for pair in (tiny, reloaded))
    assert all(torch.equal(saved[name], read[name]) for name in saved)
    assert reloaded[0].generation_config.eos_token_id == tiny[1].eos_token_id
    assert reloaded[0].config.max_position_embeddings == 2048
