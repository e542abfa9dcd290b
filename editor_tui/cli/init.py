"""`init`: a commented settings file, with what was found of the site filled in."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from editor_tui.cli.output import Output
from editor_tui.errors import FileError, UsageError
from editor_tui.messages import Message
from editor_tui.settings.load import FILE_NAME
from editor_tui.workspace.workspace import Workspace


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--force", action="store_true", help=parser.catalogue.say("cli.init-force-help"))  # type: ignore[attr-defined]


def run(arguments: argparse.Namespace, workspace: Workspace, output: Output) -> int:
    file = workspace.root / FILE_NAME
    if os.path.lexists(file) and not arguments.force:
        raise UsageError(Message.of("cli.init-exists", path=str(file)))
    content = ", ".join(f'"{folder}"' for folder in workspace.layout.content)
    drafts = len(workspace.paths())
    _write(file, output.text("cli.init-file", kind=workspace.layout.kind, content=content))
    output.say("cli.init-done", path=str(file), kind=workspace.layout.kind, count=drafts)
    return 0


def _write(file: Path, text: str) -> None:
    try:
        if file.is_symlink():
            # It may have come with the site, and lead out of it.
            file.unlink()
        file.write_text(text, encoding="utf-8")
    except OSError as error:
        detail = error.strerror or str(error)
        raise FileError(str(file), Message.of("cli.init-not-written", detail=detail)) from error
