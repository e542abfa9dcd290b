"""What the list shows of one draft, made from a row of the index. The only module that knows both."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Collection
from functools import lru_cache
from typing import Final, Literal, NamedTuple

from editor_tui.site.rows import Row

State = Literal["todo", "running", "waiting", "doubtful", "healthy", "broken"]
STATES: Final[tuple[State, ...]] = ("broken", "doubtful", "waiting", "running", "todo", "healthy")
UNREADABLE: Final = "unreadable"
BROKEN_RULES: Final = frozenset({"invalid-front-matter", "not-utf-8", UNREADABLE})


class Entry(NamedTuple):
    """`rules` are the names of the rules that found something, `findings` how often; `english` is "", "ok", "stale" or
    "none". `folded_title` and `folded_path` are what a plain word of the filter is looked for in; they are the title
    and path themselves where folding changes nothing. Small: a site may have 100,000.
    """

    path: str
    title: str
    date: str
    length: int
    tags: tuple[str, ...]
    rules: tuple[str, ...]
    findings: int
    english: str
    state: State
    folded_title: str
    folded_path: str


def entry_of(row: Row, waiting: Collection[str] = (), doubtful: Collection[str] = ()) -> Entry:
    """The entry of an index row, with the state that the proposals waiting for its path give it."""
    rules = _names((*row.rules, UNREADABLE) if row.error is not None else tuple(row.rules))
    return Entry(
        row.path,
        row.title,
        sys.intern(row.date[:10]),
        row.length,
        _shared(row.tags),
        rules,
        row.findings,
        row.translation,
        _state(row.path, rules, waiting, doubtful),
        fold(row.title),
        fold(row.path),
    )


def is_entry_of(entry: Entry, row: Row) -> bool:
    """Whether the row says what the entry says, but for its state: then no second one has to be made."""
    return (
        entry.title == row.title
        and entry.length == row.length
        and entry.findings == row.findings
        and entry.english == row.translation
        and entry.date == row.date[:10]
        and entry.tags == row.tags
        and entry.rules == _names((*row.rules, UNREADABLE) if row.error is not None else tuple(row.rules))
    )


@lru_cache(maxsize=4096)
def _names(rules: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(sys.intern, sorted(rules)))


@lru_cache(maxsize=4096)
def _shared(tags: tuple[str, ...]) -> tuple[str, ...]:
    """One tuple for all drafts with these tags."""
    return tags


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
    folded = (text if text.isascii() else unicodedata.normalize("NFKC", text)).casefold()
    return text if folded == text else folded
