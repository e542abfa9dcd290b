"""What lists show of a draft, without its text: one row a draft, as a value and as bytes of the index."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final, Literal, NamedTuple

from editor_tui.messages import Message

FieldState = Literal["missing", "placeholder"]
TranslationState = Literal["", "ok", "stale", "none"]

# They stand between columns and between items: a list splits lines faster than it could parse JSON. What holds one of
# them itself (an escape in YAML) gives a row that cannot be read back and is made anew.
_COLUMN: Final = "\x1e"
_BETWEEN: Final = "\x1f"
# A plain dict: rows travel between processes, and a mapping proxy cannot.
_NOTHING: Final[Mapping[str, Any]] = {}


class Row(NamedTuple):
    """One draft in a list. A tuple, because lists make 10,000 of them before anything is on the screen.

    `date` sorts and shows as text (`2025-10-01 16:43`), "" without one; `length` counts the characters of the body.
    `rules` counts the findings of each rule, once the draft was `checked`; `fields` names those that are missing or
    say nothing. `translation` is the state of the version in the other language, "" where none is expected; `version`
    is the path where that is looked for, `source` the path of the draft that this one is a version of. `error` says
    why a draft could not be read.
    """

    path: str
    title: str = ""
    date: str = ""
    length: int = 0
    tags: tuple[str, ...] = ()
    language: str = ""
    rules: Mapping[str, int] = _NOTHING
    fields: Mapping[str, FieldState] = _NOTHING
    translation: TranslationState = ""
    source: str = ""
    version: str = ""
    checked: bool = True
    error: Message | None = None

    @property
    def findings(self) -> int:
        """How many findings there are in all."""
        return sum(self.rules.values())


def pack(row: Row) -> bytes:
    """The row without its path."""
    own = (
        _text(row.title),
        _text(row.date),
        str(row.length),
        _text(_BETWEEN.join(row.tags)),
        row.source,
        row.version,
    )
    shared = (
        _text(row.language),
        _join(row.rules),
        _join(row.fields),
        row.translation,
        "1" if row.checked else "",
        "" if row.error is None else _dump(row.error),
    )
    return _COLUMN.join(own + shared).encode("utf-8", "surrogatepass")


def unpack(path: str, packed: bytes) -> Row:
    """The row that `pack` was given. Raises ValueError and other errors for bytes of somebody else."""
    title, date, length, tags, source, version, shared = packed.decode("utf-8", "surrogatepass").split(_COLUMN, 6)
    language, rules, fields, translation, checked, error = _unpack_shared(shared)
    labels = tuple(tags.split(_BETWEEN)) if tags else ()
    values = (path, title, date, int(length), labels, language, rules, fields, translation, source, version)
    # Past `Row.__new__`, which takes as long as all the rest.
    return tuple.__new__(Row, (*values, checked, error))


# What is wrong with drafts comes in few combinations, on many drafts each.
@lru_cache(maxsize=4096)
def _unpack_shared(shared: str) -> tuple[Any, ...]:
    language, rules, fields, translation, checked, error = shared.split(_COLUMN)
    counts = {name: int(count) for name, count in _split(rules)} if rules else _NOTHING
    states = dict(_split(fields)) if fields else _NOTHING
    return language, counts, states, translation, checked == "1", _load(error) if error else None


def _dump(error: Message) -> str:
    import json

    return json.dumps(error.to_json())


def _load(error: str) -> Message:
    # Here, because few drafts have an error and a list should begin at once.
    import json

    return Message.from_json(json.loads(error))


def _join(items: Mapping[str, object]) -> str:
    return _BETWEEN.join(f"{name}={value}" for name, value in items.items())


def _split(packed: str) -> list[list[str]]:
    return [item.rsplit("=", 1) for item in packed.split(_BETWEEN)] if packed else []


def _text(text: str) -> str:
    # SQLite takes no lone surrogates; a title shows such bytes as replaced anyway.
    return text if text.isascii() else text.encode("utf-8", "replace").decode()
