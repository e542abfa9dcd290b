"""A translation memory that learns at the end."""

from __future__ import annotations

from collections.abc import Iterable

from editor_tui.site.memory import LanguagePair, Remembered, TranslationMemory
from editor_tui.site.state import State


class HeldMemory(TranslationMemory):
    """The memory as it was, while many drafts are done: what they teach is held back until `release`.

    A batch asked its questions before it knew the answers of any draft; to find them, the same must be asked.
    """

    def __init__(self, state: State) -> None:
        super().__init__(state)
        self._held: list[tuple[LanguagePair, tuple[Remembered, ...]]] = []

    def keep(self, languages: LanguagePair, segments: Iterable[Remembered]) -> None:
        """Hold segments back."""
        self._held.append((languages, tuple(segments)))

    def release(self) -> None:
        """Remember everything that was held back."""
        held, self._held = self._held, []
        for languages, segments in held:
            super().keep(languages, segments)
