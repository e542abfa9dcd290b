"""What the list shows of one draft, made from a row of the index. The only module that knows both."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Collection
from typing import Final, Literal, NamedTuple

from editor_tui.site.rows import Row

State = Literal["todo", "running", "waiting", "doubtful", "healthy", "broken"]
STATES: Final[tuple[State, ...]] = ("broken", "doubtful", "waiting", "running", "todo", "healthy")
UNREADABLE: Final = "unreadable"
BROKEN_RULES: Final = frozenset({"invalid-front-matter", "not-utf-8", UNREADABLE})


class Entry(NamedTuple):
    """`rules` are the names of the rules that found something, `findings` how often; `english` is "", "ok", "stale" or
    "none"; `haystack` is what a plain word of the filter is looked for in. Small: a site may have 100,000."""

    path: str
    title: str
    date: str
    length: int
    tags: tuple[str, ...]
    rules: tuple[str, ...]
    findings: int
    english: str
    state: State
    haystack: str


def entry_of(row: Row, waiting: Collection[str] = (), doubtful: Collection[str] = ()) -> Entry:
    """The entry of an index row, with the state that the proposals waiting for its path give it."""
    rules = tuple(map(sys.intern, sorted(row.rules)))
    if row.error is not None:
        rules = (*rules, UNREADABLE)
    return Entry(
        row.path,
        row.title,
        sys.intern(row.date[:10]) if row.date else "",
        row.length,
        tuple(map(sys.intern, row.tags)),
        rules,
        row.findings,
        row.translation or "",
        _state(row.path, rules, waiting, doubtful),
        fold(f"{row.title} {row.path}"),
    )


def with_state(entry: Entry, waiting: Collection[str], doubtful: Collection[str]) -> Entry:
    """The entry in the state that it has with these proposals waiting."""
    state = _state(entry.path, entry.rules, waiting, doubtful)
    return entry if entry.state == state else entry._replace(state=state)


def _state(path: str, rules: Collection[str], waiting: Collection[str], doubtful: Collection[str]) -> State:
    if path in doubtful:
        return "doubtful"
    if path in waiting:
        return "waiting"
    if not BROKEN_RULES.isdisjoint(rules):
        return "broken"
    return "todo" if rules else "healthy"


def fold(text: str) -> str:
    """The text as searches compare it: full-width and half-width, upper and lower case alike."""
    return (text if text.isascii() else unicodedata.normalize("NFKC", text)).casefold()
