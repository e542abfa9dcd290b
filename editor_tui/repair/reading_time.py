"""How long a draft takes to read, and whether its front matter says so."""

from __future__ import annotations

import re
from collections.abc import Iterator

from editor_tui.errors import EditRefusedError, FrontMatterError
from editor_tui.messages import Message
from editor_tui.post.blocks import Block
from editor_tui.post.finding import Finding
from editor_tui.post.front_matter import set_value
from editor_tui.repair.fields import field_span
from editor_tui.repair.inspection import Inspection
from editor_tui.repair.report import mend, report
from editor_tui.settings.schema import ReadingTimeSettings
from editor_tui.text.script import CJK

_READ = frozenset({"paragraph", "heading", "list", "quote", "table", "footnote", "definition", "html"})
# Addresses, tags and comments are not read; the words of a link are.
_UNREAD = re.compile(r"<(?:!--.*?--|/?[A-Za-z][^<>]*)>|\]\([^()\s]*\)|https?://\S+", re.DOTALL)
# Japanese counts its punctuation too.
_CHARACTERS = f"[{CJK}\u3001-\u303f\uff01-\uff60]"
_CHARACTER = re.compile(f"{_CHARACTERS}{_CHARACTERS}*")
_WORD = re.compile(r"[^\W_][^\W_]*(?:['’.,-][^\W_]+)*")
# The same where all is ASCII, in a third of the time.
_ASCII_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9]*(?:['.,-][A-Za-z0-9]+)*")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


def reading_minutes(text: str, blocks: tuple[Block, ...], settings: ReadingTimeSettings) -> int:
    """Whole minutes, at least 1, that the prose of a body takes at the speeds of the settings. Code is not read.

    CJK characters and the words of other scripts count each at their own speed.
    """
    prose = "\n".join(text[block.start : block.end] for block in blocks if block.kind in _READ)
    if "<" in prose or "](" in prose or "http" in prose:
        prose = _UNREAD.sub(" ", prose)
    rest, runs = _CHARACTER.subn(" ", prose)
    characters = len(prose) - len(rest) + runs
    words = len((_ASCII_WORD if rest.isascii() else _WORD).findall(rest))
    minutes = characters / max(settings.characters_per_minute, 1) + words / max(settings.words_per_minute, 1)
    return max(1, round(minutes))


def corrected_reading_time(value: object, minutes: int, settings: ReadingTimeSettings) -> object:
    """The value that says these minutes, in the old one's kind; None where the old one says nothing or is right."""
    stated = _minutes(value)
    if stated is None or abs(stated - minutes) <= settings.tolerance:
        return None
    return _like(value, minutes)


def find_wrong_reading_time(inspection: Inspection) -> Iterator[Finding]:
    """A reading time further from the text than the settings allow. The new value keeps the kind of the old one."""
    key = inspection.settings.keys.reading_time
    value = inspection.value(key)
    stated = _minutes(value)
    if stated is None or not inspection.has_frame:
        return
    settings = inspection.settings.reading_time
    minutes = reading_minutes(inspection.text, inspection.blocks, settings)
    corrected = corrected_reading_time(value, minutes, settings)
    if corrected is None:
        return
    try:
        fix = mend("safe", *set_value(inspection.draft, key, corrected, reason="reading-time"))
    except (FrontMatterError, EditRefusedError):
        fix = None
    message = Message.of("repair.reading-time", stated=_shown(stated), minutes=minutes)
    yield report("reading-time", field_span(inspection, key), message, fix=fix)


def _minutes(value: object) -> float | None:
    """The minutes that a value states: a number, or a text with exactly one number in it."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return float(value)
    numbers = _NUMBER.findall(value) if isinstance(value, str) else []
    return float(numbers[0]) if len(numbers) == 1 else None


def _like(value: object, minutes: int) -> object:
    if isinstance(value, str):
        return _NUMBER.sub(str(minutes), value, count=1)
    return float(minutes) if isinstance(value, float) else minutes


def _shown(minutes: float) -> int | float:
    return int(minutes) if minutes.is_integer() else minutes
