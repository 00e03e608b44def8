"""Conversations -> the text that a chat template makes of them, and where in it the assistant speaks.

Source: transformers 5.23, `PreTrainedTokenizerBase.apply_chat_template`; the same text, but the template is looked up
and compiled once for all rows, and a row that the template refuses is told from the others.

In:  rendered(tokenizer, [[{"role": "user", "content": "1, 2, 4?"}]], add_generation_prompt=True)
Out: [Rendered("<|im_start|>user\\n1, 2, 4?<|im_end|>\\n<|im_start|>assistant\\n", spans=(), refusal="")]
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from jinja2 import TemplateError
from transformers import PreTrainedTokenizerBase
from transformers.utils.chat_template_utils import render_jinja_template

Conversation = list[dict[str, Any]]
REFUSALS = (TemplateError, TypeError, ValueError, KeyError)  # what templates raise, on purpose and not


class Rendered(NamedTuple):
    text: str
    spans: Sequence[tuple[int, int]] = ()  # characters between {% generation %} and {% endgeneration %}
    refusal: str = ""


def rendered(
    tokenizer: PreTrainedTokenizerBase,
    conversations: list[Conversation],
    options: list[dict[str, Any]] | None = None,
    chat_template: str | None = None,
    **asked: Any,
) -> list[Rendered]:
    """Every conversation as `tokenizer.apply_chat_template(conversation, chat_template, tokenize=False, **asked)`.

    Args:
        options: for each row, the tools and other arguments of the template that the row brings.
        asked: `add_generation_prompt`, `return_assistant_tokens_mask`, arguments of the template.
    """
    if options is None:
        try:
            return _together(tokenizer, conversations, None, chat_template, asked)
        except REFUSALS:  # of one row, or more
            options = [{}] * len(conversations)
    return [
        _alone(tokenizer, conversation, chat_template, {**asked, **own})
        for conversation, own in zip(conversations, options, strict=True)
    ]


def _alone(
    tokenizer: PreTrainedTokenizerBase, conversation: Conversation, chat_template: str | None, asked: dict[str, Any]
) -> Rendered:
    tools = asked.pop("tools", None)
    try:
        return _together(tokenizer, [conversation], tools, chat_template, asked)[0]
    except REFUSALS as error:
        return Rendered("", refusal=f"{type(error).__name__}: {error}")


def _together(
    tokenizer: PreTrainedTokenizerBase,
    conversations: list[Conversation],
    tools: list[Any] | None,
    chat_template: str | None,
    asked: dict[str, Any],
) -> list[Rendered]:
    render: Any = render_jinja_template  # its annotation says that it returns a text
    texts, spans = render(
        conversations=[[_said(turn) for turn in turns] for turns in conversations],
        tools=tools,
        chat_template=tokenizer.get_chat_template(chat_template, tools),
        **{**tokenizer.special_tokens_map, **asked},
    )
    return [Rendered(*pair) for pair in zip(texts, spans or [()] * len(texts), strict=True)]


def _said(turn: dict[str, Any]) -> dict[str, Any]:
    """The turn without what is null: many templates would write "None"."""
    return turn if None not in turn.values() else {key: value for key, value in turn.items() if value is not None}
