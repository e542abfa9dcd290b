"""The answers that were paid for, and the refusals, kept in the state: on disk the moment they arrive.

Which question an answer belongs to is told by a key, which `llm` makes; nothing of the question itself is stored.
"""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from typing import Final

from editor_tui.messages import Message
from editor_tui.post.proposal import Usage
from editor_tui.site.state import State, path_bytes, path_of
from editor_tui.text.clean import encodable

_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS answers (
    key TEXT PRIMARY KEY,
    text TEXT NOT NULL,
    model TEXT NOT NULL,
    input_tokens INTEGER NOT NULL,
    output_tokens INTEGER NOT NULL,
    cost_usd REAL NOT NULL,
    label BLOB NOT NULL,
    arrived REAL NOT NULL,
    good INTEGER
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS answers_by_label ON answers (label);
CREATE TABLE IF NOT EXISTS refusals (
    key TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    reason TEXT NOT NULL,
    arrived REAL NOT NULL
) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer. `good`: whether it held its checks, None while nobody has looked. `label`: the draft's path."""

    text: str
    model: str
    usage: Usage
    label: str = ""
    good: bool | None = None


class Answers:
    """The store. Every call is on disk when it returns; calls may come from any thread."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._ready = False

    def find(self, key: str) -> Answer | None:
        """The answer with this key, if there is one."""
        self._prepare()
        for text, model, asked, said, cost, label, good in self._state.rows(
            "SELECT text, model, input_tokens, output_tokens, cost_usd, label, good FROM answers WHERE key = ?", (key,)
        ):
            return Answer(text, model, Usage(asked, said, cost), path_of(label), None if good is None else bool(good))
        return None

    def keep(self, key: str, text: str, model: str, usage: Usage, label: str) -> None:
        """Store an answer; a newer one takes the place of an older one."""
        self._prepare()
        with self._state.transaction() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (key, encodable(text), model, *_columns(usage), path_bytes(label), time.time(), None),
            )
            connection.execute("DELETE FROM refusals WHERE key = ?", (key,))

    def keep_refusal(self, key: str, kind: str, reason: Message) -> None:
        """Store that this question gets no answer, of which kind the refusal is, and why."""
        self._prepare()
        told = json.dumps(reason.to_json(), ensure_ascii=True)
        with self._state.transaction() as connection:
            connection.execute("INSERT OR REPLACE INTO refusals VALUES (?, ?, ?, ?)", (key, kind, told, time.time()))

    def find_refusal(self, key: str) -> tuple[str, Message] | None:
        """The kind of refusal that this question met, and the reason."""
        self._prepare()
        rows = self._state.rows("SELECT kind, reason FROM refusals WHERE key = ?", (key,))
        return (rows[0][0], Message.from_json(json.loads(rows[0][1]))) if rows else None

    def mark(self, key: str, good: bool) -> None:
        """Note whether an answer held its checks."""
        self._prepare()
        with self._state.transaction() as connection:
            connection.execute("UPDATE answers SET good = ? WHERE key = ?", (int(good), key))

    def refused(self, label: str) -> list[Answer]:
        """The answers for a draft that did not hold their checks, the latest first: for a look at what came."""
        self._prepare()
        rows = self._state.rows(
            "SELECT text, model, input_tokens, output_tokens, cost_usd FROM answers "
            "WHERE label = ? AND good = 0 ORDER BY arrived DESC",
            (path_bytes(label),),
        )
        return [Answer(text, model, Usage(*usage), label, good=False) for text, model, *usage in rows]

    def forget(self, days: float) -> int:
        """Delete answers that are older; how many there were."""
        self._prepare()
        with self._state.transaction() as connection:
            before = (time.time() - days * 86_400,)
            done = connection.execute("DELETE FROM answers WHERE arrived < ?", before)
            connection.execute("DELETE FROM refusals WHERE arrived < ?", before)
        return done.rowcount

    def _prepare(self) -> None:
        if not self._ready:
            self._state.ensure(_SCHEMA)
            self._ready = True


def _columns(usage: Usage) -> tuple[int, int, float]:
    return usage.input_tokens, usage.output_tokens, usage.cost_usd
