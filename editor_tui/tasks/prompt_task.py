"""Any prompt file as a task: ask, read, check, ask again, propose."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from editor_tui.errors import ContentRefusedError, IncompleteReplyError, InvalidReplyError
from editor_tui.llm.protocol import Model, Request, judge
from editor_tui.messages import Catalogue, Message
from editor_tui.post.draft import Draft
from editor_tui.post.front_matter import get_value
from editor_tui.post.proposal import FieldChange, Origin, Part, Problem, Proposal, Usage
from editor_tui.prompts.prompt import Prompt
from editor_tui.repair.exemptions import exemption
from editor_tui.tasks.checks import run_checks
from editor_tui.tasks.checks.lists import new_items
from editor_tui.tasks.condense import draft_that_fits
from editor_tui.tasks.context import TaskContext
from editor_tui.tasks.fields import Field, checks_for, fields_of
from editor_tui.tasks.inputs import Job, change_of, make_job, new_output, schema_for, values_for
from editor_tui.tasks.offline import work_offline
from editor_tui.tasks.reading import Reading
from editor_tui.tasks.replies import read_reply
from editor_tui.tasks.skipping import needs_nothing, why_unfit
from editor_tui.tasks.tagging import fold_tags, like_value, notes_on, tags_of_value


@dataclass(frozen=True)
class Attempt:
    """One reply as parts, and what is wrong with it as a whole."""

    parts: tuple[Part, ...]
    problems: tuple[Problem, ...] = ()

    @property
    def faults(self) -> tuple[Problem, ...]:
        return (*self.problems, *(problem for part in self.parts for problem in part.problems))

    def is_better_than(self, other: Attempt) -> bool:
        """A reply that can be read beats one that cannot; then the one with fewer faults, the later of two equals."""
        return (bool(self.problems), len(self.faults)) <= (bool(other.problems), len(other.faults))


@dataclass(frozen=True)
class PromptTask:
    """A prompt applied to drafts, whatever keys it fills. See `tasks.task.Task`."""

    prompt: Prompt
    context: TaskContext

    @property
    def name(self) -> str:
        return self.prompt.name

    def skips(self, draft: Draft, *, everything: bool = False) -> Message | None:
        """Why there is nothing to do. Raises FrontMatterError."""
        if said_no := exemption(draft, self.name, self.context.settings):
            return said_no
        reading = self._read(draft)
        if unfit := why_unfit(self.prompt, reading):
            return unfit
        if everything or self.prompt.editor.when == "always":
            return None
        if self._is_mended(draft, reading):
            return None
        return Message.of("tasks.skip-good") if needs_nothing(self.prompt, reading, self.context) else None

    async def propose(self, draft: Draft, model: Model | None) -> Proposal:
        """The model's suggestion, or the offline engine's; what failed its checks is in it with its problems."""
        job = make_job(self.prompt, self._read(draft), fields_of(self.prompt, self.context.settings), self.context)
        if self._is_mended(draft, job.reading):
            attempt = self._attempt(job, {one.output.name: job.reading.value(one.key) for one in job.fields})
            return self._proposal(draft, attempt, Origin(self.name, "rules", self._now()))
        if model is None:
            offline = work_offline(job, self.context)
            attempt = self._attempt(job, offline.values, offline.doubts)
            return self._proposal(draft, attempt, Origin(self.name, "offline", self._now()))
        attempt, origin = await self._ask(job, model)
        return self._proposal(draft, attempt, origin)

    def check(self, draft: Draft, key: str, value: object) -> tuple[Problem, ...]:
        """What the checks find in a value for a key, whoever it is from; nothing for a key that is not filled."""
        job = make_job(self.prompt, self._read(draft), fields_of(self.prompt, self.context.settings), self.context)
        for one in job.fields:
            if one.key == key:
                checked = tags_of_value(value) if one.kind in ("tags", "choice") else value
                return run_checks(checks_for(one, self.prompt), checked, job.reading, job.limits[one.output.name])
        return ()

    def _read(self, draft: Draft) -> Reading:
        return Reading(self.context.repaired(draft), self.context.settings)

    def _is_mended(self, draft: Draft, reading: Reading) -> bool:
        """Is it about a title that is good as soon as its marks are taken off? Nobody needs to be asked for that."""
        fields = fields_of(self.prompt, self.context.settings)
        return (
            not self.context.hint
            and bool(fields)
            and all(one.kind == "title" and reading.value(one.key) != get_value(draft, one.key) for one in fields)
            and needs_nothing(self.prompt, reading, self.context)
        )

    def _now(self) -> float:
        return self.context.clock()

    async def _ask(self, job: Job, model: Model) -> tuple[Attempt, Origin]:
        """Ask until a reply holds or the attempts are used up; then the reply with the fewest faults."""
        request, spent = await self._first_request(job, model)
        best: Attempt | None = None
        for left in range(self._attempts() - 1, -1, -1):
            try:
                reply = await model.ask(request)
            except (ContentRefusedError, IncompleteReplyError):
                # An answer that a person can mend is worth more than none.
                if best is None or best.problems:
                    raise
                break
            spent.append(reply.usage)
            attempt = self._read_attempt(job, reply.text)
            judge(model, request, not attempt.faults)
            if best is None or attempt.is_better_than(best):
                best = attempt
            if not attempt.faults or not left:
                break
            words = [Catalogue("en").text(problem.message) for problem in attempt.faults]
            messages = self.context.prompts.ask_again(request.messages, reply.text, words)
            request = replace(request, messages=messages)
        assert best is not None
        if best.problems:
            raise InvalidReplyError(best.problems[0].message, reply=reply.text)
        if (
            best.faults
            and not any(map(_changes, best.parts))
            and not needs_nothing(self.prompt, job.reading, self.context)
        ):
            raise InvalidReplyError(Message.of("tasks.same-again", reason=best.faults[0].message), reply=reply.text)
        usage = sum(spent[1:], spent[0])
        return best, Origin(self.name, "model", self._now(), self.prompt.name, reply.model, usage)

    async def _first_request(self, job: Job, model: Model) -> tuple[Request, list[Usage]]:
        body, spent = await draft_that_fits(job, self.context, model)
        messages = self.prompt.render(values_for(job, self.context, body))
        if self.context.hint and "instruction" not in self.prompt.needs:
            refine = self.context.prompts.load("refine")
            messages = (*messages, *refine.render({"problems": [], "instruction": self.context.hint}))
        schema = schema_for(job, self.context)
        return Request(messages, self.prompt.options, schema, job.reading.draft.path), spent

    def _attempts(self) -> int:
        return min(self.prompt.editor.attempts, self.context.attempts or self.prompt.editor.attempts)

    def _read_attempt(self, job: Job, text: str) -> Attempt:
        try:
            return self._attempt(job, read_reply(text, self.prompt))
        except InvalidReplyError as error:
            return Attempt((), (Problem("reply", error.message),))

    def _attempt(
        self, job: Job, values: Mapping[str, Any], doubts: Mapping[str, tuple[Problem, ...]] | None = None
    ) -> Attempt:
        """The values as parts with what the checks find in them, and the doubts that whoever made them has."""
        parts = [self._part(one, job, values) for one in job.fields]
        doubted = doubts or {}
        return Attempt(
            tuple(
                replace(part, problems=(*part.problems, *doubted.get(one.output.name, ())))
                for one, part in zip(job.fields, parts, strict=True)
            )
        )

    def _part(self, one: Field, job: Job, values: Mapping[str, Any]) -> Part:
        """The change of one field with the problems that its checks find."""
        value, checked = _values_of(one, job, values, self.context)
        limits = job.limits[one.output.name]
        problems = run_checks(checks_for(one, self.prompt), checked, job.reading, limits)
        notes: tuple[Message, ...] = ()
        if one.kind == "tags" and isinstance(checked, list):
            notes = notes_on(checked, new_items(checked, limits), job.existing[one.output.name])
        return Part(change_of(one, job.reading, value), problems, notes=notes)

    def _proposal(self, draft: Draft, attempt: Attempt, origin: Origin) -> Proposal:
        changed = tuple(part for part in (_on_file(part, draft) for part in attempt.parts) if _changes(part))
        return Proposal(draft.path, draft.fingerprint, changed, origin)


def _on_file(part: Part, draft: Draft) -> Part:
    """The part as a change of what stands in the file: tasks read what a repair leaves."""
    if not isinstance(part.change, FieldChange):
        return part
    return replace(part, change=replace(part.change, old=get_value(draft, part.change.key)))


def _changes(part: Part) -> bool:
    return part.is_free or (isinstance(part.change, FieldChange) and part.change.new != part.change.old)


def _values_of(one: Field, job: Job, values: Mapping[str, Any], context: TaskContext) -> tuple[object, object]:
    """The value for the front matter, and the same as the checks want it."""
    raw = values[one.output.name]
    present = job.reading.value(one.key)
    if one.kind == "tags":
        kept = job.existing[one.output.name].kept
        suggested = [*tags_of_value(raw), *tags_of_value(values.get(new_output(one)))]
        tags = fold_tags(suggested, kept, context.vocabulary)
        if items := job.limits[one.output.name].items:
            # They come with the most telling first, so the last ones are those to spare.
            tags = tags[: max(items[1], len(kept))]
        return like_value(tags, present), tags
    if one.kind == "choice" and isinstance(raw, list) and isinstance(present, str) and len(raw) == 1:
        return raw[0], raw
    if one.kind == "choice" and isinstance(raw, str) and isinstance(present, list):
        return [raw], [raw]
    return raw, raw
