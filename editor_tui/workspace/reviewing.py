"""From a proposal to bytes: what it would make of a draft, the write, and what is noted of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from editor_tui.errors import ChangedSinceReadError
from editor_tui.messages import Message
from editor_tui.post.draft import Draft
from editor_tui.post.edits import Edit, compose
from editor_tui.post.proposal import FileChange, Part, Proposal
from editor_tui.post.version_fields import stated_language
from editor_tui.tasks.options import TaskOptions
from editor_tui.workspace.bench import TRANSLATE, make_translation
from editor_tui.workspace.writing import Writing

if TYPE_CHECKING:
    from editor_tui.tasks.translation.task import TranslateTask
    from editor_tui.workspace.workspace import Workspace


class Reviewer:
    """Applies what was accepted. One for a workspace: translations in a row are noted by the same task."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._translations: dict[str, TranslateTask] = {}

    def after(self, proposal: Proposal) -> Draft:
        """The draft, or the file at the proposal's destination, as it would be with all parts of the proposal."""
        if (change := _file_change(proposal)) is not None:
            return Draft(proposal.destination or proposal.path, change.text.encode("utf-8", "surrogateescape"))
        draft = self._workspace.read(proposal.path)
        return draft.with_edits(edits_of(draft, proposal.parts))

    def apply(self, proposal: Proposal, writing: Writing) -> bool:
        """Write all parts of the proposal and note it as applied; False where nothing changes.

        Raises StaleProposalError where the draft has changed under it, ChangedSinceReadError where the file at its
        destination is not the one that it was made against, and what `Writer.write` raises.
        """
        source = self._workspace.read(proposal.path)
        changed = self._write(proposal, source, writing)
        if proposal.origin.task == TRANSLATE:
            self._translation_of(proposal).remember_written(source, proposal)
        self._workspace.proposals.close((proposal,), "applied", writing.run.id)
        return changed

    def _write(self, proposal: Proposal, source: Draft, writing: Writing) -> bool:
        reason = proposal.origin.task
        if (change := _file_change(proposal)) is None:
            return writing.write(source, edits_of(source, proposal.parts), reason)
        destination = proposal.destination or proposal.path
        if not self._workspace.site.exists(destination):
            if change.base:
                raise ChangedSinceReadError(destination, Message.of("site.gone-since-read"))
            writing.create(self.after(proposal), reason)
            return True
        standing = self._workspace.read(destination)
        if standing.text == change.text:
            return False
        if standing.fingerprint != change.base:
            raise ChangedSinceReadError(destination, Message.of("site.changed-since-read"))
        return writing.replace(standing, change.text, reason)

    def _translation_of(self, proposal: Proposal) -> TranslateTask:
        language = stated_language(self.after(proposal))
        if language not in self._translations:
            self._translations[language] = make_translation(self._workspace, TaskOptions(to=language))
        return self._translations[language]


def edits_of(draft: Draft, parts: Sequence[Part]) -> tuple[Edit, ...]:
    """The edits that the parts make on the draft as it is now. Raises StaleProposalError as `post.apply` does."""
    from editor_tui.post.apply import edits_for

    return edits_for(draft, parts)


def field_edits(draft: Draft, fields: Mapping[str, object]) -> tuple[Edit, ...]:
    """The edits that set front matter keys, and take out those whose value is None."""
    from editor_tui.post.front_matter import set_value, unset_value

    edits: tuple[Edit, ...] = ()
    for key, value in fields.items():
        more = unset_value(draft, key) if value is None else set_value(draft, key, value)
        edits, draft = compose(edits, more), draft.with_edits(more)
    return edits


def _file_change(proposal: Proposal) -> FileChange | None:
    return next((part.change for part in proposal.parts if isinstance(part.change, FileChange)), None)
