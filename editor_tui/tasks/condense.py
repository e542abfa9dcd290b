"""Drafts that do not fit into the model's window: notes on each part, from which the task is then done."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import Final

from editor_tui.llm.protocol import Model, Reply, Request
from editor_tui.post.proposal import Usage
from editor_tui.tasks.context import TaskContext
from editor_tui.tasks.inputs import Job, values_for
from editor_tui.tasks.reading import Reading
from editor_tui.tasks.together import together

PROMPT: Final = "condense"
_REPLY: Final = 2_000
_ROLES: Final = 64
_NOTES: Final = 1_200
_FULL_ENOUGH: Final = 0.5


async def draft_that_fits(job: Job, context: TaskContext, model: Model) -> tuple[str, list[Usage]]:
    """The text to be sent as the draft, and what it cost to make it: "" and nothing where the draft itself fits.

    Checks still compare a reply with the whole draft. Raises ModelError, and PromptError.
    """
    room = _room(job, context)
    if _tokens(job.reading.body) <= room:
        return "", []
    parts = split_parts(job.reading, room)
    prompt = context.prompts.load(PROMPT)

    def ask(number: int, part: str) -> Awaitable[Reply]:
        values = values_for(job, context, part) | {"part": number, "parts": len(parts), "maximum": _NOTES}
        return model.ask(Request(prompt.render(values), prompt.options, None, job.reading.draft.path))

    replies = await together(ask(number, part) for number, part in enumerate(parts, start=1))
    return "\n\n".join(reply.text.strip() for reply in replies), [reply.usage for reply in replies]


def _room(job: Job, context: TaskContext) -> int:
    """Tokens that the draft may have in the model's window, next to the prompt and the reply."""
    words = "".join(text for _, text in job.prompt.render(values_for(job, context, " ")))
    reply = int(job.prompt.options.get("max_output_tokens", _REPLY))
    return max(context.settings.model.context_window - _tokens(words) - reply - _ROLES, _REPLY)


def split_parts(reading: Reading, room: int) -> list[str]:
    """The body in parts of at most `room` tokens, cut at headings, else between blocks, else in a larger block."""
    parts: list[str] = []
    current = ""
    for block in reading.blocks:
        # A part that begins with a heading says what it is about.
        if block.kind == "heading" and _tokens(current) > _FULL_ENOUGH * room:
            parts.append(current)
            current = ""
        for text in _pieces(reading.draft.text[block.start : block.end], room):
            if current and _tokens(current + text) > room:
                parts.append(current)
                current = ""
            current += text
    return [part.strip() for part in (*parts, current) if part.strip()]


def _pieces(text: str, room: int) -> list[str]:
    if _tokens(text) <= room:
        return [text]
    # A token is at least a third of a character of any script that the estimate knows.
    size = max(room // 3, 1)
    return [text[start : start + size] for start in range(0, len(text), size)]


def _tokens(text: str) -> int:
    """An upper bound for all but exotic text: a window that is too full loses the beginning of the draft silently."""
    from editor_tui.llm.estimate import estimate_tokens

    return int(1.15 * estimate_tokens(text)) + 16
