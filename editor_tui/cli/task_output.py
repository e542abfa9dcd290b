"""What task commands print: a line or a JSON object for each draft, progress, and what it came to."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import aclosing
from typing import Any, Final

from editor_tui.cli.exit_codes import SOME_FAILED
from editor_tui.cli.output import Output
from editor_tui.cli.proposals import lines_of, proposal_json
from editor_tui.cli.task_progress import Standing, progress_of, spent_words
from editor_tui.errors import UsageError
from editor_tui.llm.prices import Spending
from editor_tui.messages import Message
from editor_tui.post.proposal import Problem
from editor_tui.tasks.options import TaskOptions
from editor_tui.tasks.sampling import Known, choose_sample
from editor_tui.text.clean import clean
from editor_tui.workspace.results import TaskResult
from editor_tui.workspace.workspace import Workspace

# The exit code of a command, or what is left to do when its event loop is over, which gives it.
Ending = int | Callable[[], int]
# With so few drafts named, a person wants to know what became of each.
_FEW: Final = 10


async def run_tasks(
    workspace: Workspace, tasks: Sequence[str], patterns: Sequence[str], options: TaskOptions, output: Output
) -> Ending:
    """Run tasks one after another over the drafts, print what becomes of each draft, and give the exit code.

    A sample is to be shown afterwards: the app has an event loop of its own.

    Raises UsageError where no draft matches, and what `Workspace.run_task` raises.
    """
    paths = workspace.paths(patterns)
    if not paths:
        raise UsageError(Message.of("cli.no-drafts"))
    if options.sample:
        paths = _sample(workspace, paths, options.sample)
    if options.dry_run:
        for task in tasks:
            await _plan(workspace, task, paths, options, output)
        return 0
    if options.sample:
        await _say_sample(workspace, tasks, paths, options, output)
    # One purse for all tasks of the command: its limit is the command's.
    drafts = min(len(paths), options.limit or len(paths)) * len(tasks)
    standing = Standing(drafts, Spending(options.max_cost), limited=bool(options.limit))
    printer = TaskPrinter(output, options, standing, few=len(paths) <= _FEW)
    try:
        async with printer.progress:
            for task in tasks:
                run = workspace.run_task(task, paths, options, printer.note, standing.spending)
                await printer.print_all(run)
    finally:
        printer.say_total(review=not options.sample)
    if printer.counts["failed"] and (marked := len(workspace.marked(paths))):
        output.say("cli.task-marked", count=marked)
    if options.sample and not options.offline:
        output.say("cli.task-sample-all", task=tasks[0])
    code = SOME_FAILED if printer.counts["failed"] else 0
    if options.sample and not options.json and printer.counts["proposed"]:
        return lambda: _open_review(workspace, paths, output, code)
    return code


class TaskPrinter:
    """Prints the results of one command, and adds them up."""

    def __init__(self, output: Output, options: TaskOptions, standing: Standing, *, few: bool) -> None:
        self.output, self.options, self.standing, self.few = output, options, standing, few
        self.progress = progress_of(standing, output)

    @property
    def counts(self) -> Counter[str]:
        return self.standing.counts

    async def print_all(self, results: AsyncIterator[TaskResult]) -> None:
        """Print results as they come; closes them where the command is interrupted."""
        async with aclosing(results) as stream:  # type: ignore[type-var]
            async for result in stream:
                self.show(result)

    def show(self, result: TaskResult) -> None:
        """One draft's line or lines on stdout; why it was skipped or failed on stderr."""
        self.standing.add(result.status)
        self.progress.update()
        if self.options.json:
            with self.progress.above(self.output.stdout):
                self.output.json(result_json(result, self.output))
        elif result.proposal is not None and result.status != "unchanged":
            with self.progress.above(self.output.stdout):
                for line in lines_of(result.proposal, self.output):
                    self.output.line(line)
        if result.error is not None:
            self._tell(f"{result.path}: {self.output.words(result.error.message)}")
        elif result.reason is not None and self.few:
            self._tell(f"{result.path}: {self.output.text('cli.task-skipped', reason=result.reason)}")

    def note(self, message: Message) -> None:
        """A wait or another try."""
        with self.progress.above(self.output.stderr):
            self.output.note(message)

    def _tell(self, line: str) -> None:
        if not self.output.quiet:
            with self.progress.above(self.output.stderr):
                self.output.stderr.write(clean(line) + "\n")

    def say_total(self, *, review: bool = True) -> None:
        """What it came to, also where the run was interrupted; `review`: and how to look at it."""
        counts = {name: self.counts[name] for name in ("proposed", "written", "unchanged", "skipped", "failed")}
        if self.counts:
            self.output.say("cli.task-total", **counts)
        if self.standing.spending.replies and not self.output.quiet:
            self.output.stderr.write(spent_words(self.standing.spending, self.output) + "\n")
        if review and self.counts["proposed"]:
            self.output.say("cli.task-review")


def result_json(result: TaskResult, output: Output) -> dict[str, Any]:
    """The JSON line of a result. A draft that failed or was skipped says why among its problems."""
    if result.proposal is not None:
        return proposal_json(result.proposal, result.status, output.catalogue)
    problems = list(result.problems)
    if result.error is not None:
        problems.append(Problem("error", result.error.message))
    elif result.reason is not None and not problems:
        problems.append(Problem("skipped", result.reason))
    usage = result.usage
    return {
        "path": result.path,
        "task": result.task,
        "status": result.status,
        "fields": dict(result.fields),
        "problems": [{"code": one.code, "message": output.words(one.message)} for one in problems],
        "usage": usage.to_json() | {"cached": usage.cached},
        "output_path": result.output_path,
    }


def _sample(workspace: Workspace, paths: Sequence[str], count: int) -> list[str]:
    wanted = set(paths)
    rows = {row.path: Known(row.path, row.date, row.length) for row in workspace.rows(paths) if row.path in wanted}
    return choose_sample([rows.get(path, Known(path)) for path in paths], count)


async def _say_sample(
    workspace: Workspace, tasks: Sequence[str], paths: Sequence[str], options: TaskOptions, output: Output
) -> None:
    """What the sample will send and cost, before it does."""
    for task in tasks:
        for message in (await workspace.plan_task(task, paths, options)).messages():
            output.note(message)


async def _plan(workspace: Workspace, task: str, paths: Sequence[str], options: TaskOptions, output: Output) -> None:
    """What a run would send and cost. Nothing is sent."""
    plan = await workspace.plan_task(task, paths, options)
    if options.json:
        output.json(plan.to_json())
        return
    for message in plan.messages():
        output.line(clean(output.words(message)))
    if plan.requests:
        output.say("cli.task-render", task=task)


def _open_review(workspace: Workspace, paths: Sequence[str], output: Output, code: int) -> int:
    """The sample side by side with the old values, where there is a terminal to show it on; the exit code."""
    from editor_tui.cli.app import open_app

    try:
        return open_app(workspace, output, patterns=paths, proposals=workspace.waiting(paths)) or code
    except UsageError:
        output.say("cli.task-sample-review")
        return code
