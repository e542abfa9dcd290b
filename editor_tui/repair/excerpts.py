"""Excerpts that say nothing, are too long or too short, repeat the title, or stop in mid-sentence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from editor_tui.messages import Message
from editor_tui.post.finding import Finding
from editor_tui.repair.fields import field_span
from editor_tui.repair.inspection import Inspection
from editor_tui.repair.placeholder import Surroundings, placeholder_reason
from editor_tui.repair.report import report
from editor_tui.settings.schema import LengthSettings
from editor_tui.text.language import detect_language
from editor_tui.text.length import count_characters, limits_in

NAMES: Final = ("placeholder-excerpt", "excerpt-is-title", "excerpt-cut-off", "excerpt-length")


def find_excerpt_problems(inspection: Inspection) -> Iterator[Finding]:
    """What is worst about the excerpt, and about the description where the settings name one."""
    settings = inspection.settings
    for key, lengths in ((settings.keys.excerpt, settings.excerpt), (settings.keys.description, settings.description)):
        value = inspection.value(key)
        if isinstance(value, str):
            yield from _problems(inspection, key, value, lengths)


def _problems(inspection: Inspection, key: str, value: str, lengths: LengthSettings) -> Iterator[Finding]:
    around = Surroundings(title=inspection.title, facts=inspection.facts, listed=lengths.placeholders)
    reason = placeholder_reason(value, around)
    span = field_span(inspection, key)
    if reason == "title":
        yield report("excerpt-is-title", span, Message.of("repair.excerpt-is-title", key=key))
    elif reason == "cut-off":
        yield report("excerpt-cut-off", span, Message.of("repair.excerpt-cut-off", key=key, tail=value.strip()[-12:]))
    elif reason is not None:
        yield report("placeholder-excerpt", span, Message.of("repair.placeholder-excerpt", key=key))
    else:
        least, most = limits_in(lengths, detect_language(value))
        count = count_characters(value.strip())
        if not least <= count <= most:
            message = Message.of("repair.excerpt-length", key=key, count=count, least=least, most=most)
            yield report("excerpt-length", span, message, severity="info")
