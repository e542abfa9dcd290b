"""The SQLite file behind the index. Losing it costs time and nothing else, so it is never a reason to fail.

A damaged or old file is made anew; without a place to write to it is empty each time. A connection lives for one call.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable
from contextlib import closing, suppress
from typing import Final, NamedTuple

from editor_tui.site.folder import make_folder
from editor_tui.site.rows import Row, pack, unpack

# Raise it when the tables change; a file with another number is made anew.
_SCHEMA_NUMBER: Final = 4
# Few columns: each costs a list of 10,000 drafts some milliseconds.
_SCHEMA: Final = f"""
CREATE TABLE rows (path BLOB PRIMARY KEY, stamp BLOB, shown BLOB, fingerprint TEXT) WITHOUT ROWID;
CREATE TABLE facts (key TEXT PRIMARY KEY, data BLOB);
PRAGMA user_version = {_SCHEMA_NUMBER};
"""
_VERSION: Final = "version"
# SQLite quotes a damaged file in its messages, which then may be no text.
_DAMAGED: Final = (sqlite3.DatabaseError, UnicodeDecodeError)


class Entry(NamedTuple):
    """The row of a draft as it is kept: its path, the `Stamp` and the row in bytes, and the file's SHA-256 or ""."""

    path: bytes
    stamp: bytes
    shown: bytes
    fingerprint: str


# The stamp and the row of each path.
Known = dict[str, tuple[bytes, bytes]]


def make_entry(row: Row, stamp: bytes, fingerprint: str) -> Entry:
    """The entry of a row that was made of a file with this stamp."""
    return Entry(row.path.encode("utf-8", "surrogateescape"), stamp, pack(row), fingerprint)


def row_of(path: str, shown: bytes) -> Row | None:
    """The row of an entry; None where a damaged file holds something else."""
    try:
        return unpack(path, shown)
    except (ValueError, TypeError, AttributeError, KeyError):
        return None


class IndexFile:
    """`index.sqlite3` in a state folder. Any thread may call any method."""

    def __init__(self, folder: str) -> None:
        self._place = os.path.join(folder, "index.sqlite3")

    def load(self) -> Known:
        """What is known of all drafts."""
        try:
            with closing(self._open()) as connection:
                return _read_all(connection)
        except (*_DAMAGED, AttributeError):
            self._remove()
            return {}

    def fingerprints(self) -> dict[str, str]:
        """The fingerprint of each path, as far as they are kept."""
        with closing(self._open()) as connection, suppress(*_DAMAGED, AttributeError):
            rows = connection.execute("SELECT path, fingerprint FROM rows WHERE fingerprint > ''")
            return {path.decode("utf-8", "surrogateescape"): fingerprint for path, fingerprint in rows}
        return {}

    def begin(self, version: str) -> bool:
        """Were the rows made by this version? If not they hold no more, and the next ones are this version's."""
        with closing(self._open()) as connection, suppress(*_DAMAGED):
            if _fact(connection, _VERSION) == version.encode():
                return True
            _invalidate(connection)
            connection.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (_VERSION, version.encode()))
        return False

    def save(self, kept: Iterable[Entry], dropped: Iterable[str] = ()) -> None:
        """Keep entries and drop paths. Nothing is kept while another process holds the file."""
        paths = [(path.encode("utf-8", "surrogateescape"),) for path in dropped]
        with closing(self._open()) as connection, suppress(*_DAMAGED), connection:
            connection.execute("BEGIN IMMEDIATE")
            connection.executemany("INSERT OR REPLACE INTO rows VALUES (?, ?, ?, ?)", kept)
            connection.executemany("DELETE FROM rows WHERE path = ?", paths)

    def invalidate(self) -> None:
        """Have no row hold any more."""
        with closing(self._open()) as connection, suppress(*_DAMAGED):
            _invalidate(connection)

    def fact(self, key: str) -> bytes | None:
        """What was kept under a key."""
        with closing(self._open()) as connection, suppress(*_DAMAGED):
            return _fact(connection, key)
        return None

    def save_fact(self, key: str, data: bytes) -> None:
        """Keep something under a key."""
        with closing(self._open()) as connection, suppress(*_DAMAGED):
            connection.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (key, data))

    def _open(self) -> sqlite3.Connection:
        try:
            make_folder(os.path.dirname(self._place))
            try:
                return _connect(self._place)
            except _DAMAGED:
                self._remove()
                return _connect(self._place)
        except (OSError, *_DAMAGED):
            return _connect(":memory:")

    def _remove(self) -> None:
        for ending in ("", "-wal", "-shm"):
            with suppress(OSError):
                os.unlink(f"{self._place}{ending}")


def _connect(place: str) -> sqlite3.Connection:
    """A connection in autocommit mode with the tables made. Raises sqlite3.DatabaseError where they are not ours."""
    connection = sqlite3.connect(place, isolation_level=None, timeout=2)
    try:
        [(number,)] = connection.execute("PRAGMA user_version")
        if number == _SCHEMA_NUMBER:
            # Nothing but checkpoints is synced: a power cut leaves an older index, not a damaged one.
            connection.execute("PRAGMA synchronous = NORMAL")
            return connection
        if number or connection.execute("SELECT 1 FROM sqlite_master").fetchone():
            raise sqlite3.DatabaseError("made by another version")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.executescript(_SCHEMA)
    except BaseException:
        connection.close()
        raise
    return connection


def _read_all(connection: sqlite3.Connection) -> Known:
    rows = connection.execute("SELECT path, stamp, shown FROM rows")
    return {path.decode("utf-8", "surrogateescape"): (stamp, shown) for path, stamp, shown in rows}


def _invalidate(connection: sqlite3.Connection) -> None:
    connection.execute("UPDATE rows SET stamp = x'', fingerprint = ''")


def _fact(connection: sqlite3.Connection, key: str) -> bytes | None:
    row = connection.execute("SELECT data FROM facts WHERE key = ?", (key,)).fetchone()
    return None if row is None else row[0]
