"""Keeps rows while more of them are made: often, so that little is lost, and never for long."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from editor_tui.site.page import Kept

_PAUSE: Final = 0.3
# The page of a folder is written whole each time, which takes the longer the more it has.
_TIMES_AS_LONG: Final = 20


class Saving:
    """Hands rows to `save`, many at a time. Between two times it waits 20 times as long as the last one took."""

    def __init__(self, save: Callable[[Sequence[Kept]], None]) -> None:
        self._save = save
        self._waiting: list[Kept] = []
        self._next = time.monotonic() + _PAUSE

    def add(self, kept: Kept) -> None:
        """Save this one by and by."""
        self._waiting.append(kept)
        if time.monotonic() >= self._next:
            self.finish()

    def finish(self) -> None:
        """Save what waits."""
        if self._waiting:
            began = time.monotonic()
            self._save(self._waiting)
            self._waiting = []
            now = time.monotonic()
            self._next = now + max(_PAUSE, _TIMES_AS_LONG * (now - began))
