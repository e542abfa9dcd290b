"""A task done with the answers that a batch has brought."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from editor_tui.errors import DraftError, DraftModelError, NotAnsweredYet
from editor_tui.llm.batch import Received, RecordingModel, receive
from editor_tui.llm.batch_files import Manifest, read_results
from editor_tui.llm.prices import price_of
from editor_tui.messages import Message
from editor_tui.post.proposal import Problem
from editor_tui.site.answers import Answers
from editor_tui.site.held_memory import HeldMemory
from editor_tui.workspace.attention import Marker
from editor_tui.workspace.bench import with_memory
from editor_tui.workspace.exporting import batch_connection
from editor_tui.workspace.results import TaskResult, result_of

if TYPE_CHECKING:
    from editor_tui.tasks.task import Task
    from editor_tui.workspace.workspace import Workspace


def receive_files(workspace: Workspace, manifest: Manifest, files: Sequence[Path]) -> Received:
    """Keep the answers of result files. Raises UsageError where one cannot be read."""
    answers = Answers(workspace.state)
    connection = batch_connection(workspace)
    price = price_of(manifest.model, workspace.settings.model.price, local=connection.is_loopback)
    received = Received(priced=price.known)
    for file in files:
        for result in read_results(file):
            if result is None:
                received.unreadable += 1
            elif (asked := manifest.asked.get(result["custom_id"])) is None:
                received.unknown += 1
            else:
                receive(result, asked.path, answers, price, received)
    return received


async def results_of_batch(workspace: Workspace, manifest: Manifest, received: Received) -> AsyncGenerator[TaskResult]:
    """A result for each draft of a batch. A proposal waits for review; what failed says why among its problems."""
    memory = HeldMemory(workspace.state)
    task = with_memory(workspace.task(manifest.task), memory)
    marker = Marker(workspace, manifest.task)
    model = RecordingModel(Answers(workspace.state), manifest.identity)
    reasons = {manifest.asked[key].path: reason for key, reason in received.failed.items()}
    for path, fingerprint in sorted({(item.path, item.fingerprint) for item in manifest.asked.values()}):
        try:
            result = await _result(workspace, task, path, fingerprint, model)
        except NotAnsweredYet as error:
            reason = reasons.get(path, error.message)
            yield _without(task, path, "not-answered", reason)
        except (DraftError, DraftModelError) as error:
            marker.note_failure(path, error)
            yield _without(task, path, "error", error.message)
        else:
            marker.note(result)
            yield result
    memory.release()


async def _result(workspace: Workspace, task: Task, path: str, fingerprint: str, model: RecordingModel) -> TaskResult:
    draft = workspace.read(path)
    if draft.fingerprint != fingerprint:
        changed = Message.of("llm.batch-draft-changed")
        return TaskResult(path, task.name, "skipped", problems=(Problem("changed", changed),), reason=changed)
    proposal = await task.propose(draft, model)
    if not proposal.parts:
        return result_of(proposal, "unchanged")
    workspace.save(proposal)
    return result_of(proposal, "proposed")


def _without(task: Task, path: str, code: str, reason: Message) -> TaskResult:
    return TaskResult(path, task.name, "failed", problems=(Problem(code, reason),), reason=reason)
