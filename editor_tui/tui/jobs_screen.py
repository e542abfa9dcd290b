"""The drawer of jobs over the lower half of the screen."""

from __future__ import annotations

from typing import Final, Literal

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import OptionList

from editor_tui.text.clean import clean
from editor_tui.text.width import cut, fit, text_width
from editor_tui.tui.actions import Keymap, bindings
from editor_tui.tui.bars import Bar, KeyLine, money
from editor_tui.tui.choices import Choices
from editor_tui.tui.jobs import Job, JobBoard
from editor_tui.tui.look import Look
from editor_tui.tui.words import Words

Chosen = Literal["review", "refused", ""]


# Columns from which there is room for how far a job is as a picture, and for its time.
_BAR_FROM: Final = 90
_TIME_FROM: Final = 70


class JobsScreen(ModalScreen[Chosen]):
    """Closes with what is to be looked at: the proposals, the answers that could not be used, or nothing."""

    DEFAULT_CSS = """
    JobsScreen { align: center bottom; background: $background 40%; }
    JobsScreen > Vertical { height: 60%; min-height: 8; background: $surface; border-top: $line $primary; }
    JobsScreen #empty { padding: 1 2; color: $dim; }
    JobsScreen #detail { padding: 0 1; color: $dim; max-height: 3; }
    JobsScreen #detail.-trouble { color: $warning; }
    """
    BINDINGS = bindings("jobs")

    def __init__(self, look: Look, keymap: Keymap, board: JobBoard) -> None:
        super().__init__()
        self._look, self._keymap, self._board = look, keymap, board
        self._shows_running = False

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Bar(id="place", classes="-title")
            yield Words(self._look.say("jobs-none"), id="empty")
            yield Choices(self._look)
            yield Words(id="detail")
            yield Bar(id="state")
            yield KeyLine(self._look, self._keymap)

    def on_mount(self) -> None:
        self.query_one(KeyLine).show_scopes("jobs")
        self.query_one(Choices).focus()
        self.show_jobs()
        self.set_interval(1.0, self._tick)

    def _tick(self) -> None:
        # Once more after the last has ended.
        if self._board.running or self._shows_running:
            self.show_jobs()

    def show_jobs(self) -> None:
        """Show the jobs as they are now, the newest first."""
        jobs = self._board.jobs
        self.query_one("#empty").display = not jobs
        self.query_one(Choices).show_lines(
            (str(job.number), job_line(job, self._look, max(self.size.width - 4, 20))) for job in reversed(jobs)
        )
        self.show_detail()
        running = len(self._board.running)
        self._shows_running = bool(running)
        place = self._look.say("jobs-place", running=running, over=len(jobs) - running)
        usage = self._board.usage
        cost = money(usage.cost_usd, self._look, priced=usage.priced)
        self.query_one("#place", Bar).set_text(place, self._look.say("cost-session", cost=cost))
        self.query_one("#state", Bar).set_text(self._look.say("jobs-note"))

    @on(OptionList.OptionHighlighted)
    def show_detail(self) -> None:
        """What one line has no room for: why drafts failed, or which was answered last."""
        job, detail = self.job, self.query_one("#detail", Words)
        trouble = self._look.tell(job.trouble) if job and job.trouble else ""
        detail.set_text(f"{self._look.symbols.doubtful} {trouble}" if trouble else clean(job.path) if job else "")
        detail.set_class(bool(trouble), "-trouble")

    @property
    def job(self) -> Job | None:
        chosen = self.query_one(Choices).chosen
        return self._board.jobs[int(chosen) - 1] if chosen else None

    def action_open(self) -> None:
        job = self.job
        self.dismiss("review" if job and job.proposed else "refused" if job and job.failed else "")

    def on_option_list_option_selected(self) -> None:
        self.action_open()

    def action_pause(self) -> None:
        if self.job and not self.job.is_over:
            self._board.pause(self.job)
            self.show_jobs()

    def action_cancel(self) -> None:
        if self.job:
            self._board.cancel(self.job)
            self.show_jobs()

    def action_retry(self) -> None:
        if self.job and self._board.retry(self.job) is None:
            self.app.bell()
        self.show_jobs()

    def action_leave(self) -> None:
        self.dismiss("")


def job_line(job: Job, look: Look, width: int) -> str:
    """One job in one line of at most this width: stage, what it is, how far, time, cost, what came of it."""
    symbol = {"running": look.symbols.running, "failed": look.symbols.broken, "done": look.symbols.healthy}
    stage = f"{symbol.get(job.stage, look.symbols.todo)} {look.say(f'job-{job.stage}')}"
    minutes, seconds = divmod(int(job.seconds), 60)
    filled = 10 * job.done // max(len(job.paths), 1)
    bar = f" [{'#' * filled}{'-' * (10 - filled)}]" if width >= _BAR_FROM else ""
    is_roomy = width >= _TIME_FROM
    cost = fit(money(job.usage.cost_usd, look, priced=job.usage.priced), 7, right=True)
    cells = [
        fit(stage, 11),
        fit(clean(job.task), 12),
        fit(f"{job.done}/{len(job.paths)}", 9 if is_roomy else 7, right=True) + bar,
        *([fit(f"{minutes}:{seconds:02d}", 6, right=True)] if is_roomy else []),
        cost,
        f" {look.say('jobs-proposed', count=job.proposed)}",
    ]
    if job.failed:
        cells.append(look.plain(f"· {look.say('jobs-failed', count=job.failed)}"))
    if text_width(" ".join(cells)) > width:
        # What failed is worth more room than what it has cost, which the line below the title says.
        cells.remove(cost)
    return cut(" ".join(cells), width)
