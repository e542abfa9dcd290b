"""Lays a settings file over settings. A mistake in one is an error that names its line and the nearest valid name."""

from __future__ import annotations

import difflib
import tomllib
import typing
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from editor_tui.errors import SettingsError
from editor_tui.messages import Message
from editor_tui.messages.complaints import complaint, system_complaint
from editor_tui.settings.lines import line_of_key, place_of_error
from editor_tui.settings.schema import Settings
from editor_tui.settings.sense import find_mistakes
from editor_tui.settings.table import Table


def read_settings(file: Path, settings: Settings, *, trusted: bool, table: tuple[str, ...] = ()) -> Settings:
    """The settings with those of a TOML file laid over them; `table` is where in it ours are.

    Raises SettingsError with the line of the first mistake. Only a trusted file may set trusted fields.
    """
    text = read_text(file)
    try:
        data: Any = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise not_toml(str(file), text, error) from error
    except RecursionError as error:
        raise SettingsError(str(file), Message.of("settings.too-deep")) from error
    reader = _Reader(file, text, trusted=trusted)
    for count, name in enumerate(table, 1):
        data = reader.expect(dict, data.get(name, {}), table[:count])
    result: Settings = reader.overlay(settings, data, ())
    for path, id, values in find_mistakes(result):
        raise reader.error(path, id, **values)
    return result


def read_text(file: Path) -> str:
    """What a file of settings says. Raises SettingsError where it cannot be read."""
    try:
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise SettingsError(str(file), Message.of("settings.not-utf-8")) from error
    except IsADirectoryError as error:
        raise SettingsError(str(file), Message.of("settings.is-a-folder")) from error
    except OSError as error:
        raise SettingsError(str(file), Message.of("settings.unreadable", detail=system_complaint(error))) from error


def not_toml(path: str, text: str, error: tomllib.TOMLDecodeError) -> SettingsError:
    """What to say of a file that is no TOML: the place, and what stands there, in words of the catalogue."""
    line, column = place_of_error(error)
    if line is None:
        message = Message.of("settings.not-toml-at-end", detail=complaint(str(error)))
        return SettingsError(path, message, line=max(1, len(text.splitlines())))
    return SettingsError(path, Message.of("settings.not-toml", detail=complaint(str(error)), column=column), line=line)


class _Reader:
    """Lays one file's tables over settings, with the file at hand for errors."""

    def __init__(self, file: Path, text: str, *, trusted: bool) -> None:
        self.file, self.text, self.trusted = file, text, trusted

    def error(self, path: tuple[str, ...], id: str, **values: object) -> SettingsError:
        return SettingsError(
            str(self.file), Message.of(id, key=".".join(path), **values), line=line_of_key(self.text, path)
        )

    def overlay(self, settings: Table, table: Mapping[str, Any], path: tuple[str, ...]) -> Any:
        hints = typing.get_type_hints(type(settings))
        known = {name.replace("_", "-"): name for name in settings.names}
        changes: dict[str, Any] = {}
        for key, value in table.items():
            name = known.get(key.replace("_", "-"))
            if name is None:
                near = difflib.get_close_matches(key.replace("_", "-"), known, n=1, cutoff=0.0)
                raise self.error((*path, key), "settings.unknown-key", nearest=near[0])
            if name in settings.trusted and not self.trusted:
                raise self.error((*path, key), "settings.not-from-site")
            changes[name] = self.convert(hints[name], value, (*path, key), getattr(settings, name))
        return settings.replace(**changes)

    def convert(self, kind: Any, value: Any, path: tuple[str, ...], current: Any) -> Any:
        origin, arguments = typing.get_origin(kind), typing.get_args(kind)
        if isinstance(kind, type) and issubclass(kind, Table):
            return self.overlay(current, self.expect(dict, value, path), path)
        if origin is tuple and arguments[-1] is Ellipsis:
            items = self.expect(list, value, path)
            if isinstance(arguments[0], type) and issubclass(arguments[0], Table):
                default = arguments[0]()
                return tuple(self.overlay(default, self.expect(dict, item, path), path) for item in items)
            return tuple(self.convert(arguments[0], item, path, None) for item in items)
        if origin is tuple:
            items = self.expect(list, value, path)
            if len(items) != len(arguments):
                raise self.error(path, "settings.wrong-count", count=len(arguments))
            return tuple(self.convert(a, item, path, None) for a, item in zip(arguments, items, strict=True))
        if origin is typing.Literal:
            if value not in arguments:
                raise self.error(path, "settings.not-a-choice", choices=", ".join(map(str, arguments)))
            return value
        if origin is not None and issubclass(origin, Mapping):
            table = self.expect(dict, value, path)
            return {key: self.convert(arguments[1], item, (*path, key), None) for key, item in table.items()}
        if kind is float and isinstance(value, int) and not isinstance(value, bool):
            with suppress(OverflowError):
                value = float(value)
        return self.expect(kind, value, path)

    def expect(self, kind: type, value: Any, path: tuple[str, ...]) -> Any:
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            raise self.error(path, "settings.wrong-type", expected=Message.of(f"settings.type-{kind.__name__}"))
        # "Not at least 0", because nan is neither.
        if isinstance(value, int | float) and not value >= 0:
            raise self.error(path, "settings.negative")
        return value
