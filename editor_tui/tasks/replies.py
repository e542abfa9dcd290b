"""Reads a reply: plain text where one text was asked for, else a JSON object of the prompt's outputs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from editor_tui.errors import InvalidReplyError
from editor_tui.messages import Message
from editor_tui.prompts.prompt import Prompt

# No excerpt, title or list of tags has so many characters: a server that cannot stop, or one that means harm.
_LONGEST: Final = 100_000
_QUOTES: Final = {"「": "」", "『": "』", '"': '"', "“": "”", "'": "'"}


def read_reply(text: str, prompt: Prompt) -> Mapping[str, Any]:
    """The values by output. Raises InvalidReplyError for what has not the form that was asked for.

    Closed sets are not enforced here: a tag in another spelling is folded into the vocabulary first, then checked.
    """
    from editor_tui.llm.structured import parse_reply, read_text

    if len(text) > _LONGEST:
        raise InvalidReplyError(Message.of("tasks.check-endless", most=_LONGEST), reply=text[:_LONGEST])
    schema = prompt.output_schema
    if schema is None:
        name = prompt.outputs[0].name
        return {name: tidy(read_text(text, name))}
    value: Mapping[str, Any] = parse_reply(text, schema)
    return value


def tidy(text: str) -> str:
    """Without the white space and the one pair of quotation marks around it."""
    text = text.strip()
    closing = _QUOTES.get(text[:1])
    if closing and len(text) > 2 and text.endswith(closing) and not set(text[1:-1]) & {text[0], closing}:
        return text[1:-1].strip()
    return text
