"""What a version says of itself: its language, and the path of the draft that it is a version of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from editor_tui.post.draft import Draft
from editor_tui.text.language import detect_language

LANGUAGE_KEY: Final = "lang"
SOURCE_KEY: Final = "translation_of"
# Zola refuses a section with keys that it does not know; its own place for them is this table.
_TABLE: Final = "extra"
# Characters of a body.
_ENOUGH_TO_TELL: Final = 6000


def keys_of_versions(kind: str) -> tuple[str, str]:
    """The keys, dotted where nested, for the language and the source of a version on this kind of site."""
    return (f"{_TABLE}.{LANGUAGE_KEY}", f"{_TABLE}.{SOURCE_KEY}") if kind == "zola" else (LANGUAGE_KEY, SOURCE_KEY)


def stated_language(draft: Draft) -> str:
    """The language that a draft says it is in, or "". Raises FrontMatterError."""
    return _stated(draft, LANGUAGE_KEY)


def language_of(draft: Draft) -> str:
    """What a draft says that it is in, without its region, else what it is written in; "" where neither tells.

    Raises FrontMatterError.
    """
    stated = stated_language(draft)
    return stated.split("-")[0].lower() if stated else detect_language(draft.body[:_ENOUGH_TO_TELL])


def stated_source(draft: Draft) -> str:
    """The path of the draft that this one says it is a version of, or "". Raises FrontMatterError."""
    return _stated(draft, SOURCE_KEY)


def _stated(draft: Draft, key: str) -> str:
    value = draft.metadata.get(key)
    if value is None and isinstance(extra := draft.metadata.get(_TABLE), Mapping):
        value = extra.get(key)
    return "" if value is None else str(value)
