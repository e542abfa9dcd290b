"""Edits as a unified diff that `git apply` accepts, whatever the line ends and with or without a last one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from editor_tui.post.draft import Draft
from editor_tui.post.edits import Edit, apply_edits, in_order

_CONTEXT: Final = 3


@dataclass(frozen=True, slots=True)
class _Change:
    """Lines `start:end` of the old text become `lines`."""

    start: int
    end: int
    lines: tuple[str, ...]


def unified_diff(draft: Draft, edits: Sequence[Edit]) -> str:
    """The patch for one file, "" where nothing changes. Bytes that are not UTF-8 stand in it as lone surrogates."""
    rows = _rows(draft.text)
    changes = _changes(draft.text, rows, edits)
    if not changes:
        return ""
    lines = [f"--- {_name('a/' + draft.path)}\n", f"+++ {_name('b/' + draft.path)}\n"]
    shift = 0
    for hunk in _hunks(changes):
        first, last = max(hunk[0].start - _CONTEXT, 0), min(hunk[-1].end + _CONTEXT, len(rows))
        body = list(_body(rows, hunk, first, last))
        added = last - first + sum(len(change.lines) - (change.end - change.start) for change in hunk)
        lines.append(f"@@ -{_range(first, last - first)} +{_range(first + shift, added)} @@\n")
        lines += (_as_bytes(draft, line) for line in body)
        shift += added - (last - first)
    return "".join(lines)


def _changes(text: str, rows: Sequence[str], edits: Sequence[Edit]) -> list[_Change]:
    """The edits by lines, those that touch one line together, without lines that stay as they are."""
    starts = [0]
    for row in rows:
        starts.append(starts[-1] + len(row))
    groups: list[list[Edit]] = []
    bounds: list[tuple[int, int]] = []
    for edit in in_order(edits):
        start = text.rfind("\n", 0, edit.start) + 1
        newline = text.find("\n", edit.end)
        end = len(text) if newline < 0 else newline + 1
        if bounds and start < bounds[-1][1]:
            bounds[-1] = (bounds[-1][0], max(end, bounds[-1][1]))
            groups[-1].append(edit)
        else:
            bounds.append((start, end))
            groups.append([edit])
    numbers = {offset: number for number, offset in enumerate(starts)}
    found = []
    for (start, end), group in zip(bounds, groups, strict=True):
        new = _rows(apply_edits(text[start:end], [edit.shifted(-start) for edit in group]))
        change = _trimmed(rows, numbers[start], numbers[end], new)
        if change.lines or change.end > change.start:
            found.append(change)
    return found


def _trimmed(rows: Sequence[str], start: int, end: int, new: list[str]) -> _Change:
    while start < end and new and rows[start] == new[0]:
        start += 1
        new = new[1:]
    while start < end and new and rows[end - 1] == new[-1]:
        end -= 1
        new = new[:-1]
    return _Change(start, end, tuple(new))


def _hunks(changes: Sequence[_Change]) -> Iterator[list[_Change]]:
    hunk: list[_Change] = []
    for change in changes:
        if hunk and change.start - hunk[-1].end > 2 * _CONTEXT:
            yield hunk
            hunk = []
        hunk.append(change)
    yield hunk


def _body(rows: Sequence[str], hunk: Sequence[_Change], first: int, last: int) -> Iterator[str]:
    at = first
    for change in hunk:
        yield from (_line(" ", row) for row in rows[at : change.start])
        yield from (_line("-", row) for row in rows[change.start : change.end])
        yield from (_line("+", row) for row in change.lines)
        at = change.end
    yield from (_line(" ", row) for row in rows[at:last])


def _line(mark: str, row: str) -> str:
    return mark + row if row.endswith("\n") else f"{mark}{row}\n\\ No newline at end of file\n"


def _rows(text: str) -> list[str]:
    # git knows LF only; a CR belongs to its line.
    rows = text.split("\n")
    return [row + "\n" for row in rows[:-1]] + ([rows[-1]] if rows[-1] else [])


def _range(start: int, count: int) -> str:
    """A range of lines as diff writes it: from 1, and the line before where there are none."""
    return f"{start + 1 if count else start},{count}"


def _name(path: str) -> str:
    """A file name as git reads it back: in quotes where it has to be, with a tab behind one that has spaces."""
    special = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}
    if any(character in special or ord(character) < 32 for character in path):
        return '"' + "".join(special.get(c, f"\\{ord(c):03o}" if ord(c) < 32 else c) for c in path) + '"'
    return path + "\t" if " " in path else path


def _as_bytes(draft: Draft, text: str) -> str:
    """Text of a draft in another encoding, as its bytes are in a stream of UTF-8."""
    if draft.encoding == "utf-8":
        return text
    return text.encode(draft.encoding).decode("utf-8", "surrogateescape")
