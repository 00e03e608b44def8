"""Small Llama models from nothing: random weights, and a tokenizer trained on the data at hand. Nothing is downloaded.

The tokenizer is byte-level BPE (Sennrich et al. 2016), so every text comes back as it was. Each digit and each newline
is a token of its own: numbers are read digit by digit, and no answer can change the tokens of the prompt before it.
Llama, since a tokenizer saved beside a Qwen2 model is read back as Qwen's own, with other ids.

In:  model, tokenizer = made("scratch:tiny", ["1, 1, 2, 3, 5, 8, 13", ...], seed=0)
     tokenizer.tokenize("<|im_start|>user\\n-13<|im_end|>")
Out: ["<|im_start|>", "user", "Ċ", "-", "1", "3", "<|im_end|>"]
"""

from collections.abc import Iterator, Sequence

import torch
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
from transformers import (
    GenerationConfig,
    LlamaConfig,
    LlamaForCausalLM,
    PreTrainedTokenizerBase,
    PreTrainedTokenizerFast,
)

from oeis_qa.errors import OptionError, choices

PAD, START, END = "<|endoftext|>", "<|im_start|>", "<|im_end|>"
POSITIONS = 2048  # tokens in a text at most
MOST_TEXTS = 20_000  # read by the tokenizer; more change its merges little
ROLES = "system\nuser\nassistant\n"  # said in every conversation, though in no text of the data

# ChatML. All that a model has to write, its end too, lies between the generation marks; the newline after it does not.
CHATML = """\
{%- for message in messages -%}
    {{- '<|im_start|>' + message['role'] + '\n' -}}
    {%- if message['role'] == 'assistant' -%}
        {%- generation -%}{{- message['content'] + '<|im_end|>' -}}{%- endgeneration -%}
    {%- else -%}
        {{- message['content'] + '<|im_end|>' -}}
    {%- endif -%}
    {{- '\n' -}}
{%- endfor -%}
{%- if add_generation_prompt -%}{{- '<|im_start|>assistant\n' -}}{%- endif -%}
"""

_PREFIX = "scratch:"
_SHAPES = {  # name: tokens, layers, width, heads, width of the MLP
    "tiny": (1_024, 4, 128, 4, 384),  # 1.0 M parameters
    "small": (8_192, 7, 384, 6, 1_024),  # 15.5 M
    "base": (16_384, 12, 768, 12, 2_816),  # 118.8 M
}


def made(name: str, texts: Sequence[str], seed: int) -> tuple[LlamaForCausalLM, PreTrainedTokenizerFast]:
    """A model with random weights and its tokenizer; the same for the same arguments. torch's generator is left alone.

    Raises:
        OptionError: there is no such model, or no text.
    """
    tokenizer = tokenizer_of(name, texts)
    return model_of(name, tokenizer, seed), tokenizer


def model_of(name: str, tokenizer: PreTrainedTokenizerBase, seed: int) -> LlamaForCausalLM:
    """A model with random weights for this tokenizer.

    Raises:
        OptionError: there is no such model.
    """
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        model = LlamaForCausalLM(configuration(name, len(tokenizer)))
    model.generation_config = GenerationConfig(eos_token_id=tokenizer.eos_token_id, pad_token_id=tokenizer.pad_token_id)
    return model


def is_scratch(name: str) -> bool:
    """Whether the name asks for a model of this file."""
    return name.startswith(_PREFIX)


def configuration(name: str, tokens: int | None = None) -> LlamaConfig:
    """The shape of a model, with as many tokens as its tokenizer has; by default as many as it may have.

    Raises:
        OptionError: there is no such model.
    """
    most, layers, width, heads, inner = _shape(name)
    return LlamaConfig(
        vocab_size=tokens or most,
        num_hidden_layers=layers,
        hidden_size=width,
        num_attention_heads=heads,
        num_key_value_heads=heads,
        intermediate_size=inner,
        max_position_embeddings=POSITIONS,
        tie_word_embeddings=True,
        bos_token_id=None,
        pad_token_id=0,  # the special tokens come first, in the order of `_trained`
        eos_token_id=2,
    )


def tokenizer_of(name: str, texts: Sequence[str]) -> PreTrainedTokenizerFast:
    """A tokenizer trained on the texts, with at most as many tokens as the model has room for.

    Raises:
        OptionError: there is no such model, or no text.
    """
    most = _shape(name)[0]
    if not len(texts):
        raise OptionError(f"{name}: there is no text to train a tokenizer on; give the texts of the training rows")
    tokenizer = PreTrainedTokenizerFast(
        tokenizer_object=_trained(_sample(texts), most),
        pad_token=PAD,
        eos_token=END,
        additional_special_tokens=[START],
        model_max_length=POSITIONS,
        clean_up_tokenization_spaces=False,
    )
    tokenizer.chat_template = CHATML
    return tokenizer


def _trained(texts: Iterator[str], most: int) -> Tokenizer:
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split("\n", "isolated"),
            pre_tokenizers.Digits(individual_digits=True),
            pre_tokenizers.ByteLevel(add_prefix_space=False),
        ]
    )
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=most,
        min_frequency=2,  # what is seen once is no part of the language
        special_tokens=[PAD, START, END],
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    tokenizer.train_from_iterator(texts, trainer)
    return tokenizer


def _sample(texts: Sequence[str]) -> Iterator[str]:
    """At most `MOST_TEXTS` of the texts, evenly spaced, each with the words that a conversation adds to it."""
    count = min(len(texts), MOST_TEXTS)
    for i in range(count):
        yield texts[i * len(texts) // count]
        yield ROLES


def _shape(name: str) -> tuple[int, int, int, int, int]:
    if not is_scratch(name) or (shape := _SHAPES.get(name.removeprefix(_PREFIX))) is None:
        raise OptionError(f"no model {name!r} is made from scratch; {choices(name, map(_PREFIX.__add__, _SHAPES))}")
    return shape
