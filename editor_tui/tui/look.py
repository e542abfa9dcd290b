"""How things are said and drawn: the catalogue's words, cleaned, and the symbols of this terminal."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from editor_tui.messages import Catalogue, Message
from editor_tui.settings.schema import AppSettings
from editor_tui.text.clean import clean


@dataclass(frozen=True, slots=True)
class Symbols:
    """One column each, so that nothing rests on colour alone."""

    todo: str = "○"
    running: str = "◐"
    waiting: str = "◆"
    healthy: str = "●"
    broken: str = "×"
    doubtful: str = "!"
    cursor: str = "▶"
    picked: str = "✓"
    bar: str = "│"
    rule: str = "─"
    repeat: str = "▒"
    seen: str = "┃"
    ellipsis: str = "…"


_COLOURLESS: Final = re.compile(r".*-(?:mono|m)|vt[0-9]+.*|dumb")
UNICODE: Final = Symbols()
_IN_ASCII: Final = str.maketrans(
    {"→": "->", "←": "<-", "↑": "Up ", "↓": "Down ", "·": "-", "…": "...", "–": "-", "—": "-", "“": '"', "”": '"'}
)
ASCII: Final = Symbols("-", "~", "*", "o", "x", "!", ">", "+", "|", "-", "#", "I", "~")


@dataclass(frozen=True, slots=True)
class Look:
    """The language, the symbols, and whether differences carry `[-…-] [+…+]` marks also where there is colour."""

    catalogue: Catalogue
    symbols: Symbols = UNICODE
    text_marks: bool = False

    def say(self, id: str, /, **values: object) -> str:
        """The words of `tui.ID`. Values may come from files: they are cleaned."""
        return self.plain(
            self.catalogue.say(
                f"tui.{id}", **{key: clean(value) if isinstance(value, str) else value for key, value in values.items()}
            )
        )

    def tell(self, message: Message) -> str:
        """A message of any area, cleaned as a whole: its values may come from anywhere."""
        return self.plain(clean(self.catalogue.text(message)))

    def plain(self, words: str) -> str:
        """Words of ours as this terminal can draw them: without arrows, dots and quotes where it has only ASCII."""
        return words.translate(_IN_ASCII) if self.symbols is ASCII else words


def choose_look(
    catalogue: Catalogue, settings: AppSettings, *, color: bool, environment: Mapping[str, str], wide: bool = False
) -> Look:
    """ASCII where the locale is not UTF-8, the console has no such glyphs or they are `wide`; marks without colour."""
    plain = settings.ascii == "on" or (settings.ascii == "auto" and (wide or not _draws_symbols(environment)))
    return Look(catalogue, ASCII if plain else UNICODE, settings.marks == "text" or not color)


def has_colour(environment: Mapping[str, str]) -> bool:
    """Whether anybody wants colour, and the terminal has any: the names of those that have none say so."""
    return not environment.get("NO_COLOR") and not _COLOURLESS.fullmatch(environment.get("TERM", ""))


def _draws_symbols(environment: Mapping[str, str] = os.environ) -> bool:
    locale = next((environment[name] for name in ("LC_ALL", "LC_CTYPE", "LANG") if environment.get(name)), "C.UTF-8")
    return environment.get("TERM") != "linux" and "utf" in locale.lower()
