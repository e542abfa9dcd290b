"""Rows of all drafts, kept between runs, so that a list reads only what has changed.

A cache: losing it costs time and nothing else. A file is what it was while its path, size, times and inode are the
same; an entry made within two seconds of the file's last change proves nothing (the clock of a file system is
coarse, as git's "racy" entries know) and its bytes are compared.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any, Final

from editor_tui.errors import DraftError, EncodingError
from editor_tui.post.draft import Draft
from editor_tui.site.files import Site
from editor_tui.site.rows import COLUMNS, Row, from_columns, to_columns
from editor_tui.site.snapshot import INODE_BITS
from editor_tui.site.state import FOLDER, make_folder

Describe = Callable[[Draft], Row]

# Raise it when the tables change; an index with another number is made anew.
_SCHEMA_NUMBER: Final = 1
_SCHEMA: Final = f"""
CREATE TABLE rows ({COLUMNS}, size INTEGER, mtime INTEGER, ctime INTEGER, inode INTEGER, seen INTEGER, fingerprint TEXT)
WITHOUT ROWID;
CREATE TABLE facts (key TEXT PRIMARY KEY, data BLOB);
PRAGMA user_version = {_SCHEMA_NUMBER};
"""
_OF_ROW: Final = COLUMNS.count(",") + 1
_SIZE, _MTIME, _CTIME, _INODE, _SEEN, _FINGERPRINT = range(_OF_ROW, _OF_ROW + 6)
_INSERT: Final = f"INSERT OR REPLACE INTO rows VALUES ({', '.join('?' * (_OF_ROW + 6))})"
_RACY_NS: Final = 2_000_000_000
_SAVE_EVERY: Final = 500
_VERSION: Final = "version"

_Known = tuple[Any, ...]


class Index:
    """The rows of one site. `version` says how rows are made; under another one all drafts are described anew.

    Any thread may call any method; each call has a connection of its own.
    """

    def __init__(self, site: Site, version: str = "") -> None:
        self._site = site
        self._version = version.encode()
        self._place = site.root / FOLDER / "index.sqlite3"

    def known_rows(self) -> list[Row]:
        """The rows as they were when last seen, by path, at once: no file is looked at."""
        connection, known = self._load()
        connection.close()
        return [row for entry in known.values() if (row := _row(entry)) is not None]

    def refresh(self, paths: Iterable[str], describe: Describe, *, everything: bool = False) -> Iterator[Row]:
        """The rows of these drafts as their files are now, in order, one by one; only changed files are read.

        A draft that cannot be read has a row that says why. `everything` says that these are all drafts of the site:
        rows of others are dropped. What was read is kept even if the caller stops half-way.
        """
        connection, known = self._load()
        with closing(connection):
            if not self._is_current(connection):
                known = {}
            changes = _Changes(connection)
            gone = set(known) if everything else set[bytes]()
            prefix = f"{self._site.root}{os.sep}"
            try:
                for path in paths:
                    key = path.encode("utf-8", "surrogateescape")
                    gone.discard(key)
                    entry = known.get(key)
                    try:
                        stat = os.stat(prefix + path)
                    except OSError:
                        changes.drop(key)
                        continue
                    row = _row(entry) if entry is not None and _holds(entry, stat) else None
                    yield row or self._describe(path, entry, describe, changes)
                for key in gone:
                    changes.drop(key)
            finally:
                changes.save()

    def facts(self, key: str) -> bytes | None:
        """What was kept under a key for the whole site."""
        with closing(self._open()) as connection, suppress(sqlite3.DatabaseError):
            return _fact(connection, key)
        return None

    def save_facts(self, key: str, data: bytes) -> None:
        """Keep something for the whole site. It may be lost at any time."""
        with closing(self._open()) as connection, suppress(sqlite3.DatabaseError):
            connection.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (key, data))

    def invalidate(self) -> None:
        """Have every draft described anew by the next refresh; until then the rows are known as they were."""
        with closing(self._open()) as connection, suppress(sqlite3.DatabaseError):
            connection.execute("UPDATE rows SET size = -1, fingerprint = ''")

    def _describe(self, path: str, entry: _Known | None, describe: Describe, changes: _Changes) -> Row:
        """The row of a file that may have changed, kept with what the disk said of it."""
        seen = time.time_ns()
        try:
            draft, snapshot = self._site.read_with_snapshot(path)
        except DraftError as error:
            rule = "not-utf-8" if isinstance(error, EncodingError) else "unreadable"
            return Row(path, title=path.rpartition("/")[2], rules={rule: 1}, error=error.message)
        same = entry is not None and entry[_FINGERPRINT] == draft.fingerprint
        row = (_row(entry) if entry is not None and same else None) or describe(draft)
        stat = (snapshot.size, snapshot.mtime_ns, snapshot.ctime_ns, snapshot.inode)
        changes.keep((*to_columns(row), *stat, seen, draft.fingerprint))
        return row

    def _is_current(self, connection: sqlite3.Connection) -> bool:
        """Were the rows made by this version? If not, say that they will be."""
        with suppress(sqlite3.DatabaseError):
            if _fact(connection, _VERSION) == self._version:
                return True
            connection.execute("UPDATE rows SET size = -1, fingerprint = ''")
            connection.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (_VERSION, self._version))
        return False

    def _load(self) -> tuple[sqlite3.Connection, dict[bytes, _Known]]:
        """All rows by path, and the connection that read them. A damaged index is made anew."""
        connection = self._open()
        try:
            return connection, _read_all(connection)
        except (sqlite3.DatabaseError, UnicodeDecodeError):
            connection.close()
            self._remove()
            return self._open(), {}

    def _open(self) -> sqlite3.Connection:
        """A connection to the index; an unusable or old file is made anew, without a place for it in memory."""
        try:
            make_folder(self._place.parent)
            try:
                return _connect(self._place)
            except sqlite3.DatabaseError:
                self._remove()
                return _connect(self._place)
        except (OSError, sqlite3.DatabaseError):
            return _connect(":memory:")

    def _remove(self) -> None:
        for ending in ("", "-wal", "-shm"):
            with suppress(OSError):
                os.unlink(f"{self._place}{ending}")


class _Changes:
    """Rows to keep and to drop, saved in batches. Another process that holds the file keeps us from nothing."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._kept: list[tuple[object, ...]] = []
        self._dropped: list[tuple[bytes]] = []

    def keep(self, values: tuple[object, ...]) -> None:
        self._kept.append(values)
        if len(self._kept) >= _SAVE_EVERY:
            self.save()

    def drop(self, key: bytes) -> None:
        self._dropped.append((key,))

    def save(self) -> None:
        if not self._kept and not self._dropped:
            return
        with suppress(sqlite3.DatabaseError), self._connection:
            self._connection.execute("BEGIN IMMEDIATE")
            self._connection.executemany(_INSERT, self._kept)
            self._connection.executemany("DELETE FROM rows WHERE path = ?", self._dropped)
        self._kept.clear()
        self._dropped.clear()


def _holds(entry: _Known, stat: os.stat_result) -> bool:
    """Is the file surely the one that was read?"""
    return bool(
        entry[_MTIME] == stat.st_mtime_ns
        and entry[_CTIME] == stat.st_ctime_ns
        and entry[_SIZE] == stat.st_size
        and entry[_INODE] == stat.st_ino & INODE_BITS
        and max(stat.st_mtime_ns, stat.st_ctime_ns) < entry[_SEEN] - _RACY_NS
    )


def _connect(place: Path | str) -> sqlite3.Connection:
    """A connection in autocommit mode with the tables made. Raises sqlite3.DatabaseError where they are not ours."""
    # The generator of `refresh` may be closed by another thread than the one that began it.
    connection = sqlite3.connect(place, isolation_level=None, timeout=2, check_same_thread=False)
    try:
        [(number,)] = connection.execute("PRAGMA user_version")
        if number == _SCHEMA_NUMBER:
            return connection
        if number or connection.execute("SELECT 1 FROM sqlite_master").fetchone():
            raise sqlite3.DatabaseError("made by another version")
        # NORMAL: nothing is synced but checkpoints, and a crash leaves an older index, not a damaged one.
        connection.execute("PRAGMA journal_mode = WAL")
        connection.executescript(_SCHEMA)
    except BaseException:
        connection.close()
        raise
    return connection


def _read_all(connection: sqlite3.Connection) -> dict[bytes, _Known]:
    return {values[0]: values for values in connection.execute("SELECT * FROM rows")}


def _row(entry: _Known) -> Row | None:
    """The row that an entry holds; None where a damaged index holds something else."""
    try:
        return from_columns(entry[:_OF_ROW])
    except (ValueError, TypeError, AttributeError, KeyError):
        return None


def _fact(connection: sqlite3.Connection, key: str) -> bytes | None:
    row = connection.execute("SELECT data FROM facts WHERE key = ?", (key,)).fetchone()
    return None if row is None else row[0]
