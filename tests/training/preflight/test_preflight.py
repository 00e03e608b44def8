"""What a preflight finds: the faults that users of TRL met, each by its name, and nothing where all is well."""

from collections import Counter
from types import SimpleNamespace

import pytest
from datasets import Dataset
from trl import DPOConfig, GRPOConfig, RewardConfig, SFTConfig, SFTTrainer

from oeis_qa.errors import OptionError, PreflightError
from oeis_qa.streams import Stream
from oeis_qa.training.preflight import preflight
from tests.training.preflight.templates import CHATML, DEVICE, TEMPLATES, tokenizer_for

IM_END = "<|im_end|>"


@pytest.fixture(scope="module")
def chatml():
    return tokenizer_for(CHATML, eos=IM_END)


def user(text):
    return {"role": "user", "content": text}


def assistant(text):
    return {"role": "assistant", "content": text}


def talks(*answers, question="1, 2, 4?"):
    """Rows of the layout messages."""
    return Dataset.from_dict(
        {"id": [f"q/{i}" for i in range(len(answers))], "messages": [[user(question), assistant(a)] for a in answers]}
    )


def pairs(*answers, question="1, 2, 4?"):
    """Rows of the layout prompt_completion."""
    count = len(answers)
    columns = {"prompt": [[user(question)]] * count, "completion": [[assistant(answer)] for answer in answers]}
    return Dataset.from_dict({"id": [f"q/{i}" for i in range(count)], **columns})


def preferences(*answers):
    columns = {name: [[assistant(pair[i])] for pair in answers] for i, name in enumerate(("chosen", "rejected"))}
    return Dataset.from_dict({"prompt": [[user("1, 2, 4?")]] * len(answers), **columns})


def sft(**options):
    return SFTConfig(**DEVICE, **options)


def whats(report):
    return {finding.what for finding in report.findings}


def only(report):
    """The one finding."""
    (finding,) = report.findings
    return finding


# Nothing is wrong


@pytest.mark.parametrize("rows", [talks("8"), pairs("8"), Dataset.from_dict({"text": ["1, 2, 4, 8"]})])
def test_sound_rows_pass(chatml, rows):
    report = preflight(rows, chatml, sft())
    assert report.findings == ()
    report.check()


def test_tokens_are_counted_by_hand(chatml):
    report = preflight(pairs("8", "16"), chatml, sft())
    ids = [
        chatml(f"<|im_start|>user\n1, 2, 4?<|im_end|>\n<|im_start|>assistant\n{a}<|im_end|>\n").input_ids
        for a in (8, 16)
    ]
    answers = [chatml(f"{answer}<|im_end|>\n").input_ids for answer in (8, 16)]
    assert (report.rows, report.tokens) == (2, sum(map(len, ids)))
    assert report.supervised == sum(map(len, answers))


def test_only_the_assistant_counts_where_that_is_asked(chatml):
    report = preflight(talks("8"), chatml, sft(assistant_only_loss=True))
    assert report.supervised == len(chatml("8<|im_end|>").input_ids)


def test_rows_are_named_by_number_where_they_have_no_id(chatml):
    rows = talks("8", "9").remove_columns("id")
    assert only(preflight(rows, chatml, sft(max_length=5))).row == "0"


def test_the_report_says_counts_and_findings(chatml):
    said = str(preflight(pairs("8", "8" * 70), chatml, sft(max_length=64))).splitlines()
    assert said[0].startswith("sft on prompt_completion: 2 rows, ")
    assert said[1].startswith("1 rows over max_length 64; ")
    assert said[2].startswith("fatal: cut short: 1 row, first q/1: max_length=64 keeps 64 of its ")


def test_the_error_names_row_reason_and_remedy(chatml):
    with pytest.raises(
        PreflightError, match=r"q/1: max_length=64 keeps 64 of its \d+ tokens. Remedy: raise max_length"
    ):
        preflight(pairs("8", "8" * 70), chatml, sft(max_length=64)).check()


def test_another_trainers_configuration_is_refused(chatml):
    with pytest.raises(OptionError, match="RewardConfig is no SFTConfig, DPOConfig or GRPOConfig"):
        preflight(talks("8"), chatml, RewardConfig(**DEVICE))


# 9. Templates without generation markers: an empty mask (trl#4879)


def test_an_unknown_template_without_markers_cannot_train_the_assistant_only(chatml):
    bare = tokenizer_for(CHATML.replace("{%- generation -%}", "").replace("{%- endgeneration -%}", ""), eos=IM_END)
    found = only(preflight(talks("8"), bare, sft(assistant_only_loss=True)))
    assert found.what == "no generation markers"
    assert found.fatal
    assert preflight(talks("8"), bare, sft()).findings == ()


def test_a_template_that_trl_knows_is_replaced_by_its_training_template():
    tokenizer = tokenizer_for(TEMPLATES["qwen3"], eos=IM_END)
    report = preflight(talks("8"), tokenizer, sft(assistant_only_loss=True))
    assert report.findings == ()
    assert 0 < report.supervised < report.tokens


def test_a_conversation_in_which_the_assistant_is_silent_has_no_supervised_token(chatml):
    rows = Dataset.from_dict({"id": ["a", "b"], "messages": [[user("1?"), assistant("2")], [user("1?")]]})
    found = only(preflight(rows, chatml, sft(assistant_only_loss=True)))
    assert (found.what, found.row, found.rows, found.fatal) == ("no supervised tokens", "b", 1, True)


# 10. The prompt is another one than in the whole (trl#4147, #5213)


def test_a_generation_prompt_that_thinks_is_no_prefix_of_the_whole():
    tokenizer = tokenizer_for(TEMPLATES["deepseek_r1_distill"], eos="<｜end▁of▁sentence｜>")
    found = [f for f in preflight(pairs("8"), tokenizer, sft()).findings if f.what == "the prompt is no prefix"]
    assert [(f.row, f.rows, f.fatal) for f in found] == [("q/0", 1, True)]
    assert found[0].reason == "alone it ends with '<think>\\n', which is not so where its answer follows"


def test_tokens_that_merge_over_the_end_of_a_prompt_are_found(chatml):
    rows = Dataset.from_dict({"prompt": ["What comes n"], "completion": ["ext in 1, 2?"]})
    assert "the prompt is no prefix" in whats(preflight(rows, chatml, sft()))
    apart = Dataset.from_dict({"prompt": ["1, 2, 4,"], "completion": ["\n8"]})
    assert preflight(apart, chatml, sft()).findings == ()


# 11. The end of a turn is never learnt (trl#1623, #3091)


def test_an_end_of_turn_that_generation_does_not_stop_at_is_found():
    tokenizer = tokenizer_for(CHATML, eos="</s>")
    found = only(preflight(talks("8"), tokenizer, sft()))
    assert (found.what, found.fatal) == ("no end to learn", True)
    assert "'</s>'" in found.reason
    assert preflight(talks("8"), tokenizer, sft(eos_token=IM_END)).findings == ()
    assert preflight(talks("8"), tokenizer, sft(), stops=[tokenizer.convert_tokens_to_ids(IM_END)]).findings == ()


def test_an_end_of_turn_behind_the_generation_marker_is_found():
    tokenizer = tokenizer_for(
        CHATML.replace("+ '<|im_end|>' -}}{%- endgeneration -%}", "-}}{%- endgeneration -%}{{- '<|im_end|>' -}}"),
        eos=IM_END,
    )
    found = only(preflight(talks("8"), tokenizer, sft(assistant_only_loss=True)))
    assert found.what == "no end to learn"
    assert "'8'" in found.reason
    assert "{% endgeneration %}" in found.remedy


def test_an_end_token_that_is_also_the_padding_still_counts():
    tokenizer = tokenizer_for(CHATML, eos=IM_END)
    tokenizer.pad_token = IM_END
    report = preflight(pairs("8"), tokenizer, sft())
    assert report.findings == ()
    assert report.supervised == len(tokenizer("8<|im_end|>\n").input_ids)


# 12 and 14. What max_length and packing lose (trl#5075, #3910)


def test_truncation_that_takes_all_of_an_answer_is_found(chatml):
    found = only(report := preflight(pairs("8", question="1" * 70), chatml, sft(max_length=64)))
    assert (found.what, found.fatal) == ("nothing left to learn", True)
    assert (report.emptied, report.lost, report.lost_share) == (1, report.tokens, 1.0)


def test_a_lower_max_length_takes_what_the_loss_would_count(chatml):
    rows = talks("8" * 30, "16" * 20)
    whole, cut = (preflight(rows, chatml, sft(max_length=n)) for n in (1024, 40))
    assert (whole.lost, whole.over, cut.over) == (0, 0, 2)
    assert cut.lost == cut.tokens - 2 * 40 == cut.lost_supervised
    assert [finding.what for finding in cut.fatal] == ["cut short"]


def test_one_long_row_among_many_is_a_warning(chatml):
    rows = talks(*["8"] * 500, "8" * 60)
    found = only(report := preflight(rows, chatml, sft(max_length=70)))
    assert (found.what, found.fatal, found.row) == ("cut short", False, "q/500")
    report.check()


@pytest.mark.filterwarnings("ignore:The `'keep_end'` truncation mode is deprecated:FutureWarning")  # it is still there
def test_truncation_from_the_front_keeps_the_answer(chatml):
    report = preflight(pairs("8", question="1" * 70), chatml, sft(max_length=64, truncation_mode="keep_end"))
    assert (report.emptied, report.lost_supervised, report.lost) == (0, 0, report.tokens - 64)


@pytest.mark.parametrize(("strategy", "lost", "parted"), [("bfd", 90, 0), ("bfd_split", 0, 1), ("wrapped", 0, 2)])
def test_each_packing_loses_or_parts_what_it_says(chatml, strategy, lost, parted):
    rows = Dataset.from_dict({"text": ["1" * 9, "2" * 99, "3" * 9]})  # with the end 10, 100 and 10 tokens
    report = preflight(rows, chatml, sft(packing=True, packing_strategy=strategy, max_length=10))
    assert (report.tokens, report.lost, report.parted) == (120, lost, parted - (strategy == "wrapped"))


@pytest.mark.parametrize("strategy", ["bfd", "bfd_split", "wrapped"])
@pytest.mark.parametrize("shuffled", [False, True])
def test_what_packing_does_is_what_trl_does(chatml, strategy, shuffled):
    lengths = [Stream(7, "lengths").at(i).below(60) + 1 for i in range(2_300)]  # packed a thousand at a time
    columns = {"input_ids": [[5] * n for n in lengths], "labels": [[i] * n for i, n in enumerate(lengths)]}
    rows = Dataset.from_dict(columns)
    args = sft(packing=True, packing_strategy=strategy, max_length=50, shuffle_dataset=shuffled)
    report = preflight(rows, chatml, args)
    trainer = SimpleNamespace(_tokenizer=chatml, chat_template=None, completion_only_loss=False)
    packed = SFTTrainer._prepare_dataset(trainer, rows, chatml, args, True, None, "train")["labels"]
    seen = Counter(row for labels in packed for row in set(labels))
    assert report.lost == sum(lengths) - sum(map(len, packed))
    assert report.parted == sum(times > 1 for times in seen.values())


# 13. Rows that see each other (trl#1230)


def test_wrapped_packing_lets_rows_see_each_other(chatml):
    rows = talks("7", "8", "9")
    length = 1 + preflight(rows, chatml, sft()).tokens // 3  # so that the second row and the third are cut
    report = preflight(rows, chatml, sft(packing=True, packing_strategy="wrapped", max_length=length))
    found = only(report)
    assert (found.what, found.row, found.fatal, report.parted) == ("cut in parts", "q/1", True, 2)
    assert "each row sees those in front of it" in found.reason
    assert preflight(rows, chatml, sft(packing=True, max_length=length)).findings == ()


# Columns


@pytest.mark.parametrize(
    ("column", "values"),
    [("prompt", ["1?"]), ("labels", [3]), ("input_ids", [[1, 2]]), ("text", ["1"]), ("seq_lengths", [[1]])],
)
def test_a_column_that_trl_would_read_instead_is_found(chatml, column, values):
    rows = talks("8").add_column(column, values)
    found = only(preflight(rows, chatml, sft()))
    assert (found.what, found.fatal) == ("colliding columns", True)
    assert found.reason.startswith(f"{column} ")
    assert f"rows.remove_columns({column!r})" in found.remedy


def test_conversations_beside_prompt_and_completion_would_be_ignored(chatml):
    rows = pairs("8").add_column("messages", talks("8")["messages"][:])
    assert only(preflight(rows, chatml, sft())).reason.startswith("messages ")


def test_a_text_behind_a_conversation_is_neither(chatml):
    rows = Dataset.from_dict({"prompt": [[user("1?")]], "completion": ["2"]})
    assert only(preflight(rows, chatml, sft())).what == "two formats"


def test_packing_needs_a_length(chatml):
    assert only(preflight(talks("8"), chatml, sft(packing=True, max_length=None))).what == "no length to pack to"


def test_only_the_completion_does_nothing_for_conversations(chatml):
    found = only(preflight(talks("8"), chatml, sft(completion_only_loss=True)))
    assert (found.what, found.fatal) == ("an option without effect", True)
    assert "completion_only_loss=True does nothing for messages" in found.reason


def test_only_the_assistant_needs_conversations(chatml):
    rows = Dataset.from_dict({"text": ["1, 2"]})
    assert only(preflight(rows, chatml, sft(assistant_only_loss=True))).what == "no conversations"


def test_the_roles_of_sharegpt_are_none_that_templates_know(chatml):
    turns = [{"from": "human", "value": "1, 2?"}, {"from": "gpt", "value": "3"}]
    report = preflight(Dataset.from_dict({"conversations": [turns]}), chatml, sft(assistant_only_loss=True))
    assert whats(report) == {"roles that no template knows", "no supervised tokens"}


def test_rows_of_another_trainer_are_refused(chatml):
    found = only(preflight(preferences(("8", "9")), chatml, sft()))
    assert (found.what, found.fatal) == ("no columns to train on", True)
    assert "layout='messages'" in found.remedy
    assert only(preflight(talks("8"), chatml, DPOConfig(**DEVICE))).what == "no columns to train on"


def test_no_rows_are_none(chatml):
    assert only(preflight(talks("8").select([]), chatml, sft())).what == "no rows"


# Templates and tokenizers


def test_conversations_need_a_template(chatml):
    bare = tokenizer_for(CHATML)
    bare.chat_template = None
    assert only(preflight(talks("8"), bare, sft())).what == "no chat template"
    assert preflight(Dataset.from_dict({"text": ["1, 2"]}), bare, sft()).findings == ()


def test_the_template_that_the_configuration_names_is_read(chatml, tmp_path):
    (path := tmp_path / "chat.jinja").write_text(CHATML)
    bare = tokenizer_for(CHATML, eos=IM_END)
    bare.chat_template = None
    assert preflight(talks("8"), bare, sft(chat_template_path=str(path))).findings == ()
    assert bare.chat_template is None


def test_a_row_that_the_template_refuses_is_named():
    tokenizer = tokenizer_for(TEMPLATES["gemma"], eos="<end_of_turn>")
    rows = Dataset.from_dict(
        {"id": ["a", "b"], "messages": [[user("1?"), assistant("2")], [assistant("1"), user("2?")]]}
    )
    found = only(report := preflight(rows, tokenizer, sft()))
    assert (found.what, found.row, found.rows) == ("the chat template refuses a row", "b", 1)
    assert report.rows == 2


def test_an_empty_row_is_named(chatml):
    rows = Dataset.from_dict({"id": ["a", "b", "c"], "text": ["1, 2", None, "3"]})
    found = only(preflight(rows, chatml, sft()))
    assert (found.what, found.row, found.reason) == ("an empty row", "b", "text holds nothing")


def test_a_bos_that_the_text_has_already_is_found_twice():
    from tokenizers import processors

    tokenizer = tokenizer_for(CHATML, eos=IM_END)
    tokenizer.backend_tokenizer.post_processor = processors.TemplateProcessing("<s> $A", special_tokens=[("<s>", 1)])
    rows = Dataset.from_dict({"text": ["1, 2", "<s>1, 2"]})
    found = only(preflight(rows, tokenizer, sft()))
    assert (found.what, found.row, found.rows, found.fatal) == ("a doubled BOS", "1", 1, True)


def test_an_end_token_must_be_in_the_vocabulary(chatml):
    assert only(preflight(talks("8"), chatml, sft(eos_token="<stop>"))).what == "no end token"


# Golds


def test_a_gold_that_is_none_is_found(chatml):
    rows = talks("8", "9").add_column("answer", ["8", "nine"]).add_column("answer_kind", ["integer"] * 2)
    found = only(preflight(rows, chatml, sft()))
    assert (found.what, found.row, found.fatal) == ("a gold that its verifier rejects", "q/1", True)
    assert "'nine'" in found.reason


# DPO


def test_preferences_pass(chatml):
    report = preflight(preferences(("8", "9"), ("16", "17")), chatml, DPOConfig(**DEVICE))
    assert report.findings == ()
    assert (report.trainer, report.layout, report.rows) == ("dpo", "preference", 2)


def test_two_answers_that_are_one_teach_nothing(chatml):
    found = only(preflight(preferences(("8", "9"), ("8", "8")), chatml, DPOConfig(**DEVICE)))
    assert (found.what, found.row, found.fatal) == ("chosen is rejected", "1", True)


def test_a_prompt_that_fills_max_length_leaves_nothing_to_compare(chatml):
    report = preflight(preferences(("8", "9")), chatml, DPOConfig(max_length=8, **DEVICE))
    assert [finding.what for finding in report.fatal] == ["nothing left to learn"]
    assert (report.rows, report.over, report.emptied) == (1, 1, 1)


def test_preferences_may_hold_their_prompt_in_both_answers(chatml):
    explicit = preferences(("8", "9"))
    both = [explicit[0]["prompt"] + explicit[0][name] for name in ("chosen", "rejected")]
    implicit = Dataset.from_dict({"chosen": [both[0]], "rejected": [both[1]]})
    args = DPOConfig(**DEVICE)
    assert preflight(implicit, chatml, args).tokens == preflight(explicit, chatml, args).tokens


# GRPO


def prompts(*turns, **columns):
    count = len(turns)
    given = {"answer": ["8"] * count, "answer_kind": ["integer"] * count} | columns
    return Dataset.from_dict({"prompt": list(turns), **given})


def test_prompts_pass(chatml):
    report = preflight(prompts([user("1, 2, 4?")]), chatml, GRPOConfig(**DEVICE))
    assert report.findings == ()
    assert (report.supervised, report.tokens) == (
        0,
        len(chatml("<|im_start|>user\n1, 2, 4?<|im_end|>\n<|im_start|>assistant\n").input_ids),
    )


def test_a_prompt_that_holds_the_answer_is_none(chatml):
    found = only(preflight(prompts([user("1?")], [user("1?"), assistant("2")]), chatml, GRPOConfig(**DEVICE)))
    assert (found.what, found.row, found.fatal) == ("a prompt that is none", "1", True)


def test_the_reward_needs_answers(chatml):
    rows = prompts([user("1?")]).remove_columns("answer_kind")
    assert only(preflight(rows, chatml, GRPOConfig(**DEVICE))).what == "no answers to check"


def test_a_column_that_rewards_are_given_by_the_trainer_is_found(chatml):
    rows = prompts([user("1?")], completions=["2"])
    assert only(preflight(rows, chatml, GRPOConfig(**DEVICE))).what == "colliding columns"


def test_a_prompt_longer_than_the_context_is_a_warning():
    tokenizer = tokenizer_for(CHATML, eos=IM_END)
    tokenizer.model_max_length = 100
    found = only(preflight(prompts([user("1?")]), tokenizer, GRPOConfig(max_completion_length=96, **DEVICE)))
    assert (found.what, found.fatal) == ("longer than the context", False)
