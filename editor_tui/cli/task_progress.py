"""How far a run of tasks is: a display for people at a terminal, a few plain lines for logs, nothing with --quiet."""

from __future__ import annotations

import asyncio
import os
import time
from collections import Counter, deque
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Protocol, TextIO

from editor_tui.cli.output import Output
from editor_tui.llm.prices import Spending

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.live import Live

_LATELY: Final = 60.0
"""Seconds whose pace tells how long the rest will take: drafts that are skipped at the start are no measure."""
# A second: by the clock, and at most where lines are printed above the display.
_REPAINTS: Final = 4
_REPAINTS_AT_MOST: Final = 20
# A log of a run over thousands of drafts should fit on a page, and still show that the run is alive.
_LEAST_SHARE: Final = 0.05
_LEAST_SECONDS: Final = 10.0
_MOST_SECONDS: Final = 600.0


@dataclass
class Standing:
    """The numbers of a run: drafts by what became of them, of `total`, and what has been spent.

    `limited`: only so many drafts are wanted as `total`; those that are skipped are none of them.
    """

    total: int
    spending: Spending = field(default_factory=Spending)
    limited: bool = False
    counts: Counter[str] = field(default_factory=Counter)
    clock: Callable[[], float] = time.monotonic
    _lately: deque[tuple[float, int]] = field(default_factory=deque)

    def __post_init__(self) -> None:
        self._lately.append((self.clock(), 0))

    @property
    def done(self) -> int:
        return sum(self.counts.values()) - (self.counts["skipped"] if self.limited else 0)

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

    def above(self, stream: TextIO) -> AbstractContextManager[None]:
        """Room to print lines to a stream in."""
        ...

    async def __aenter__(self) -> Progress: ...
    async def __aexit__(self, *_: object) -> None: ...


def progress_of(standing: Standing, output: Output) -> Progress:
    """The display that fits stderr. Rich is only imported for a terminal that somebody looks at."""
    if output.quiet:
        return NoProgress()
    if output.shows_progress and os.environ.get("TERM") != "dumb":
        return BoardProgress(standing, output)
    return LineProgress(standing, output)


class NoProgress:
    """Nothing is shown."""

    def update(self) -> None:
        """Nobody looks."""

    def above(self, stream: TextIO) -> AbstractContextManager[None]:
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
        self._painted_at = 0.0

    def update(self) -> None:
        """The numbers are painted by the clock: thousands of drafts may be skipped in a second."""

    @contextmanager
    def above(self, stream: TextIO) -> Iterator[None]:
        live = self._live
        if live is None or not stream.isatty():
            yield
            return
        # Lines may go to stdout while the display is on stderr: it has to be gone while they are written.
        live.stop()
        try:
            yield
            stream.flush()
        finally:
            is_due = time.monotonic() - self._painted_at > 1 / _REPAINTS_AT_MOST
            live.start(refresh=is_due)
            self._painted_at = time.monotonic() if is_due else self._painted_at

    async def __aenter__(self) -> BoardProgress:
        from rich.console import Console
        from rich.live import Live

        color = self._output.has_color(self._output.stderr)
        console = Console(file=self._output.stderr, no_color=not color, highlight=False, force_terminal=True)
        self._live = Live(
            get_renderable=lambda: self._board(console.width),
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

    def _board(self, width: int) -> RenderableType:
        from rich.console import Group
        from rich.progress_bar import ProgressBar
        from rich.table import Table
        from rich.text import Text

        standing = self._standing
        bar = Table.grid(expand=True)
        bar.add_row(ProgressBar(total=max(standing.total, 1), completed=standing.done))
        words = Text(standing.words(self._output))
        # A terminal writes "^C" behind it: in a full line that would begin another one, and the display be left behind.
        words.truncate(width - len("^C") - 1, overflow="ellipsis")
        return Group(bar, words)
