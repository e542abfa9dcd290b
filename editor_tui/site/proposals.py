"""Proposals that wait for review, and what became of those that did."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from editor_tui.post.proposal import Proposal, Status
from editor_tui.site.state import State, path_bytes

_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS proposals (
    id INTEGER PRIMARY KEY, path BLOB NOT NULL, task TEXT NOT NULL, destination BLOB NOT NULL, status TEXT NOT NULL,
    created REAL NOT NULL, data TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS closed (
    run INTEGER NOT NULL, proposal INTEGER NOT NULL, status TEXT NOT NULL, PRIMARY KEY (run, proposal)
) WITHOUT ROWID;
CREATE UNIQUE INDEX IF NOT EXISTS one_waits ON proposals (path, task, destination) WHERE status = 'waiting';
"""


@dataclass(frozen=True, slots=True)
class Stored:
    """A proposal and its number in the state."""

    id: int
    proposal: Proposal


class ProposalStore:
    """The proposals in a site's state."""

    def __init__(self, state: State) -> None:
        self._state = state
        state.ensure(_SCHEMA)

    def save(self, proposal: Proposal) -> int:
        """Keep a proposal and give its number. A waiting one takes the place of the one with the same key."""
        return self.save_all((proposal,))[0]

    def save_all(self, proposals: Iterable[Proposal]) -> list[int]:
        """Keep several at once: all or none."""
        from editor_tui.post.proposal_json import to_json

        numbers = []
        with self._state.transaction() as connection:
            for proposal in proposals:
                path, task, destination = proposal.key
                key = (path_bytes(path), task, path_bytes(destination))
                connection.execute(
                    "DELETE FROM proposals WHERE path = ? AND task = ? AND destination = ? AND status = 'waiting'", key
                )
                cursor = connection.execute(
                    "INSERT INTO proposals (path, task, destination, status, created, data) VALUES (?, ?, ?, ?, ?, ?)",
                    (*key, proposal.status, proposal.origin.created, json.dumps(to_json(proposal))),
                )
                numbers.append(cursor.lastrowid or 0)
        return numbers

    def waiting(self, paths: Iterable[str] | None = None) -> list[Stored]:
        """The waiting proposals for these drafts (or whose destination is one of them); all where none are given.

        By path, then in the order in which they were made.
        """
        found = self._select("status = 'waiting' ORDER BY path, id")
        if paths is None:
            return found
        wanted = set(paths)
        return [stored for stored in found if wanted.intersection((stored.proposal.path, stored.proposal.destination))]

    def get(self, id: int) -> Stored | None:
        """The proposal with this number."""
        return next(iter(self._select("id = ?", (id,))), None)

    def mark(self, id: int, status: Status) -> None:
        """Say what became of a proposal."""
        with self._state.transaction() as connection:
            connection.execute("UPDATE proposals SET status = ? WHERE id = ?", (status, id))

    def close(self, proposals: Iterable[Proposal], status: Status, run: int) -> None:
        """Say that a run of the journal has applied or rejected the waiting proposals with the same keys."""
        with self._state.transaction() as connection:
            for proposal in proposals:
                path, task, destination = proposal.key
                values = (path_bytes(path), task, path_bytes(destination), status, run)
                waits = "path = ?1 AND task = ?2 AND destination = ?3 AND status = 'waiting'"
                connection.execute(
                    f"INSERT OR IGNORE INTO closed SELECT ?5, id, ?4 FROM proposals WHERE {waits}", values
                )
                connection.execute(f"UPDATE proposals SET status = ?4 WHERE {waits}", values[:4])

    def reopen(self, run: int, paths: Iterable[str]) -> None:
        """Let those that a run closed for these files wait again, as it was taken back.

        Where another one with the same key waits by now, that one stays.
        """
        self._set_status(
            "UPDATE OR IGNORE proposals SET status = 'waiting' WHERE ?1 IN (path, destination) AND status != 'waiting'"
            " AND id IN (SELECT proposal FROM closed WHERE run = ?2)",
            run,
            paths,
        )

    def close_again(self, run: int, paths: Iterable[str]) -> None:
        """Close those for these files as a run had closed them: that it was taken back has been taken back."""
        self._set_status(
            "UPDATE proposals SET status = (SELECT status FROM closed WHERE run = ?2 AND proposal = proposals.id)"
            " WHERE ?1 IN (path, destination) AND id IN (SELECT proposal FROM closed WHERE run = ?2)",
            run,
            paths,
        )

    def _set_status(self, statement: str, run: int, paths: Iterable[str]) -> None:
        with self._state.transaction() as connection:
            connection.executemany(statement, [(path_bytes(path), run) for path in paths])

    def latest(self, path: str, task: str, destination: str | None = None) -> Stored | None:
        """The last proposal of a task for a draft, whatever became of it; for any destination where none is named."""
        found = self._select(
            "path = ?1 AND task = ?2 AND (?3 IS NULL OR destination = ?3) ORDER BY id DESC LIMIT 1",
            (path_bytes(path), task, None if destination is None else path_bytes(destination)),
        )
        return next(iter(found), None)

    def _select(self, condition: str, values: Sequence[object] = ()) -> list[Stored]:
        from editor_tui.post.proposal_json import from_json

        # The column is the truth about the status: it changes, the proposal's own text does not.
        return [
            Stored(id, replace(from_json(json.loads(data)), status=status))
            for id, status, data in self._state.rows(
                f"SELECT id, status, data FROM proposals WHERE {condition}", values
            )
        ]
