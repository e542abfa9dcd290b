"""The state folder of a site: one SQLite file that holds proposals, answers, memory and journal."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from editor_tui.errors import StateError
from editor_tui.messages import Message
from editor_tui.messages.complaints import complaint, system_complaint
from editor_tui.site.folder import FOLDER, make_folder

# What the tables of an earlier state hold as text, and these of now as bytes.
_AS_BYTES: Final = (("answers", "label"), ("attention", "path"), ("versions", "path"), ("versions", "source_path"))
_FORM: Final = 1


def _upgrade(connection: sqlite3.Connection) -> None:
    """Bring a state that an earlier version has made into the form of now; one of a later version is left alone."""
    [(form,)] = connection.execute("PRAGMA user_version")
    if form >= _FORM:
        return
    known = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    connection.execute("BEGIN IMMEDIATE")
    for table, column in _AS_BYTES:
        if table in known:
            connection.execute(
                f"UPDATE OR REPLACE {table} SET {column} = CAST({column} AS BLOB) WHERE typeof({column}) = 'text'"
            )
    connection.execute(f"PRAGMA user_version = {_FORM}")
    connection.execute("COMMIT")


def path_bytes(path: str) -> bytes:
    """A path as the state keeps it: SQLite takes no text that holds bytes of a name that is none."""
    return path.encode("utf-8", "surrogateescape")


def path_of(kept: bytes) -> str:
    """The path that was kept so."""
    return kept.decode("utf-8", "surrogateescape")


class State:
    """Connections to the state, one a thread. A store makes its own tables with `ensure`."""

    def __init__(self, site: Path) -> None:
        self.folder = site / FOLDER
        self._local = threading.local()

    @property
    def connection(self) -> sqlite3.Connection:
        """This thread's connection, in autocommit mode. Raises StateError where the folder cannot be used."""
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = self._connect()
            self._local.connection = connection
        return connection

    def _connect(self) -> sqlite3.Connection:
        try:
            make_folder(self.folder)
            connection = sqlite3.connect(self.folder / "state.sqlite3", isolation_level=None, timeout=30)
            connection.execute("PRAGMA journal_mode = WAL")
            # FULL: what a transaction wrote outlives a power cut; the journal relies on it.
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA fullfsync = ON")
            _upgrade(connection)
        except (OSError, sqlite3.Error) as error:
            raise self._error(error) from error
        return connection

    def ensure(self, schema: str) -> None:
        """Make a store's tables where they are missing; `schema` uses CREATE … IF NOT EXISTS."""
        try:
            self.connection.executescript(schema)
        except sqlite3.Error as error:
            raise self._error(error) from error

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """All or nothing, on disk when it ends. Raises StateError where SQLite refuses (disk full, damaged file)."""
        connection = self.connection
        try:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            finally:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
        except sqlite3.Error as error:
            raise self._error(error) from error

    def rows(self, query: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """What a query gives. Raises StateError where SQLite cannot read."""
        try:
            return self.connection.execute(query, values).fetchall()
        except sqlite3.Error as error:
            raise self._error(error) from error

    def is_whole(self) -> bool:
        """Does SQLite find no damage? Raises StateError where the folder cannot be used at all."""
        try:
            [(said,)] = self.connection.execute("PRAGMA quick_check")
        except (sqlite3.Error, ValueError):
            # One row says "ok", several say what is wrong.
            return False
        return bool(said == "ok")

    def _error(self, error: Exception) -> StateError:
        detail = system_complaint(error) if isinstance(error, OSError) else complaint(str(error))
        return StateError(Message.of("site.state-unusable", folder=str(self.folder), detail=detail))
