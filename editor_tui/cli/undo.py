"""`undo`: takes back a run, or what it did to one draft."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from editor_tui.cli.exit_codes import SOME_FAILED
from editor_tui.cli.output import Output
from editor_tui.messages import Message
from editor_tui.text.clean import clean
from editor_tui.workspace.workspace import Workspace

if TYPE_CHECKING:
    from editor_tui.site.undo import Undone


def configure(parser: argparse.ArgumentParser) -> None:
    say = parser.catalogue.say  # type: ignore[attr-defined]
    parser.add_argument("run", nargs="?", type=int, metavar="RUN", help=say("cli.undo-run-help"))
    parser.add_argument("--path", metavar="PATH", help=say("cli.undo-path-help"))
    parser.add_argument("--json", action="store_true", help=say("cli.json-help"))


def run(arguments: argparse.Namespace, workspace: Workspace, output: Output) -> int:
    path = None if arguments.path is None else _path_in_site(arguments.path, workspace)
    undone = workspace.undo(arguments.run, path)
    if arguments.json:
        _report(undone, output)
    else:
        _tell(undone, output)
    return SOME_FAILED if undone.refused else 0


def _path_in_site(name: str, workspace: Workspace) -> str:
    """The path that is meant: from the current directory, or from the site. The file may be gone."""
    for base in (Path.cwd(), workspace.root):
        path = workspace.site.relative(base / name)
        if path is not None and workspace.journal.last(path) is not None:
            return path
    return name


def _done(undone: Undone) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """What happened to which drafts."""
    decided = "rejected" if undone.again else "waiting"
    return ("restored", undone.restored), ("removed", undone.removed), (decided, undone.reopened)


def _report(undone: Undone, output: Output) -> None:
    for status, paths in _done(undone):
        for path in paths:
            output.json({"path": path, "status": status, "run": undone.run.id, "difference": "", "error": None})
    for refusal in undone.refused:
        output.json(
            {
                "path": refusal.error.path,
                "status": "refused",
                "run": undone.run.id,
                "difference": refusal.difference,
                "error": output.words(refusal.error.message),
            }
        )


def _tell(undone: Undone, output: Output) -> None:
    for status, paths in _done(undone):
        for path in paths:
            output.line(output.text(f"cli.undo-{status}", path=clean(path)))
    for refusal in undone.refused:
        output.error(refusal.error)
        if refusal.difference:
            difference = Message.of("cli.undo-difference", difference=refusal.difference.rstrip("\n"))
            output.note(difference, lines=True)
    if undone.count:
        output.say("cli.undo-done", count=undone.count, run=undone.run.id, command=undone.run.command, by=undone.by.id)
