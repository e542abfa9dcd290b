"""The questions of a task that have no answer yet, written down as a batch to be answered elsewhere and later."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from editor_tui.errors import DraftError, DraftModelError, NoModelError, NotAnsweredYet, UsageError
from editor_tui.llm.batch import RecordingModel
from editor_tui.llm.batch_files import (
    Asked,
    Manifest,
    RequestWriter,
    expect_collected,
    request_line,
    write_manifest,
)
from editor_tui.llm.connect import identity
from editor_tui.llm.connection import OPENAI, Connection, find_connection
from editor_tui.llm.dialect import Dialect
from editor_tui.llm.endpoint import DEFAULT_MODEL, Endpoint
from editor_tui.llm.protocol import Request
from editor_tui.messages import Message
from editor_tui.post.draft import Draft
from editor_tui.settings.schema import ModelSettings
from editor_tui.site.answers import Answers
from editor_tui.workspace.running import already_answered

if TYPE_CHECKING:
    from editor_tui.tasks.task import Task
    from editor_tui.workspace.workspace import Workspace

# Hears of a draft that could not be read or asked about.
OnFailure = Callable[[str, DraftError | DraftModelError], None]


@dataclass(frozen=True, slots=True)
class BatchOrder:
    """What is to be written down: a task for the drafts that patterns mean, at most `limit` of them, 0 for all.

    `folder` is where; None for one of its own in the state. `model`: "" for the settings'. `everything`: also drafts
    whose value is good or for which a proposal waits, and questions whose answer did not hold its checks.
    """

    task: str
    patterns: tuple[str, ...] = ()
    folder: Path | None = None
    model: str = ""
    everything: bool = False
    limit: int = 0


@dataclass(frozen=True, slots=True)
class Exported:
    """A batch in a folder, and how many drafts are not in it because they failed."""

    folder: Path
    manifest: Manifest
    failed: int


async def export_batch(workspace: Workspace, order: BatchOrder, on_failure: OnFailure) -> Exported:
    """Run the task with a model that knows no more than the state, and write down what is missing.

    What is complete already waits for review. Nothing is sent but, to a server of one's own, the question for its
    model. Raises UsageError where the folder cannot be used or no model is known, PromptError, EndpointError.
    """
    settings = workspace.settings.model
    if order.model:
        settings = settings.replace(name=order.model)
    connection = batch_connection(workspace)
    name = settings.name or await _model_of(connection, settings)
    model = RecordingModel(Answers(workspace.state), identity(settings, connection), again=order.everything)
    folder = order.folder or _new_folder(workspace, order.task)
    expect_collected(folder)
    export = _Export(workspace, order, model, on_failure)
    dialect = Dialect(name, connection.is_openai)
    with RequestWriter(folder) as writer:
        for draft in export.drafts():
            for key, asked in await export.questions(draft):
                writer.add(request_line(key, dialect.body(asked)))
    manifest = Manifest(order.task, name, model.name, time.time(), export.asked, tuple(writer.parts))
    write_manifest(folder, manifest)
    return Exported(folder, manifest, export.failed)


@dataclass
class _Export:
    """One export as far as it is: what was `asked` by key, and the drafts that `failed`."""

    workspace: Workspace
    order: BatchOrder
    model: RecordingModel
    on_failure: OnFailure
    asked: dict[str, Asked] = field(default_factory=dict)
    failed: int = 0

    @cached_property
    def task(self) -> Task:
        return self.workspace.task(self.order.task)

    def drafts(self) -> Iterator[Draft]:
        """The drafts that the task has something to do for, up to the limit."""
        left = self.order.limit or None
        for path in self.workspace.paths(self.order.patterns):
            if left == 0:
                return
            try:
                draft = self.workspace.read(path)
                if self.task.skips(draft, everything=self.order.everything) is not None:
                    continue
                if not self.order.everything and already_answered(self.workspace.proposals, self.task.name, draft):
                    continue
            except DraftError as error:
                self._fail(path, error)
                continue
            left = None if left is None else left - 1
            yield draft

    async def questions(self, draft: Draft) -> list[tuple[str, Request]]:
        """What nobody has asked yet for this batch, by key; a draft without questions is proposed for."""
        try:
            proposal = await self.task.propose(draft, self.model)
        except NotAnsweredYet:
            proposal = None
        except (DraftError, DraftModelError) as error:
            self._fail(draft.path, error)
            proposal = None
        missing, self.model.missing = self.model.missing, {}
        if proposal is not None and proposal.parts and not missing:
            self.workspace.save(proposal)
        new = [(key, request) for key, request in missing.items() if key not in self.asked]
        if new:
            asked = Asked(draft.path, draft.fingerprint, self.workspace.prompts.load(self.order.task).fingerprint)
            self.asked |= dict.fromkeys((key for key, _ in new), asked)
        return new

    def _fail(self, path: str, error: DraftError | DraftModelError) -> None:
        self.failed += 1
        self.on_failure(path, error)


def batch_connection(workspace: Workspace) -> Connection:
    """Where the model would be asked; OpenAI where nothing is set up, since exporting needs no key."""
    try:
        return find_connection(workspace.settings.model, workspace.environment)
    except NoModelError:
        return Connection(OPENAI, "")


def _new_folder(workspace: Workspace, task: str) -> Path:
    # The state folder is made, with its .gitignore, when the state is opened.
    workspace.state.ensure("")
    return workspace.state.folder / "batches" / f"{task}-{time.strftime('%Y%m%d-%H%M%S')}"


async def _model_of(connection: Connection, settings: ModelSettings) -> str:
    """The model that a task would ask without a name. Raises UsageError where the server does not tell."""
    if connection.is_openai:
        return DEFAULT_MODEL
    endpoint = Endpoint(connection, settings)
    try:
        name = await endpoint.first_model()
    finally:
        await endpoint.close()
    if not name:
        raise UsageError(Message.of("llm.batch-no-model", address=connection.base_url))
    return name
