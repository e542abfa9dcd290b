"""Lines of a draft that are selected one after the other, as a passage for a prompt. No screen."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

_LINE = re.compile(r"[^\r\n]+")


@dataclass(frozen=True, slots=True)
class LineSelection:
    """From the line `anchor` to the line `head`; `lines` are (start, end) of those that say something.

    All offsets are of the text that it was made for.
    """

    lines: tuple[tuple[int, int], ...]
    anchor: int
    head: int

    @classmethod
    def begin(cls, text: str, body: int, offset: int) -> LineSelection | None:
        """The line at an offset, or the next one that says something; None where the body says nothing."""
        lines = tuple(match.span() for match in _LINE.finditer(text, body) if match.group().strip())
        if not lines:
            return None
        at = next((n for n, (_, end) in enumerate(lines) if end > offset), len(lines) - 1)
        return cls(lines, at, at)

    def moved(self, by: int) -> LineSelection:
        return replace(self, head=max(0, min(self.head + by, len(self.lines) - 1)))

    def extended_to(self, offset: int) -> LineSelection:
        """With its head at the line of an offset, or the one before it."""
        return replace(self, head=max((n for n, (start, _) in enumerate(self.lines) if start <= offset), default=0))

    @property
    def span(self) -> tuple[int, int]:
        first, last = sorted((self.anchor, self.head))
        return self.lines[first][0], self.lines[last][1]

    @property
    def count(self) -> int:
        return abs(self.anchor - self.head) + 1

    def holds(self, offset: int) -> bool:
        start, end = self.span
        return start <= offset < end
