"""Drafts that have no version in another language. Apart from what is wrong with versions, which takes long to load."""

from __future__ import annotations

from editor_tui.messages import Message
from editor_tui.post.draft import Draft
from editor_tui.post.finding import Finding


def find_missing_translation(source: Draft, language: str) -> Finding:
    """What to report of a draft that has no version in a language, on a site that has versions."""
    start = source.frame.body
    message = Message.of("repair.translation-missing", language=language)
    return Finding("missing-translation", "info", start, start, message)
