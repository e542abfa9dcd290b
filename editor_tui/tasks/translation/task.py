"""The translation task: a draft's version in another language, as a proposal for a file of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from editor_tui.errors import NoModelError
from editor_tui.llm.protocol import Model
from editor_tui.messages import Message
from editor_tui.post.draft import Draft
from editor_tui.post.proposal import FileChange, Origin, Part, Proposal, Usage
from editor_tui.post.segments import Segment
from editor_tui.post.segments.attributes import find_prose
from editor_tui.post.segments.marks import MarkerError
from editor_tui.post.staleness import block_keys, find_staleness, front_key
from editor_tui.post.version_fields import stated_source
from editor_tui.repair.exemptions import exemption
from editor_tui.site.memory import LanguagePair, Remembered, TranslationMemory, Version, WrittenSegment
from editor_tui.tasks.context import TaskContext
from editor_tui.tasks.languages import language_called
from editor_tui.tasks.reading import Reading
from editor_tui.tasks.translation.asking import Job, Outcome, translate_groups
from editor_tui.tasks.translation.corrections import find_corrections, keep_corrections
from editor_tui.tasks.translation.metadata import FieldRules, find_field_segments
from editor_tui.tasks.translation.problems import find_problems, problem, segment_problems, suggestion_of
from editor_tui.tasks.translation.review import conflict_pairs, places_of, reviewed_texts, reviewed_words
from editor_tui.tasks.translation.revision import Revision
from editor_tui.tasks.translation.units import find_units, group_units
from editor_tui.tasks.translation.untranslated import is_untranslated
from editor_tui.tasks.translation.verdict import glossary_flaws, without_markers
from editor_tui.tasks.translation.version import Plan, make_version, source_texts
from editor_tui.tasks.translation.view import file_part, segment_views, with_problems
from editor_tui.text.glossary import Glossary
from editor_tui.text.parallel import Pair

NAME: Final = "translate"
_POLISH: Final = "polish"
# What counts as words differs between these, and is the same for all other languages.
_CHOSEN: Final = ("ja", "zh", "ko", "en")
_AGAIN: Final = "refine"


@dataclass(frozen=True)
class VersionFiles:
    """What a translation needs of the site: where a version goes (path, language), what stands there, the memory.

    `kind` is the kind of site.
    """

    path_of: Callable[[str, str], str]
    read: Callable[[str], Draft | None]
    memory: TranslationMemory
    kind: str = ""


@dataclass(frozen=True)
class TranslateTask:
    """Versions in `target`. `source` is the drafts' language, "" to detect it a draft. `polish`: a second pass.

    `hint` is what a person wants to be done differently: what a machine said is then asked for again.
    """

    context: TaskContext
    files: VersionFiles
    glossary: Glossary = field(default_factory=Glossary)
    target: str = "en"
    source: str = ""
    polish: bool = False
    hint: str = ""

    @property
    def name(self) -> str:
        return NAME

    def skips(self, draft: Draft, *, everything: bool = False) -> Message | None:
        """Why there is nothing to do: it is a version itself, or its version is up to date or somebody else's."""
        if said_no := exemption(draft, self.name, self.context.settings):
            return said_no
        source = self.context.repaired(draft)
        language = self._language(source)
        if language == self.target or stated_source(draft):
            return Message.of("tasks.translate-skip-version", language=language_called(language))
        plan = self._plan(source)
        if not plan.segments:
            return Message.of("tasks.translate-skip-nothing")
        present = self.files.read(plan.destination)
        version = self._version(plan)
        if present is None or everything:
            return None
        if version is None:
            return Message.of("tasks.translate-skip-foreign", path=plan.destination)
        if self._is_current(plan, version, present):
            return Message.of("tasks.translate-skip-current", path=plan.destination)
        return None

    async def propose(self, draft: Draft, model: Model | None) -> Proposal:
        """The version as one part: the whole file, its segments side by side, and what a person has to look at.

        Only segments that the memory does not have are asked for. Raises NoModelError where there are such segments
        and no model, ModelErrors that are not about a single request, FrontMatterError and EditRefusedError.
        """
        plan = self._plan(self.context.repaired(draft))
        present = self.files.read(plan.destination)
        version = self._version(plan)
        if present is not None and version is not None:
            self._keep(plan, find_corrections(plan.segments, version, present))
        words, outcome = await self._words(plan, model)
        made = make_version(plan, words)
        merged = keep_corrections(version, present, made.text)
        origin = self._origin(outcome)
        if present is not None and merged.text == present.text and not merged.conflicts:
            self._remember(plan, merged.text, [item.target for item in made.written])
            return Proposal(draft.path, draft.fingerprint, (), origin, plan.destination)
        problems = find_problems(plan, made, outcome.failed, merged)
        if present is not None and version is None:
            problems = (*problems, problem("existing", path=plan.destination))
        pairs = list(zip(source_texts(plan), (item.target for item in made.written), strict=True))
        change = FileChange(merged.text, present.fingerprint if present else "")
        part = Part(change, problems, conflict_pairs(pairs, made.written, merged.conflicts))
        return Proposal(draft.path, draft.fingerprint, (part,), origin, plan.destination)

    def revision(self, draft: Draft, proposal: Proposal) -> Revision:
        """What changes single segments of a proposal for this draft."""
        plan = self._plan_of(draft, proposal)
        return Revision(plan, self._pair(plan), self.glossary)

    async def ask_again(
        self, draft: Draft, proposal: Proposal, numbers: Sequence[int], model: Model | None
    ) -> Proposal:
        """The proposal with other words for these segments, each asked for alone with what it says now and the hint.

        Words that fail a check are not taken: the segment stays as it is and says what was wrong. Raises as `propose`
        does, and StaleProposalError where the draft has changed.
        """
        if model is None:
            raise NoModelError(Message.of("llm.no-model"))
        revision = self.revision(draft, proposal)
        plan = revision.plan
        present = {plan.segments[number].words: revision.words_of(proposal, number) for number in numbers}
        units = [unit for unit in find_units(plan.segments, ()) if unit.words in present]
        job = replace(self._job(plan), hint=self.hint, present=present, polish=None)
        outcome = await translate_groups(job, model, group_units(units, plan.segments, budget=0))
        self._keep(plan, (Remembered(*pair, "machine", outcome.model) for pair in outcome.done.items()))
        for number in numbers:
            segment = plan.segments[number]
            if (words := outcome.done.get(segment.words)) is not None:
                proposal = revision.revise(proposal, number, segment.restore(words))
            elif (failure := outcome.failed.get(segment.words)) is not None:
                source = segment_views(proposal)[number].source
                found = segment_problems(source, failure.flaws, suggestion_of(segment, failure))
                proposal = with_problems(proposal, source, found)
        usage = proposal.origin.usage + (outcome.usage or Usage(cached=True))
        return replace(proposal, origin=replace(proposal.origin, usage=usage))

    def remember_written(self, draft: Draft, proposal: Proposal) -> None:
        """Note what was written at the proposal's destination: call it after the write, with the parts as written.

        Words that a person changed in review are learned as theirs.
        """
        for part in proposal.parts:
            if isinstance(part.change, FileChange):
                plan = self._plan_of(draft, proposal)
                self._remember(plan, part.change.text, reviewed_texts(source_texts(plan), part.segments))

    def _language(self, source: Draft) -> str:
        return self.source or Reading(source, self.context.settings).language

    def _plan_of(self, draft: Draft, proposal: Proposal) -> Plan:
        """The plan that a proposal was made by: its language may have been chosen for that run."""
        source = self.context.repaired(draft)
        texts = [text for text, _ in view.segments] if (view := file_part(proposal)) else []
        plans = (self._plan(source, language) for language in ("", *_CHOSEN))
        return next((plan for plan in plans if list(source_texts(plan)) == texts), self._plan(source))

    def _plan(self, source: Draft, language: str = "") -> Plan:
        language = language or self._language(source)
        rules = FieldRules.of(self.context.settings, self.context.vocabulary, self.files.kind)
        fields = find_field_segments(source, rules, language, self.target)
        segments = fields + find_prose(source, language)
        destination = self.files.path_of(source.path, self.target)
        return Plan(source, segments, destination, self.target, rules, language)

    def _version(self, plan: Plan) -> Version | None:
        """What was last written at the destination, if it was a version of this draft."""
        version = self.files.memory.version(plan.destination)
        return version if version is not None and version.source_path == plan.source.path else None

    def _is_current(self, plan: Plan, version: Version, present: Draft) -> bool:
        if is_untranslated(present.text) or version.front != front_key(plan.source):
            return False
        return find_staleness(plan.source, present, version.blocks).is_current

    def _pair(self, plan: Plan) -> Pair:
        return Pair.of(plan.original, self.target)

    def _languages(self, plan: Plan) -> LanguagePair:
        return LanguagePair(plan.original, self.target)

    def _keep(self, plan: Plan, items: Iterable[Remembered]) -> None:
        if found := tuple(items):
            self.files.memory.keep(self._languages(plan), found)

    def _known(self, plan: Plan) -> dict[str, str]:
        """What the memory has and still fits: a person's words always, a machine's if they keep to the glossary."""
        remembered = self.files.memory.find(self._languages(plan), (segment.words for segment in plan.segments))
        unfit = {
            segment.words
            for segment in plan.segments
            if (item := remembered.get(segment.words)) and not self._fits(segment, item)
        }
        if self.hint:
            unfit |= {words for words, item in remembered.items() if item.author == "machine"}
        return {source: item.target for source, item in remembered.items() if source not in unfit}

    def _fits(self, segment: Segment, item: Remembered) -> bool:
        try:
            segment.restore(item.target)
        except MarkerError:
            return False
        plain = without_markers(item.source), without_markers(item.target)
        return item.author == "person" or not glossary_flaws(*plain, self.glossary)

    async def _words(self, plan: Plan, model: Model | None) -> tuple[Mapping[str, str], Outcome]:
        known = self._known(plan)
        units = find_units(plan.segments, known)
        if not units:
            return known, Outcome()
        if model is None:
            raise NoModelError(Message.of("llm.no-model"))
        groups = group_units(units, plan.segments, self.context.settings.translate.segment_tokens)
        outcome = Outcome()
        try:
            await translate_groups(self._job(plan), model, groups, outcome)
        finally:
            # Also of a draft that gets no further today: what was answered is not asked for again.
            self._keep(plan, [Remembered(*pair, "machine", outcome.model) for pair in outcome.done.items()])
        return known | outcome.done, outcome

    def _job(self, plan: Plan) -> Job:
        prompts = self.context.prompts
        return Job(
            prompts.load(NAME),
            prompts.load(_AGAIN),
            self._pair(plan),
            self.glossary,
            title=Reading(plan.source, self.context.settings).title,
            label=plan.source.path,
            hint=self.hint,
            polish=prompts.load(_POLISH) if self.polish else None,
        )

    def _origin(self, outcome: Outcome) -> Origin:
        path = self.context.prompts.load(NAME).path
        usage = outcome.usage or Usage(cached=True)
        return Origin(NAME, "model", self.context.clock(), path, outcome.model, usage)

    def _remember(self, plan: Plan, text: str, texts: Sequence[str]) -> None:
        """Note the file that stands at the destination now, and learn what a person made of its segments."""
        remembered = self.files.memory.find(self._languages(plan), (segment.words for segment in plan.segments))
        self._keep(plan, reviewed_words(plan.segments, texts, remembered))
        # Fields are values, and attributes lie within other segments.
        own = [not segment.key and segment.kind != "attribute" for segment in plan.segments]
        body = [target if alone else "" for alone, target in zip(own, texts, strict=True)]
        places = places_of(text, body)
        written = tuple(
            WrittenSegment(segment.words, target, place, segment.key)
            for segment, target, place in zip(plan.segments, texts, places, strict=True)
        )
        keys = block_keys(plan.source)
        version = Version(
            plan.destination, plan.source.path, self._languages(plan), text, written, keys, front_key(plan.source)
        )
        self.files.memory.keep_version(version)
