"""The SQLite file behind the index. Losing it costs time and nothing else, so it is never a reason to fail.

A damaged or old file is made anew; without a place to write to it is empty each time. A connection lives for one call.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from typing import Final

from editor_tui.site.folder import make_folder
from editor_tui.site.page import Kept, Packed, Page, pack_page

# Raise it when the tables change; a file with another number is made anew.
_SCHEMA_NUMBER: Final = 6
# One row a folder: a list of 10,000 drafts takes longer to take 10,000 rows from SQLite than to show them.
_SCHEMA: Final = f"""
CREATE TABLE pages (
    folder BLOB PRIMARY KEY, names BLOB, stamps BLOB, others BLOB, elsewhere BLOB, shown BLOB, fingerprints BLOB
);
CREATE TABLE facts (key TEXT PRIMARY KEY, data BLOB);
PRAGMA user_version = {_SCHEMA_NUMBER};
"""
_VERSION: Final = "version"
# SQLite quotes a damaged file in its messages, which then may be no text; what is no column of ours has no `decode`.
_DAMAGED: Final = (sqlite3.DatabaseError, UnicodeDecodeError, AttributeError, TypeError)

_HELD: Final = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)

# What is known of each folder.
Known = dict[str, Page]


class IndexFile:
    """`index.sqlite3` in a state folder. Any thread may call any method."""

    def __init__(self, folder: str) -> None:
        self._place = os.path.join(folder, "index.sqlite3")

    def load(self) -> Known:
        """What is known of all drafts."""
        try:
            with closing(self._open()) as connection:
                return _read_pages(connection)
        except _DAMAGED:
            self._remove()
            return {}

    def load_current(self, version: str) -> Known:
        """What is known of all drafts, if this version made it; else that holds no more, and this version begins."""
        try:
            with closing(self._open()) as connection:
                if _fact(connection, _VERSION) == version.encode():
                    return _read_pages(connection)
                _invalidate(connection)
                connection.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (_VERSION, version.encode()))
                return {}
        except _DAMAGED as error:
            # One that another process holds for longer than we wait is not damaged.
            if getattr(error, "sqlite_errorcode", None) not in _HELD:
                self._remove()
            return {}

    def fingerprints(self, folder: str) -> dict[str, str]:
        """The fingerprints of the drafts of a folder by their names, "" where none is kept."""
        with closing(self._open()) as connection, suppress(*_DAMAGED):
            return {name: kept.fingerprint for name, kept in _read_page(connection, folder).items()}
        return {}

    @contextmanager
    def held(self) -> Iterator[None]:
        """Until this is over, saving leaves what it wrote in SQLite's log, and takes no time to tidy up."""
        with closing(self._open()):
            yield

    def save(self, kept: Iterable[Kept], dropped: Iterable[str] = ()) -> None:
        """Keep rows and drop paths. Nothing is kept while another process holds the file."""
        changes: dict[str, dict[str, Kept | None]] = {}
        for path, one in (*((one.row.path, one) for one in kept), *((path, None) for path in dropped)):
            folder, _, name = path.rpartition("/")
            changes.setdefault(folder, {})[name] = one
        with closing(self._open()) as connection, suppress(*_DAMAGED), connection:
            connection.execute("BEGIN IMMEDIATE")
            for folder, changed in changes.items():
                # Read again: another process may have kept rows of this folder, too.
                page = {**_read_page(connection, folder), **changed}
                _write_page(connection, folder, {name: one for name, one in page.items() if one is not None})

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
    connection = sqlite3.connect(place, isolation_level=None, timeout=2, check_same_thread=False)
    with ExitStack() as unless_whole:
        unless_whole.callback(connection.close)
        [(number,)] = connection.execute("PRAGMA user_version")
        if number != _SCHEMA_NUMBER:
            if number or connection.execute("SELECT 1 FROM sqlite_master").fetchone():
                raise sqlite3.DatabaseError("made by another version")
            # A power cut can damage nothing yet; with the usual care this takes as long as to list 200 drafts.
            connection.execute("PRAGMA synchronous = OFF")
            connection.execute("PRAGMA journal_mode = WAL")
            connection.executescript(_SCHEMA)
        # Nothing but checkpoints is synced: a power cut leaves an older index, not a damaged one.
        connection.execute("PRAGMA synchronous = NORMAL")
        unless_whole.pop_all()
    return connection


def _read_pages(connection: sqlite3.Connection) -> Known:
    rows = connection.execute("SELECT folder, names, stamps, others, elsewhere, shown FROM pages")
    pages = (Page(_text(folder), Packed(*columns)) for folder, *columns in rows)
    return {page.folder: page for page in pages}


def _read_page(connection: sqlite3.Connection, folder: str) -> dict[str, Kept]:
    columns = connection.execute(
        "SELECT names, stamps, others, elsewhere, shown, fingerprints FROM pages WHERE folder = ?", (_bytes(folder),)
    ).fetchone()
    return {} if columns is None else Page(folder, Packed(*columns[:-1])).kept(columns[-1])


def _write_page(connection: sqlite3.Connection, folder: str, kept: dict[str, Kept]) -> None:
    made = pack_page(kept)
    if made is None:
        connection.execute("DELETE FROM pages WHERE folder = ?", (_bytes(folder),))
    else:
        packed, fingerprints = made
        connection.execute(
            "INSERT OR REPLACE INTO pages VALUES (?, ?, ?, ?, ?, ?, ?)", (_bytes(folder), *packed, fingerprints)
        )


def _bytes(path: str) -> bytes:
    return path.encode("utf-8", "surrogateescape")


def _text(path: bytes) -> str:
    return path.decode("utf-8", "surrogateescape")


def _invalidate(connection: sqlite3.Connection) -> None:
    connection.execute("UPDATE pages SET stamps = x'', fingerprints = x''")


def _fact(connection: sqlite3.Connection, key: str) -> bytes | None:
    row = connection.execute("SELECT data FROM facts WHERE key = ?", (key,)).fetchone()
    return None if row is None else row[0]
