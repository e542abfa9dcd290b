"""How far a run of tasks is: a display for people at a terminal, a few plain lines for logs, nothing with --quiet."""

from __future__ import annotations

import asyncio
import time
from collections import Counter, deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Protocol

from editor_tui.cli.output import Output
from editor_tui.llm.prices import Spending

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.live import Live

_LATELY: Final = 60.0
"""Seconds whose pace tells how long the rest will take: drafts that are skipped at the start are no measure."""
_REPAINTS: Final = 4
# A log of a run over thousands of drafts should fit on a page, and still show that the run is alive.
_LEAST_SHARE: Final = 0.05
_LEAST_SECONDS: Final = 10.0
_MOST_SECONDS: Final = 600.0


@dataclass
class Standing:
    """The numbers of a run: drafts by what became of them, of `total`, and what has been spent."""

    total: int
    spending: Spending = field(default_factory=Spending)
    counts: Counter[str] = field(default_factory=Counter)
    clock: Callable[[], float] = time.monotonic
    _lately: deque[tuple[float, int]] = field(default_factory=deque)

    def __post_init__(self) -> None:
        self._lately.append((self.clock(), 0))

    @property
    def done(self) -> int:
        return sum(self.counts.values())

    def add(self, status: str) -> None:
        """One more draft is done."""
        self.counts[status] += 1
        now = self.clock()
        self._lately.append((now, self.done))
        while len(self._lately) > 2 and self._lately[1][0] < now - _LATELY:
            self._lately.popleft()

    @property
    def seconds_left(self) -> float | None:
        """At the pace of the last minute; None before there is one."""
        then, before = self._lately[0]
        seconds, drafts = self.clock() - then, self.done - before
        return None if not drafts or seconds < 1 else (self.total - self.done) * seconds / drafts

    def words(self, output: Output) -> str:
        """Done, waiting, failed; tokens and money; the time that is left, where they are known."""
        said = [
            output.text(
                "cli.progress-drafts",
                done=f"{self.done:,}",
                waiting=f"{self.total - self.done:,}",
                failed=f"{self.counts['failed']:,}",
            )
        ]
        if self.spending.replies:
            said.append(spent_words(self.spending, output))
        if (left := self.seconds_left) is not None and self.done < self.total:
            said.append(output.text("cli.progress-left", time=_clock_time(left)))
        return " · ".join(said)


def spent_words(spending: Spending, output: Output) -> str:
    """Tokens and money; that nobody knows the price, where nobody does."""
    tokens = f"{spending.input_tokens + spending.output_tokens:,}"
    if not spending.priced:
        return output.text("cli.task-cost-unknown", tokens=tokens)
    return output.text("cli.task-cost", tokens=tokens, cost=f"{spending.spent:.4f}")


def _clock_time(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


class Progress(Protocol):
    """Shows a standing until it is closed."""

    def update(self) -> None:
        """The numbers have changed."""
        ...

    def above(self) -> AbstractContextManager[None]:
        """Room to print lines in, on either stream."""
        ...

    async def __aenter__(self) -> Progress: ...
    async def __aexit__(self, *_: object) -> None: ...


def progress_of(standing: Standing, output: Output) -> Progress:
    """The display that fits stderr. Rich is only imported for a terminal that somebody looks at."""
    if output.quiet:
        return NoProgress()
    if output.shows_progress and output.can_repaint:
        return BoardProgress(standing, output)
    return LineProgress(standing, output)


class NoProgress:
    """Nothing is shown."""

    def update(self) -> None:
        """Nobody looks."""

    def above(self) -> AbstractContextManager[None]:
        return nullcontext()

    async def __aenter__(self) -> NoProgress:
        return self

    async def __aexit__(self, *_: object) -> None: ...


class LineProgress(NoProgress):
    """A line on stderr after every twentieth of the drafts, none before ten seconds, one every ten minutes."""

    def __init__(self, standing: Standing, output: Output) -> None:
        self._standing, self._output = standing, output
        self._told_at, self._told = standing.clock(), 0

    def update(self) -> None:
        standing = self._standing
        seconds, drafts = standing.clock() - self._told_at, standing.done - self._told
        is_time = seconds >= _LEAST_SECONDS and drafts >= _LEAST_SHARE * standing.total
        if standing.done < standing.total and (is_time or seconds >= _MOST_SECONDS):
            self._told_at, self._told = standing.clock(), standing.done
            self._output.stderr.write(standing.words(self._output) + "\n")
            self._output.stderr.flush()


class BoardProgress:
    """A bar and a line of numbers at the end of the terminal, gone when the run is over."""

    def __init__(self, standing: Standing, output: Output) -> None:
        self._standing, self._output = standing, output
        self._live: Live | None = None
        self._repainting: asyncio.Task[None] | None = None

    def update(self) -> None:
        """The numbers are painted by the clock: thousands of drafts may be skipped in a second."""

    @contextmanager
    def above(self) -> Iterator[None]:
        if self._live is None:
            yield
            return
        # The lines go to stdout and the display is on stderr: it has to be gone while they are written.
        self._live.stop()
        try:
            yield
            self._output.stdout.flush()
        finally:
            self._live.start()

    async def __aenter__(self) -> BoardProgress:
        from rich.console import Console
        from rich.live import Live

        color = self._output.has_color(self._output.stderr)
        console = Console(file=self._output.stderr, no_color=not color, highlight=False, force_terminal=True)
        self._live = Live(
            get_renderable=self._board,
            console=console,
            transient=True,
            auto_refresh=False,
            redirect_stdout=False,
            redirect_stderr=False,
        )
        self._live.start(refresh=True)
        self._repainting = asyncio.create_task(self._repaint())
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._repainting is not None:
            self._repainting.cancel()
            with suppress(asyncio.CancelledError):
                await self._repainting
        if self._live is not None:
            self._live.stop()
            self._live = None

    async def _repaint(self) -> None:
        while self._live is not None:
            await asyncio.sleep(1 / _REPAINTS)
            self._live.refresh()

    def _board(self) -> RenderableType:
        from rich.console import Group
        from rich.progress_bar import ProgressBar
        from rich.text import Text

        standing = self._standing
        bar = ProgressBar(total=max(standing.total, 1), completed=standing.done)
        words = Text(standing.words(self._output), no_wrap=True, overflow="ellipsis")
        return Group(bar, words)
