"""The drafts that a person has to look at, because no answer for them could be used: by draft and task."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from editor_tui.messages import Message
from editor_tui.site.state import State, path_bytes, path_of

_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS attention (
    path BLOB NOT NULL,
    task TEXT NOT NULL,
    reason TEXT NOT NULL,
    marked REAL NOT NULL,
    PRIMARY KEY (path, task)
) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class Mark:
    """Why a task has nothing for a draft. `marked` in seconds since the epoch."""

    path: str
    task: str
    reason: Message
    marked: float


class Attention:
    """The store. Every call is on disk when it returns; calls may come from any thread."""

    def __init__(self, state: State) -> None:
        self._state = state
        state.ensure(_SCHEMA)

    def mark(self, path: str, task: str, reason: Message) -> None:
        """Mark a draft; a newer reason takes the place of an older one."""
        told = json.dumps(reason.to_json(), ensure_ascii=True)
        with self._state.transaction() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO attention VALUES (?, ?, ?, ?)", (path_bytes(path), task, told, time.time())
            )

    def clear(self, path: str, task: str) -> None:
        """The task has something for the draft now, or nobody wants it."""
        with self._state.transaction() as connection:
            connection.execute("DELETE FROM attention WHERE path = ? AND task = ?", (path_bytes(path), task))

    def marks(self, paths: Sequence[str] | None = None) -> list[Mark]:
        """All marks by path, or those of these drafts."""
        rows = self._state.rows("SELECT path, task, reason, marked FROM attention ORDER BY path, task")
        wanted = None if paths is None else set(paths)
        return [
            Mark(path, task, Message.from_json(json.loads(reason)), marked)
            for path, task, reason, marked in ((path_of(path), *rest) for path, *rest in rows)
            if wanted is None or path in wanted
        ]
