"""The jobs of the app: prompts running over many drafts, without a screen. Results are on disk as they arrive.

What a job has still to do is on disk as well, so that the next start of the app can go on with it.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Literal

from editor_tui.errors import EditorTuiError
from editor_tui.messages import Message
from editor_tui.post.proposal import Usage
from editor_tui.site.folder import FOLDER
from editor_tui.tasks.options import TaskOptions
from editor_tui.tui.desk import Desk
from editor_tui.tui.lifeline import write_crash_report
from editor_tui.workspace.results import TaskResult

Stage = Literal["running", "paused", "done", "failed", "cancelled"]


@dataclass
class Job:
    """One prompt over some drafts. `path` is the draft that was last answered.

    `left` are the drafts that nothing was made of yet, those that `failed` among them. `stored` is its number in the
    site's state. A job of an earlier start waits as "paused", with its `begun` at 0, until it is asked to go on.
    """

    number: int
    task: str
    paths: tuple[str, ...]
    offline: bool = False
    stage: Stage = "running"
    done: int = 0
    proposed: int = 0
    failed: int = 0
    usage: Usage = Usage()
    path: str = ""
    trouble: Message | None = None
    begun: float = field(default_factory=time.monotonic)
    ended: float = 0.0
    stored: int = 0
    left: list[str] = field(default_factory=list)

    @property
    def seconds(self) -> float:
        return (self.ended or time.monotonic()) - self.begun if self.begun else 0.0

    @property
    def is_over(self) -> bool:
        return self.stage in ("done", "failed", "cancelled")


class JobBoard:
    """Runs jobs on the event loop. `on_change` is called, there, after every result and change of stage."""

    def __init__(self, desk: Desk, on_change: Callable[[Job], None]) -> None:
        self._desk, self._on_change = desk, on_change
        self.jobs: list[Job] = []
        self._tasks: dict[int, asyncio.Task[None]] = {}
        self._gates: dict[int, asyncio.Event] = {}

    @property
    def running(self) -> list[Job]:
        """The jobs under way, also those that are paused; not those of an earlier start that nobody went on with."""
        return [job for job in self.jobs if not job.is_over and job.number in self._tasks]

    @property
    def usage(self) -> Usage:
        """What this session has spent."""
        return sum((job.usage for job in self.jobs), Usage())

    def start(self, task: str, paths: Sequence[str], *, offline: bool = False) -> Job:
        job = Job(len(self.jobs) + 1, task, tuple(paths), offline, left=list(paths))
        self.jobs.append(job)
        self._go(job)
        return job

    async def find_unfinished(self) -> list[Job]:
        """The jobs that an earlier start of the app has left, now on the board as paused."""
        jobs = self._desk.jobs
        stored = await asyncio.to_thread(lambda: jobs.unfinished() if jobs.own() else ())
        found = []
        for one in stored:
            if one.left:
                job = Job(len(self.jobs) + 1, one.task, (*one.done, *one.left), one.offline, "paused", len(one.done),
                          begun=0.0, stored=one.id, left=list(one.left))  # fmt: skip
                self.jobs.append(job)
                found.append(job)
            else:
                await asyncio.to_thread(jobs.forget, one.id)
        return found

    def pause(self, job: Job) -> None:
        """Send nothing more, or go on: what is under way at the server is kept when it arrives."""
        if job.number not in self._tasks:
            job.begun, job.stage = time.monotonic(), "running"
            self._go(job)
            return
        gate = self._gates[job.number]
        if job.stage == "running":
            gate.clear()
            job.stage = "paused"
        elif job.stage == "paused":
            gate.set()
            job.stage = "running"
        self._on_change(job)

    def cancel(self, job: Job) -> None:
        """Stop a job for good; what was done is kept."""
        if job.is_over:
            return
        job.stage = "cancelled"
        if job.number in self._tasks:
            self._tasks[job.number].cancel()
        else:
            self._forget(job)
            self._on_change(job)

    async def stop_all(self) -> None:
        """Let go of what runs, to be gone on with by the next start, and wait until that is done."""
        for task in self._tasks.values():
            task.cancel()
        await asyncio.gather(*self._tasks.values(), return_exceptions=True)

    def retry(self, job: Job) -> Job | None:
        """Again for the drafts that failed or were not reached; None where there are none."""
        if not job.is_over or not job.left:
            return None
        if job.stored:
            self._forget(job)
        return self.start(job.task, job.left, offline=job.offline)

    def _go(self, job: Job) -> None:
        self._gates[job.number] = gate = asyncio.Event()
        gate.set()
        self._tasks[job.number] = task = asyncio.create_task(self._run(job))
        task.add_done_callback(partial(self._tell_fault, job))
        self._on_change(job)

    async def _run(self, job: Job) -> None:
        results = self._desk.run_task(job.task, tuple(job.left), TaskOptions(offline=job.offline))
        is_settled = False
        try:
            if not job.stored:
                job.stored = await asyncio.to_thread(self._desk.jobs.add, job.task, job.paths, offline=job.offline)
            async for result in results:
                await self._count(job, result)
                self._on_change(job)
                await self._gates[job.number].wait()
            job.stage = "failed" if job.failed and not job.proposed else "done"
            is_settled = True
        except EditorTuiError as error:
            job.stage, job.trouble = "failed", error.message
        except asyncio.CancelledError:
            # By hand it is over; with the app it goes on at the next start.
            is_settled = job.stage == "cancelled"
        finally:
            close = getattr(results, "aclose", None)
            if close is not None:
                await close()
            job.ended = time.monotonic()
            if is_settled:
                self._forget(job)
            self._on_change(job)

    def _tell_fault(self, job: Job, task: asyncio.Task[None]) -> None:
        """An error that is none of the program's own ends the job, not the app. The next start offers to go on."""
        if not task.cancelled() and (fault := task.exception()) is not None:
            report = write_crash_report(fault, self._desk.root / FOLDER)
            told = Message.of("tui.job-crashed", error=type(fault).__name__, report=str(report or "-"))
            job.stage, job.trouble = "failed", told
            self._on_change(job)

    def _forget(self, job: Job) -> None:
        try:
            self._desk.jobs.forget(job.stored)
        except EditorTuiError as error:
            # What was done is done; the next start offers the job once more.
            job.trouble = error.message

    async def _count(self, job: Job, result: TaskResult) -> None:
        if result.status != "failed":
            await asyncio.to_thread(self._desk.jobs.note_done, job.stored, result.path)
            if result.path in job.left:
                job.left.remove(result.path)
        else:
            job.failed += 1
            job.trouble = result.error.message if result.error else job.trouble
        job.done += 1
        job.path = result.path
        job.proposed += result.status in ("proposed", "written")
        job.usage += result.usage
