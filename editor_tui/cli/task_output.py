"""What task commands print: a line or a JSON object for each draft, progress, and what it came to."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import aclosing
from typing import Any, Final

from editor_tui.cli.output import Output
from editor_tui.cli.proposals import lines_of, proposal_json
from editor_tui.errors import UsageError
from editor_tui.messages import Message
from editor_tui.post.proposal import Usage
from editor_tui.tasks.options import TaskOptions
from editor_tui.tasks.sampling import Known, choose_sample
from editor_tui.text.clean import clean
from editor_tui.workspace.results import TaskResult
from editor_tui.workspace.workspace import Workspace

SOME_FAILED: Final = 3
# With so few drafts named, a person wants to know what became of each.
_FEW: Final = 10


async def run_tasks(
    workspace: Workspace, tasks: Sequence[str], patterns: Sequence[str], options: TaskOptions, output: Output
) -> int:
    """Run tasks one after another over the drafts, print what becomes of each draft, and give the exit code.

    Raises UsageError where no draft matches, and what `Workspace.run_task` raises.
    """
    paths = workspace.paths(patterns)
    if not paths:
        raise UsageError(Message.of("cli.no-drafts"))
    if options.sample:
        paths = _sample(workspace, paths, options.sample)
    printer = TaskPrinter(output, options, len(paths) * len(tasks), few=len(paths) <= _FEW)
    try:
        for task in tasks:
            if options.dry_run:
                await _plan(workspace, task, paths, options, printer)
            else:
                await printer.print_all(workspace.run_task(task, paths, options, output.note))
    finally:
        printer.say_total()
    if options.sample and not options.json and printer.counts["proposed"]:
        _open_review(workspace, paths, output)
    return SOME_FAILED if printer.counts["failed"] else 0


class TaskPrinter:
    """Prints the results of one command, and adds them up."""

    def __init__(self, output: Output, options: TaskOptions, drafts: int, *, few: bool) -> None:
        self.output, self.options, self.few = output, options, few
        self.counts: Counter[str] = Counter()
        self.usage: Usage | None = None
        self.drafts = drafts

    async def print_all(self, results: AsyncIterator[TaskResult]) -> None:
        """Print results as they come; closes them where the command is interrupted."""
        async with aclosing(results) as stream:  # type: ignore[type-var]
            async for result in stream:
                self.show(result)

    def show(self, result: TaskResult) -> None:
        """One draft's line or lines on stdout; why it was skipped or failed on stderr."""
        self.counts[result.status] += 1
        if result.proposal is not None:
            usage = result.usage
            self.usage = usage if self.usage is None else self.usage + usage
        self._progress()
        if self.options.json:
            self.output.json(result_json(result, self.output))
        elif result.proposal is not None and result.status != "unchanged":
            for line in lines_of(result.proposal, self.output):
                self.output.line(line)
        if result.error is not None:
            self._tell(f"{result.path}: {self.output.words(result.error.message)}")
        elif result.reason is not None and self.few:
            self._tell(f"{result.path}: {self.output.text('cli.task-skipped', reason=result.reason)}")

    def _tell(self, line: str) -> None:
        if not self.output.quiet:
            self.output.stderr.write(clean(line) + "\n")

    def _progress(self) -> None:
        if self.output.shows_progress and not self.few:
            done = sum(self.counts.values())
            self.output.stderr.write(f"\r{done}/{self.drafts} ")
            self.output.stderr.flush()

    def say_total(self) -> None:
        if self.output.shows_progress and not self.few:
            self.output.stderr.write("\r\x1b[K")
        counts = {name: self.counts[name] for name in ("proposed", "written", "unchanged", "skipped", "failed")}
        if self.counts:
            self.output.say("cli.task-total", **counts)
        if self.usage and (self.usage.input_tokens or self.usage.cost_usd):
            tokens = self.usage.input_tokens + self.usage.output_tokens
            self.output.say("cli.task-cost", tokens=f"{tokens:,}", cost=f"{self.usage.cost_usd:.4f}")
        if self.counts["proposed"]:
            self.output.say("cli.task-review")


def result_json(result: TaskResult, output: Output) -> dict[str, Any]:
    """The JSON line of a result (DESIGN, section 3). A draft that failed says why among its problems."""
    if result.proposal is not None:
        return proposal_json(result.proposal, result.status, output.catalogue)
    problems = []
    if result.error is not None:
        problems.append({"code": "error", "message": output.words(result.error.message)})
    elif result.reason is not None:
        problems.append({"code": "skipped", "message": output.words(result.reason)})
    usage = result.usage
    return {
        "path": result.path,
        "task": result.task,
        "status": result.status,
        "fields": dict(result.fields),
        "problems": problems,
        "usage": {
            "input_tokens": usage.input_tokens,
            "output_tokens": usage.output_tokens,
            "cost_usd": usage.cost_usd,
            "cached": usage.cached,
        },
        "output_path": result.output_path,
    }


def _sample(workspace: Workspace, paths: Sequence[str], count: int) -> list[str]:
    wanted = set(paths)
    rows = {row.path: Known(row.path, row.date, row.length) for row in workspace.rows(paths) if row.path in wanted}
    return choose_sample([rows.get(path, Known(path)) for path in paths], count)


async def _plan(
    workspace: Workspace, task: str, paths: Sequence[str], options: TaskOptions, printer: TaskPrinter
) -> None:
    """What a run would send and cost. Nothing is sent."""
    plan = await workspace.plan_task(task, paths, options)
    if options.json:
        printer.output.json(plan.to_json())
        return
    for message in plan.messages():
        printer.output.line(printer.output.words(message))


def _open_review(workspace: Workspace, paths: Sequence[str], output: Output) -> None:
    """The sample side by side with the old values, where there is a terminal to show it on."""
    from editor_tui.cli.app import open_app

    try:
        open_app(workspace, output, patterns=paths, proposals=workspace.waiting(paths))
    except UsageError:
        output.say("cli.task-sample-review")
