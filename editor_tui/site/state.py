"""The state folder of a site: one SQLite file that holds proposals, answers, memory and journal."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from editor_tui.errors import StateError
from editor_tui.messages import Message

FOLDER = ".editor-tui"


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
            self.folder.mkdir(exist_ok=True)
            ignore = self.folder / ".gitignore"
            if not ignore.exists():
                ignore.write_text("*\n", encoding="utf-8")
            connection = sqlite3.connect(self.folder / "state.sqlite3", isolation_level=None, timeout=30)
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
        except (OSError, sqlite3.Error) as error:
            raise StateError(Message.of("site.state-unusable", folder=str(self.folder), detail=str(error))) from error
        return connection

    def ensure(self, schema: str) -> None:
        """Make a store's tables where they are missing; `schema` uses CREATE … IF NOT EXISTS."""
        self.connection.executescript(schema)

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """All or nothing, on disk when it ends."""
        connection = self.connection
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield connection
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")
