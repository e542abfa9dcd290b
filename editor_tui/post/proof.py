"""The proof before every write: an edited draft differs from the one before where it was meant to, and nowhere else.

Nothing here trusts whoever made the edits. The draft after is split and parsed again; every field that the edits did
not touch must stand in the same order with the same events and the same value; the delimiters, the body and every byte
outside of the edits must be the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import accumulate

from editor_tui.errors import EditRefusedError, FrontMatterError
from editor_tui.messages import Message
from editor_tui.post.draft import Draft
from editor_tui.post.edits import Edit, apply_edits, in_order
from editor_tui.post.fields.equality import same
from editor_tui.post.fields.key import Names
from editor_tui.post.fields.lookup import has_names, look_up
from editor_tui.post.fields.refusal import RefusalError
from editor_tui.post.fields.tree import Entry, leaves

_SURROGATE = re.compile(r"[\ud800-\udfff]")


def prove(before: Draft, after: Draft, edits: Iterable[Edit], *, keys: Iterable[Names] | None = None) -> None:
    """Return only if `after` is `before` with these edits and nothing else has changed by them.

    Edits may be of the front matter, of the body, or both. `keys` are the nested names that may change; without them,
    any field that an edit touches may. Raises EditRefusedError with what could not be proved, and FrontMatterError
    where the front matter of `before` cannot be read, though edits want to change it.
    """
    ordered = _ordered(before, edits)
    _prove_bytes(before, after, ordered)
    frame = before.frame
    if frame.format is None and after.frame.format is not None:
        _prove_new_front_matter(before, after, ordered)
        return
    of_front_matter = [edit for edit in ordered if edit.start < frame.body]
    of_body = ordered[len(of_front_matter) :]
    if any(edit.start < frame.start or edit.end > frame.end for edit in of_front_matter):
        raise _refusal(before, "post.unproved-frame", of_front_matter[0].start)
    _prove_frame(before, after, of_front_matter, of_body)
    if of_front_matter:
        _prove_fields(before, after, of_front_matter, None if keys is None else set(keys))


def prove_new(draft: Draft) -> None:
    """Return only if a file that does not exist yet would read as what it was made as. Raises EditRefusedError."""
    try:
        text = draft.data.decode(draft.encoding, "strict")
        reread = Draft(draft.path, draft.data, draft.encoding)
        if text != draft.text or not same(dict(reread.metadata), dict(draft.metadata)):
            raise _refusal(draft, "post.unproved-bytes", 0)
    except (UnicodeDecodeError, FrontMatterError) as error:
        raise _refusal(draft, "post.unproved-new", 0) from error


def _refusal(draft: Draft, id: str, offset: int, **values: object) -> EditRefusedError:
    return EditRefusedError(draft.path, Message.of(id, **values), line=draft.line_of(offset))


def _ordered(before: Draft, edits: Iterable[Edit]) -> tuple[Edit, ...]:
    try:
        ordered = in_order(edits)
    except ValueError as error:
        raise _refusal(before, "post.unproved-overlap", 0) from error
    if ordered and ordered[-1].end > len(before.text):
        raise _refusal(before, "post.unproved-overlap", len(before.text))
    return ordered


def _prove_bytes(before: Draft, after: Draft, edits: Sequence[Edit]) -> None:
    """The bytes before round-trip, and those after are the same but for the edits."""
    if after.path != before.path or after.encoding != before.encoding:
        raise _refusal(before, "post.unproved-bytes", 0)
    # `text` of the draft after is decoded from its bytes: undecodable bytes that meet could form a character.
    if after.text != apply_edits(before.text, edits):
        raise _refusal(before, "post.unproved-bytes", 0)
    # Equal text means equal bytes in UTF-8; in the others two sequences of bytes may be one character.
    if before.encoding != "utf-8":
        for draft in (before, after):
            if draft.with_edits(()).data != draft.data:
                raise _refusal(before, "post.unproved-bytes", 0)
    for edit in edits:
        strange = set(_SURROGATE.findall(edit.replacement))
        if strange and not strange <= set(_SURROGATE.findall(before.text)):
            raise _refusal(before, "post.refused-surrogate", edit.start)


def _prove_new_front_matter(before: Draft, after: Draft, edits: Sequence[Edit]) -> None:
    """The first edit put a front matter at the top; the others are of the body."""
    first, *rest = edits
    start = before.frame.start
    made = (first.start, first.end) == (start, start) and after.frame.body == start + len(first.replacement)
    if not made or after.body != apply_edits(before.text, rest)[start:]:
        raise _refusal(before, "post.unproved-frame", 0)
    try:
        _ = after.metadata, after.fields.root
    except (FrontMatterError, RefusalError) as error:
        raise _refusal(before, "post.unproved-new", 0) from error


def _prove_frame(before: Draft, after: Draft, of_front_matter: Sequence[Edit], of_body: Sequence[Edit]) -> None:
    """The same format between the same delimiters, and a body that only its own edits changed."""
    frame = before.frame
    grown = sum(len(edit.replacement) - (edit.end - edit.start) for edit in of_front_matter)
    try:
        found = after.frame
    except FrontMatterError as error:
        raise _refusal(before, "post.unproved-frame", frame.start) from error
    expected = (frame.format, frame.start, frame.end + grown, frame.body + grown)
    if (found.format, found.start, found.end, found.body) != expected:
        raise _refusal(before, "post.unproved-frame", frame.start)
    body = apply_edits(before.body, [edit.shifted(-frame.body) for edit in of_body])
    if after.body != body:
        raise _refusal(before, "post.unproved-body", frame.body)


def _prove_fields(before: Draft, after: Draft, edits: Sequence[Edit], keys: set[Names] | None) -> None:
    """Every field outside of `keys`, or else outside of the edits, is the same field as before."""
    try:
        old = list(leaves(before.fields.root))
        new = list(leaves(after.fields.root))
        metadata = after.metadata
    except FrontMatterError as error:
        if error.path == before.path and before.metadata is not None:
            raise _refusal(before, "post.unproved-reading", before.frame.start) from error
        raise
    except RefusalError as error:
        raise _refusal(before, "post.unproved-reading", before.frame.start) from error
    untouched = _untouched(before, edits, old, new) if keys is None else _outside(keys, old, new)
    left, right = untouched
    if [_identity(names, entry) for names, entry in left] != [_identity(names, entry) for names, entry in right]:
        raise _refusal(before, "post.unproved-fields", edits[0].start)
    kept = {names for names, _ in left}
    changed = {names[0] for names, _ in [*old, *new] if names not in kept}
    # Whole values where nothing inside changed: what merges and aliases bring along has no leaf of its own.
    kept |= {(name,) for name in before.metadata if name not in changed}
    for names in kept:
        if has_names(before.metadata, names) and not (
            has_names(metadata, names) and same(look_up(metadata, names), look_up(before.metadata, names))
        ):
            raise _refusal(before, "post.unproved-fields", edits[0].start)


Leaves = list[tuple[Names, Entry]]


def _identity(names: Names, entry: Entry) -> tuple[object, ...]:
    return names, entry.value.signature()


def _outside(keys: set[Names], old: Leaves, new: Leaves) -> tuple[Leaves, Leaves]:
    def is_outside(names: Names) -> bool:
        # A parent that had no entries, or has none now, is the leaf that stands for its children.
        return not any(names[: len(key)] == key or key[: len(names)] == names for key in keys)

    return [leaf for leaf in old if is_outside(leaf[0])], [leaf for leaf in new if is_outside(leaf[0])]


def _untouched(before: Draft, edits: Sequence[Edit], old: Leaves, new: Leaves) -> tuple[Leaves, Leaves]:
    """The fields, of both drafts, in which no edit has an end or a middle."""
    growths = accumulate((len(edit.replacement) - (edit.end - edit.start) for edit in edits), initial=0)
    spans_before = [(edit.start - before.frame.start, edit.end - before.frame.start) for edit in edits]
    spans_after = [
        (start + growth, start + growth + len(edit.replacement))
        for (start, _), growth, edit in zip(spans_before, growths, edits, strict=False)
    ]

    def is_free(entry: Entry, spans: Sequence[tuple[int, int]]) -> bool:
        return not any(start <= entry.end and end >= entry.start for start, end in spans)

    return (
        [leaf for leaf in old if is_free(leaf[1], spans_before)],
        [leaf for leaf in new if is_free(leaf[1], spans_after)],
    )
