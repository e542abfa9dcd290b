"""What stands in a version for a segment that has no translation good enough: plain words, and a mark that tools find.

The source language is never written as if it were the target language.
"""

from __future__ import annotations

from typing import Final

from editor_tui.messages import Catalogue, Message

_MARK: Final = "editor-tui: untranslated"


def untranslated_text(path: str, language: str, *, field: bool = False) -> str:
    """The words for a reader, with a comment behind them in a body; `path` says which comments the file can have."""
    words = Catalogue(language).text(Message.of("tasks.translate-untranslated"))
    if field:
        return words
    comment = f"{{/* {_MARK} */}}" if path.endswith(".mdx") else f"<!-- {_MARK} -->"
    return f"{words}{comment}"


def is_untranslated(text: str) -> bool:
    """Whether a text has such a placeholder in it."""
    return _MARK in text or any(
        Catalogue(language).text(Message.of("tasks.translate-untranslated")) in text for language in ("en", "ja")
    )
