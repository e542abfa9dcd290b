"""Asks a model for the words of segments, checks what comes back, and asks again for what fails."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from editor_tui.errors import (
    ContentRefusedError,
    DraftModelError,
    IncompleteReplyError,
    InvalidReplyError,
    RequestRefusedError,
    TooLongError,
)
from editor_tui.llm.protocol import Model, Reply, Request, Role, judge
from editor_tui.messages import Catalogue, Message
from editor_tui.post.proposal import Usage
from editor_tui.prompts.prompt import Prompt
from editor_tui.tasks.languages import language_name
from editor_tui.tasks.together import together
from editor_tui.tasks.translation.replies import read_translations
from editor_tui.tasks.translation.units import Group, Unit
from editor_tui.tasks.translation.verdict import find_faults
from editor_tui.text.glossary import Glossary
from editor_tui.text.parallel import Flaw, Pair

# About this request only: smaller pieces, or a person, may help where the same request would fail again.
_ABOUT_THE_REQUEST = (ContentRefusedError, IncompleteReplyError, InvalidReplyError, RequestRefusedError, TooLongError)


@dataclass(frozen=True, slots=True)
class Job:
    """What is the same for all requests of a draft.

    `hint` is what a person wants to be done differently, `present` what the segments say now, by their words: they
    are asked for again.
    """

    prompt: Prompt
    again: Prompt
    pair: Pair
    glossary: Glossary
    title: str = ""
    label: str = ""
    hint: str = ""
    polish: Prompt | None = None
    present: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Failed:
    """A unit that no answer was good enough for: the last words, if there were any, and what is wrong with them."""

    words: str
    flaws: tuple[Flaw, ...]


@dataclass
class Outcome:
    """What the requests came to, by the units' words."""

    done: dict[str, str] = field(default_factory=dict)
    failed: dict[str, Failed] = field(default_factory=dict)
    usage: Usage | None = None
    model: str = ""

    def count(self, reply: Reply) -> None:
        self.usage = reply.usage if self.usage is None else self.usage + reply.usage
        self.model = reply.model


async def translate_groups(job: Job, model: Model, groups: Sequence[Group], outcome: Outcome | None = None) -> Outcome:
    """The translation of every unit, or why it has none. `outcome` is filled on the way, also where an error is raised.

    The first round asks for whole groups. What fails a check is asked again alone, with the reason and the failed
    words; what got no answer is asked again in halves. A unit is asked for at most as often as the prompt's attempts
    say. Raises the ModelErrors that are not about one request, after every request of the round was tried.
    """
    outcome = Outcome() if outcome is None else outcome
    waiting = list(groups)
    for _ in range(max(job.prompt.editor.attempts, 1)):
        if not waiting:
            break
        await together(_try_group(job, model, group, outcome) for group in waiting)
        waiting = [smaller for group in waiting for smaller in _still_waiting(group, outcome)]
    if job.polish is not None and outcome.done:
        await together(_polish(job, model, group, outcome) for group in groups)
    return outcome


def _still_waiting(group: Group, outcome: Outcome) -> list[Group]:
    """Units that failed a check, each alone; units without an answer in halves."""
    failed = [unit for unit in group.units if unit.words in outcome.failed and unit.words not in outcome.done]
    faulty = [unit for unit in failed if outcome.failed[unit.words].words]
    silent = tuple(unit for unit in failed if not outcome.failed[unit.words].words)
    alone = [replace(group, units=(unit,)) for unit in faulty]
    if not silent:
        return alone
    rest = replace(group, units=silent)
    return alone + list(rest.halves() if len(silent) == len(group.units) else (rest,))


async def _try_group(job: Job, model: Model, group: Group, outcome: Outcome) -> None:
    request = _request(job, group, outcome)
    try:
        reply = await model.ask(request)
    except _ABOUT_THE_REQUEST as error:
        for unit in group.units:
            outcome.failed[unit.words] = _no_reply(error)
        return
    outcome.count(reply)
    found = read_translations(reply.text, len(group.units))
    for number, unit in enumerate(group.units, 1):
        words = found.get(number, "").strip()
        flaws = find_faults(unit.segments, words, job.pair, job.glossary) if words else (Flaw.of("left-out"),)
        if flaws:
            outcome.failed[unit.words] = Failed(words, flaws)
        else:
            outcome.failed.pop(unit.words, None)
            outcome.done[unit.words] = " ".join(words.split("\n"))
    judge(model, request, not any(unit.words in outcome.failed for unit in group.units))


def _no_reply(error: DraftModelError) -> Failed:
    code = "refusal" if isinstance(error, ContentRefusedError) else "no-reply"
    return Failed("", (Flaw(code, Message.of("tasks.translate-no-reply", detail=error.message)),))


def _request(job: Job, group: Group, outcome: Outcome) -> Request:
    messages: list[tuple[Role, str]] = list(job.prompt.render(_values(job, group)))
    alone = group.units[0].words if len(group.units) == 1 else ""
    before = outcome.failed.get(alone)
    problems = [Catalogue("en").text(flaw.message) for flaw in before.flaws] if before and before.words else []
    if said := before.words if problems and before else job.present.get(alone):
        messages.append(("assistant", _as_reply([said])))
    if problems or job.hint or job.present:
        messages += job.again.render({"problems": problems, "instruction": job.hint})
    return Request(tuple(messages), job.prompt.options, job.prompt.output_schema, job.label)


def _as_reply(words: Iterable[str]) -> str:
    items = [{"id": number, "text": text} for number, text in enumerate(words, 1)]
    return json.dumps({"translations": items}, ensure_ascii=False)


def _values(job: Job, group: Group) -> dict[str, object]:
    text = "\n".join(unit.words for unit in group.units)
    return {
        "segments": [{"id": number, "text": unit.words} for number, unit in enumerate(group.units, 1)],
        "title": job.title,
        "language": job.pair.source,
        "target": job.pair.target,
        "language_name": language_name(job.pair.source),
        "target_name": language_name(job.pair.target),
        "context": group.before,
        "following": group.after,
        "glossary": [
            {"source": term.source, "target": term.targets[0], "note": term.note}
            for term in job.glossary.find_terms(text)
        ],
    }


async def _polish(job: Job, model: Model, group: Group, outcome: Outcome) -> None:
    """The second pass: words that still pass every check take the place of the first ones, others are dropped."""
    units: tuple[Unit, ...] = tuple(unit for unit in group.units if unit.words in outcome.done)
    if job.polish is None or not units:
        return
    values = _values(job, replace(group, units=units))
    values["segments"] = [
        {"id": number, "text": unit.words, "draft": outcome.done[unit.words]} for number, unit in enumerate(units, 1)
    ]
    request = Request(job.polish.render(values), job.polish.options, job.polish.output_schema, job.label)
    try:
        reply = await model.ask(request)
    except _ABOUT_THE_REQUEST:
        return
    outcome.count(reply)
    for number, words in read_translations(reply.text, len(units)).items():
        unit = units[number - 1]
        if words.strip() and not find_faults(unit.segments, words, job.pair, job.glossary):
            outcome.done[unit.words] = " ".join(words.strip().split("\n"))
