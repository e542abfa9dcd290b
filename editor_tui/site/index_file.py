"""The SQLite file behind the index. Losing it costs time and nothing else, so it is never a reason to fail.

A damaged or old file is made anew; without a place to write to it is empty each time. A connection lives for one call.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable
from contextlib import closing, suppress
from pathlib import Path
from typing import Any, Final

from editor_tui.site.rows import COLUMNS, Row, from_columns, to_columns
from editor_tui.site.state import make_folder

# Raise it when the tables change; a file with another number is made anew.
_SCHEMA_NUMBER: Final = 2
_SCHEMA: Final = f"""
CREATE TABLE rows ({COLUMNS}, size INTEGER, mtime INTEGER, ctime INTEGER, inode INTEGER, seen INTEGER,
    version_mtime INTEGER, fingerprint TEXT) WITHOUT ROWID;
CREATE TABLE facts (key TEXT PRIMARY KEY, data BLOB);
PRAGMA user_version = {_SCHEMA_NUMBER};
"""
_OF_ROW: Final = COLUMNS.count(",") + 1
_COLUMNS: Final = _OF_ROW + 7
_INSERT: Final = f"INSERT OR REPLACE INTO rows VALUES ({', '.join('?' * _COLUMNS)})"
_VERSION: Final = "version"
# SQLite quotes a damaged file in its messages, which then may be no text.
_DAMAGED: Final = (sqlite3.DatabaseError, UnicodeDecodeError)


# A row as the table has it, and what was known of its file: a plain tuple, because there are 10,000 of them. STAMP is
# the slice with size, modification time, change time and inode; times are nanoseconds since the epoch. SEEN is when the
# file was read, VERSION_MTIME the time of its version in the other language (0: none), FINGERPRINT the SHA-256.
# SOURCE is the path of the draft that this one is a version of: a version's row holds while that one stands, too.
Entry = tuple[Any, ...]
SOURCE: Final = _OF_ROW - 4
VERSION: Final = _OF_ROW - 3
CHECKED: Final = _OF_ROW - 2
STAMP: Final = slice(_OF_ROW, _OF_ROW + 4)
SEEN, VERSION_MTIME, FINGERPRINT = range(_OF_ROW + 4, _COLUMNS)


def make_entry(row: Row, stamp: tuple[int, int, int, int], seen: int, version_mtime: int, fingerprint: str) -> Entry:
    """The entry of a row that was made of a file with this stamp."""
    return (*to_columns(row), *stamp, seen, version_mtime, fingerprint)


def row_of(entry: Entry, path: str) -> Row | None:
    """The row of an entry; None where a damaged file holds something else."""
    try:
        return from_columns(path, entry[1:_OF_ROW])
    except (ValueError, TypeError, AttributeError, KeyError):
        return None


class IndexFile:
    """`index.sqlite3` in a state folder. Any thread may call any method."""

    def __init__(self, folder: Path) -> None:
        self._place = folder / "index.sqlite3"

    def load(self) -> dict[str, Entry]:
        """All entries by path."""
        try:
            with closing(self._open()) as connection:
                return _read_all(connection)
        except (*_DAMAGED, AttributeError):
            self._remove()
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
            connection.executemany(_INSERT, kept)
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
            make_folder(self._place.parent)
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


def _connect(place: Path | str) -> sqlite3.Connection:
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


def _read_all(connection: sqlite3.Connection) -> dict[str, Entry]:
    rows = connection.execute("SELECT * FROM rows")
    return {values[0].decode("utf-8", "surrogateescape"): values for values in rows}


def _invalidate(connection: sqlite3.Connection) -> None:
    connection.execute("UPDATE rows SET size = -1, fingerprint = ''")


def _fact(connection: sqlite3.Connection, key: str) -> bytes | None:
    row = connection.execute("SELECT data FROM facts WHERE key = ?", (key,)).fetchone()
    return None if row is None else row[0]
