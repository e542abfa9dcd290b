"""`batch`: a task whose questions are answered elsewhere and later, by the Batch API or any engine of its form."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from contextlib import aclosing
from pathlib import Path
from typing import TYPE_CHECKING

from editor_tui.cli.exit_codes import SOME_FAILED
from editor_tui.cli.numbers import count
from editor_tui.cli.output import Output
from editor_tui.cli.proposals import lines_of
from editor_tui.cli.steps import add_steps
from editor_tui.cli.task_output import result_json
from editor_tui.errors import DraftError, DraftModelError, UsageError
from editor_tui.messages import Message
from editor_tui.text.clean import clean
from editor_tui.workspace.workspace import Workspace

if TYPE_CHECKING:
    from editor_tui.llm.batch_files import Manifest
    from editor_tui.llm.batch_service import BatchService, BatchState
    from editor_tui.workspace.results import TaskResult


def configure(parser: argparse.ArgumentParser) -> None:
    say = parser.catalogue.say  # type: ignore[attr-defined]
    add = add_steps(parser, "llm.batch-")
    export = add("export")
    export.add_argument("prompt", metavar="PROMPT", help=say("llm.batch-prompt-help"))
    export.add_argument("paths", nargs="*", metavar="PATH", help=say("llm.batch-paths-help"))
    export.add_argument("-o", "--output", type=Path, metavar="DIR", help=say("llm.batch-output-help"))
    export.add_argument("--all", action="store_true", help=say("llm.batch-all-help"))
    export.add_argument("--limit", type=count, default=0, metavar="N", help=say("llm.batch-limit-help"))
    export.add_argument("--model", default="", metavar="NAME", help=say("llm.batch-model-help"))
    for name in ("submit", "status", "collect"):
        add(name).add_argument("folder", type=Path, metavar="DIR", help=say("llm.batch-folder-help"))
    bring = add("import")
    bring.add_argument("folder", type=Path, metavar="DIR", help=say("llm.batch-folder-help"))
    bring.add_argument("results", nargs="+", type=Path, metavar="FILE", help=say("llm.batch-results-help"))


async def run(arguments: argparse.Namespace, workspace: Workspace, output: Output) -> int:
    from editor_tui.llm.batch_files import read_manifest, write_manifest

    if arguments.step == "export":
        return await _export(arguments, workspace, output)
    manifest = read_manifest(arguments.folder)
    if arguments.step == "import":
        return await _import(manifest, arguments.results, arguments, workspace, output)
    service = _service(workspace)
    try:
        if arguments.step == "submit":
            return await _submit(arguments, service, manifest, output)
        manifest, states = await _refresh(arguments, service, manifest, output)
        if arguments.step == "status":
            return 0
        files = await _download(arguments.folder, service, manifest, states)
    finally:
        await service.endpoint.close()
    if not files and not any(state.has_ended for state in states):
        output.say("llm.batch-nothing-yet")
        return 0
    code = await _import(manifest, files, arguments, workspace, output)
    for index, state in enumerate(states):
        manifest = manifest.with_part(index, collected=state.has_ended)
    write_manifest(arguments.folder, manifest)
    return code


async def _export(arguments: argparse.Namespace, workspace: Workspace, output: Output) -> int:
    from editor_tui.workspace.exporting import BatchOrder, export_batch

    def tell(path: str, error: DraftError | DraftModelError) -> None:
        if isinstance(error, DraftError):
            output.error(error)
        else:
            output.say("llm.batch-draft-left", path=path, reason=error.message)

    order = BatchOrder(
        arguments.prompt, tuple(arguments.paths), arguments.output, arguments.model, arguments.all, arguments.limit
    )
    exported = await export_batch(workspace, order, tell)
    folder, manifest = exported.folder, exported.manifest
    if arguments.json:
        files = [str(folder / part.file) for part in manifest.parts]
        output.json({"folder": str(folder), "requests": len(manifest.asked), "files": files})
    else:
        output.line(clean(str(folder)))
    output.say("llm.batch-exported", count=len(manifest.asked), files=len(manifest.parts))
    return SOME_FAILED if exported.failed else 0


async def _import(
    manifest: Manifest, files: Sequence[Path], arguments: argparse.Namespace, workspace: Workspace, output: Output
) -> int:
    """Does the task for every draft that the batch is for, with the answers that result files have."""
    from editor_tui.workspace.importing import receive_files, results_of_batch

    received = receive_files(workspace, manifest, files)
    counts: Counter[str] = Counter()
    async with aclosing(results_of_batch(workspace, manifest, received)) as results:
        async for result in results:
            counts[result.status] += 1
            _show_result(result, arguments, output)
    cost = Message.of(
        "llm.batch-cost" if received.priced else "llm.batch-cost-unknown", cost=f"{received.usage.cost_usd:.4f}"
    )
    output.say(
        "llm.batch-imported",
        count=len(received.kept),
        proposed=counts["proposed"],
        failed=counts["failed"],
        changed=counts["skipped"],
        cost=cost,
    )
    if received.unknown or received.unreadable:
        output.say("llm.batch-strange-lines", unknown=received.unknown, unreadable=received.unreadable)
    return SOME_FAILED if counts["failed"] or counts["skipped"] else 0


def _show_result(result: TaskResult, arguments: argparse.Namespace, output: Output) -> None:
    if arguments.json:
        output.json(result_json(result, output))
    elif result.proposal is not None and result.proposal.parts:
        for line in lines_of(result.proposal, output):
            output.line(line)
    if result.reason is not None:
        output.say("llm.batch-draft-left", path=result.path, reason=result.reason)


def _service(workspace: Workspace) -> BatchService:
    from editor_tui.llm.batch_service import BatchService
    from editor_tui.llm.connection import find_connection
    from editor_tui.llm.endpoint import Endpoint

    settings = workspace.settings.model
    return BatchService(Endpoint(find_connection(settings, workspace.environment), settings))


async def _submit(arguments: argparse.Namespace, service: BatchService, manifest: Manifest, output: Output) -> int:
    """Submits the parts that are not submitted yet; each id is kept before the next part is sent."""
    from editor_tui.llm.batch_files import write_manifest

    for index, part in enumerate(manifest.parts):
        if part.batch:
            output.say("llm.batch-submitted-before", file=part.file, id=part.batch)
            continue
        state = await service.submit(arguments.folder / part.file)
        manifest = manifest.with_part(index, batch=state.id, status=state.status)
        write_manifest(arguments.folder, manifest)
        _show(state, part.file, arguments, output)
    output.say("llm.batch-how-to-collect", folder=str(arguments.folder))
    return 0


async def _refresh(
    arguments: argparse.Namespace, service: BatchService, manifest: Manifest, output: Output
) -> tuple[Manifest, list[BatchState]]:
    from editor_tui.llm.batch_files import write_manifest

    states = []
    for index, part in enumerate(manifest.parts):
        if not part.batch:
            raise UsageError(Message.of("llm.batch-not-submitted", file=part.file, folder=str(arguments.folder)))
        state = await service.state(part.batch)
        states.append(state)
        manifest = manifest.with_part(index, status=state.status)
        if arguments.step == "status" or not state.has_ended or state.detail:
            _show(state, part.file, arguments, output)
    write_manifest(arguments.folder, manifest)
    return manifest, states


async def _download(folder: Path, service: BatchService, manifest: Manifest, states: list[BatchState]) -> list[Path]:
    """The result and error files of all batches that have ended, on disk before they are read."""
    files = []
    for part, state in zip(manifest.parts, states, strict=True):
        for number, file_id in enumerate(state.files if state.has_ended else (), 1):
            path = folder / f"{Path(part.file).stem}-results-{number}.jsonl"
            path.write_bytes(await service.fetch(file_id))
            files.append(path)
    return files


def _show(state: BatchState, file: str, arguments: argparse.Namespace, output: Output) -> None:
    if arguments.json:
        output.json(
            {
                "file": file,
                "batch": state.id,
                "status": state.status,
                "completed": state.done,
                "failed": state.failed,
                "total": state.total,
                "detail": state.detail,
            }
        )
        return
    counts = f"{state.done}/{state.total}" if state.total else ""
    output.line(clean("  ".join(part for part in (file, state.id, state.status, counts, state.detail) if part)))
