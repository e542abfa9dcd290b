"""The two halves of a batch that touch drafts: writing the questions down, and doing the task with the answers."""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from editor_tui.cli.exit_codes import SOME_FAILED
from editor_tui.cli.output import Output
from editor_tui.cli.proposals import lines_of, proposal_json
from editor_tui.errors import DraftError, DraftModelError, NoModelError, NotAnsweredYet, UsageError
from editor_tui.llm.batch import Received, RecordingModel, receive
from editor_tui.llm.batch_files import (
    Asked,
    Manifest,
    RequestWriter,
    expect_collected,
    read_results,
    request_line,
    write_manifest,
)
from editor_tui.llm.connect import identity
from editor_tui.llm.connection import OPENAI, Connection, find_connection
from editor_tui.llm.dialect import Dialect
from editor_tui.llm.endpoint import DEFAULT_MODEL, Endpoint
from editor_tui.llm.prices import price_of
from editor_tui.llm.protocol import Request
from editor_tui.messages import Message
from editor_tui.settings.schema import ModelSettings
from editor_tui.site.answers import Answers
from editor_tui.site.held_memory import HeldMemory
from editor_tui.text.clean import clean
from editor_tui.workspace.attention import Marker
from editor_tui.workspace.bench import with_memory
from editor_tui.workspace.running import already_answered
from editor_tui.workspace.workspace import Workspace

if TYPE_CHECKING:
    from editor_tui.post.draft import Draft
    from editor_tui.tasks.task import Task


@dataclass
class Exporter:
    """Runs the task over the drafts with a model that knows no more than the state, and writes down what is missing."""

    workspace: Workspace
    output: Output
    arguments: argparse.Namespace
    asked: dict[str, Asked] = field(default_factory=dict)
    failed: int = 0

    async def run(self) -> int:
        settings = self.workspace.settings.model
        if self.arguments.model:
            settings = settings.replace(name=self.arguments.model)
        connection = _connection(self.workspace)
        name = settings.name or await _model_of(connection, settings)
        model = RecordingModel(Answers(self.workspace.state), identity(settings, connection), again=self.arguments.all)
        dialect = Dialect(name, connection.is_openai)
        folder = self._folder()
        expect_collected(folder)
        with RequestWriter(folder) as writer:
            for draft in self._drafts():
                await self._note(draft, model)
                for key, request in model.missing.items():
                    self._write(key, request, draft, dialect, writer)
                model.missing.clear()
        manifest = Manifest(self.arguments.prompt, name, model.name, time.time(), self.asked, tuple(writer.parts))
        write_manifest(folder, manifest)
        self._tell(folder, manifest)
        return SOME_FAILED if self.failed else 0

    def _folder(self) -> Path:
        if self.arguments.output is not None:
            return Path(self.arguments.output)
        name = time.strftime("%Y%m%d-%H%M%S")
        # The state folder is made, with its .gitignore, when the state is opened.
        _ = self.workspace.state.connection
        return self.workspace.state.folder / "batches" / f"{self.arguments.prompt}-{name}"

    def _drafts(self) -> Iterator[Draft]:
        """The drafts that the task has something to do for, up to the limit."""
        task = self.task
        left = self.arguments.limit or None
        for path in self.workspace.paths(self.arguments.paths):
            if left == 0:
                return
            try:
                draft = self.workspace.read(path)
                if task.skips(draft, everything=self.arguments.all) is not None:
                    continue
                if not self.arguments.all and already_answered(self.workspace.proposals, task.name, draft):
                    continue
            except DraftError as error:
                self._fail(error)
                continue
            left = None if left is None else left - 1
            yield draft

    @cached_property
    def task(self) -> Task:
        return self.workspace.task(self.arguments.prompt)

    async def _note(self, draft: Draft, model: RecordingModel) -> None:
        """Asks, and keeps what is complete already."""
        try:
            proposal = await self.task.propose(draft, model)
        except NotAnsweredYet:
            return
        except DraftError as error:
            self._fail(error)
            return
        except DraftModelError as error:
            self.failed += 1
            self.output.say("llm.batch-draft-left", path=draft.path, reason=error.message)
            return
        if not model.missing and proposal.parts:
            self.workspace.save(proposal)

    def _write(self, key: str, request: Request, draft: Draft, dialect: Dialect, writer: RequestWriter) -> None:
        if key in self.asked:
            return
        prompt = self.workspace.prompts.load(self.arguments.prompt)
        self.asked[key] = Asked(draft.path, draft.fingerprint, prompt.fingerprint)
        writer.add(request_line(key, dialect.body(request)))

    def _fail(self, error: DraftError) -> None:
        self.failed += 1
        self.output.error(error)

    def _tell(self, folder: Path, manifest: Manifest) -> None:
        if self.arguments.json:
            files = [str(folder / part.file) for part in manifest.parts]
            self.output.json({"folder": str(folder), "requests": len(self.asked), "files": files})
        else:
            self.output.line(clean(str(folder)))
        self.output.say("llm.batch-exported", count=len(self.asked), files=len(manifest.parts))


@dataclass
class Importer:
    """Keeps the answers of result files and does the task for every draft that they are for."""

    workspace: Workspace
    output: Output
    manifest: Manifest
    json: bool
    counts: dict[str, int] = field(default_factory=dict)

    async def run(self, files: Sequence[Path]) -> int:
        received = self._receive(files)
        memory = HeldMemory(self.workspace.state)
        task = with_memory(self.workspace.task(self.manifest.task), memory)
        marker = Marker(self.workspace, self.manifest.task)
        model = RecordingModel(Answers(self.workspace.state), self.manifest.identity)
        reasons = {self.manifest.asked[key].path: reason for key, reason in received.failed.items()}
        for path, fingerprint in sorted({(item.path, item.fingerprint) for item in self.manifest.asked.values()}):
            try:
                draft = self.workspace.read(path)
                if draft.fingerprint != fingerprint:
                    self._report(path, "skipped", "changed", Message.of("llm.batch-draft-changed"))
                    continue
                await self._propose(task, draft, model)
                marker.note_success(path)
            except NotAnsweredYet as error:
                self._report(path, "failed", "not-answered", reasons.get(path, error.message))
            except (DraftError, DraftModelError) as error:
                marker.note_failure(path, error)
                self._report(path, "failed", "error", error.message)
        memory.release()
        self._tell(received)
        return SOME_FAILED if self.counts.get("failed") or self.counts.get("skipped") else 0

    def _receive(self, files: Sequence[Path]) -> Received:
        answers = Answers(self.workspace.state)
        connection = _connection(self.workspace)
        price = price_of(self.manifest.model, self.workspace.settings.model.price, local=connection.is_loopback)
        received = Received(priced=price.known)
        for file in files:
            for result in read_results(file):
                if result is None:
                    received.unreadable += 1
                elif (asked := self.manifest.asked.get(result["custom_id"])) is None:
                    received.unknown += 1
                else:
                    receive(result, asked.path, answers, price, received)
        return received

    async def _propose(self, task: Task, draft: Draft, model: RecordingModel) -> None:
        proposal = await task.propose(draft, model)
        status = "proposed" if proposal.parts else "unchanged"
        if proposal.parts:
            self.workspace.save(proposal)
        self._count(status)
        if self.json:
            self.output.json(proposal_json(proposal, status, self.output.catalogue))
        elif proposal.parts:
            for line in lines_of(proposal, self.output):
                self.output.line(line)

    def _report(self, path: str, status: str, code: str, reason: Message) -> None:
        self._count(status)
        if self.json:
            problem = {"code": code, "message": self.output.words(reason)}
            usage = {"input_tokens": 0, "output_tokens": 0, "cost_usd": 0.0, "cached": False}
            line = {"path": path, "task": self.manifest.task, "status": status, "fields": {}, "problems": [problem]}
            self.output.json(line | {"usage": usage, "output_path": None})
        self.output.say("llm.batch-draft-left", path=path, reason=reason)

    def _count(self, status: str) -> None:
        self.counts[status] = self.counts.get(status, 0) + 1

    def _tell(self, received: Received) -> None:
        cost = f"{received.usage.cost_usd:.4f}"
        self.output.say(
            "llm.batch-imported",
            count=len(received.kept),
            proposed=self.counts.get("proposed", 0),
            failed=self.counts.get("failed", 0),
            changed=self.counts.get("skipped", 0),
            cost=Message.of("llm.batch-cost" if received.priced else "llm.batch-cost-unknown", cost=cost),
        )
        if received.unknown or received.unreadable:
            self.output.say("llm.batch-strange-lines", unknown=received.unknown, unreadable=received.unreadable)


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


def _connection(workspace: Workspace) -> Connection:
    """Where the model would be asked; OpenAI where nothing is set up, since exporting needs no key."""
    try:
        return find_connection(workspace.settings.model, workspace.environment)
    except NoModelError:
        return Connection(OPENAI, "")
