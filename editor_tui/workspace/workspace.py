"""The composition root: one site with its settings, drafts, rules, prompts and state. Both faces call only this."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from functools import cached_property
from typing import TYPE_CHECKING, Any

from editor_tui.workspace.stores import Stores

if TYPE_CHECKING:
    from editor_tui.llm.prices import Spending
    from editor_tui.llm.protocol import Request
    from editor_tui.messages import Message
    from editor_tui.post.draft import Draft
    from editor_tui.post.finding import Finding
    from editor_tui.post.proposal import Problem, Proposal
    from editor_tui.repair.facts import SiteFacts
    from editor_tui.repair.registry import Repair
    from editor_tui.repair.selection import Selection
    from editor_tui.site.rows import Row
    from editor_tui.site.runs import Dropped, Run
    from editor_tui.site.undo import Undone
    from editor_tui.tasks.options import TaskOptions
    from editor_tui.tasks.task import Task
    from editor_tui.tasks.vocabulary import Vocabulary
    from editor_tui.workspace.attention import Marked
    from editor_tui.workspace.passages import Passages
    from editor_tui.workspace.planning import Plan
    from editor_tui.workspace.results import TaskResult
    from editor_tui.workspace.reviewing import Reviewer
    from editor_tui.workspace.segments import Segments
    from editor_tui.workspace.writing import Writing


class Workspace(Stores):
    """A site that is being edited. Methods may be called from any thread; coroutines belong to one event loop."""

    # Drafts.

    def known_rows(self) -> list[Row]:
        """The rows of all drafts as they were when last seen, at once."""
        return self.index.known_rows()

    def rows(self, patterns: Sequence[str] = (), *, checked: bool = True, brief: bool = False) -> Iterator[Row]:
        """The rows of drafts as they are now. Only drafts that have changed are read.

        Without `checked`, drafts that were never checked are not checked now: their rows come a hundred times as fast.
        `brief` rows may come without tags, source and version.
        """

        def prepare() -> Callable[[Draft], Row]:
            # What reads front matter is for all processes that describe drafts: loaded before there are many.
            from editor_tui.post.fields import reading  # noqa: F401
            from editor_tui.workspace.rows import Describer

            facts = comparison = None
            if checked:
                from editor_tui.workspace.comparing import comparison_of

                facts, comparison = self.facts(), comparison_of(self, self.selection)
            return Describer(self.site, facts, self.rule_settings, self.selection, self.versions, comparison).describe

        def spread(work: Callable[[Any, str], Any], context: Any, paths: Sequence[str]) -> Iterator[Any]:
            from editor_tui.workspace.parallel import CHUNK, LARGE_CHUNK, map_drafts

            return map_drafts(work, context, paths, chunk=CHUNK if checked else LARGE_CHUNK)

        drafts = self.site.folders(patterns)
        wanted = {"everything": not patterns, "checked": checked, "brief": brief}
        return self.index.refresh(drafts, prepare, **wanted, spread=spread)

    # Repair.

    def facts(self) -> SiteFacts:
        """What is true of the site as a whole, from the cache where no draft has changed."""
        from editor_tui.workspace.facts import site_facts

        return site_facts(self)

    def check(self, draft: Draft, selection: Selection | None = None) -> tuple[Finding, ...]:
        """Everything that is wrong with a draft, as itself and as a version of another one."""
        from editor_tui.workspace.checking import find_in

        return find_in(self, draft, selection or self.selection)

    def repair(self, draft: Draft, *, unsafe: bool = False, facts: SiteFacts | None = None) -> Repair:
        """The draft with everything mended that a machine can mend safely, by these facts or those of now."""
        from editor_tui.repair.registry import repair

        return repair(draft, facts or self.facts(), self.selection, self.rule_settings, unsafe)

    def propose_fix(self, draft: Draft, *, unsafe: bool = False) -> Proposal | None:
        """The repair of a draft as a proposal; None where it needs none, or says no."""
        from editor_tui.workspace.fixing import propose_fix

        return propose_fix(self, draft, unsafe=unsafe)

    # Review.

    def save(self, proposal: Proposal) -> None:
        """Let a proposal wait for review."""
        self.proposals.save(proposal)

    def waiting(self, patterns: Sequence[str] = ()) -> list[Proposal]:
        """The proposals that wait, by path; for all drafts where no pattern is given."""
        paths = self.paths(patterns) if patterns else None
        return [stored.proposal for stored in self.proposals.waiting(paths)]

    @cached_property
    def _reviewer(self) -> Reviewer:
        from editor_tui.workspace.reviewing import Reviewer

        return Reviewer(self)

    def after(self, proposal: Proposal) -> Draft:
        """The draft as it would be with all parts of the proposal. Raises StaleProposalError."""
        return self._reviewer.after(proposal)

    def apply(self, proposal: Proposal, writing: Writing | None = None) -> bool:
        """Write all parts of the proposal and mark it as applied; False where nothing changes.

        Take the parts that a person accepted with `Proposal.only` before. Without a run, one is made for it. Raises
        the DraftErrors of `Reviewer.apply`.
        """
        if writing is None:
            with self.writing(proposal.origin.task) as own:
                return self._reviewer.apply(proposal, own)
        return self._reviewer.apply(proposal, writing)

    @cached_property
    def segments(self) -> Segments:
        """Proposed versions, segment by segment."""
        from editor_tui.workspace.segments import Segments

        return Segments(self)

    def marked(self, patterns: Sequence[str] = ()) -> list[Marked]:
        """The drafts for which no answer of the model could be used, with the answers; a person has to look."""
        from editor_tui.workspace.attention import marked_drafts

        return marked_drafts(self, self.paths(patterns) if patterns else None)

    def unmark(self, path: str, task: str) -> None:
        """A person has looked: the draft is no longer marked for this task."""
        from editor_tui.site.attention import Attention

        Attention(self.state).clear(path, task)

    def check_value(self, proposal: Proposal, part: int, text: str) -> Sequence[Problem]:
        """What the checks find in a text that a person typed for a part. Raises DraftError and PromptError."""
        from editor_tui.workspace.typed_values import check_typed

        return check_typed(self, proposal, part, text)

    def reject(self, *proposals: Proposal) -> int:
        """Drop waiting proposals, as one run of the journal whose number this gives: `undo` lets them wait again."""
        with self.journal.run("reject") as run:
            self.journal.decide(run, {proposal.path for proposal in proposals})
            self.proposals.close(proposals, "rejected", run.id)
        return run.id

    # Writing and taking back.

    def writing(self, command: str) -> AbstractContextManager[Writing]:
        """A run that writes, with the site's lock held."""
        from editor_tui.workspace.writing import begin_writing

        return begin_writing(self.writer, command)

    def set_fields(self, path: str, fields: Mapping[str, object]) -> bool:
        """Set front matter keys of one draft in one write; None takes a key out. False where nothing changes."""
        from editor_tui.workspace.reviewing import field_edits

        draft = self.read(path)
        with self.writing("set") as writing:
            return writing.write(draft, field_edits(draft, fields), "set")

    def undo(self, run: int | None = None, path: str | None = None) -> Undone:
        """Take back a run, the last one where none is named, or what it did to one draft.

        The proposals that it had applied or dropped wait again.
        """
        from editor_tui.site.undo import undo

        undone = undo(self.writer, run, path)
        paths = (*undone.restored, *undone.removed, *undone.reopened)
        if undone.again:
            self.proposals.close_again(undone.first, paths)
        else:
            self.proposals.reopen(undone.first, paths)
        return undone

    @property
    def dropped(self) -> Dropped | None:
        """What the journal forgot by what was written here; None where it forgot nothing."""
        dropped = self.writer.dropped if "writer" in vars(self) else None
        return dropped if dropped and dropped.runs else None

    def history(self) -> list[Run]:
        """All runs that the journal knows, the newest first."""
        return self.journal.runs()

    # Tasks.

    def model_name(self) -> str:
        """The model that would be asked, or who is asked for one. Raises NoModelError, EndpointError."""
        from editor_tui.llm.connection import find_connection
        from editor_tui.llm.endpoint import DEFAULT_MODEL

        connection = find_connection(self.settings.model, self.environment)
        return self.settings.model.name or (DEFAULT_MODEL if connection.is_openai else connection.host)

    def prompt_names(self) -> list[str]:
        """The prompts that are tasks for whole drafts."""
        from editor_tui.workspace.passages import rewrites

        return [name for name in self.prompts.names() if not rewrites(self, name)]

    def own_description(self, name: str) -> str | None:
        """What a prompt of the site says that it does; None for those that come with editor-tui. Raises PromptError."""
        prompt = self.prompts.load(name)
        return None if prompt.bundled else prompt.description

    @cached_property
    def passages(self) -> Passages:
        """Prompts on passages of drafts."""
        from editor_tui.workspace.passages import Passages

        return Passages(self)

    def vocabulary(self) -> Vocabulary:
        """The site's tags."""
        from editor_tui.workspace.bench import load_vocabulary

        return load_vocabulary(self)

    def task(self, name: str, options: TaskOptions | None = None, *, hint: str = "") -> Task:
        """A task by its name. Raises PromptError where there is none."""
        from editor_tui.workspace.bench import make_task

        return make_task(self, name, options, hint=hint)

    def run_task(
        self,
        name: str,
        patterns: Sequence[str] = (),
        options: TaskOptions | None = None,
        tell: Callable[[Message], None] | None = None,
        spending: Spending | None = None,
    ) -> AsyncIterator[TaskResult]:
        """A result for each draft, as they are done; see `asking.run_task`. `tell` hears of waits and retries."""
        from editor_tui.llm.client import silent
        from editor_tui.tasks.options import TaskOptions
        from editor_tui.workspace.asking import run_task

        return run_task(self, name, patterns, options or TaskOptions(), tell or silent, spending)

    async def propose(self, name: str, path: str, *, hint: str = "", offline: bool = False) -> Proposal:
        """One proposal of a task for one draft, kept nowhere yet. Raises ModelError, DraftError and PromptError."""
        from editor_tui.tasks.options import TaskOptions
        from editor_tui.workspace.asking import propose_one

        return await propose_one(self, name, path, TaskOptions(offline=offline), hint=hint)

    async def try_prompt(
        self, name: str, path: str, on_text: Callable[[str], None], *, hint: str = "", offline: bool = False
    ) -> Proposal:
        """`propose`, while `on_text` hears what the model writes: the whole text so far, ten times a second at most.

        "" where a reply begins, or begins again after a broken try. It is called in the event loop's thread, and for
        show only: what is proposed has passed through the same checks as ever. The offline engine says nothing.
        """
        from editor_tui.tasks.options import TaskOptions
        from editor_tui.workspace.asking import propose_one

        return await propose_one(self, name, path, TaskOptions(offline=offline), hint=hint, on_text=on_text)

    async def plan_task(self, name: str, paths: Sequence[str], options: TaskOptions | None = None) -> Plan:
        """What a run of a task would send and cost. Nothing is sent."""
        from editor_tui.tasks.options import TaskOptions
        from editor_tui.workspace.planning import plan_task

        return await plan_task(self, name, paths, options or TaskOptions())

    def estimate(self, name: str, paths: Sequence[str]) -> Plan:
        """`plan_task` for a thread that has no event loop."""
        import asyncio

        return asyncio.run(self.plan_task(name, paths))

    def render_prompt(self, name: str, draft: Draft) -> tuple[tuple[str, str], ...]:
        """The messages that a task would send first for a draft, as (role, text)."""
        return next((request.messages for request in self.requests(name, draft)), ())

    def requests(self, name: str, draft: Draft) -> tuple[Request, ...]:
        """The requests that a task would send first for a draft; several for a translation or a long draft."""
        from editor_tui.workspace.planning import first_requests

        return first_requests(self, name, draft)
