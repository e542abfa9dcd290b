"""Jobs that are under way, kept in the state so that a job outlives the program that ran it."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from editor_tui.errors import StateError
from editor_tui.messages import Message
from editor_tui.messages.complaints import system_complaint
from editor_tui.site.folder import make_folder
from editor_tui.site.lock import try_lock
from editor_tui.site.state import State, path_bytes, path_of

_OWNER: Final = "app.lock"
_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS jobs (
    id INTEGER PRIMARY KEY, task TEXT NOT NULL, offline INTEGER NOT NULL, created REAL NOT NULL
);
CREATE TABLE IF NOT EXISTS job_drafts (
    job INTEGER NOT NULL, number INTEGER NOT NULL, path BLOB NOT NULL, done INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (job, number)
) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class StoredJob:
    """A job that was not finished: what it runs, and the drafts that are `done` and `left`, in their order."""

    id: int
    task: str
    offline: bool
    done: tuple[str, ...]
    left: tuple[str, ...]


class JobStore:
    """The jobs in a site's state. What is done or cancelled is forgotten; calls may come from any thread."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._owner = -1
        state.ensure(_SCHEMA)

    def own(self) -> bool:
        """Whether this process may go on with jobs that others have left: not while another app runs on the site.

        Raises StateError where the file system has no locks.
        """
        if self._owner >= 0:
            return True
        try:
            make_folder(self._state.folder)
            flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
            descriptor = os.open(self._state.folder / _OWNER, flags, 0o600)
            if not try_lock(descriptor):
                os.close(descriptor)
                return False
        except OSError as error:
            folder = str(self._state.folder)
            detail = system_complaint(error)
            raise StateError(Message.of("site.state-unusable", folder=folder, detail=detail)) from error
        # Open for as long as the process lives: the lock goes with it, however it ends.
        self._owner = descriptor
        return True

    def add(self, task: str, paths: Sequence[str], *, offline: bool) -> int:
        """Keep a job that begins; its number."""
        with self._state.transaction() as connection:
            cursor = connection.execute(
                "INSERT INTO jobs (task, offline, created) VALUES (?, ?, ?)", (task, int(offline), time.time())
            )
            job = cursor.lastrowid or 0
            connection.executemany(
                "INSERT INTO job_drafts (job, number, path) VALUES (?, ?, ?)",
                [(job, number, path_bytes(path)) for number, path in enumerate(paths)],
            )
        return job

    def note_done(self, job: int, path: str) -> None:
        """A draft of the job needs nothing more."""
        with self._state.transaction() as connection:
            connection.execute(
                "UPDATE job_drafts SET done = 1 WHERE job = ? AND path = ?",
                (job, path_bytes(path)),
            )

    def forget(self, job: int) -> None:
        """The job is over: done, failed or cancelled."""
        with self._state.transaction() as connection:
            connection.execute("DELETE FROM jobs WHERE id = ?", (job,))
            connection.execute("DELETE FROM job_drafts WHERE job = ?", (job,))

    def unfinished(self) -> list[StoredJob]:
        """The jobs that are not over, the oldest first."""
        return [
            StoredJob(id, task, bool(offline), self._paths(id, 1), self._paths(id, 0))
            for id, task, offline in self._state.rows("SELECT id, task, offline FROM jobs ORDER BY id")
        ]

    def _paths(self, job: int, done: int) -> tuple[str, ...]:
        rows = self._state.rows("SELECT path FROM job_drafts WHERE job = ? AND done = ? ORDER BY number", (job, done))
        return tuple(path_of(path) for (path,) in rows)
