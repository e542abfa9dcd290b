"""Front matter that no parser reads, or that says something else than its author thinks."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from editor_tui.errors import EditRefusedError, FrontMatterError
from editor_tui.messages import Message
from editor_tui.post.finding import Finding
from editor_tui.post.front_matter import duplicate_keys, value_span
from editor_tui.repair.inspection import Inspection
from editor_tui.repair.report import Span, report

_DATE = re.compile(
    r"\d{4}-\d{1,2}-\d{1,2}(?:[T\s]|$)|\d{4}/\d{1,2}/\d{1,2}|(?:[A-Z][a-z]{2}, )?\d{1,2} [A-Z][a-z]{2,8} \d{4}"
    # As Astro's own starter writes them, and whatever else JavaScript reads.
    r"|[A-Z][a-z]{2,8}\.? \d{1,2},? \d{4}"
)
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_BEFORE_TEXT = frozenset({"html", "template", "attribute"})
_TEMPLATE = re.compile(r"\{\{|\{%|<%")


def find_invalid_front_matter(inspection: Inspection) -> Iterator[Finding]:
    """Front matter that is never closed, or that its parser refuses."""
    draft = inspection.draft
    try:
        _ = draft.metadata
    except FrontMatterError as error:
        line = error.line or 1
        start = _start_of_line(draft.text, line)
        end = min(
            (at for at in (draft.text.find("\n", start), draft.text.find("\r", start)) if at >= 0),
            default=len(draft.text),
        )
        yield report("invalid-front-matter", (start, end), error.message, severity="error")


def find_duplicate_keys(inspection: Inspection) -> Iterator[Finding]:
    """A key that stands twice: parsers take the last, or refuse."""
    try:
        keys = duplicate_keys(inspection.draft)
    except (FrontMatterError, EditRefusedError):
        return
    for key, span in keys:
        yield report("duplicate-key", span, Message.of("repair.duplicate-key", key=key), severity="error")


def find_missing_fields(inspection: Inspection) -> Iterator[Finding]:
    """Fields that the settings require and that are absent or empty."""
    if not _is_readable(inspection) or inspection.draft.frame.format is None:
        return
    # Hugo reads keys whatever their case.
    present = {name.casefold() for name, value in inspection.metadata.items() if value not in (None, "", [], {})}
    for key in inspection.settings.check.required:
        if key.casefold() not in present and inspection.value(key) in (None, "", [], {}):
            if key == inspection.settings.keys.title and _is_titled_by_its_text(inspection):
                continue
            yield report("missing-field", _front_matter_start(inspection), Message.of("repair.missing-field", key=key))


def _is_titled_by_its_text(inspection: Inspection) -> bool:
    """Whether a page that no generator reads begins with a heading of level 1, and nobody asked for the field."""
    if inspection.settings.site.kind != "folder" or "required" in vars(inspection.settings.check):
        return False
    first = next((block for block in inspection.texts if block.kind not in _BEFORE_TEXT), None)
    return first is not None and first.kind == "heading" and first.level == 1


def find_wrong_types(inspection: Inspection) -> Iterator[Finding]:
    """Values of known fields that are not of the kind that sites expect."""
    keys = inspection.settings.keys
    for key, kind in (
        (keys.title, "text"),
        (keys.excerpt, "text"),
        (keys.description, "text"),
        (keys.tags, "list"),
        (keys.categories, "list"),
        (keys.date, "date"),
        (keys.reading_time, "number"),
        (keys.draft, "truth"),
    ):
        value = inspection.value(key)
        if value is None or value == "" or _is_of(value, kind):
            continue
        if isinstance(value, str) and _TEMPLATE.search(value):
            continue
        message = Message.of("repair.wrong-type", key=key, expected=Message.of(f"repair.type-{kind}"))
        yield report("wrong-type", field_span(inspection, key), message)


def _is_of(value: object, kind: str) -> bool:
    if kind == "text":
        # 2001 as a title is a number to YAML and a title to its author; every generator shows it.
        return isinstance(value, str | int | float) and not isinstance(value, bool)
    if kind == "list":
        return isinstance(value, str) or (isinstance(value, list | tuple) and all(map(_is_item, value)))
    if kind == "date":
        return isinstance(value, datetime.date) or (isinstance(value, str) and bool(_DATE.match(value.strip())))
    if kind == "number":
        return (isinstance(value, int | float) and not isinstance(value, bool)) or (
            isinstance(value, str) and bool(_NUMBER.search(value))
        )
    return isinstance(value, bool)


def _is_item(item: object) -> bool:
    """A tag or a category: Qiita's tags can be mappings with a name, Hexo's categories lists, from wide to narrow."""
    if isinstance(item, list | tuple):
        return all(isinstance(name, str | int | float) for name in item)
    return isinstance(item, str | int | float) or (isinstance(item, dict) and "name" in item)


def field_span(inspection: Inspection, key: str) -> Span:
    """Where the value of a field stands; the first line of the front matter where nobody can tell."""
    try:
        return value_span(inspection.draft, key) or _front_matter_start(inspection)
    except (FrontMatterError, EditRefusedError):
        return _front_matter_start(inspection)


def _front_matter_start(inspection: Inspection) -> Span:
    frame = inspection.draft.frame
    line = inspection.text[frame.start : frame.end].split("\n", 1)[0].rstrip("\r")
    return frame.start, frame.start + len(line)


def _is_readable(inspection: Inspection) -> bool:
    try:
        _ = inspection.draft.metadata
    except FrontMatterError:
        return False
    return True


def _start_of_line(text: str, line: int) -> int:
    start = 0
    for _ in range(line - 1):
        match = re.compile(r"\r\n|\r|\n").search(text, start)
        if match is None:
            break
        start = match.end()
    return start
