"""Real chat templates, and tokenizers for them: small byte-level vocabularies that hold each template's own tokens.

In:  tokenizer_for(TEMPLATES["qwen2_5"], eos="<|im_end|>")
Out: a tokenizer that writes <|im_start|> as one token
"""

import functools
import re
from pathlib import Path

import trl
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
from transformers import PreTrainedTokenizerFast

CHATML = (
    "{%- for message in messages -%}{{- '<|im_start|>' + message['role'] + '\\n' -}}"
    "{%- if message['role'] == 'assistant' -%}"
    "{%- generation -%}{{- message['content'] + '<|im_end|>' -}}{%- endgeneration -%}{{- '\\n' -}}"
    "{%- else -%}{{- message['content'] + '<|im_end|>\\n' -}}{%- endif -%}{%- endfor -%}"
    "{%- if add_generation_prompt -%}{{- '<|im_start|>assistant\\n' -}}{%- endif -%}"
)
TEXTS = ["What comes next in 1, 2, 4, 8, 16?", "The next term is 32.", "user assistant system model Answer: 64 think"]
TEMPLATES = {
    path.stem: path.read_text(encoding="utf-8")
    for path in sorted((Path(trl.__file__).parent / "chat_templates").glob("*.jinja"))
}
CONTROL = re.compile(r"<[|｜a-zA-Z_/][^<>{}\s'\"]*>|\[/?[A-Z_]+\]")
DEVICE = {"use_cpu": True, "bf16": False, "activation_checkpointing": False, "report_to": "none"}  # of any trainer


def tokenizer_for(template, eos="</s>", bos="<s>"):
    """A tokenizer with this chat template, whose control tokens are tokens."""
    controls = tuple(dict.fromkeys(CONTROL.findall(template)))
    fast = PreTrainedTokenizerFast(
        tokenizer_object=Tokenizer.from_str(_trained(controls)),
        bos_token=bos,
        eos_token=eos,
        pad_token="<pad>",
        clean_up_tokenization_spaces=False,
    )
    fast.chat_template = template
    return fast


@functools.cache
def _trained(controls):
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=400,
        special_tokens=["<pad>", "<s>", "</s>", *controls],
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    tokenizer.train_from_iterator(TEXTS, trainer)
    return tokenizer.to_str()
