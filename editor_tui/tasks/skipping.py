"""Why a task leaves a draft alone."""

from __future__ import annotations

from editor_tui.messages import Message
from editor_tui.prompts.prompt import Prompt
from editor_tui.repair.placeholder import Surroundings, placeholder_reason
from editor_tui.repair.titles import is_cut_off_title
from editor_tui.tasks.context import TaskContext
from editor_tui.tasks.fields import Field, characters_for, choices_for, fields_of, lengths_for
from editor_tui.tasks.reading import Reading
from editor_tui.tasks.tagging import default_tags, tags_of_value
from editor_tui.text.length import count_characters
from editor_tui.text.plain import markdown_left


def why_unfit(prompt: Prompt, reading: Reading) -> Message | None:
    """Why a prompt is not for this draft: its language, or too little text."""
    if prompt.editor.only and reading.language not in prompt.editor.only:
        return Message.of("tasks.skip-language", language=reading.language, wanted=", ".join(prompt.editor.only))
    if len(reading.body) < max(prompt.editor.shortest, 1):
        return Message.of("tasks.skip-short", least=max(prompt.editor.shortest, 1))
    return None


def needs_nothing(prompt: Prompt, reading: Reading, context: TaskContext) -> bool:
    """Whether every value that the prompt fills is there and says something."""
    filled = [field for field in fields_of(prompt, context.settings) if field.key]
    return bool(filled) and all(is_good(field, prompt, reading, context) for field in filled)


def is_good(field: Field, prompt: Prompt, reading: Reading, context: TaskContext) -> bool:
    """Whether the present value of a field says something, so that nobody needs to be asked."""
    value = reading.value(field.key)
    match field.kind:
        case "excerpt" | "description":
            lengths = lengths_for(field.kind, context.settings)
            listed = lengths.placeholders if lengths else ()
            body = "\n".join(reading.paragraphs[:4])
            return placeholder_reason(value, Surroundings(reading.title, body, context.facts, listed)) is None
        case "title":
            return _is_good_title(value, prompt, reading, context)
        case "tags":
            tags = tags_of_value(value)
            return bool(tags) and not default_tags(tags, context)
        case "choice":
            chosen = {value} if isinstance(value, str) else set(tags_of_value(value))
            return bool(chosen) and chosen <= set(choices_for(field, prompt, context.settings))
        case _:
            if isinstance(value, str):
                return placeholder_reason(value, Surroundings()) not in ("empty", "filler")
            return value not in (None, [], {}, ())


def _is_good_title(value: object, prompt: Prompt, reading: Reading, context: TaskContext) -> bool:
    """No Markdown in it, not cut off, not longer than the limit."""
    if not isinstance(value, str) or not value.strip() or markdown_left(value):
        return False
    limits = characters_for("title", prompt, context.settings, reading.language)
    too_long = limits is not None and count_characters(value.strip()) > limits[1]
    return not too_long and not is_cut_off_title(value)
