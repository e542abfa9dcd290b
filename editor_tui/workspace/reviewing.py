"""From a proposal to bytes: what it would make of a draft, and the write."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from editor_tui.errors import ChangedSinceReadError
from editor_tui.messages import Message
from editor_tui.post.draft import Draft
from editor_tui.post.edits import Edit
from editor_tui.post.proposal import FileChange, Part, Proposal
from editor_tui.workspace.writing import Writing

Read = Callable[[str], Draft]
Exists = Callable[[str], bool]


def draft_after(proposal: Proposal, read: Read) -> Draft:
    """The draft, or the file at the proposal's destination, as it would be with all parts of the proposal."""
    if (change := _file_change(proposal)) is not None:
        return Draft(proposal.destination or proposal.path, change.text.encode("utf-8", "surrogateescape"))
    draft = read(proposal.path)
    return draft.with_edits(edits_of(draft, proposal.parts))


def edits_of(draft: Draft, parts: Sequence[Part]) -> tuple[Edit, ...]:
    """The edits that the parts make on the draft as it is now. Raises StaleProposalError as `post.apply` does."""
    from editor_tui.post.apply import edits_for

    return edits_for(draft, parts)


def write_proposal(proposal: Proposal, read: Read, exists: Exists, writing: Writing) -> bool:
    """Write all parts of the proposal; False where nothing changes.

    Raises StaleProposalError where the draft has changed under it, ChangedSinceReadError where the file at its
    destination is not the one that it was made against, and what `Writer.write` raises.
    """
    reason = proposal.origin.task
    if (change := _file_change(proposal)) is None:
        draft = read(proposal.path)
        return writing.write(draft, edits_of(draft, proposal.parts), reason)
    destination = proposal.destination or proposal.path
    if not exists(destination):
        if change.base:
            raise ChangedSinceReadError(destination, Message.of("site.gone-since-read"))
        writing.create(draft_after(proposal, read), reason)
        return True
    standing = read(destination)
    if standing.text == change.text:
        return False
    if standing.fingerprint != change.base:
        raise ChangedSinceReadError(destination, Message.of("site.changed-since-read"))
    return writing.replace(standing, change.text, reason)


def _file_change(proposal: Proposal) -> FileChange | None:
    return next((part.change for part in proposal.parts if isinstance(part.change, FileChange)), None)
