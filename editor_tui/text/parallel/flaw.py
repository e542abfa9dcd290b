"""What is wrong with a text that should say what another one says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from editor_tui.messages import Message

# A site's language may carry a region ("en-GB"): rules go by the language alone.
_LATIN: Final = re.compile("en|fr|de|es|pt|it|nl|pl|sv|da|no|fi|cs|hu|ro|tr|id|vi")


@dataclass(frozen=True, slots=True)
class Flaw:
    """One check that a translation fails. `code` is stable, for scripts; `message` tells a model and a person why."""

    code: str
    message: Message

    @classmethod
    def of(cls, code: str, **values: object) -> Flaw:
        return cls(code, Message.of(f"tasks.translate-{code}", **values))


@dataclass(frozen=True, slots=True)
class Pair:
    """From which language to which, as codes without regions ("ja", "en")."""

    source: str
    target: str

    @classmethod
    def of(cls, source: str, target: str) -> Pair:
        return cls(source.split("-", maxsplit=1)[0].lower(), target.split("-", maxsplit=1)[0].lower())

    @property
    def to_latin(self) -> bool:
        return bool(_LATIN.fullmatch(self.target))


def shown(words: list[str], most: int = 5) -> str:
    """A few of the words, for a message."""
    unique = list(dict.fromkeys(words))
    return ", ".join(unique[:most]) + (", …" if len(unique) > most else "")
