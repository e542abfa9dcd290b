"""All entries of the site in order, and which of them the filter shows. Knows no screen."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Collection, Iterable
from typing import Final, Literal

from editor_tui.tui.entries import STATES, Entry, State, with_state

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
_NEWEST_FIRST: Final = frozenset({"date", "state", "findings", "length"})


class Shelf:
    """`visible` holds positions in `entries`, in the order of the list."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.visible = array("I")
        self.sort: Sort = "date"
        self._test: Callable[[Entry], bool] | None = None

    def __len__(self) -> int:
        return len(self.visible)

    def __getitem__(self, row: int) -> Entry:
        return self.entries[self.visible[row]]

    @property
    def counts(self) -> Counter[State]:
        return Counter(entry.state for entry in self.entries)

    def replace(self, entries: Iterable[Entry]) -> None:
        """These are all entries of the site now."""
        self.entries = list(entries)
        self._order()

    def mark(self, waiting: Collection[str], doubtful: Collection[str]) -> None:
        """The proposals that wait have changed."""
        self.entries = [with_state(entry, waiting, doubtful) for entry in self.entries]
        self._narrow()

    def sort_by(self, sort: Sort) -> None:
        self.sort = sort
        self._order()

    def narrow(self, test: Callable[[Entry], bool] | None) -> None:
        """Show only the entries that pass the test; None shows all."""
        self._test = test
        self._narrow()

    def row_of(self, path: str) -> int | None:
        """Where a draft stands in the list, or None where it is not shown."""
        return next((row for row, at in enumerate(self.visible) if self.entries[at].path == path), None)

    def _order(self) -> None:
        self.entries.sort(key=_KEYS[self.sort], reverse=self.sort in _NEWEST_FIRST)
        self._narrow()

    def _narrow(self) -> None:
        test = self._test
        if test is None:
            self.visible = array("I", range(len(self.entries)))
        else:
            self.visible = array("I", [at for at, entry in enumerate(self.entries) if test(entry)])
