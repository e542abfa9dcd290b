"""Turns messages into words of one language."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

from editor_tui.messages.message import Message

LANGUAGES: Final = ("en", "ja")
_FOLDER = Path(__file__).parent


class Catalogue:
    """The words of one language. An area's file is read when its first message is asked for."""

    def __init__(self, language: str = "en") -> None:
        self.language = language if language in LANGUAGES else "en"

    def text(self, message: Message) -> str:
        """The message in words. Where the catalogue gives `one` and `other`, the value `count` chooses.

        Raises KeyError for an id that the catalogue does not have: a programming error, held by a test.
        """
        area, _, name = message.id.partition(".")
        template = read_area(self.language, area)[name]
        if isinstance(template, Mapping):
            template = template["one" if message.values.get("count") == 1 and "one" in template else "other"]
        assert isinstance(template, str)
        return template.format_map(
            {key: self.text(value) if isinstance(value, Message) else value for key, value in message.values.items()}
        )

    def say(self, id: str, /, **values: object) -> str:
        """The words of the message with this id, for the faces, which need no `Message` in between."""
        return self.text(Message(id, values))


@cache
def read_area(language: str, area: str) -> Mapping[str, str | Mapping[str, str]]:
    """All templates of an area, name to text."""
    import tomllib

    return tomllib.loads((_FOLDER / language / f"{area}.toml").read_text(encoding="utf-8"))


def detect_language(environment: Mapping[str, str] = os.environ) -> str:
    """The language that the locale variables ask for, in POSIX order; English where they ask for neither."""
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := environment.get(variable):
            return "ja" if value.lower().startswith("ja") else "en"
    return "en"
