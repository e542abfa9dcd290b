"""`init`: a commented settings file, with what was found of the site filled in."""

from __future__ import annotations

import argparse

from editor_tui.cli.output import Output
from editor_tui.errors import UsageError
from editor_tui.messages import Message
from editor_tui.settings.load import FILE_NAME
from editor_tui.workspace.workspace import Workspace


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--force", action="store_true", help=parser.catalogue.say("cli.init-force-help"))  # type: ignore[attr-defined]


def run(arguments: argparse.Namespace, workspace: Workspace, output: Output) -> int:
    file = workspace.root / FILE_NAME
    if file.exists() and not arguments.force:
        raise UsageError(Message.of("cli.init-exists", path=str(file)))
    content = ", ".join(f'"{folder}"' for folder in workspace.layout.content)
    drafts = len(workspace.paths())
    file.write_text(output.text("cli.init-file", kind=workspace.layout.kind, content=content), encoding="utf-8")
    output.say("cli.init-done", path=str(file), kind=workspace.layout.kind, count=drafts)
    return 0
