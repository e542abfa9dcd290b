"""What the offline engine suggests for each kind of field."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from editor_tui.errors import NeedsModelError, NoModelError
from editor_tui.llm.offline.excerpt import Source, extract_excerpt
from editor_tui.llm.offline.tags import suggest_new, suggest_tags
from editor_tui.messages import Message
from editor_tui.post.proposal import Problem
from editor_tui.tasks.checks import run_checks
from editor_tui.tasks.context import TaskContext
from editor_tui.tasks.fields import Field, checks_for
from editor_tui.tasks.inputs import Job, new_output, vocabulary_for
from editor_tui.tasks.skipping import is_good
from editor_tui.text.plain import one_line

_EASTERN: Final = ("ja", "zh")


@dataclass(frozen=True)
class Offline:
    """Values by output, and by output what a person should look at although the checks find nothing."""

    values: Mapping[str, Any]
    doubts: Mapping[str, tuple[Problem, ...]] = field(default_factory=dict)


def work_offline(job: Job, context: TaskContext) -> Offline:
    """What can be suggested.

    Raises NoModelError for a prompt with a field that only a model can fill, NeedsModelError where nothing is found for
    this draft.
    """
    done = [_ENGINES.get(one.kind, _needs_model)(one, job, context) for one in job.fields]
    values = {name: value for part in done for name, value in part.values.items()}
    return Offline(values, {name: doubt for part in done for name, doubt in part.doubts.items()})


def _excerpt(one: Field, job: Job, context: TaskContext) -> Offline:
    limits = job.limits[one.output.name]

    def holds(text: str) -> bool:
        return not _problems(one, job, text) and not _is_opening(one, job, context, text)

    source = Source(
        job.reading.title, job.reading.statements, limits.characters or (60, 160), job.reading.language in _EASTERN
    )
    found = extract_excerpt(source, holds)
    if found is None:
        return Offline({one.output.name: job.reading.value(one.key)})
    doubt = () if found.is_sure else (Problem("offline", Message.of("tasks.offline-unsure")),)
    return Offline({one.output.name: found.text}, {one.output.name: doubt})


def _problems(one: Field, job: Job, value: object) -> tuple[Problem, ...]:
    return run_checks(checks_for(one, job.prompt), value, job.reading, job.limits[one.output.name])


def _is_opening(one: Field, job: Job, context: TaskContext, text: str) -> bool:
    """Whether the value would count as missing again as soon as it is written."""
    from editor_tui.repair.placeholder import Surroundings, placeholder_reason

    body = "\n".join(job.reading.paragraphs[:4])
    return placeholder_reason(text, Surroundings(job.reading.title, body, context.facts)) is not None


def _tags(one: Field, job: Job, context: TaskContext) -> Offline:
    limits = job.limits[one.output.name]
    least, most = limits.items or (0, 0)
    room = max(most - len(limits.kept), 0)
    reading = job.reading
    is_japanese = reading.language in _EASTERN
    names = {
        tag: (tag, *(alias for alias, meant in context.vocabulary.aliases.items() if meant == tag))
        for tag in vocabulary_for(job, context)
    }
    kept = set(limits.kept)
    likely = [tag for tag in suggest_tags(names, reading.title, reading.paragraphs) if tag not in kept]
    # More than the fewest only where the title has them: a list is not better for being full.
    titled = set(suggest_tags(names, reading.title, ()))
    enough = max(least - len(kept), 0)
    found = [tag for number, tag in enumerate(likely) if number < enough or tag in titled][:room]
    missing = enough - len(found)
    new = suggest_new(reading.title, reading.paragraphs, japanese=is_japanese)
    wanted = [tag for tag in new if context.vocabulary.canonical(tag) is None and tag not in found]
    fresh = wanted[: min(limits.new, max(missing, 0))]
    if not (found or fresh or kept):
        raise NeedsModelError(Message.of("tasks.needs-model-tags"))
    return Offline({one.output.name: found, new_output(one): fresh})


def _choice(one: Field, job: Job, context: TaskContext) -> Offline:
    limits = job.limits[one.output.name]
    names = {choice: (choice,) for choice in limits.choices}
    found = suggest_tags(names, job.reading.title, job.reading.paragraphs)
    if not found:
        raise NeedsModelError(Message.of("tasks.needs-model-choice", key=one.key))
    most = (limits.items or (1, 1))[1]
    return Offline({one.output.name: found[:most] if one.output.kind == "array" else found[0]})


def _title(one: Field, job: Job, context: TaskContext) -> Offline:
    """Marks can go without a model; anything else about a title cannot."""
    if is_good(one, job.prompt, job.reading, context):
        return Offline({one.output.name: job.reading.value(one.key)})
    title = one_line(job.reading.title)
    if title == job.reading.value(one.key) or _problems(one, job, title):
        raise NeedsModelError(Message.of("tasks.needs-model-title"))
    return Offline({one.output.name: title})


def _needs_model(one: Field, job: Job, context: TaskContext) -> Offline:
    raise NoModelError(Message.of("tasks.needs-model", task=job.prompt.name))


_ENGINES: Final[Mapping[str, Callable[[Field, Job, TaskContext], Offline]]] = {
    "excerpt": _excerpt,
    "description": _excerpt,
    "tags": _tags,
    "choice": _choice,
    "title": _title,
}
