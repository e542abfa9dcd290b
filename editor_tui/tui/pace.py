"""How fast a review goes, and how long the rest will take."""

from __future__ import annotations

from collections import deque


class Pace:
    """Seconds a draft, over the last twenty decided. Breaks of more than five minutes do not count."""

    _BREAK = 300.0

    def __init__(self, now: float) -> None:
        self._since = now
        self._seconds: deque[float] = deque(maxlen=20)
        self.done = 0

    def decided(self, now: float) -> None:
        if now - self._since < self._BREAK:
            self._seconds.append(now - self._since)
        self._since = now
        self.done += 1

    @property
    def average(self) -> float:
        """Seconds a draft; 0 before the first."""
        return sum(self._seconds) / len(self._seconds) if self._seconds else 0.0

    def left(self, drafts: int) -> float:
        """Seconds for this many drafts."""
        return self.average * drafts
