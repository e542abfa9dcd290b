"""What lists show of a draft, without its text: one row a draft."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, Literal, NamedTuple

from editor_tui.messages import Message

FieldState = Literal["missing", "placeholder"]
TranslationState = Literal["", "ok", "stale", "none"]

# A plain dict: rows travel between processes, and a mapping proxy cannot.
NOTHING: Final[Mapping[str, Any]] = {}


class Row(NamedTuple):
    """One draft in a list. A tuple, because lists make 10,000 of them before anything is on the screen.

    `date` sorts and shows as text (`2025-10-01 16:43`), "" without one; `length` counts the characters of the body.
    `rules` counts the findings of each rule, once the draft was `checked`; `fields` names those that are missing or
    say nothing. `translation` is the state of the version in the other language, "" where none is expected; `version`
    is the path where that is looked for, `source` the path of the draft that this one is a version of. `error` says
    why a draft could not be read. `behind` is, for a stale version and its source, how many blocks of the source the
    version does not have as they were at the last check, and how many there are.
    """

    path: str
    title: str = ""
    date: str = ""
    length: int = 0
    tags: tuple[str, ...] = ()
    language: str = ""
    rules: Mapping[str, int] = NOTHING
    fields: Mapping[str, FieldState] = NOTHING
    translation: TranslationState = ""
    source: str = ""
    version: str = ""
    checked: bool = True
    error: Message | None = None
    behind: tuple[int, int] = (0, 0)

    @property
    def findings(self) -> int:
        """How many findings there are in all."""
        return sum(self.rules.values())
