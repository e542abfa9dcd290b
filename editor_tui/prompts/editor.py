"""Reads `metadata.editor`: what a prompt's reply fills and what it must hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from editor_tui.prompts.names import EDITOR_KEYS, KNOWN_CHECKS
from editor_tui.prompts.prompt import EditorSettings

if TYPE_CHECKING:
    from editor_tui.prompts.document import KeyPath
    from editor_tui.prompts.reading import Reading

_PATH: Final[tuple[str, ...]] = ("metadata", "editor")
_NO_LIMIT: Final = 1_000_000
MOST_ATTEMPTS: Final = 10


def read_editor(reading: Reading, value: Any, outputs: Sequence[str]) -> EditorSettings:
    """The settings, with the faults in them noted in `reading`."""
    table = reading.table(value, _PATH)
    reading.expect_keys(table, EDITOR_KEYS, _PATH)
    limits = _read_limits(reading, table.get("limits"))
    checks = _read_checks(reading, table.get("checks"))
    if limits and checks is not None and "length" not in checks:
        reading.warn((*_PATH, "limits"), "prompts.limits-without-check")
    helper = table.get("helper") is True
    replaces = "replaces" in table and _one_of(reading, table, "replaces", ("passage",)) == "passage"
    return EditorSettings(
        fills={} if helper or replaces else _read_fills(reading, table, outputs),
        replaces=replaces,
        limits=limits,
        count=_range(reading, table["count"], (*_PATH, "count")) if "count" in table else None,
        checks=checks,
        language=_text(reading, table, "language", "source"),
        when="always" if _one_of(reading, table, "when", ("missing", "always")) == "always" else "missing",
        only=_texts(reading, table.get("only"), "only"),
        shortest=_number(reading, table, "shortest", 0, _NO_LIMIT) or 0,
        attempts=_number(reading, table, "attempts", 1, MOST_ATTEMPTS) or 3,
        choices=_read_choices(reading, table),
        helper=helper,
    )


def _read_fills(reading: Reading, table: Mapping[str, Any], outputs: Sequence[str]) -> Mapping[str, str]:
    value = table.get("fills", outputs[0] if len(outputs) == 1 and "fills" not in table else None)
    if value is None or value is False or value == "":
        return {}
    if isinstance(value, str):
        return {outputs[0]: value}
    fills = reading.table(value, (*_PATH, "fills"))
    for name, key in fills.items():
        if name not in outputs:
            reading.error((*_PATH, "fills", name), "prompts.unknown-output", name=name, choices=", ".join(outputs))
        if not isinstance(key, str) or not key:
            reading.error((*_PATH, "fills", name), "prompts.wrong-type", key=f"metadata.editor.fills.{name}")
    return {name: str(key) for name, key in fills.items()}


def _read_limits(reading: Reading, value: Any) -> Mapping[str, tuple[int, int]]:
    path = (*_PATH, "limits")
    if value is None:
        return {}
    if not isinstance(value, dict) or value.keys() & {"minimum", "maximum"}:
        limit = _range(reading, value, path)
        return {} if limit is None else {"default": limit}
    limits = {str(key): _range(reading, item, (*path, str(key))) for key, item in value.items()}
    return {key: limit for key, limit in limits.items() if limit is not None}


def _read_choices(reading: Reading, table: Mapping[str, Any]) -> str:
    name = _text(reading, table, "choices", "")
    if name and reading.lists is not None and name not in reading.lists:
        reading.error((*_PATH, "choices"), "prompts.unknown-list", name=name, lists=", ".join(reading.lists) or "—")
    return name


def _range(reading: Reading, value: Any, path: KeyPath) -> tuple[int, int] | None:
    """From and to: `[60, 120]`, `120` for at most, or `{minimum: 60, maximum: 120}`."""
    if isinstance(value, dict):
        value = [value.get("minimum", 0), value.get("maximum", _NO_LIMIT)]
    if isinstance(value, int) and not isinstance(value, bool):
        value = [0, value]
    whole = isinstance(value, list) and all(isinstance(item, int) and not isinstance(item, bool) for item in value)
    if not whole or len(value) != 2 or not 0 <= value[0] <= value[1]:
        reading.error(path, "prompts.wrong-range", key=".".join(map(str, path)))
        return None
    return value[0], value[1]


def _read_checks(reading: Reading, value: Any) -> tuple[str, ...] | None:
    if value is None:
        return None
    checks = _texts(reading, value, "checks")
    for index, name in enumerate(checks):
        if name not in KNOWN_CHECKS:
            choices = ", ".join(sorted(KNOWN_CHECKS))
            reading.error((*_PATH, "checks", index), "prompts.unknown-check", name=name, choices=choices)
    return checks


def _texts(reading: Reading, value: Any, key: str) -> tuple[str, ...]:
    if value is None:
        return ()
    items = [value] if isinstance(value, str) else value
    if not isinstance(items, list) or not all(isinstance(item, str) for item in items):
        reading.error((*_PATH, key), "prompts.expected-list", key=f"metadata.editor.{key}")
        return ()
    return tuple(items)


def _text(reading: Reading, table: Mapping[str, Any], key: str, default: str) -> str:
    value = table.get(key, default)
    if not isinstance(value, str):
        reading.error((*_PATH, key), "prompts.wrong-type", key=f"metadata.editor.{key}")
        return default
    return value


def _one_of(reading: Reading, table: Mapping[str, Any], key: str, choices: tuple[str, ...]) -> str:
    value = table.get(key, choices[0])
    if value not in choices:
        reading.error((*_PATH, key), "prompts.not-a-choice", key=f"metadata.editor.{key}", choices=", ".join(choices))
        return choices[0]
    return str(value)


def _number(reading: Reading, table: Mapping[str, Any], key: str, least: int, most: int) -> int | None:
    value = table.get(key)
    if value is None:
        return None
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        reading.error((*_PATH, key), "prompts.number-range", key=f"metadata.editor.{key}", least=least, most=most)
        return None
    return value
