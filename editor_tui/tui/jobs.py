"""The jobs of this session: prompts running over many drafts, without a screen. Results are on disk as they arrive."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from editor_tui.errors import EditorTuiError
from editor_tui.messages import Message
from editor_tui.tasks.options import TaskOptions
from editor_tui.tui.desk import Desk
from editor_tui.workspace.results import TaskResult

Stage = Literal["running", "paused", "done", "failed", "cancelled"]


@dataclass
class Job:
    """One prompt over some drafts. `path` is the draft that was last answered; `cost` is in US dollars."""

    number: int
    task: str
    paths: tuple[str, ...]
    offline: bool = False
    stage: Stage = "running"
    done: int = 0
    proposed: int = 0
    failed: int = 0
    cost: float = 0.0
    path: str = ""
    trouble: Message | None = None
    begun: float = field(default_factory=time.monotonic)
    ended: float = 0.0

    @property
    def seconds(self) -> float:
        return (self.ended or time.monotonic()) - self.begun

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
        return [job for job in self.jobs if not job.is_over]

    @property
    def cost(self) -> float:
        """US dollars, of this session."""
        return sum(job.cost for job in self.jobs)

    def start(self, task: str, paths: Sequence[str], *, offline: bool = False) -> Job:
        job = Job(len(self.jobs) + 1, task, tuple(paths), offline)
        self.jobs.append(job)
        self._gates[job.number] = gate = asyncio.Event()
        gate.set()
        self._tasks[job.number] = asyncio.create_task(self._run(job))
        self._on_change(job)
        return job

    def pause(self, job: Job) -> None:
        """Stop taking answers, or go on: what is under way at the server is kept when it arrives."""
        gate = self._gates[job.number]
        if job.stage == "running":
            gate.clear()
            job.stage = "paused"
        elif job.stage == "paused":
            gate.set()
            job.stage = "running"
        self._on_change(job)

    def cancel(self, job: Job) -> None:
        if not job.is_over:
            self._tasks[job.number].cancel()

    async def cancel_all(self) -> None:
        """Cancel what runs and wait until it has let go."""
        for job in self.running:
            self.cancel(job)
        await asyncio.gather(*self._tasks.values(), return_exceptions=True)

    def retry(self, job: Job) -> Job | None:
        """The same again: what was answered is not asked again."""
        return self.start(job.task, job.paths, offline=job.offline) if job.is_over else None

    async def _run(self, job: Job) -> None:
        results = self._desk.run_task(job.task, job.paths, TaskOptions(offline=job.offline))
        try:
            async for result in results:
                self._count(job, result)
                self._on_change(job)
                await self._gates[job.number].wait()
            job.stage = "failed" if job.failed and not job.proposed else "done"
        except EditorTuiError as error:
            job.stage, job.trouble = "failed", error.message
        except asyncio.CancelledError:
            job.stage = "cancelled"
        finally:
            close = getattr(results, "aclose", None)
            if close is not None:
                await close()
            job.ended = time.monotonic()
            self._on_change(job)

    @staticmethod
    def _count(job: Job, result: TaskResult) -> None:
        job.done += 1
        job.path = result.path
        job.proposed += result.status in ("proposed", "written")
        if result.status == "failed":
            job.failed += 1
            job.trouble = result.error.message if result.error else job.trouble
        job.cost += result.usage.cost_usd
