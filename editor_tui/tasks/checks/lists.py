"""Checks of lists: tags from the vocabulary, values of a closed list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from editor_tui.messages import Message
from editor_tui.post.proposal import Problem
from editor_tui.tasks.checks.limits import Limits
from editor_tui.tasks.reading import Reading
from editor_tui.text.length import count_characters
from editor_tui.text.tag_forms import tag_key

_LONGEST_TAG: Final = 30
_NO_TAG: Final = re.compile(r"[。．！？!?「」#<>{}\[\]|\n\r\t:：;；]|^[\d\W]+$|(?:です|ます|した|する)$")
_MOST_WORDS: Final = 5


def new_items(items: Sequence[str], limits: Limits) -> list[str]:
    """The items that the vocabulary does not have and no person chose."""
    kept = {tag_key(tag) for tag in limits.kept}
    return [item for item in items if limits.vocabulary.canonical(item) is None and tag_key(item) not in kept]


def check_vocabulary(value: object, reading: Reading, limits: Limits) -> Iterator[Problem]:
    """A closed list has only its own values. Of an open vocabulary at most `new` are new, each of them a tag."""
    items = _items(value)
    if limits.choices:
        if wrong := [item for item in items if item not in limits.choices]:
            yield Problem(
                "vocabulary",
                Message.of("tasks.check-choices", values=", ".join(wrong), choices=", ".join(limits.choices)),
            )
        return
    new = new_items(items, limits)
    if len(new) > limits.new:
        yield Problem("vocabulary", Message.of("tasks.check-new", tags=", ".join(new), count=limits.new))
    for item in new:
        if _NO_TAG.search(item) or count_characters(item) > _LONGEST_TAG or len(item.split()) > _MOST_WORDS:
            yield Problem("vocabulary", Message.of("tasks.check-no-tag", tag=item))
    yield from _doubles(items)


def _doubles(items: Sequence[str]) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for item in items:
        if (first := seen.setdefault(tag_key(item), item)) is not item:
            yield Problem("vocabulary", Message.of("tasks.check-double", tag=item, first=first))


def check_count(value: object, reading: Reading, limits: Limits) -> Iterator[Problem]:
    """Between the fewest and the most items; what a person chose may be more."""
    if limits.items is None:
        return
    count = len(_items(value))
    least, most = limits.items
    if not least <= count <= max(most, len(limits.kept)):
        yield Problem("count", Message.of("tasks.check-count", count=count, least=least, most=most))


def _items(value: object) -> list[str]:
    return [str(item) for item in value] if isinstance(value, list | tuple) else [str(value)]
