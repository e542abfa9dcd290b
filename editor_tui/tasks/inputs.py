"""What a prompt is rendered with."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from editor_tui.post.proposal import FieldChange, FreeText
from editor_tui.prompts.prompt import Prompt
from editor_tui.tasks.checks import Limits
from editor_tui.tasks.context import TaskContext
from editor_tui.tasks.fields import Field, characters_for, choices_for, items_for, lengths_for
from editor_tui.tasks.languages import language_name
from editor_tui.tasks.reading import Reading
from editor_tui.tasks.tagging import Existing, offered_tags, sort_existing, tags_of_value

# More names than this cost more attention than they give choice; providers take about 500 in a closed set.
_MOST_OFFERED: Final = 300


@dataclass(frozen=True)
class Job:
    """One prompt on one draft: what it fills, what holds for each field, and what the template gets.

    `limits` and `existing` are by output name.
    """

    prompt: Prompt
    reading: Reading
    fields: tuple[Field, ...]
    language: str
    limits: Mapping[str, Limits]
    existing: Mapping[str, Existing] = field(default_factory=dict)

    @property
    def boundary(self) -> str:
        """A mark for the lines around the draft that does not stand in it."""
        mark = f"draft-{self.reading.draft.body_fingerprint[:8]}"
        while mark in self.reading.body:
            mark += "-x"
        return mark


def make_job(prompt: Prompt, reading: Reading, fields: tuple[Field, ...], context: TaskContext) -> Job:
    """Everything that is known before anybody is asked."""
    wanted = prompt.editor.language
    language = reading.language if wanted in ("", "source") else wanted
    existing = {
        one.output.name: sort_existing(tags_of_value(reading.value(one.key)), context)
        for one in fields
        if one.kind == "tags"
    }
    job = Job(prompt, reading, fields, language, {}, existing)
    limits = {one.output.name: _limits_of(one, job, context) for one in fields}
    return Job(prompt, reading, fields, language, limits, existing)


def _limits_of(one: Field, job: Job, context: TaskContext) -> Limits:
    settings = context.settings
    lengths = lengths_for(one.kind, settings)
    is_new_site = not context.vocabulary.uses
    items = items_for(one.kind, job.prompt, settings)
    choices = choices_for(one, job.prompt, settings)
    if one.kind == "choice" and job.prompt.editor.count is None and isinstance(job.reading.value(one.key), list):
        items = (1, len(choices))
    return Limits(
        language=job.language,
        characters=characters_for(one.kind, job.prompt, settings, job.language),
        items=items,
        forbidden=lengths.forbidden_words if lengths else settings.excerpt.forbidden_words,
        placeholders=lengths.placeholders if lengths else (),
        vocabulary=context.vocabulary,
        new=items[1] if is_new_site and items else 0 if context.vocabulary.closed else settings.tags.new,
        kept=job.existing[one.output.name].kept if one.output.name in job.existing else (),
        choices=choices,
        marks=(job.boundary,),
        facts=context.facts,
    )


def values_for(job: Job, context: TaskContext, body: str = "") -> dict[str, Any]:
    """The names that templates may use. `body`: what stands for the draft where it is too long to be sent whole."""
    reading, first = job.reading, job.fields[0] if job.fields else None
    limits = job.limits[first.output.name] if first else Limits()
    least, most = limits.items or limits.characters or (0, 0)
    text = body or reading.body
    values: dict[str, Any] = {
        **dict.fromkeys(("draft", "body", "content", "text"), text),
        "boundary": job.boundary,
        "title": reading.title,
        "language": job.language,
        "language_name": language_name(job.language),
        "current": _current(reading, first),
        "date": str(reading.value(context.settings.keys.date) or ""),
        "path": reading.draft.path,
        "metadata": {key: str(value) for key, value in reading.draft.metadata.items()},
        "vocabulary": list(vocabulary_for(job, context)),
        "existing": list(limits.kept),
        "new": limits.new,
        "forbidden": list(limits.forbidden),
        "choices": list(limits.choices),
        "instruction": context.hint,
    }
    if least or most:
        values |= {"minimum": max(least - len(limits.kept), 1) if limits.items else least, "maximum": most}
    return values


def _current(reading: Reading, first: Field | None) -> str:
    value = reading.value(first.key) if first else None
    return value if isinstance(value, str) else ", ".join(tags_of_value(value))


def vocabulary_for(job: Job, context: TaskContext) -> tuple[str, ...]:
    """The tags that may be chosen for this draft, the likeliest first."""
    text = f"{job.reading.title}\n{job.reading.body}"
    return offered_tags(context.vocabulary, context.settings.tags, text, _MOST_OFFERED)


def schema_for(job: Job, context: TaskContext) -> dict[str, Any] | None:
    """The reply's schema, with closed sets where the site has them; None where plain text is asked for."""
    schema = job.prompt.output_schema
    if schema is None:
        return None
    for one in job.fields:
        allowed = job.limits[one.output.name].choices if one.kind == "choice" else ()
        if one.kind == "tags" and _has_place_for_new(one, job):
            allowed = vocabulary_for(job, context)
        if allowed:
            node = schema["properties"][one.output.name]
            (node["items"] if node["type"] == "array" else node)["enum"] = list(allowed)
    return schema


def new_output(one: Field) -> str:
    """The output in which a prompt puts what the vocabulary lacks."""
    return f"new_{one.output.name}"


def _has_place_for_new(one: Field, job: Job) -> bool:
    """A closed set may only be closed where new tags have a list of their own, or may not be."""
    others = {output.name for output in job.prompt.outputs}
    return new_output(one) in others or job.limits[one.output.name].new == 0


def change_of(one: Field, reading: Reading, new: object) -> FieldChange | FreeText:
    """What a value changes; nothing where it has no key to go to."""
    if one.key:
        return FieldChange(one.key, reading.value(one.key), new)
    return FreeText(one.output.name, _as_text(new))


def _as_text(value: object) -> str:
    """A value for people to read: a text as it is, a list of texts as lines, anything else as JSON."""
    if isinstance(value, str):
        return value
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return "\n".join(value)
    return json.dumps(value, ensure_ascii=False, indent=1)
