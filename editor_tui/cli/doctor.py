"""`doctor`: what works, what does not, and what to do about it."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Final

from editor_tui.cli.exit_codes import BAD_USAGE, REFUSED
from editor_tui.cli.output import Output
from editor_tui.workspace.workspace import Workspace

if TYPE_CHECKING:
    from editor_tui.llm.diagnosis import Diagnosis

_MARKS: Final = {"ok": ("✓", "green"), "warn": ("!", "yellow"), "bad": ("✗", "red")}


def configure(parser: argparse.ArgumentParser) -> None:
    say = parser.catalogue.say  # type: ignore[attr-defined]
    parser.add_argument("--fetch-tokenizer", action="store_true", help=say("llm.fetch-tokenizer-help"))
    parser.add_argument("--json", action="store_true", help=say("cli.json-help"))


async def run(arguments: argparse.Namespace, workspace: Workspace, output: Output) -> int:
    from editor_tui.llm.diagnosis import examine
    from editor_tui.workspace.diagnosing import diagnose

    if arguments.fetch_tokenizer:
        await _fetch(workspace, output)
    worst = 0
    for diagnosis in diagnose(workspace):
        _show(diagnosis, arguments.json, output)
        worst = max(worst, BAD_USAGE if diagnosis.status == "bad" else 0)
    async for diagnosis in examine(workspace.settings.model, workspace.environment):
        _show(diagnosis, arguments.json, output)
        worst = max(worst, REFUSED if diagnosis.status == "bad" else 0)
    return worst


async def _fetch(workspace: Workspace, output: Output) -> None:
    from editor_tui.llm.endpoint import DEFAULT_MODEL
    from editor_tui.llm.tokenizer_file import fetch_file, own_folder
    from editor_tui.llm.tokens import encoding_of

    encoding = encoding_of(workspace.settings.model.name or DEFAULT_MODEL)
    path = await fetch_file(encoding, own_folder())
    output.say("llm.doctor-tokenizer", encoding=encoding, path=str(path))


def _show(diagnosis: Diagnosis, json: bool, output: Output) -> None:
    words = output.words(diagnosis.message)
    if json:
        output.json({"check": diagnosis.name, "status": diagnosis.status, "message": words})
        return
    mark, color = _MARKS[diagnosis.status]
    output.line(f"{output.style(mark, color)} {output.style(f'{diagnosis.name:<10}', 'bold')} {output.style(words)}")
