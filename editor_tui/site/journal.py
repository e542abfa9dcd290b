"""What was written, when, by what, with the bytes before and after: what undo reads.

An entry is on disk before its write begins, as `pending`. Whether the write happened is settled afterwards, at the
latest by the next process that may write. The same bytes are kept once, however many entries speak of them.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import time
import zlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import Final

from editor_tui.errors import StateError
from editor_tui.messages import Message
from editor_tui.post.proposal import Usage
from editor_tui.settings.schema import JournalSettings
from editor_tui.site.runs import Dropped, Entry, Outcome, Run
from editor_tui.site.state import State, path_bytes, path_of

_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS runs (
    id INTEGER PRIMARY KEY AUTOINCREMENT, command TEXT NOT NULL, started REAL NOT NULL, ended REAL, undoes INTEGER,
    counts TEXT NOT NULL DEFAULT '{}', input_tokens INTEGER NOT NULL DEFAULT 0,
    output_tokens INTEGER NOT NULL DEFAULT 0, cost_usd REAL NOT NULL DEFAULT 0
);
CREATE TABLE IF NOT EXISTS entries (
    id INTEGER PRIMARY KEY, run INTEGER NOT NULL, path BLOB NOT NULL, before TEXT, after TEXT, reason TEXT NOT NULL,
    temporary TEXT NOT NULL, folders TEXT NOT NULL, outcome TEXT NOT NULL DEFAULT 'pending'
);
CREATE INDEX IF NOT EXISTS entries_of_run ON entries (run);
CREATE TABLE IF NOT EXISTS decided (run INTEGER NOT NULL, path BLOB NOT NULL, PRIMARY KEY (run, path)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS entries_pending ON entries (outcome) WHERE outcome = 'pending';
CREATE TABLE IF NOT EXISTS unpriced (run INTEGER PRIMARY KEY);
CREATE TABLE IF NOT EXISTS contents (fingerprint TEXT PRIMARY KEY, size INTEGER NOT NULL, packed BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS dropped (runs INTEGER NOT NULL, size INTEGER NOT NULL);
"""
_RUN: Final = "id, command, started, ended, undoes, counts, input_tokens, output_tokens, cost_usd"
_ENTRY: Final = "id, run, path, before, after, reason, temporary, folders, outcome"
_DAY: Final = 86_400


class Journal:
    """The runs and entries in a site's state."""

    def __init__(self, state: State, settings: JournalSettings | None = None) -> None:
        self._state = state
        self._settings = settings or JournalSettings()
        self._settled: dict[int, Outcome] = {}
        state.ensure(_SCHEMA)

    @contextmanager
    def run(self, command: str, undoes: int | None = None) -> Iterator[Run]:
        """A run around what the caller does; forgotten when it wrote nothing, cost nothing and has nothing to tell."""
        started = time.time()
        with self._state.transaction() as connection:
            cursor = connection.execute(
                "INSERT INTO runs (command, started, undoes) VALUES (?, ?, ?)", (command, started, undoes)
            )
        run = Run(cursor.lastrowid or 0, command, started, undoes=undoes)
        try:
            yield run
        finally:
            with self._state.transaction() as connection:
                self._flush(connection)
                connection.execute("UPDATE runs SET ended = ? WHERE id = ?", (time.time(), run.id))
                connection.execute(
                    "DELETE FROM runs WHERE id = ? AND counts = '{}' AND cost_usd = 0 AND input_tokens = 0"
                    " AND NOT EXISTS (SELECT 1 FROM entries WHERE run = runs.id AND outcome != 'not-written')"
                    " AND NOT EXISTS (SELECT 1 FROM decided WHERE run = runs.id)",
                    (run.id,),
                )

    def account(self, run: Run, counts: Mapping[str, int], usage: Usage | None = None) -> None:
        """What a run has done and spent so far, in all: takes the place of what was said before."""
        usage = usage or Usage()
        with self._state.transaction() as connection:
            connection.execute(
                "UPDATE runs SET counts = ?, input_tokens = ?, output_tokens = ?, cost_usd = ? WHERE id = ?",
                (json.dumps(dict(counts)), usage.input_tokens, usage.output_tokens, usage.cost_usd, run.id),
            )
            if not usage.priced:
                connection.execute("INSERT OR IGNORE INTO unpriced VALUES (?)", (run.id,))

    def decide(self, run: Run, paths: Iterable[str]) -> None:
        """Keep that a run dropped proposals for these drafts, or took that back: decided, and nothing written."""
        with self._state.transaction() as connection:
            connection.executemany(
                "INSERT OR IGNORE INTO decided VALUES (?, ?)", [(run.id, path_bytes(p)) for p in paths]
            )

    def decided(self, run: int) -> list[str]:
        """The drafts for which a run decided without writing."""
        rows = self._state.rows("SELECT path FROM decided WHERE run = ? ORDER BY path", (run,))
        return [path_of(path) for (path,) in rows]

    def record(self, entry: Entry, before: bytes | None, after: bytes | None) -> Entry:
        """Keep an entry with its bytes, on disk when this returns. Gives it back with its number."""
        with self._state.transaction() as connection:
            self._flush(connection)
            for fingerprint, data in ((entry.before, before), (entry.after, after)):
                if fingerprint is not None and data is not None and not _has(connection, fingerprint):
                    packed = zlib.compress(data)
                    connection.execute("INSERT INTO contents VALUES (?, ?, ?)", (fingerprint, len(packed), packed))
            values = (
                entry.run, path_bytes(entry.path), entry.before, entry.after, entry.reason,
                entry.temporary, json.dumps(entry.folders),
            )  # fmt: skip
            cursor = connection.execute(
                "INSERT INTO entries (run, path, before, after, reason, temporary, folders)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                values,
            )
        return replace(entry, id=cursor.lastrowid or 0)

    def settle(self, entry: Entry, outcome: Outcome) -> None:
        """Say how a write ended. Kept with the next entry; a crash before that costs a look at the file."""
        self._settled[entry.id] = outcome

    def flush(self) -> None:
        """Keep what was settled."""
        if self._settled:
            with self._state.transaction() as connection:
                self._flush(connection)

    def pending(self) -> list[Entry]:
        """Entries of which nobody knows yet whether they were written."""
        return [entry for entry in self._entries("outcome = 'pending'", ()) if entry.id not in self._settled]

    def entries(self, run: int) -> list[Entry]:
        """The writes of a run, in order."""
        return self._entries("run = ? AND outcome != 'not-written'", (run,))

    def content(self, fingerprint: str | None) -> bytes | None:
        """The bytes that an entry speaks of. Raises StateError where they are gone or not what they were."""
        if fingerprint is None:
            return None
        rows = self._state.rows("SELECT packed FROM contents WHERE fingerprint = ?", (fingerprint,))
        try:
            data = zlib.decompress(rows[0][0])
        except (IndexError, zlib.error) as error:
            raise StateError(Message.of("site.journal-damaged")) from error
        if hashlib.sha256(data).hexdigest() != fingerprint:
            raise StateError(Message.of("site.journal-damaged"))
        return data

    def runs(self) -> list[Run]:
        """All runs, the newest first."""
        written, standing = self._paths()
        decided = dict(self._state.rows("SELECT run, count(*) FROM decided GROUP BY run"))
        unpriced = {run for (run,) in self._state.rows("SELECT run FROM unpriced")}
        return [
            Run(id, command, started, ended, undoes, json.loads(counts),
                Usage(asked, said, cost, priced=id not in unpriced), len(written[id]),
                len(standing[id]), decided.get(id, 0))
            for id, command, started, ended, undoes, counts, asked, said, cost in self._state.rows(
                f"SELECT {_RUN} FROM runs ORDER BY id DESC"
            )
        ]  # fmt: skip

    def standing(self, run: int) -> set[str]:
        """The paths that a run wrote or decided about, and that were not taken back since."""
        return set(map(path_of, self._paths()[1][run]))

    def last(self, path: str | None = None) -> Run | None:
        """The run that undo means where none is named: the last one that still stands (on the path, if one is given).

        Runs that took back others come last of all, so that undo after undo goes further back.
        """
        standing = self._paths()[1]
        wanted = None if path is None else path_bytes(path)
        runs = [run for run in self.runs() if (standing[run.id] if wanted is None else wanted in standing[run.id])]
        return next((run for run in runs if run.undoes is None), next(iter(runs), None))

    def prune(self, keep: Collection[int] = ()) -> Dropped:
        """Forget the oldest runs that the settings do not keep, by age and by size; never those of `keep`."""
        oldest = time.time() - self._settings.keep_days * _DAY
        largest = self._settings.keep_megabytes * 1_000_000
        before = size = self._size()
        dropped = 0
        for id, started in self._state.rows("SELECT id, started FROM runs ORDER BY id"):
            if started >= oldest and size <= largest:
                break
            if id not in keep:
                self._forget(id)
                dropped += 1
                size = self._size()
        if dropped:
            with self._state.transaction() as connection:
                connection.execute("INSERT INTO dropped VALUES (?, ?)", (dropped, before - size))
        return Dropped(dropped, before - size)

    def dropped(self) -> Dropped:
        """What was forgotten since the journal began."""
        [(runs, size)] = self._state.rows("SELECT COALESCE(SUM(runs), 0), COALESCE(SUM(size), 0) FROM dropped")
        return Dropped(runs, size)

    def _forget(self, run: int) -> None:
        with self._state.transaction() as connection:
            connection.execute("DELETE FROM entries WHERE run = ?", (run,))
            connection.execute("DELETE FROM decided WHERE run = ?", (run,))
            connection.execute("DELETE FROM unpriced WHERE run = ?", (run,))
            connection.execute("DELETE FROM runs WHERE id = ?", (run,))
            connection.execute(
                "DELETE FROM contents WHERE fingerprint NOT IN (SELECT before FROM entries WHERE before IS NOT NULL"
                " UNION SELECT after FROM entries WHERE after IS NOT NULL)"
            )

    def _size(self) -> int:
        return int(self._state.rows("SELECT COALESCE(SUM(size), 0) FROM contents")[0][0])

    def _paths(self) -> tuple[Mapping[int, set[bytes]], Mapping[int, set[bytes]]]:
        """For each run the paths that it wrote, and those that it wrote or decided about and that still stand."""
        written: dict[int, set[bytes]] = defaultdict(set)
        standing: dict[int, set[bytes]] = defaultdict(set)
        taken_back: set[tuple[int, bytes]] = set()
        # From the newest to the oldest: a run that was taken back takes nothing back itself.
        for run, path, undoes, is_write in self._state.rows(
            "SELECT DISTINCT run, path, undoes, 1 FROM entries JOIN runs ON runs.id = run"
            " WHERE outcome != 'not-written'"
            " UNION ALL SELECT run, path, undoes, 0 FROM decided JOIN runs ON runs.id = run ORDER BY run DESC"
        ):
            if is_write:
                written[run].add(path)
            if (run, path) not in taken_back:
                standing[run].add(path)
                if undoes is not None:
                    taken_back.add((undoes, path))
        return written, standing

    def _entries(self, condition: str, values: tuple[object, ...]) -> list[Entry]:
        rows = self._state.rows(f"SELECT {_ENTRY} FROM entries WHERE {condition} ORDER BY id", values)
        return [
            Entry(id, run, path_of(path), before, after, reason, temporary,
                  tuple(json.loads(folders)), outcome)
            for id, run, path, before, after, reason, temporary, folders, outcome in rows
        ]  # fmt: skip

    def _flush(self, connection: sqlite3.Connection) -> None:
        connection.executemany(
            "UPDATE entries SET outcome = ? WHERE id = ?",
            [(outcome, id) for id, outcome in self._settled.items()],
        )
        self._settled.clear()


def _has(connection: sqlite3.Connection, fingerprint: str) -> bool:
    return connection.execute("SELECT 1 FROM contents WHERE fingerprint = ?", (fingerprint,)).fetchone() is not None
