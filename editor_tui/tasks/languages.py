"""The names of languages: as a message for people, in English for prompts."""

from __future__ import annotations

from typing import Final

from editor_tui.messages import Catalogue, Message

_NAMED: Final = frozenset(
    {"ja", "en", "zh", "ko", "de", "fr", "es", "it", "pt", "nl", "ru", "el", "ar", "he", "th", "hi"}
)


def language_called(code: str) -> Message | str:
    """The name of the language with this code of ISO 639-1, whose region does not count; the code where it has none."""
    plain = code.partition("-")[0].lower()
    return Message.of(f"tasks.language-{plain}") if plain in _NAMED else code


def language_name(code: str) -> str:
    """The same in English."""
    called = language_called(code)
    return Catalogue("en").text(called) if isinstance(called, Message) else called
