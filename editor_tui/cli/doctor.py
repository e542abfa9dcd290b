"""`doctor`: what works, what does not, and what to do about it."""

from __future__ import annotations

import argparse
import sqlite3
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from editor_tui.cli.output import Output
from editor_tui.errors import EditorTuiError
from editor_tui.messages import Message
from editor_tui.workspace.workspace import Workspace

if TYPE_CHECKING:
    from editor_tui.llm.diagnosis import Diagnosis

_MARKS: Final = {"ok": ("✓", "green"), "warn": ("!", "yellow"), "bad": ("✗", "red")}
_BAD_PROMPT, _BAD_MODEL = 2, 4


def configure(parser: argparse.ArgumentParser) -> None:
    say = parser.catalogue.say  # type: ignore[attr-defined]
    parser.add_argument("--fetch-tokenizer", action="store_true", help=say("llm.fetch-tokenizer-help"))
    parser.add_argument("--json", action="store_true", help=say("cli.json-help"))


async def run(arguments: argparse.Namespace, workspace: Workspace, output: Output) -> int:
    from editor_tui.llm.diagnosis import examine

    if arguments.fetch_tokenizer:
        await _fetch(workspace, output)
    worst = 0
    for diagnosis in _site(workspace):
        _show(diagnosis, arguments.json, output)
        worst = max(worst, _BAD_PROMPT if diagnosis.status == "bad" else 0)
    async for diagnosis in examine(workspace.settings.model, workspace.environment):
        _show(diagnosis, arguments.json, output)
        worst = max(worst, _BAD_MODEL if diagnosis.status == "bad" else 0)
    return worst


async def _fetch(workspace: Workspace, output: Output) -> None:
    from editor_tui.llm.endpoint import DEFAULT_MODEL
    from editor_tui.llm.tokenizer_file import fetch_file, own_folder
    from editor_tui.llm.tokens import encoding_of

    encoding = encoding_of(workspace.settings.model.name or DEFAULT_MODEL)
    path = await fetch_file(encoding, own_folder())
    output.say("llm.doctor-tokenizer", encoding=encoding, path=str(path))


def _site(workspace: Workspace) -> Iterator[Diagnosis]:
    """The site's own side: drafts, prompts, state. That the settings can be read is shown by being here."""
    from editor_tui.llm.diagnosis import Diagnosis

    drafts = len(workspace.paths())
    id = "llm.doctor-site" if drafts else "llm.doctor-no-drafts"
    words = Message.of(id, root=str(workspace.root), kind=workspace.layout.kind, count=drafts)
    yield Diagnosis("site", "ok" if drafts else "warn", words)
    for path in workspace.prompts.misplaced:
        yield Diagnosis(
            "prompts", "warn", Message.of("llm.doctor-prompt", place=str(path), fault=Message.of("prompts.misplaced"))
        )
    broken = 0
    for name in workspace.prompts.names(helpers=True):
        prompt, faults = workspace.prompts.read(name)
        if prompt is None:
            broken += 1
            fault = next(fault for fault in faults if fault.severity == "error")
            place = f"{workspace.prompts.path_of(name)}:{fault.line}"
            yield Diagnosis("prompts", "bad", Message.of("llm.doctor-prompt", place=place, fault=fault.message))
    if not broken:
        yield Diagnosis("prompts", "ok", Message.of("llm.doctor-prompts", count=len(workspace.prompts.names())))
    try:
        whole = workspace.state.connection.execute("PRAGMA quick_check").fetchone()[0]
        status = "ok" if whole == "ok" else "bad"
        folder = str(workspace.state.folder)
        yield Diagnosis(
            "state", "ok" if status == "ok" else "bad", Message.of(f"llm.doctor-state-{status}", folder=folder)
        )
    except EditorTuiError as error:
        yield Diagnosis("state", "bad", error.message)
    except sqlite3.Error:
        yield Diagnosis("state", "bad", Message.of("llm.doctor-state-bad", folder=str(workspace.state.folder)))


def _show(diagnosis: Diagnosis, json: bool, output: Output) -> None:
    words = output.words(diagnosis.message)
    if json:
        output.json({"check": diagnosis.name, "status": diagnosis.status, "message": words})
        return
    mark, color = _MARKS[diagnosis.status]
    output.line(f"{output.style(mark, color)} {output.style(f'{diagnosis.name:<10}', 'bold')} {output.style(words)}")
