"""One request's turn: when it may be sent, when it is tried again, and when it has been tried often enough."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Final

from editor_tui.llm.failures import Passing
from editor_tui.llm.pacing import Pace, Ticket
from editor_tui.llm.protocol import Request
from editor_tui.llm.tokens import Size, TokenCounter
from editor_tui.messages import Message
from editor_tui.settings.schema import ModelSettings

if TYPE_CHECKING:
    from tenacity import RetryCallState

_MOST_LIMITED: Final = 40
# A request that has failed for so many times its time limit is not tried again: six hangs would take twelve minutes.
_PATIENCE: Final = 1.9


@dataclass
class Sized:
    """A request whose tokens are counted when it is about to be sent: a thousand may be waiting."""

    counter: TokenCounter
    request: Request

    @cached_property
    def size(self) -> Size:
        return self.counter.size_of(self.request)


@dataclass(slots=True)
class Turn:
    """The tries of one request, as tenacity asks for them.

    It keeps its place among the running requests while it waits for a failure to pass, so that a provider in trouble
    gets no new requests meanwhile. After a 429 it gives its place up: fewer may run then. Being told to slow down does
    not count as a try, it is nobody's fault.
    """

    settings: ModelSettings
    pace: Pace
    tell: Callable[[Message], None]
    first_wait: float
    sized: Sized
    started: float = math.inf
    _ticket: Ticket | None = field(default=None, init=False)
    _failed: int = field(default=0, init=False)
    _limited: int = field(default=0, init=False)
    _failing_since: float = field(default=math.inf, init=False)

    @property
    def size(self) -> Size:
        return self.sized.size

    async def enter(self, output_limit: int) -> Ticket:
        """The permission to send, waited for where it was given up. Raises what `Pace.enter` does."""
        if self._ticket is None:
            again = math.isfinite(self.started)
            self._ticket = await self.pace.enter(lambda: self.size.bound + output_limit, first=again)
            self.started = min(self.started, self._ticket.started)
        return self._ticket

    def leave(self) -> None:
        """Nothing of this request runs any more."""
        if self._ticket is not None:
            ticket, self._ticket = self._ticket, None
            self.pace.leave(ticket)

    def has_ended(self, state: RetryCallState) -> bool:
        """Whether the last try was the last one."""
        failure = _failure(state)
        if failure.limited:
            self._limited += 1
            # As long as others get through, this one will.
            quiet_since = max(self.started, self.pace.last_success)
            return time.monotonic() - quiet_since > self.settings.longest_wait or self._limited >= _MOST_LIMITED
        self._failed += 1
        if self._ticket is not None:
            self._failing_since = min(self._failing_since, self._ticket.started)
        most = min(self.settings.attempts, failure.tries or self.settings.attempts)
        wait_too_long = failure.wait is not None and failure.wait > self.settings.longest_wait
        out_of_time = time.monotonic() - self._failing_since > _PATIENCE * self.settings.timeout
        return self._failed >= most or wait_too_long or out_of_time

    def wait(self, state: RetryCallState) -> float:
        """Seconds until the next try. After a 429 the pace waits, for everybody together."""
        from tenacity import wait_exponential_jitter

        failure = _failure(state)
        if failure.limited:
            self.leave()
            return 0.0
        if failure.wait is not None:
            return failure.wait + 0.25 * self.pace.jitter()
        return float(wait_exponential_jitter(multiplier=self.first_wait, max=30, jitter=self.first_wait)(state))

    def say(self, state: RetryCallState) -> None:
        """Tell that there will be another try."""
        failure = _failure(state)
        if not failure.limited:
            seconds = round(state.next_action.sleep if state.next_action else 0.0, 1)
            self.tell(Message.of("llm.trying-again", seconds=seconds, reason=failure.error.message))
        elif self._limited == 1:
            self.tell(Message.of("llm.slowing-down", limit=self.pace.limit))


def _failure(state: RetryCallState) -> Passing:
    assert state.outcome is not None
    failure = state.outcome.exception()
    assert isinstance(failure, Passing)
    return failure
