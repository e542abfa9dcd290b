"""The fields of a draft: reading them, and the edits that set one and leave every other byte alone.

A key is one name, or names with dots between them (`taxonomies.tags`); a name that has a dot in it is found where the
front matter has it (`ms.date`), and can be put in quotes (`"ms.date"`). Every list of edits given here has been proved:
applied, read again, and compared. What cannot be proved is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import replace

from editor_tui.errors import EditRefusedError, FrontMatterError
from editor_tui.messages import Message
from editor_tui.post.draft import Draft
from editor_tui.post.edits import Edit, compose
from editor_tui.post.fields.equality import same
from editor_tui.post.fields.fresh import new_front_matter
from editor_tui.post.fields.key import InvalidKeyError, Key, Names, parse_key
from editor_tui.post.fields.lookup import has_names, look_up, meant_names, new_names
from editor_tui.post.fields.refusal import RefusalError, UnreadableError
from editor_tui.post.fields.spelling import as_read
from editor_tui.post.fields.tree import Entry, repeated
from editor_tui.post.proof import prove


def get_value(draft: Draft, key: str) -> object:
    """The value at a key, None where it is absent. Raises FrontMatterError, and EditRefusedError for what is no key."""
    meant = meant_names(draft.metadata, _parse(draft, key))
    # A copy: whoever appends to a list of tags must not change what the draft is known to say.
    return deepcopy(look_up(draft.metadata, meant[0])) if meant else None


def has_key(draft: Draft, key: str) -> bool:
    """Whether the key is there at all, be it empty. Raises like `get_value`."""
    return bool(meant_names(draft.metadata, _parse(draft, key)))


def value_span(draft: Draft, key: str) -> tuple[int, int] | None:
    """Where the value of a key stands, in code points of `draft.text`; None where there is none. For findings.

    Of a key that stands twice the last counts, as it does for parsers. Raises like `get_value`.
    """
    meant = meant_names(draft.metadata, _parse(draft, key))
    if not meant:
        return None
    with _refusals(draft):
        entries = draft.fields.root.find(meant[0])
        start = draft.frame.start
        return (start + entries[-1].value.start, start + entries[-1].value.end) if entries else None


def duplicate_keys(draft: Draft) -> tuple[tuple[str, tuple[int, int]], ...]:
    """Every key that stands a second time in its mapping, dotted, with the span of that key.

    Raises FrontMatterError.
    """
    # What cannot be read is refused before its keys are walked through: it may be deeper than the stack.
    if not draft.metadata:
        return ()
    with _refusals(draft):
        start = draft.frame.start
        return tuple(
            (".".join(names), (start + entry.start, start + entry.key_end))
            for names, entry in repeated(draft.fields.root)
        )


def set_value(draft: Draft, key: str, value: object, *, reason: str = "set") -> tuple[Edit, ...]:
    """The proved edits of `draft.text` that give a key this value; none where it has it already.

    `value` is text, a number, a truth value, None, a date, or lists and mappings of these. A draft without front matter
    gets one in YAML. Raises FrontMatterError, and EditRefusedError where only this key cannot be changed for certain.
    """
    parsed = _parse(draft, key)
    names = _one_meaning(draft, parsed)
    value = as_read(draft.frame.format, value)
    if not has_names(draft.metadata, names):
        return _insert(draft, names, value, reason)
    old = look_up(draft.metadata, names)
    if same(old, value):
        return ()
    if isinstance(old, dict) and isinstance(value, dict) and old and value:
        return _change_mapping(draft, names, old, value)
    with _refusals(draft):
        edits = draft.fields.replace(_only_entry(draft, names), old, value)
        return _proved(draft, edits, names, value, reason)


def unset_value(draft: Draft, key: str, *, reason: str = "unset") -> tuple[Edit, ...]:
    """The proved edits of `draft.text` that take a key out, with its lines; none where it is absent.

    Raises like `set_value`.
    """
    names = _one_meaning(draft, _parse(draft, key))
    if not has_names(draft.metadata, names):
        return ()
    with _refusals(draft):
        edits = draft.fields.remove(names, _only_entry(draft, names))
        return _proved(draft, edits, names, _ABSENT, reason)


_ABSENT = object()


def _parse(draft: Draft, key: str) -> Key:
    try:
        return parse_key(key)
    except InvalidKeyError as error:
        raise EditRefusedError(draft.path, Message.of("post.invalid-key", key=key)) from error


@contextmanager
def _refusals(draft: Draft) -> Iterator[None]:
    """Give refusals of a format the draft's path and the line of the file."""
    try:
        yield
    except RefusalError as error:
        start = draft.frame.start
        line = None if error.offset is None else draft.line_of(min(start + error.offset, draft.frame.end))
        raised = FrontMatterError if isinstance(error, UnreadableError) else EditRefusedError
        raise raised(draft.path, error.message, line=line) from error


def _one_meaning(draft: Draft, key: Key) -> Names:
    meant = meant_names(draft.metadata, key)
    if len(meant) > 1:
        raise EditRefusedError(draft.path, Message.of("post.refused-ambiguous", key=".".join(key.parts)))
    return meant[0] if meant else new_names(draft.metadata, key)


def _only_entry(draft: Draft, names: Names) -> Entry:
    entries = draft.fields.root.find(names)
    if not entries:
        raise RefusalError("post.refused-merge")
    if len(entries) > 1:
        raise RefusalError("post.refused-duplicate", offset=entries[1].start, key=".".join(names))
    return entries[0]


def _proved(draft: Draft, edits: Sequence[Edit], names: Names, value: object, reason: str) -> tuple[Edit, ...]:
    """The edits in offsets of the draft, if they give just this key just this value."""
    placed = tuple(replace(edit.shifted(draft.frame.start), reason=reason) for edit in edits)
    if _is_plain_to_see(draft, edits, names, value):
        return placed
    # The proof reads all of the draft twice; where it is the front matter that changes, the body has no part in it.
    before = draft.without_body() if draft.encoding == "utf-8" and draft.frame.format is not None else draft
    after = before.with_edits(placed)
    prove(before, after, placed, keys=[names])
    there = has_names(after.metadata, names)
    if there != (value is not _ABSENT) or (there and not same(look_up(after.metadata, names), value)):
        raise RefusalError("post.unproved-value", offset=edits[0].start if edits else 0, key=".".join(names))
    return placed


def _is_plain_to_see(draft: Draft, edits: Sequence[Edit], names: Names, value: object) -> bool:
    """Whether edits change one line of the usual YAML, which needs none of the others to be read."""
    if draft.frame.format != "yaml" or draft.encoding != "utf-8":
        return False
    from editor_tui.post.fields.yaml_line_proof import sets_one_line

    return sets_one_line(draft.fields.text, draft.fields.root, edits, names, value)


def _insert(draft: Draft, names: Names, value: object, reason: str) -> tuple[Edit, ...]:
    with _refusals(draft):
        if draft.frame.format is None:
            edits = [new_front_matter(draft.text, draft.frame.start, names, value)]
        else:
            edits = draft.fields.insert(names, value)
        return _proved(draft, edits, names, value, reason)


def _change_mapping(
    draft: Draft, names: Names, old: Mapping[str, object], new: Mapping[str, object]
) -> tuple[Edit, ...]:
    """One key of a mapping after the other, so that those that stay keep their spelling and their order."""
    edits: tuple[Edit, ...] = ()
    edited = draft
    for name in [*new, *(name for name in old if name not in new)]:
        key = ".".join(_quoted(part) for part in (*names, name))
        step = set_value(edited, key, new[name]) if name in new else unset_value(edited, key)
        edits = compose(edits, step)
        edited = edited.with_edits(step)
    return edits


def _quoted(name: str) -> str:
    return '"' + re.sub(r'(["\\])', r"\\\1", name) + '"'
