"""From the parts of a proposal that were accepted to edits of the draft."""

from __future__ import annotations

from collections.abc import Iterable

from editor_tui.errors import StaleProposalError
from editor_tui.messages import Message
from editor_tui.post.draft import Draft
from editor_tui.post.edits import Edit, compose, in_order
from editor_tui.post.fields.equality import same
from editor_tui.post.fields.spelling import as_read
from editor_tui.post.front_matter import get_value, set_value, unset_value
from editor_tui.post.proposal import BodyChange, FieldChange, FileChange, Part


def edits_for(draft: Draft, parts: Iterable[Part], *, reason: str = "apply") -> tuple[Edit, ...]:
    """One list of edits of `draft.text` for all parts; nothing for a field that has its new value already.

    Raises StaleProposalError where a field has neither the value that the proposal saw nor the one that it wants, where
    the body is no longer the one that the edits were made for, and where edits of two parts overlap. Raises
    EditRefusedError where a field cannot be edited. A change of a whole file is no edit: the writer takes it.
    """
    edits: tuple[Edit, ...] = ()
    edited = draft
    for part in parts:
        if isinstance(part.change, FieldChange):
            step = _field_edits(edited, part.change, reason)
            edits = compose(edits, step)
            edited = edited.with_edits(step)
    return _together(draft, edits, _body_edits(draft, [part.change for part in parts]))


def _field_edits(draft: Draft, change: FieldChange, reason: str) -> tuple[Edit, ...]:
    current = get_value(draft, change.key)
    format = draft.frame.format
    if same(current, as_read(format, change.new)):
        return ()
    if not same(current, as_read(format, change.old)):
        raise StaleProposalError(draft.path, Message.of("post.stale-field", key=change.key))
    if change.new is None:
        return unset_value(draft, change.key, reason=reason)
    return set_value(draft, change.key, change.new, reason=reason)


def _body_edits(draft: Draft, changes: Iterable[object]) -> list[Edit]:
    edits: list[Edit] = []
    for change in changes:
        if isinstance(change, FileChange):
            raise ValueError("a change of a whole file is not made of edits")
        if isinstance(change, BodyChange):
            if change.base != draft.body_fingerprint:
                raise StaleProposalError(draft.path, Message.of("post.stale-body"))
            edits += (edit.shifted(draft.frame.body) for edit in change.edits)
    return edits


def _together(draft: Draft, of_fields: tuple[Edit, ...], of_body: list[Edit]) -> tuple[Edit, ...]:
    try:
        return in_order([*of_fields, *of_body])
    except ValueError as error:
        raise StaleProposalError(draft.path, Message.of("post.stale-overlap")) from error
