"""What a value is held to: the numbers and lists behind the checks."""

from __future__ import annotations

from dataclasses import dataclass, field

from editor_tui.repair.facts import SiteFacts
from editor_tui.tasks.vocabulary import Vocabulary


@dataclass(frozen=True)
class Limits:
    """`characters` from and to, as a reader counts them, None for no limit; `items` the same for lists.

    `language` is the one to be written in. `new`: how many tags may be new. `kept`: what a person chose and stays.
    `choices`: the closed list, if there is one. `marks`: texts of the request that no reply may repeat.
    """

    language: str = ""
    characters: tuple[int, int] | None = None
    items: tuple[int, int] | None = None
    forbidden: tuple[str, ...] = ()
    placeholders: tuple[str, ...] = ()
    vocabulary: Vocabulary = field(default_factory=Vocabulary)
    new: int = 0
    kept: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    facts: SiteFacts = field(default_factory=SiteFacts)
