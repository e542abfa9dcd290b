"""Makes the page of a draft: what its front matter says, its text, or why it cannot be read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from editor_tui.errors import DraftError, FileError, FrontMatterError
from editor_tui.post.draft import Draft
from editor_tui.post.finding import Finding
from editor_tui.tui.desk import Desk
from editor_tui.tui.fields import flat_values
from editor_tui.tui.look import Look
from editor_tui.tui.page import Line, Page
from editor_tui.workspace.values import show_value

_GONE: Final = frozenset({"site.no-such-file", "site.gone-since-read"})


def read_page(desk: Desk, path: str, look: Look) -> tuple[Page, Draft | None]:
    """The page of a draft without its findings, and the draft; no draft where it cannot be read."""
    try:
        draft = desk.read(path)
    except (DraftError, OSError) as error:
        return _failed(path, error, look, "preview-unreadable"), None
    try:
        head = _head(draft, desk, look)
        body = draft.frame.body
    except FrontMatterError as error:
        page = _failed(path, error, look, "preview-broken-front-matter")
        return Page(path, page.head, draft.text, 0), draft
    return Page(path, head, draft.text, body), draft


def with_findings(page: Page, findings: Sequence[Finding]) -> Page:
    return Page(page.key, page.head, page.text, page.body, tuple(findings))


def _head(draft: Draft, desk: Desk, look: Look) -> tuple[Line, ...]:
    metadata, keys = flat_values(draft, desk.settings), desk.settings.keys
    title = show_value(metadata.get(keys.title)) or draft.path.rpartition("/")[2]
    date = show_value(metadata.get(keys.date))[:10]
    size = look.say("characters", count=len(draft.body))
    lines = [Line(title, "title"), Line("  ".join(filter(None, [date, size])), "note"), Line(draft.path, "other")]
    written = [keys.excerpt, keys.description, keys.tags, keys.categories]
    for key in (key for key in dict.fromkeys(written) if key in metadata):
        shown = show_value(metadata[key])
        count = f"  ({len(shown)})" if key in (keys.excerpt, keys.description) else ""
        lines.append(Line(f"{key}: {shown}{count}", "field"))
    others = [key for key in metadata if key not in (*written, keys.title, keys.date)]
    return (*lines, *(Line(f"{key}: {show_value(metadata[key])}", "other") for key in others))


def _gone(path: str, look: Look) -> Page:
    lines = [
        Line(f"{look.symbols.broken} {look.say('preview-gone')}", "error"),
        Line(path, "note"),
        Line("", "note"),
        Line(look.say("preview-gone-now"), "note"),
    ]
    return Page(path, tuple(lines))


def _failed(path: str, error: FileError | OSError, look: Look, id: str) -> Page:
    if isinstance(error, FileError):
        if error.message.id in _GONE:
            return _gone(path, look)
        detail = look.tell(error.message)
        place = error.place
    else:
        detail, place = error.strerror or type(error).__name__, path
    lines = [
        Line(f"{look.symbols.broken} {look.say(id)}", "error"),
        Line(place, "note"),
        Line("", "note"),
        Line(detail, "note"),
        Line("", "note"),
        Line(look.say("preview-what-now"), "note"),
        Line("", "note"),
    ]
    return Page(path, tuple(lines))
