"""One look at the files of drafts, to see which rows of the index still hold."""

from __future__ import annotations

import os
import time
from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from operator import itemgetter

from editor_tui.errors import DraftError
from editor_tui.site.files import Site
from editor_tui.site.page import Kept, Page
from editor_tui.site.rows import Row
from editor_tui.site.stamp import SIZE, is_same_size, kept_stamp, kept_time, stamp_of, stamps_of


class Look:
    """`whole` are folders with just the files that are known, `gone` paths without one, `confirmed` rows whose files
    have other times and the same bytes.

    `fingerprints` gives the fingerprints that are known of a folder's drafts by their names. With `checked`, rows that
    were never checked do not hold. `brief` rows may come without tags, source and version.
    """

    def __init__(
        self,
        site: Site,
        known: Mapping[str, Page],
        fingerprints: Callable[[str], Mapping[str, str]],
        *,
        checked: bool = False,
        brief: bool = False,
    ) -> None:
        self._site, self._known, self._checked, self._brief = site, known, checked, brief and not checked
        self._load_fingerprints = fingerprints
        self._fingerprints: dict[str, Mapping[str, str]] = {}
        self._times = _Times(site.prefix)
        self.whole: set[str] = set()
        self.gone: list[str] = []
        self.confirmed: list[Kept] = []

    def at_all(self, folders: Mapping[str, Sequence[str]]) -> tuple[list[Row], list[str]]:
        """The rows that hold for drafts, by path, and the paths of those without one."""
        rows: list[Row] = []
        waiting: list[str] = []
        for folder, names in folders.items():
            page = self._known.get(folder)
            if page is None:
                waiting += [f"{folder}/{name}" for name in names] if folder else names
                continue
            stamps = stamps_of(self._site.prefix + folder, names)
            if page.is_of(names, stamps) and (all_rows := self._all(page, names)):
                rows += all_rows
                self.whole.add(folder)
            else:
                for path, row in self._one_by_one(page, names, stamps):
                    if row is None:
                        waiting.append(path)
                    else:
                        rows.append(row)
        # In one order for all: a folder stands between the files of the one that it is in.
        if len(folders) > 1:
            rows.sort(key=itemgetter(0))
        return rows, waiting

    def _all(self, page: Page, names: Sequence[str]) -> list[Row]:
        """The rows of a page whose files are as they were, if all of them hold."""
        still_without = not page.has_others and not any(map(self._times.in_folder, page.elsewhere))
        if self._brief and still_without:
            return page.brief_rows(names)
        rows = page.rows
        hold = still_without or page.others == self._times.of_all([row.version or row.source for row in rows])
        return rows if hold and not (self._checked and not all(row.checked for row in rows)) else []

    def _one_by_one(self, page: Page, names: Sequence[str], stamps: bytes | None) -> Iterator[tuple[str, Row | None]]:
        """The row of each draft of a folder that is there; None where it has to be made."""
        positions = {name: number for number, name in enumerate(page.names) if page.rows}
        before = f"{page.folder}/" if page.folder else ""
        for number, name in enumerate(names):
            path = before + name
            if stamps is not None:
                stamp = stamps[number * SIZE : (number + 1) * SIZE]
            else:
                try:
                    stamp = stamp_of(self._site.prefix + path)
                except OSError:
                    self.gone.append(path)
                    continue
            position = positions.get(name)
            yield path, None if position is None else self._row(page, position, stamp)

    def _row(self, page: Page, position: int, stamp: bytes) -> Row | None:
        """The row at a place of a page, if it holds."""
        row = page.rows[position]
        other = row.version or row.source
        if (self._checked and not row.checked) or page.others[position] != (self._times[other] if other else 0):
            return None
        kept = page.stamps[position * SIZE : (position + 1) * SIZE]
        if stamp == kept:
            return row
        return row if is_same_size(kept, stamp) and self._has_same_bytes(page, row) else None

    def _has_same_bytes(self, page: Page, row: Row) -> bool:
        """Does a file that has other times, or too young ones, hold the bytes that were read?"""
        if page.folder not in self._fingerprints:
            self._fingerprints[page.folder] = self._load_fingerprints(page.folder)
        fingerprint = self._fingerprints[page.folder].get(row.path.rpartition("/")[2])
        if not fingerprint:
            return False
        seen = time.time_ns()
        try:
            draft, snapshot = self._site.read_with_snapshot(row.path)
        except DraftError:
            return False
        if draft.fingerprint != fingerprint:
            return False
        other = row.version or row.source
        time_of_other = kept_time(self._times[other], seen) if other else 0
        self.confirmed.append(Kept(row, kept_stamp(snapshot, seen), time_of_other, fingerprint))
        return True


def modified(place: str) -> int:
    """When a file was modified, in nanoseconds since the epoch; 0 for no file."""
    try:
        return os.stat(place).st_mtime_ns
    except (OSError, ValueError):
        # Front matter names sources, and may name what no path can be.
        return 0


class _Times:
    """Modification times of files that are mostly not there: each folder is listed once. 0 for no file."""

    def __init__(self, prefix: str) -> None:
        self._prefix = prefix
        self._names: dict[str, frozenset[str]] = {}

    def __getitem__(self, path: str) -> int:
        folder, _, name = path.rpartition("/")
        return modified(self._prefix + path) if name in self.in_folder(folder) else 0

    def of_all(self, paths: Sequence[str]) -> array[int]:
        """The time of each; 0 for "", too."""
        if not any(map(self.in_folder, {path.rpartition("/")[0] for path in paths if path})):
            return array("q", bytes(8 * len(paths)))
        return array("q", [self[path] if path else 0 for path in paths])

    def in_folder(self, folder: str) -> frozenset[str]:
        """The names in a folder."""
        names = self._names.get(folder)
        if names is None:
            try:
                names = frozenset(os.listdir(self._prefix + folder))
            except (OSError, ValueError):
                names = frozenset()
            self._names[folder] = names
        return names
