"""The tokens and labels of rows are those that TRL's own trainers prepare: real chat templates times every layout."""

import gzip
import json
from pathlib import Path
from types import SimpleNamespace

import pytest
from datasets import Dataset
from jinja2 import TemplateError
from tokenizers import AddedToken, Tokenizer, models, normalizers, pre_tokenizers, processors
from transformers import AutoTokenizer, PreTrainedTokenizerFast
from trl import DPOConfig, DPOTrainer, GRPOConfig, SFTConfig, SFTTrainer
from trl.chat_template_utils import get_training_chat_template, has_generation_markers

from oeis_qa.layouts import table
from oeis_qa.records import Batch, Example
from oeis_qa.training.preflight import preflight
from oeis_qa.training.preflight.setup import run_of
from oeis_qa.training.preflight.tokens import joined, pieces
from tests.training.preflight.templates import CHATML, CONTROL, DEVICE, TEMPLATES, tokenizer_for

REAL = Path(__file__).parents[2].parent / "shared/data/tokenizer-smollm2"  # beside the repository; not everybody has it
NAMES = """cohere cohere2 deepseek_r1_distill deepseekv3 gemma gemma3 gemma4 glm4moe gptoss lfm2 lfm2_2_5 llama3
    llama3_1 llama3_2 nemotron_3_nano phi3 phi3_5 qwen2_5 qwen2_5_training qwen3 qwen3_5_think qwen3_6 qwen3_8
    qwen3_instruct_2507 smolvlm""".split()
QUESTIONS = [  # prompt, right, wrong
    ("What comes next in 1, 2, 4?", "The next term is 8.", "It is 9."),
    (" 5, 7 \n", "9", "<think>\n11\n</think>\n10"),
    ("Wie geht es weiter: −3, ß, 語?\n\n", " 1 ", ""),
]
SFT = {
    "messages": {},
    "messages, the assistant's part": {"assistant_only_loss": True},
    "prompt_completion": {},
    "prompt_completion, all of it": {"completion_only_loss": False},
    "prompt_completion, both masks": {"assistant_only_loss": True},
    "text": {},
    "chatml": {},
    "sharegpt": {},
}


def user(text):
    return {"role": "user", "content": text}


def assistant(text):
    return {"role": "assistant", "content": text}


def rows_of(layout, system=None):
    examples = [
        Example(f"q/{i}", prompt, right, "8", "integer", "dataset=q", "Go on.", "1, 2", system=system, wrong=wrong)
        for i, (prompt, right, wrong) in enumerate(QUESTIONS)
    ]
    return Dataset(table(Batch.of(examples), layout))


def ours(rows, tokenizer, args):
    """The tokens and labels of every piece; what stands in its way, where something does."""
    run, findings = run_of(rows, tokenizer, args)
    if findings:
        return "not to be trained on"
    made, refused = pieces(rows[:], run)
    if refused or any(piece.mask is not None and 1 not in piece.mask for piece in made):
        return "not to be trained on"
    return [(piece.ids, labels(piece)) for piece in made]


def labels(piece):
    return [token if kept else -100 for token, kept in zip(piece.ids, joined([piece]).supervised, strict=True)]


def trl_sft(rows, tokenizer, args):
    """What SFTTrainer trains on, from its own preparation; it needs no model for that."""
    template = None
    if args.assistant_only_loss and not has_generation_markers(tokenizer.chat_template):
        template = get_training_chat_template(tokenizer)
    completion_only = (
        "completion" in rows.column_names if args.completion_only_loss is None else args.completion_only_loss
    )
    trainer = SimpleNamespace(_tokenizer=tokenizer, chat_template=template, completion_only_loss=completion_only)
    rows = rows.to_iterable_dataset()  # not to be written to disk
    made = list(SFTTrainer._prepare_dataset(trainer, rows, tokenizer, args, False, None, "train"))
    return [(row["input_ids"], row["labels"]) for row in made]


def trl_dpo(rows, tokenizer, args):
    """What DPOTrainer compares: chosen and rejected of each row."""
    made = DPOTrainer._prepare_dataset(
        SimpleNamespace(_tokenizer=tokenizer), rows.to_iterable_dataset(), tokenizer, args, "train"
    )
    return [
        (row["prompt_ids"] + row[name], [-100] * len(row["prompt_ids"]) + row[name])
        for row in made
        for name in ("chosen_ids", "rejected_ids")
    ]


def trl_grpo(rows, tokenizer, args):
    """The prompts that GRPOTrainer generates from."""
    asked = {"add_generation_prompt": True, "return_dict": True}
    return [(ids, [-100] * len(ids)) for ids in tokenizer.apply_chat_template(rows["prompt"][:], **asked)["input_ids"]]


def or_refusal(make, *given):
    """What TRL makes; that it cannot, where it raises."""
    try:
        return make(*given)
    except (ValueError, TypeError, TemplateError, RuntimeError):
        return "not to be trained on"


@pytest.mark.parametrize("case", SFT)
@pytest.mark.parametrize("name", NAMES)
def test_sft_trains_on_the_tokens_that_trl_prepares(name, case):
    tokenizer, rows = tokenizer_for(TEMPLATES[name]), rows_of(case.partition(",")[0])
    args = SFTConfig(max_length=None, **SFT[case], **DEVICE)
    assert ours(rows, tokenizer, args) == or_refusal(trl_sft, rows, tokenizer, args)


@pytest.mark.parametrize("name", NAMES)
def test_dpo_compares_the_tokens_that_trl_prepares(name):
    tokenizer, rows = tokenizer_for(TEMPLATES[name]), rows_of("preference")
    args = DPOConfig(max_length=None, **DEVICE)
    assert ours(rows, tokenizer, args) == or_refusal(trl_dpo, rows, tokenizer, args)


@pytest.mark.parametrize("name", NAMES)
def test_grpo_generates_from_the_tokens_of_the_template(name):
    tokenizer, rows = tokenizer_for(TEMPLATES[name]), rows_of("prompt")
    args = GRPOConfig(**DEVICE)
    assert ours(rows, tokenizer, args) == or_refusal(trl_grpo, rows, tokenizer, args)


@pytest.mark.parametrize("name", ["qwen2_5", "gemma", "llama3", "phi3", "cohere2"])
@pytest.mark.parametrize("layout", ["messages", "prompt_completion", "text"])
def test_what_the_system_says_is_among_the_tokens_or_refused(name, layout):
    tokenizer, rows = tokenizer_for(TEMPLATES[name]), rows_of(layout, system="Be terse.")
    args = SFTConfig(max_length=None, **DEVICE)
    assert ours(rows, tokenizer, args) == or_refusal(trl_sft, rows, tokenizer, args)


@pytest.mark.parametrize("thinks", [True, False])
def test_what_a_row_brings_for_the_template_is_given_to_it(thinks):
    tool = {"type": "function", "function": {"name": "next_term", "description": "The next.", "parameters": {}}}
    rows = rows_of("prompt_completion").add_column("tools", [json.dumps([tool]), None, None])
    rows = rows.add_column("chat_template_kwargs", [{"enable_thinking": thinks}] * 3)
    tokenizer, args = tokenizer_for(TEMPLATES["qwen3"]), SFTConfig(max_length=None, **DEVICE)
    made = ours(rows, tokenizer, args)
    assert made == trl_sft(rows, tokenizer, args)
    assert "next_term" in tokenizer.decode(made[0][0])


def test_the_arguments_for_the_template_of_grpo_are_given_to_it():
    tokenizer, rows = tokenizer_for(TEMPLATES["qwen3"]), rows_of("prompt")
    plain, curt = (
        ours(rows, tokenizer, GRPOConfig(chat_template_kwargs=given, **DEVICE))
        for given in (None, {"enable_thinking": False})
    )
    assert plain == trl_grpo(rows, tokenizer, None)
    assert tokenizer.decode(curt[0][0]) == tokenizer.decode(plain[0][0]) + "<think>\n\n</think>\n\n"


# What a preflight says of them agrees with the labels that TRL makes


def ending(tokenizer):
    """The control token that ends a conversation."""
    said = tokenizer.apply_chat_template([user("1?"), assistant("2")], tokenize=False)
    return CONTROL.findall(said)[-1]


def shown(made, tokenizer):
    """What TRL's labels show, looked at one by one."""
    controls = {*tokenizer.get_added_vocab().values()} - {tokenizer.eos_token_id}
    for _, marks in made:
        counted = [token for token in marks if token != -100]
        while counted and (counted[-1] in controls or not tokenizer.decode(counted[-1]).strip()):
            counted.pop()
        if not any(mark != -100 for mark in marks):
            yield "no supervised tokens"
        elif counted[-1:] != [tokenizer.eos_token_id]:
            yield "no end to learn"


def unlike(rows, tokenizer):
    """Whether a prompt alone is not how the whole begins."""
    for row in rows:
        alone = tokenizer.apply_chat_template(row["prompt"], add_generation_prompt=True)["input_ids"]
        whole = tokenizer.apply_chat_template(row["prompt"] + row["completion"])["input_ids"]
        if whole[: len(alone)] != alone:
            yield "the prompt is no prefix"


@pytest.mark.parametrize("case", ["messages", "messages, the assistant's part", "prompt_completion", "text"])
@pytest.mark.parametrize("name", sorted({*NAMES} - {"gemma4", "lfm2_2_5"}))
def test_a_preflight_finds_what_the_labels_show(name, case):
    rows, args = rows_of(case.partition(",")[0]), SFTConfig(max_length=None, **SFT[case], **DEVICE)
    bare = tokenizer_for(TEMPLATES[name])
    tokenizer = tokenizer_for(TEMPLATES[name], eos=ending(bare))
    report, made = preflight(rows, tokenizer, args), or_refusal(trl_sft, rows, tokenizer, args)
    if made == "not to be trained on":
        assert report.fatal
        return
    differing = unlike(rows, tokenizer) if case == "prompt_completion" else ()
    assert {finding.what for finding in report.findings} == {*shown(made, tokenizer), *differing}
    assert report.tokens == sum(len(ids) for ids, _ in made)
    assert report.supervised == sum(mark != -100 for _, marks in made for mark in marks)


@pytest.mark.parametrize("longest", [5, 12, 20, 25, 30, 40])
@pytest.mark.parametrize("layout", ["messages", "prompt_completion", "text"])
def test_what_truncation_leaves_is_what_trl_leaves(layout, longest):
    tokenizer, rows = tokenizer_for(TEMPLATES["qwen2_5"], eos="<|im_end|>"), rows_of(layout)
    args = SFTConfig(max_length=longest, **DEVICE)
    made, report = trl_sft(rows, tokenizer, args), preflight(rows, tokenizer, args)
    assert report.rows - report.emptied == len(made)
    assert report.tokens - report.lost == sum(len(ids) for ids, _ in made)
    assert report.supervised - report.lost_supervised == sum(mark != -100 for _, marks in made for mark in marks)


# Other tokenizers: those of Llama 2, of BERT, and a real one


def sentencepiece_like():
    """White space is a character, the first word is led by one, and a BOS is added to texts."""
    tokenizer = Tokenizer(models.Unigram([("<unk>", 0.0), ("▁", -2.0), *((chr(c), -3.0) for c in range(33, 127))], 0))
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="first", split=False)
    return with_ends(tokenizer, "<s> $A")


def llama_legacy():
    """Every part of a text between control tokens is led by a space."""
    tokenizer = Tokenizer(models.Unigram([("<unk>", 0.0), ("▁", -2.0), *((chr(c), -3.0) for c in range(33, 127))], 0))
    tokenizer.normalizer = normalizers.Sequence([normalizers.Prepend("▁"), normalizers.Replace(" ", "▁")])
    return with_ends(tokenizer, "<s> $A")


def bert_like():
    """Words, lower case; a token in front and one behind."""
    tokenizer = Tokenizer(
        models.WordPiece({"[UNK]": 0, "what": 1, "next": 2, "1": 3, "9": 4, ".": 5}, unk_token="[UNK]")
    )
    tokenizer.normalizer, tokenizer.pre_tokenizer = normalizers.Lowercase(), pre_tokenizers.BertPreTokenizer()
    return with_ends(tokenizer, "<s> $A </s>")


def greedy():
    """Its control tokens take the white space around them."""
    tokenizer = Tokenizer.from_str(tokenizer_for(CHATML).backend_tokenizer.to_str())
    tokenizer.add_special_tokens(
        [AddedToken(name, lstrip=True, rstrip=True) for name in ("<|im_start|>", "<|im_end|>")]
    )
    return with_ends(tokenizer, "$A")


def with_ends(tokenizer, template):
    names = ["<s>", "</s>", "<|im_start|>", "<|im_end|>"]
    tokenizer.add_special_tokens([name for name in names if tokenizer.token_to_id(name) is None])
    ends = [(name, tokenizer.token_to_id(name)) for name in ("<s>", "</s>")]
    tokenizer.post_processor = processors.TemplateProcessing(template, special_tokens=ends)
    fast = PreTrainedTokenizerFast(tokenizer_object=tokenizer, bos_token="<s>", eos_token="</s>", pad_token="</s>")
    fast.chat_template = CHATML
    return fast


def smollm2(tmp_path):
    if not REAL.exists():
        pytest.skip(f"needs the real tokenizer in {REAL}")
    for path in REAL.iterdir():
        data = path.read_bytes()
        (tmp_path / path.name.removesuffix(".gz")).write_bytes(gzip.decompress(data) if path.suffix == ".gz" else data)
    return AutoTokenizer.from_pretrained(tmp_path)


def plain_template(tmp_path):
    """No control token parts the question from the answer."""
    return tokenizer_for(
        "{% for message in messages %}{{ message['role'] + ': ' + message['content'] + '\n' }}{% endfor %}"
        "{% if add_generation_prompt %}{{ 'assistant: ' }}{% endif %}"
    )


TOKENIZERS = [sentencepiece_like, llama_legacy, bert_like, greedy]
TOKENIZERS = {make.__name__: lambda _, make=make: make() for make in TOKENIZERS} | {
    "smollm2": smollm2,
    "plain_template": plain_template,
}


@pytest.mark.parametrize("case", SFT)
@pytest.mark.parametrize("name", TOKENIZERS)
def test_tokens_are_those_of_trl_whatever_the_tokenizer_does_to_white_space(name, case, tmp_path):
    tokenizer, rows = TOKENIZERS[name](tmp_path), rows_of(case.partition(",")[0])
    args = SFTConfig(max_length=None, **SFT[case], **DEVICE)
    assert ours(rows, tokenizer, args) == or_refusal(trl_sft, rows, tokenizer, args)


@pytest.mark.parametrize("name", TOKENIZERS)
def test_preferences_too(name, tmp_path):
    tokenizer, args = TOKENIZERS[name](tmp_path), DPOConfig(max_length=None, **DEVICE)
    assert ours(rows_of("preference"), tokenizer, args) == trl_dpo(rows_of("preference"), tokenizer, args)
