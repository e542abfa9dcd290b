"""Rows of all drafts, kept between runs, so that a list reads only what has changed.

A row holds while its file's path, size, times and inode are the same, and its version in the other language, or its
source, stands as it stood. Where only the times differ, or prove nothing, the file's bytes are compared.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from editor_tui.errors import DraftError, EncodingError
from editor_tui.site.files import Site
from editor_tui.site.folder import FOLDER
from editor_tui.site.index_file import Entry, IndexFile, Known, make_entry, row_of
from editor_tui.site.rows import Row
from editor_tui.site.stamp import current_stamp, is_certain, kept_stamp, may_be_same_bytes

if TYPE_CHECKING:
    from editor_tui.post.draft import Draft

Describe = Callable[["Draft"], Row]
# What describes one draft, and with what: `(site, describe)`.
Work = tuple[Site, Describe]
# `spread(work, context, paths)` gives `work(context, path)` for every path in order, on as many processes as it likes.
Spread = Callable[[Callable[[Any, str], Any], Any, Sequence[str]], Iterator[Any]]

_SAVE_EVERY: Final = 2_000


class Index:
    """The rows of one site. `version` says how rows are made; under another one all drafts are described anew.

    Any thread may call any method.
    """

    def __init__(self, site: Site, version: str = "") -> None:
        self._site = site
        self._version = version
        self._file = IndexFile(site.prefix + FOLDER)

    def known_rows(self) -> list[Row]:
        """The rows as they were when last seen, by path, at once: no file is looked at."""
        rows = (row_of(path, shown) for path, (_, shown) in self._file.load().items())
        return [row for row in rows if row is not None]

    def refresh(
        self,
        paths: Sequence[str],
        prepare: Callable[[], Describe],
        *,
        everything: bool = False,
        checked: bool = False,
        spread: Spread | None = None,
    ) -> Iterator[Row]:
        """The rows of these drafts as their files are now, in order, one by one; only changed files are read.

        `prepare` gives what describes a draft, and is called only if one has to be. With `checked`, rows that were
        never checked are made anew. `everything` says that these are all drafts of the site: rows of others are
        dropped. `spread` describes many at once; the description must then survive pickling. A draft that cannot be
        read has a row that says why. What was read is kept even if the caller stops half-way.
        """
        known = self._file.load() if self._file.begin(self._version) else {}
        look = _Look(self._site, known, self._file.fingerprints, checked)
        standing = [(path, row) for path in paths if (row := look.at(path)) is not _GONE]
        dropped = [*look.gone, *(known.keys() - set(paths) if everything else ())]
        if dropped or look.confirmed:
            self._file.save(look.confirmed, dropped)
        described = self._describe_all([path for path, row in standing if row is None], prepare, spread)
        kept: list[Entry] = []
        try:
            for path, row in standing:
                if row is None:
                    row, entry = next(described)
                    if entry is not None:
                        # Rows of other processes share nothing; those of the index share what is wrong with them.
                        row = row_of(path, entry.shown) or row
                        kept.append(entry)
                        if len(kept) >= _SAVE_EVERY:
                            self._file.save(kept)
                            kept.clear()
                yield row
        finally:
            described.close()
            if kept:
                self._file.save(kept)

    def facts(self, key: str) -> bytes | None:
        """What was kept under a key for the whole site. It may be lost at any time."""
        return self._file.fact(key)

    def save_facts(self, key: str, data: bytes) -> None:
        """Keep something for the whole site."""
        self._file.save_fact(key, data)

    def invalidate(self) -> None:
        """Have every draft described anew by the next refresh; until then the rows are known as they were."""
        self._file.invalidate()

    def _describe_all(
        self, paths: Sequence[str], prepare: Callable[[], Describe], spread: Spread | None
    ) -> Generator[tuple[Row, Entry | None], None, None]:
        """The rows of changed drafts, in order, with what to keep of those that could be read."""
        if not paths:
            return
        work = (self._site, prepare())
        yield from spread(_describe, work, paths) if spread else (_describe(work, path) for path in paths)


def _describe(work: Work, path: str) -> tuple[Row, Entry | None]:
    """The row of a draft, and what to keep of one that could be read."""
    site, describe = work
    seen = time.time_ns()
    try:
        draft, snapshot = site.read_with_snapshot(path)
    except DraftError as error:
        rule = "not-utf-8" if isinstance(error, EncodingError) else "unreadable"
        return Row(path, title=path.rpartition("/")[2], rules={rule: 1}, error=error.message), None
    row = describe(draft)
    other = row.version or row.source
    stamp = kept_stamp(snapshot, _mtime(site.prefix + other) if other else 0, seen)
    # A draft whose bytes turn out to be the same need not be checked again; without a check that would save nothing.
    return row, make_entry(row, stamp, draft.fingerprint if row.checked or not is_certain(snapshot, seen) else "")


def _mtime(place: str) -> int:
    """When a file was modified, in nanoseconds since the epoch; 0 for no file."""
    try:
        return os.stat(place).st_mtime_ns
    except (OSError, ValueError):
        # Front matter names sources, and may name what no path can be.
        return 0


_GONE: Final = Row("")


class _Look:
    """One look at files, to see which rows still hold. `gone` are paths without a file, `confirmed` renewed entries."""

    def __init__(self, site: Site, known: Known, fingerprints: Callable[[], Mapping[str, str]], checked: bool) -> None:
        self._site, self._known, self._checked = site, known, checked
        self._load_fingerprints = fingerprints
        self._stat = _stat_from(site.prefix)
        self._times = _Times(site)
        self.gone: list[str] = []
        self.confirmed: list[Entry] = []

    def at(self, path: str) -> Row | None:
        """The row that holds for a path; None where it has to be made, `_GONE` without a file."""
        try:
            stat = self._stat(path)
        except OSError:
            self.gone.append(path)
            return _GONE
        entry = self._known.get(path)
        if entry is None:
            return None
        stamp, shown = entry
        row = row_of(path, shown)
        if row is None or (self._checked and not row.checked):
            return None
        other = row.version or row.source
        now = current_stamp(stat, self._times[other] if other else 0)
        if now and now == stamp:
            return row
        return row if may_be_same_bytes(stamp, now) and self._has_same_bytes(row) else None

    def _has_same_bytes(self, row: Row) -> bool:
        """Does a file that has other times, or too young ones, hold the bytes that were read?"""
        fingerprint = self._fingerprints.get(row.path)
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
        self.confirmed.append(
            make_entry(row, kept_stamp(snapshot, self._times[other] if other else 0, seen), fingerprint)
        )
        return True

    @cached_property
    def _fingerprints(self) -> Mapping[str, str]:
        return self._load_fingerprints()


def _stat_from(root: str) -> Callable[[str], os.stat_result]:
    """A stat of paths below a folder: through the open folder, where that is possible, in two thirds of the time."""
    if os.stat not in os.supports_dir_fd:
        return lambda path: os.stat(root + path)
    folder = _Folder(root)
    return lambda path: os.stat(path, dir_fd=folder.descriptor)


class _Folder:
    """An open folder, closed when nobody has it any more."""

    def __init__(self, place: str) -> None:
        self.descriptor = os.open(place, os.O_RDONLY)

    def __del__(self) -> None:
        os.close(self.descriptor)


class _Times:
    """Modification times of files that are mostly not there: each folder is listed once. 0 for no file."""

    def __init__(self, site: Site) -> None:
        self._prefix = site.prefix
        self._names: dict[str, frozenset[str]] = {}

    def __getitem__(self, path: str) -> int:
        folder, _, name = path.rpartition("/")
        names = self._names.get(folder)
        if names is None:
            try:
                names = frozenset(os.listdir(self._prefix + folder))
            except (OSError, ValueError):
                names = frozenset()
            self._names[folder] = names
        return _mtime(self._prefix + path) if name in names else 0
