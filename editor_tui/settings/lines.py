"""Where in a TOML file something stands: tomllib tells values only."""

from __future__ import annotations

import re
import tomllib


def line_of_key(text: str, path: tuple[str, ...]) -> int | None:
    """The line, from 1, of the key with this dotted path, in its own table or as a table header; None if not found."""
    table: tuple[str, ...] = ()
    for number, line in enumerate(text.splitlines(), 1):
        if header := re.match(r"\s*\[\[?([^\[\]]+)\]\]?", line):
            table = _names(header.group(1))
            if table == path:
                return number
        elif (key := re.match(r"\s*([^=#]+?)\s*=", line)) and _ends_with((*table, *_names(key.group(1))), path):
            return number
    return None


def line_of_value(text: str, path: tuple[str, ...], value: str) -> int | None:
    """The line, from 1, on which a text stands in quotes at the key with this path or below it; None if not found."""
    lines = text.splitlines()
    first = line_of_key(text, path)
    quoted = (f'"{value}"', f"'{value}'")
    behind = range(first, len(lines) + 1) if first else ()
    return next((number for number in behind if any(words in lines[number - 1] for words in quoted)), None)


def _ends_with(names: tuple[str, ...], path: tuple[str, ...]) -> bool:
    return names[-len(path) :] == path


def _names(dotted: str) -> tuple[str, ...]:
    return tuple(name.strip().strip("\"'") for name in dotted.split("."))


def place_of_error(error: tomllib.TOMLDecodeError) -> tuple[int | None, int | None]:
    """The line and column that tomllib names in its message, from 1; nothing where the file ends too soon."""
    match = re.search(r"line (\d+), column (\d+)", str(error))
    return (int(match.group(1)), int(match.group(2))) if match else (None, None)
