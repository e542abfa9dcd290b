"""Turns messages into words of one language."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from functools import cache
from typing import Final

from editor_tui.messages.message import Message

LANGUAGES: Final = ("en", "ja")
_FOLDER: Final = os.path.dirname(__file__)
# How nearly every message is written: behind its name, on the same line, without escapes.
_PLAIN: Final = re.compile(r'"([^"\\\n]*)"\n|\{ one = "([^"\\\n]*)", other = "([^"\\\n]*)" \}\n')

# The words, or one wording for each number.
Template = str | Mapping[str, str]


class Catalogue:
    """The words of one language. An area's file is read when its first message is asked for."""

    def __init__(self, language: str = "en") -> None:
        self.language = language if language in LANGUAGES else "en"

    def text(self, message: Message) -> str:
        """The message in words. Where the catalogue gives `one` and `other`, the value `count` chooses.

        Raises KeyError for an id that the catalogue does not have: a programming error, held by a test.
        """
        area, _, name = message.id.partition(".")
        template = find_template(self.language, area, name)
        if not isinstance(template, str):
            template = template["one" if message.values.get("count") == 1 and "one" in template else "other"]
        return template.format_map(
            {key: self.text(value) if isinstance(value, Message) else value for key, value in message.values.items()}
        )

    def say(self, id: str, /, **values: object) -> str:
        """The words of the message with this id, for the faces, which need no `Message` in between."""
        return self.text(Message(id, values))


@cache
def find_template(language: str, area: str, name: str) -> Template:
    """The template with this name, as `read_area` has it. Raises KeyError where there is none.

    A command says a handful of messages: finding their lines takes a hundredth of the time of parsing the file.
    """
    source = _read(language, area)
    for start in (f"\n{name} = ", f'\n"{name}" = '):
        at = source.find(start)
        if at >= 0 and (match := _PLAIN.match(source, at + len(start))):
            text, one, other = match.groups()
            return {"one": one, "other": other} if text is None else text
    return read_area(language, area)[name]


@cache
def read_area(language: str, area: str) -> Mapping[str, Template]:
    """All templates of an area, by name."""
    import tomllib

    return tomllib.loads(_read(language, area))


@cache
def _read(language: str, area: str) -> str:
    # With a line end before every name, the first one too.
    with open(os.path.join(_FOLDER, language, f"{area}.toml"), encoding="utf-8") as file:
        return "\n" + file.read()


def detect_language(environment: Mapping[str, str] = os.environ) -> str:
    """The language that the locale variables ask for, in POSIX order; English where they ask for neither."""
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := environment.get(variable):
            return "ja" if value.lower().startswith("ja") else "en"
    return "en"
