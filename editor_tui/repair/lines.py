"""Taking whole lines out of a text without touching any other line end."""

from __future__ import annotations

import re

from editor_tui.post.edits import Edit

_BLANK_LINES = re.compile(r"(?:[ \t\u3000]*(?:\r\n|\r|\n))*")


def removal(text: str, start: int, end: int, reason: str) -> Edit:
    """The edit that takes out the lines `text[start:end]` and the blank lines that only they needed.

    `start` begins a line, `end` ends one, before or after its line end. Texts that stood apart stay apart: of the
    blank stretches on both sides one stays, and where there was none the removed lines leave an empty one.
    """
    end = after_line_end(text, end)
    blanks = _BLANK_LINES.match(text, end)
    after = blanks.end() if blanks else end
    if not text[after:].strip():
        kept = len(text[:start].rstrip())
        return Edit(after_line_end(text, kept) if kept else start, len(text), "", reason)
    if start == 0 or is_blank_before(text, start):
        return Edit(start, after, "", reason)
    if after > end:
        return Edit(start, end, "", reason)
    return Edit(start, end, text[before_line_end(text, end) : end], reason)


def after_line_end(text: str, offset: int) -> int:
    """Past the line end that stands at `offset`, if one does."""
    if offset and text[offset - 1] in "\r\n" and not text.startswith("\r\n", offset - 1):
        return offset
    if text.startswith("\r\n", offset):
        return offset + 2
    return offset + 1 if offset < len(text) and text[offset] in "\r\n" else offset


def before_line_end(text: str, offset: int) -> int:
    """Before the line end that stands just before `offset`, if one does."""
    if text.endswith("\r\n", 0, offset):
        return offset - 2
    return offset - 1 if offset and text[offset - 1] in "\r\n" else offset


def line_start(text: str, offset: int) -> int:
    """The beginning of the line in which `offset` stands."""
    start = text.rfind("\n", 0, offset) + 1
    return max(start, text.rfind("\r", start, offset) + 1)


def is_blank_before(text: str, start: int) -> bool:
    """Whether the line before the one that begins at `start` is blank."""
    end = before_line_end(text, start)
    return end < start and not text[line_start(text, end) : end].strip()


def is_blank_after(text: str, offset: int) -> bool:
    """Whether the line after the one in which `offset` stands is blank, or there is none."""
    rest = _NEXT_LINE.match(text, offset)
    return rest is None or not rest.group(1).strip()


_NEXT_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)([^\r\n]*)")


def line_break(text: str) -> str:
    """The line end that the text uses first; LF where it has none."""
    match = re.search(r"\r\n|\r|\n", text)
    return match.group() if match else "\n"
