"""A run of a task: the model that is asked, the drafts that are done, and what is kept of it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import aclosing, contextmanager
from functools import partial
from typing import TYPE_CHECKING

from editor_tui.errors import NoModelError
from editor_tui.llm.client import Tell, silent
from editor_tui.llm.connect import Connected, Options, connect
from editor_tui.llm.listening import ListenedModel
from editor_tui.llm.prices import Spending
from editor_tui.llm.protocol import OnText
from editor_tui.post.proposal import Proposal
from editor_tui.site.answers import Answers
from editor_tui.tasks.options import TaskOptions
from editor_tui.workspace.attention import Marker
from editor_tui.workspace.results import TaskResult
from editor_tui.workspace.running import TaskRun

if TYPE_CHECKING:
    from editor_tui.workspace.workspace import Workspace


def connect_model(
    workspace: Workspace, options: TaskOptions, tell: Tell = silent, spending: Spending | None = None
) -> Connected | None:
    """The model that is set up; None with `offline`, and where none is. `spending` is a purse that others use as well.

    Nothing is sent yet. Raises EndpointError for an address or a key that cannot be used.
    """
    if options.offline:
        return None
    settings = workspace.settings.model
    if options.model:
        settings = settings.replace(name=options.model)
    if options.concurrency:
        settings = settings.replace(concurrency=options.concurrency)
    try:
        purse = Spending(options.max_cost) if spending is None else spending
        added = Options(options.base_url, purse, tell, again=options.everything)
        return connect(settings, workspace.environment, Answers(workspace.state), added)
    except NoModelError:
        return None


async def run_task(
    workspace: Workspace,
    name: str,
    patterns: Sequence[str],
    options: TaskOptions,
    tell: Tell = silent,
    spending: Spending | None = None,
) -> AsyncIterator[TaskResult]:
    """A result for each draft, as they are done. Close the iterator to stop; what is finished is kept.

    `spending` grows while it runs, and limits several runs together; without it the limit of the options holds for
    this one.

    Raises PromptError, the ModelErrors that end everything, NoModelError where the task cannot do without a model, and
    SiteLockedError with `write`.
    """
    # What is true of the whole site may have to be read first: not in the loop that a screen lives in.
    task = await asyncio.to_thread(workspace.task, name, options)
    paths = await asyncio.to_thread(workspace.paths, patterns)
    model = connect_model(workspace, options, tell, spending)
    run = TaskRun(task, model, workspace.read, workspace.proposals, options)
    marker = Marker(workspace, name)
    concurrency = options.concurrency or workspace.settings.model.concurrency
    try:
        with _journaled(workspace, run):
            async with aclosing(run.results(paths, concurrency)) as results:
                async for result in results:
                    marker.note(result)
                    yield result
    finally:
        if model is not None:
            await model.close()
            Answers(workspace.state).forget(workspace.settings.journal.keep_days)


async def propose_one(
    workspace: Workspace,
    name: str,
    path: str,
    options: TaskOptions,
    *,
    hint: str = "",
    on_text: OnText | None = None,
) -> Proposal:
    """One proposal for one draft, whatever its field says already. `on_text` hears the reply as it is written."""
    task = await asyncio.to_thread(workspace.task, name, options, hint=hint)
    model = connect_model(workspace, options)
    try:
        asked = model if model is None or on_text is None else ListenedModel(model, on_text)
        return await task.propose(workspace.read(path), asked)
    finally:
        if model is not None:
            await model.close()


@contextmanager
def _journaled(workspace: Workspace, run: TaskRun) -> Iterator[None]:
    """A run of the journal around a task's, told what it cost in any case; with the site's lock where it writes."""
    name = run.task.name
    if run.options.write:
        with workspace.writing(name) as writing:
            run.write = partial(workspace.apply, writing=writing)
            try:
                yield
            finally:
                writing.account(run.told, run.usage)
        return
    with workspace.journal.run(name) as own:
        try:
            yield
        finally:
            workspace.journal.account(own, run.told, run.usage)
