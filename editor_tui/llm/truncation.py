"""Notices that a server read only the beginning or the end of a request.

Ollama's `/v1` cuts the input to its `num_ctx` (4,096 tokens by default) and answers as if nothing were missing. All
that shows is `usage.prompt_tokens`. Counts of other tokenizers differ from ours by a factor, so a low count alone is
no proof: it must sit at a window's edge, or be the same edge that another, longer or shorter request has met.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from editor_tui.errors import TooLongError
from editor_tui.messages import Message

_SMALLEST_WINDOW: Final = 1024
_NEAR: Final = 4
_MISSING: Final = 0.8
"""A count below this share of the estimate leaves room for doubt."""


@dataclass(slots=True)
class InputWatch:
    """The counts of one model so far."""

    _highest: int = field(default=0, init=False)
    _estimate_at_highest: float = field(default=0.0, init=False)
    _best_ratio: float = field(default=0.0, init=False)

    def check(self, estimate: float, counted: int) -> None:
        """Compare our count with the server's. Raises TooLongError where the input must have been cut.

        `counted` 0 means that the server does not tell.
        """
        if counted <= 0 or estimate <= 0:
            return
        ratio = counted / estimate
        if counted >= _SMALLEST_WINDOW and (
            self._at_window(counted, ratio) or self._at_same_edge(estimate, counted, ratio)
        ):
            raise TooLongError(
                Message.of("llm.input-cut", counted=counted, estimate=round(estimate * (self._best_ratio or 1.0)))
            )
        if counted > self._highest:
            self._highest, self._estimate_at_highest = counted, estimate
        self._best_ratio = max(self._best_ratio, min(ratio, 2.0))

    def _at_window(self, counted: int, ratio: float) -> bool:
        """At a power of two, less a token or two for the answer, and lower than this model's counts usually are."""
        window = 1 << (counted + _NEAR).bit_length() - 1
        usual = self._best_ratio or 1.0
        return abs(counted - window) <= _NEAR and ratio < _MISSING * usual

    def _at_same_edge(self, estimate: float, counted: int, ratio: float) -> bool:
        """The same highest count as a request of another length had, while shorter ones were counted in full."""
        other_length = abs(estimate - self._estimate_at_highest) > 0.1 * estimate
        return counted == self._highest and other_length and ratio < _MISSING * self._best_ratio
