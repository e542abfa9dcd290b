"""All entries of the site in order, and which of them the filter shows. Knows no screen."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Collection, Iterable
from typing import Final, Literal

from editor_tui.tui.entries import STATES, Entry, State, with_state
from editor_tui.tui.query import Query

Sort = Literal["date", "state", "findings", "length", "title", "path"]
SORTS: Final[tuple[Sort, ...]] = ("date", "state", "findings", "length", "title", "path")

_KEYS: Final[dict[Sort, Callable[[Entry], tuple[object, ...]]]] = {
    "date": lambda entry: (entry.date, entry.path),
    "state": lambda entry: (-STATES.index(entry.state), entry.date, entry.path),
    "findings": lambda entry: (entry.findings, entry.date, entry.path),
    "length": lambda entry: (entry.length, entry.path),
    "title": lambda entry: (entry.title, entry.path),
    "path": lambda entry: (entry.path,),
}
_PROPOSED: Final = ("waiting", "doubtful")
_NEWEST_FIRST: Final = frozenset({"date", "state", "findings", "length"})


class Shelf:
    """`visible` holds positions in `entries`, in the order of the list."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.visible = array("I")
        self.counts: Counter[State] = Counter()
        self.has_english = False
        self.sort: Sort = "date"
        self._query = Query()

    def __len__(self) -> int:
        return len(self.visible)

    def __getitem__(self, row: int) -> Entry:
        return self.entries[self.visible[row]]

    def replace(self, entries: list[Entry]) -> None:
        """These are all entries of the site now, in order: see `in_order`."""
        self.entries = entries
        self.counts = Counter(entry.state for entry in entries)
        self.has_english = any(entry.english in ("ok", "stale") for entry in entries)
        self._narrow()

    def mark(self, waiting: Collection[str], doubtful: Collection[str]) -> None:
        """The proposals that wait have changed."""
        touched = {*waiting, *doubtful, *(entry.path for entry in self.entries if entry.state in _PROPOSED)}
        if touched:
            self.replace([with_state(e, waiting, doubtful) if e.path in touched else e for e in self.entries])

    def sort_by(self, sort: Sort) -> None:
        self.sort = sort
        self.replace(in_order(self.entries, sort))

    def narrow(self, query: Query) -> None:
        """Show only the entries that the query lets through."""
        self._query = query
        self._narrow()

    def row_of(self, path: str) -> int | None:
        """Where a draft stands in the list, or None where it is not shown."""
        return next((row for row, at in enumerate(self.visible) if self.entries[at].path == path), None)

    def _narrow(self) -> None:
        self.visible = array("I", self._query.select(self.entries))


def in_order(entries: Iterable[Entry], sort: Sort) -> list[Entry]:
    """The entries as the list shows them. For 100,000 this takes a moment: do it in a thread."""
    return sorted(entries, key=_KEYS[sort], reverse=sort in _NEWEST_FIRST)
