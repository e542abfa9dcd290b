"""How many requests run at once and when the next may start: one `Pace` for all requests to a provider.

It follows the server: a 429 closes the gate for everybody and halves the concurrency, successes open it again one by
one, an exhausted window (`x-ratelimit-…` headers) closes it before a 429 has to. Requests and tokens a minute from the
settings are kept as sliding windows.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from editor_tui.errors import ModelError

WINDOW: Final = 60.0
_FIRST_WAIT: Final = 0.5
_LONGEST_GUESS: Final = 30.0


@dataclass(slots=True)
class Ticket:
    """One running request: when it started and how many tokens it may use."""

    started: float
    tokens: int


@dataclass(slots=True)
class Pace:
    """Who may start now. Times in seconds of `clock`; `requests` and `tokens` a minute, 0 for no limit.

    `first_alone` seconds, at most, pass before a second request starts while none has come back: what the first one
    teaches about the provider, the others need not learn again.
    """

    concurrency: int
    requests: int = 0
    tokens: int = 0
    first_alone: float = 0.0
    clock: Callable[[], float] = time.monotonic
    jitter: Callable[[], float] = random.random
    last_success: float = field(init=False)
    _limit: float = field(init=False)
    _active: int = field(default=0, init=False)
    _open_at: float = field(default=0.0, init=False)
    _closed_since: float = field(default=-1.0, init=False)
    _refusals: int = field(default=0, init=False)
    _first_started: float | None = field(default=None, init=False)
    _first_done: bool = field(default=False, init=False)
    _recent: deque[Ticket] = field(default_factory=deque, init=False)
    _waiting: deque[tuple[asyncio.Future[Ticket], int]] = field(default_factory=deque, init=False)
    _timer: asyncio.TimerHandle | None = field(default=None, init=False)
    _broken: ModelError | None = field(default=None, init=False)

    def __post_init__(self) -> None:
        self.concurrency = max(1, self.concurrency)
        self._limit = float(self.concurrency)
        self.last_success = self.clock()

    async def enter(self, tokens: Callable[[], int], *, first: bool = False) -> Ticket:
        """Waits until one more request may start; its tokens are only counted where they matter.

        `first` goes before all others that wait: for a request that had its turn already. Raises the error that
        `give_up` was called with.
        """
        if self._broken is not None:
            raise self._broken
        future: asyncio.Future[Ticket] = asyncio.get_running_loop().create_future()
        entry = (future, tokens() if self.tokens else 0)
        if first:
            self._waiting.appendleft(entry)
        else:
            self._waiting.append(entry)
        self._wake()
        try:
            return await future
        except asyncio.CancelledError:
            if future.done() and not future.cancelled() and future.exception() is None:
                self.leave(future.result())
            raise

    def leave(self, ticket: Ticket) -> None:
        """The request has ended, however it did."""
        self._active -= 1
        self._first_done = True
        self._wake()

    def succeeded(self, left: int | None = None, reset: float | None = None) -> None:
        """A complete answer came. `left` requests remain in the provider's window, which is full in `reset` seconds."""
        self.last_success = self.clock()
        self._refusals = 0
        self._limit = min(float(self.concurrency), self._limit + 1.0 / max(1.0, self._limit))
        if left is not None and reset and left <= 0:
            self._close(reset)

    def refused(self, ticket: Ticket, wait: float | None) -> None:
        """A 429: nobody starts for `wait` seconds; where the server does not tell, for longer each time.

        Requests that had started before the gate was closed only tell what is known already.
        """
        if ticket.started <= self._closed_since:
            if wait is not None:
                self._close(wait, again=False)
            return
        self._refusals += 1
        if wait is None:
            wait = min(_FIRST_WAIT * 2 ** (self._refusals - 1), _LONGEST_GUESS)
        self._limit = max(1.0, self._limit / 2)
        self._close(wait)

    def give_up(self, error: ModelError) -> None:
        """Nothing more is asked: whoever waits and whoever comes is told why."""
        self._broken = error
        while self._waiting:
            future, _ = self._waiting.popleft()
            if not future.done():
                future.set_exception(error)

    @property
    def limit(self) -> int:
        """How many requests may run at once at present."""
        return max(1, int(self._limit))

    def _close(self, wait: float, *, again: bool = True) -> None:
        now = self.clock()
        if again:
            self._closed_since = now
        # Not all at the same moment, and not before the server's own clock agrees.
        self._open_at = max(self._open_at, now + wait + self.jitter() * min(0.25, 0.02 + 0.1 * wait))
        self._wake()

    def _wake(self) -> None:
        while self._waiting:
            future, tokens = self._waiting[0]
            if future.done():
                self._waiting.popleft()
                continue
            if self._active >= self.limit:
                return
            now = self.clock()
            if (free_at := self._free_at(now, tokens)) > now:
                self._set_timer(free_at - now)
                return
            self._waiting.popleft()
            ticket = Ticket(now, tokens)
            self._active += 1
            self._first_started = now if self._first_started is None else self._first_started
            if self.requests or self.tokens:
                self._recent.append(ticket)
            future.set_result(ticket)

    def _free_at(self, now: float, tokens: int) -> float:
        """When the next request with so many tokens may start."""
        free_at = self._open_at
        if self._first_started is not None and not self._first_done:
            free_at = max(free_at, self._first_started + self.first_alone)
        while self._recent and self._recent[0].started <= now - WINDOW:
            self._recent.popleft()
        if self.requests and len(self._recent) >= self.requests:
            free_at = max(free_at, self._recent[-self.requests].started + WINDOW)
        if self.tokens and self._recent:
            used = tokens
            for ticket in reversed(self._recent):
                used += ticket.tokens
                if used > self.tokens:
                    return max(free_at, ticket.started + WINDOW)
        return free_at

    def _set_timer(self, seconds: float) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = asyncio.get_running_loop().call_later(seconds, self._wake)
