"""A draft as lines to read: fields, body with Japanese line breaking, findings where they are. No screen."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, Literal

from editor_tui.post.finding import Finding
from editor_tui.text.clean import mask
from editor_tui.text.width import cut, text_width
from editor_tui.text.wrap import wrap
from editor_tui.tui.look import Look

Kind = Literal["text", "heading", "code", "quote", "rule", "finding", "title", "field", "other", "note", "error"]
Mark = Literal["", "repeat", "finding"]

_FENCE: Final = re.compile(r"\s{0,3}(```+|~~~+)")
_HEADING: Final = re.compile(r"\s{0,3}#{1,6}(?:\s|$)")
_RULE: Final = re.compile(r"\s{0,3}(?:(?:-\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,}|(?:=\s*){3,})$")
_INDENT: Final = re.compile(r"\s*(?:[-*+]\s+|\d{1,9}[.)]\s+|>\s?)*")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the screen. `start` is an offset of the draft's text, or -1 for a line that is not in it."""

    text: str
    kind: Kind = "text"
    mark: Mark = ""
    start: int = -1


@dataclass(frozen=True, slots=True)
class Page:
    """What a preview shows: `head` stands above the body, which is `text[body:]`; findings are in offsets of `text`."""

    key: str
    head: tuple[Line, ...] = ()
    text: str = ""
    body: int = 0
    findings: tuple[Finding, ...] = field(default=())


def is_repeat(finding: Finding) -> bool:
    return finding.first is not None


def lay_out(page: Page, width: int, look: Look) -> list[Line]:
    """The lines of a page in a column of this width."""
    lines: list[Line] = []
    for line in page.head:
        # Only the fields that editors write are worth more than a line.
        lines += [replace(line, text=cut(mask(line.text), width))] if line.kind == "other" else _wrapped(line, width)
    if page.text[page.body :].strip():
        lines.append(Line("", "note"))
    notes = _Notes(page.findings, look)
    for start, end, kind in _source_lines(page.text, _first_line(page)):
        for note in notes.beginning_before(end):
            lines += _wrapped(note, width)
        mark_of_line = notes.mark(start, end)
        lines += _body_lines(page.text[start:end], start, kind, mark_of_line, width)
    for note in notes.beginning_before(len(page.text) + 1):
        lines += _wrapped(note, width)
    return lines


def _first_line(page: Page) -> int:
    """Where the body begins to say something."""
    body = page.text[page.body :]
    return page.body + len(body) - len(body.lstrip("\r\n"))


def _source_lines(text: str, body: int) -> Iterator[tuple[int, int, Kind]]:
    """Lines of the body without their line ends, as (start, end, kind)."""
    fence = ""
    position = body
    for raw in re.split(r"(?<=\n)|(?<=\r)(?!\n)", text[body:]) if position < len(text) else ():
        line = raw.rstrip("\r\n")
        kind: Kind = "text"
        if opening := _FENCE.match(line):
            kind = "code"
            if not fence:
                fence = opening.group(1)[:3]
            elif opening.group(1).startswith(fence):
                fence = ""
        elif fence:
            kind = "code"
        elif _HEADING.match(line):
            kind = "heading"
        elif line.lstrip().startswith(">"):
            kind = "quote"
        elif line and _RULE.match(line):
            kind = "rule"
        yield position, position + len(line), kind
        position += len(raw)


def _body_lines(source: str, start: int, kind: Kind, mark_of_line: Mark, width: int) -> Iterator[Line]:
    text = mask(source)
    hang = 0
    if kind in ("text", "quote") and (indent := _INDENT.match(text)) and indent.end() < len(text):
        hang = min(text_width(indent.group()), width // 2)
    spans = wrap(text, width) if not hang else _hanging(text, width, hang)
    for index, (a, b) in enumerate(spans):
        yield Line(" " * (hang if index else 0) + text[a:b], kind, mark_of_line, start + a)


def _hanging(text: str, width: int, hang: int) -> list[tuple[int, int]]:
    """The first line full, the others narrower by the indent that they get."""
    first = wrap(text, width)[0]
    if first[1] == len(text):
        return [first]
    return [first, *((a + first[1], b + first[1]) for a, b in wrap(text[first[1] :], width - hang))]


def _wrapped(line: Line, width: int) -> Iterator[Line]:
    text = mask(line.text)
    for a, b in wrap(text, width):
        yield Line(text[a:b], line.kind, line.mark, line.start)


class _Notes:
    """Findings as lines that stand above the place where each begins, and as marks beside what they cover."""

    def __init__(self, findings: Sequence[Finding], look: Look) -> None:
        self._findings = sorted(findings, key=lambda finding: (finding.start, finding.end))
        self._starts = [finding.start for finding in self._findings]
        # The furthest end of all findings up to each one: they may lie inside each other.
        self._ends: list[int] = []
        for finding in self._findings:
            self._ends.append(max(finding.end, self._ends[-1] if self._ends else 0))
        self._next, self._look = 0, look

    def beginning_before(self, offset: int) -> Iterator[Line]:
        while self._next < len(self._findings) and self._starts[self._next] < offset:
            finding = self._findings[self._next]
            self._next += 1
            symbol = self._look.symbols.repeat if is_repeat(finding) else self._look.symbols.doubtful
            text = f"{symbol} {self._look.tell(finding.message)}  {finding.rule}"
            yield Line(text, "finding", "repeat" if is_repeat(finding) else "finding", finding.start)

    def mark(self, start: int, end: int) -> Mark:
        last = bisect_right(self._starts, max(end - 1, start)) - 1
        if last < 0 or self._ends[last] <= start:
            return ""
        covering = [f for f in self._findings[max(0, last - 20) : last + 1] if f.end > start]
        return "repeat" if any(map(is_repeat, covering)) else "finding" if covering else ""
