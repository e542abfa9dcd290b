"""What lists show of a draft, without its text: one row a draft, as a value and as columns of the index."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final, Literal, NamedTuple

from editor_tui.messages import Message

FieldState = Literal["missing", "placeholder"]
TranslationState = Literal["", "ok", "stale", "none"]

COLUMNS: Final = (
    "path BLOB PRIMARY KEY, title TEXT, date TEXT, length INTEGER, tags TEXT, language TEXT, rules TEXT, fields TEXT,"
    " translation TEXT, source BLOB, version BLOB, checked INTEGER, error TEXT"
)
# What front matter cannot hold: it stands between items, so that no JSON has to be parsed for a list.
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


def to_columns(row: Row) -> tuple[object, ...]:
    """The row as the values of `COLUMNS`."""
    return (
        row.path.encode("utf-8", "surrogateescape"),
        _text(row.title),
        _text(row.date),
        row.length,
        _text(_BETWEEN.join(row.tags)),
        row.language,
        _pack(row.rules),
        _pack(row.fields),
        row.translation,
        row.source.encode("utf-8", "surrogateescape"),
        row.version.encode("utf-8", "surrogateescape"),
        row.checked,
        None if row.error is None else json.dumps(row.error.to_json()),
    )


def from_columns(path: str, values: tuple[Any, ...]) -> Row:
    """The row that `to_columns` was given, by its path and all columns but that."""
    title, date, length, tags, language, rules, fields, translation, source, version, checked, error = values
    return Row(
        path,
        title,
        date,
        length,
        tuple(tags.split(_BETWEEN)) if tags else (),
        language,
        _counts(rules) if rules else _NOTHING,
        _states(fields) if fields else _NOTHING,
        translation,
        source.decode("utf-8", "surrogateescape") if source else "",
        version.decode("utf-8", "surrogateescape") if version else "",
        checked == 1,
        None if error is None else Message.from_json(json.loads(error)),
    )


def _pack(items: Mapping[str, object]) -> str:
    return _BETWEEN.join(f"{name}={value}" for name, value in items.items())


# Few combinations of rules and fields occur, on many drafts each.
@lru_cache(maxsize=4096)
def _counts(packed: str) -> Mapping[str, int]:
    return {name: int(count) for name, count in _split(packed)}


@lru_cache(maxsize=256)
def _states(packed: str) -> Mapping[str, Any]:
    return dict(_split(packed))


def _split(packed: str) -> list[list[str]]:
    return [item.rsplit("=", 1) for item in packed.split(_BETWEEN)] if packed else []


def _text(text: str) -> str:
    # SQLite takes no lone surrogates; a title shows such bytes as replaced anyway.
    return text if text.isascii() else text.encode("utf-8", "replace").decode()
