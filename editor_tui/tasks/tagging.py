"""From the tags that somebody suggests to the list that the draft gets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from editor_tui.messages import Message
from editor_tui.settings.schema import TagSettings
from editor_tui.tasks.context import TaskContext
from editor_tui.tasks.vocabulary import Vocabulary
from editor_tui.text.tag_forms import tag_key

# So many drafts with exactly the same tags are no chance.
_SAME_SET = 3


@dataclass(frozen=True, slots=True)
class Existing:
    """A draft's present tags: `kept` stay, `dropped` are the ones that the site puts on everything."""

    kept: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()


def default_tags(tags: Sequence[str], context: TaskContext) -> tuple[str, ...]:
    """The tags that the site puts on everything: each on most drafts, or all of them together on the same drafts."""
    share = context.settings.tags.default_share
    same = context.facts.tag_sets.get(tuple(sorted(tags)), 0) if len(tags) > 1 else 0
    if same >= max(_SAME_SET, share * context.facts.tagged):
        return tuple(tags)
    return tuple(tag for tag in tags if context.vocabulary.is_default(tag, share))


def sort_existing(tags: Sequence[str], context: TaskContext) -> Existing:
    """What of the present tags stays. Where a person said that they may go, none has to."""
    dropped = default_tags(tags, context)
    if context.replace or not context.settings.tags.keep_existing:
        return Existing((), dropped)
    return Existing(tuple(tag for tag in tags if tag not in dropped), dropped)


def fold_tags(suggested: Sequence[str], kept: Sequence[str], vocabulary: Vocabulary) -> list[str]:
    """The kept tags, then the suggested ones in the vocabulary's spelling; each subject once."""
    folded: dict[str, str] = {tag_key(vocabulary.canonical(tag) or tag): tag for tag in kept}
    for tag in suggested:
        name = vocabulary.canonical(tag) or tag.strip().lstrip("#").strip()
        if name:
            folded.setdefault(tag_key(name), name)
    return list(folded.values())


def offered_tags(vocabulary: Vocabulary, settings: TagSettings, text: str, most: int) -> tuple[str, ...]:
    """The tags that may be chosen, those that stand in the text first, without those that stand everywhere."""
    key = tag_key(text)
    tags = [tag for tag in vocabulary.tags if not vocabulary.is_default(tag, settings.default_share)]
    return tuple(sorted(tags, key=lambda tag: tag_key(tag) not in key)[:most])


def notes_on(tags: Sequence[str], new: Sequence[str], existing: Existing) -> tuple[Message, ...]:
    """What a reviewer should see: tags that are new to the site, and tags that go."""
    notes = []
    if new:
        notes.append(Message.of("tasks.note-new-tags", tags=", ".join(new)))
    if gone := [tag for tag in existing.dropped if tag not in tags]:
        notes.append(Message.of("tasks.note-default-tags", tags=", ".join(gone)))
    return tuple(notes)


def tags_of_value(value: object) -> tuple[str, ...]:
    """The tags of a front matter value: a list, or one text with commas, or with spaces as Jekyll has it."""
    if isinstance(value, str):
        separator = "," if "," in value else None
        return tuple(tag.strip() for tag in value.split(separator) if tag.strip())
    if isinstance(value, list | tuple):
        return tuple(str(tag).strip() for tag in value if isinstance(tag, str | int | float) and str(tag).strip())
    return ()


def like_value(tags: Sequence[str], value: object) -> object:
    """The tags in the shape of the present value: a text with its separator stays one."""
    if isinstance(value, str) and value.strip():
        separator = ", " if "," in value or any(" " in tag for tag in tags) else " "
        return separator.join(tags)
    return list(tags)
