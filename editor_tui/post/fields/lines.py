"""Lines of a front matter. Only CR, LF and CRLF end one, whatever YAML thinks of other characters."""

from __future__ import annotations

import re

_LINE_END = re.compile(r"\r\n|\r|\n")


def line_start(text: str, offset: int) -> int:
    return max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1


def line_end(text: str, offset: int) -> int:
    """Where the line ends, before its line end."""
    match = _LINE_END.search(text, offset)
    return len(text) if match is None else match.start()


def next_line(text: str, offset: int) -> int:
    """Where the line behind this one starts."""
    match = _LINE_END.search(text, offset)
    return len(text) if match is None else match.end()


def line_end_at(text: str, offset: int) -> str:
    """The characters that end the line at `offset`; where it has none, those that end the first line, else LF."""
    match = _LINE_END.search(text, offset) or _LINE_END.search(text)
    return "\n" if match is None else match.group()


def line_end_before(text: str, start: int) -> str:
    """The characters that end the line before the one that starts at `start`; LF before the first one."""
    if text.endswith("\r\n", 0, start):
        return "\r\n"
    return text[start - 1] if start else "\n"


def last_line(text: str) -> int:
    """Where the line behind the last line that is not blank starts."""
    return next_line(text, len(text.rstrip()))
