"""Rows of all drafts, kept between runs, so that a list reads only what has changed.

A row holds while its file's path, size, times and inode are the same, and its version in the other language, or its
source, stands as it stood. Where only the times differ, or prove nothing, the file's bytes are compared.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Collection, Generator, Iterator, Mapping, Sequence
from itertools import chain
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from editor_tui.errors import DraftError, EncodingError
from editor_tui.site.files import Site, by_folder
from editor_tui.site.folder import FOLDER
from editor_tui.site.index_file import IndexFile
from editor_tui.site.look import Look, modified
from editor_tui.site.page import Kept
from editor_tui.site.rows import Row
from editor_tui.site.saving import Saving
from editor_tui.site.stamp import is_certain, kept_stamp, kept_time

if TYPE_CHECKING:
    from editor_tui.post.draft import Draft
    from editor_tui.site.page import Page

Describe = Callable[["Draft"], Row]
# What describes one draft, and with what: `(site, describe)`.
Work = tuple[Site, Describe]
# `spread(work, context, paths)` gives `work(context, path)` for every path in order, on as many processes as it likes.
Spread = Callable[[Callable[[Any, str], Any], Any, Sequence[str]], Iterator[Any]]

# Paths of drafts, or the names of drafts by their folders, sorted.
Drafts = Sequence[str] | Mapping[str, Sequence[str]]


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
        return sorted(chain.from_iterable(page.rows for page in self._file.load().values()))

    def refresh(
        self,
        drafts: Drafts,
        prepare: Callable[[], Describe],
        *,
        everything: bool = False,
        checked: bool = False,
        brief: bool = False,
        spread: Spread | None = None,
    ) -> Iterator[Row]:
        """The rows of these drafts as their files are now, by path, one by one; only changed files are read.

        `drafts` are paths, or the names of files by their folders. `prepare` gives what describes a draft, and is
        called only if one has to be. With `checked`, rows that were never checked are made anew. `everything` says
        that these are all drafts of the site: rows of others are dropped. `brief` rows may come without tags, source
        and version. `spread` describes many at once; the description must then survive pickling. A draft that cannot
        be read has a row that says why. What was read is kept even if the caller stops half-way.
        """
        folders = drafts if isinstance(drafts, Mapping) else by_folder(drafts)
        known = self._file.load_current(self._version)
        look = Look(self._site, known, self._file.fingerprints, checked=checked, brief=brief)
        standing, waiting = look.at_all(folders)
        dropped = [*look.gone, *(_others(known, folders, look.whole) if everything else ())]
        if dropped or look.confirmed:
            self._file.save(look.confirmed, dropped)
        if not waiting:
            return iter(standing)
        return self._with_described(standing, sorted(waiting), prepare, spread)

    def _with_described(
        self, standing: Sequence[Row], paths: Sequence[str], prepare: Callable[[], Describe], spread: Spread | None
    ) -> Generator[Row, None, None]:
        """The rows that hold and those of changed drafts, by path."""
        from heapq import merge

        work = (self._site, prepare())
        described = spread(_describe, work, paths) if spread else (_describe(work, path) for path in paths)
        saving = Saving(self._file.save)
        with self._file.held():
            try:
                yield from merge(standing, _saved(described, saving), key=itemgetter(0))
            finally:
                if isinstance(described, Generator):
                    described.close()
                saving.finish()

    def facts(self, key: str) -> bytes | None:
        """What was kept under a key for the whole site. It may be lost at any time."""
        return self._file.fact(key)

    def save_facts(self, key: str, data: bytes) -> None:
        """Keep something for the whole site."""
        self._file.save_fact(key, data)

    def invalidate(self) -> None:
        """Have every draft described anew by the next refresh; until then the rows are known as they were."""
        self._file.invalidate()


def _saved(described: Iterator[Kept | None], saving: Saving) -> Iterator[Row]:
    """The rows as they are made; those with a stamp are kept."""
    for made in described:
        if made is not None:
            if made.stamp:
                saving.add(made)
            yield made.row


def _describe(work: Work, path: str) -> Kept | None:
    """The row of a draft, and what to keep of it; no stamp for one that could not be read, None for no file."""
    site, describe = work
    seen = time.time_ns()
    try:
        draft, snapshot = site.read_with_snapshot(path)
    except DraftError as error:
        if not os.path.exists(site.prefix + path):
            return None
        rule = "not-utf-8" if isinstance(error, EncodingError) else "unreadable"
        return Kept(Row(path, title=path.rpartition("/")[2], rules={rule: 1}, error=error.message), b"", 0, "")
    row = describe(draft)
    other = row.version or row.source
    time_of_other = kept_time(modified(site.prefix + other), seen) if other else 0
    # A draft whose bytes turn out to be the same need not be checked again; without a check that would save nothing.
    fingerprint = draft.fingerprint if row.checked or not is_certain(snapshot, seen) else ""
    return Kept(row, kept_stamp(snapshot, seen), time_of_other, fingerprint)


def _others(known: Mapping[str, Page], folders: Mapping[str, Sequence[str]], whole: Collection[str]) -> Iterator[str]:
    """The paths that are known and not among these. In `whole` folders there are none."""
    for folder in known.keys() - whole:
        before = f"{folder}/" if folder else ""
        yield from (before + name for name in set(known[folder].names).difference(folders.get(folder, ())))
