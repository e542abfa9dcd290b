"""`app`, and `editor-tui` alone: opens the terminal app."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from editor_tui.cli.nearest import nearest
from editor_tui.cli.output import Output
from editor_tui.errors import DraftError, UsageError
from editor_tui.messages import Message
from editor_tui.post.proposal import Proposal
from editor_tui.workspace.workspace import Workspace


def configure(parser: argparse.ArgumentParser) -> None:
    say = parser.catalogue.say  # type: ignore[attr-defined]
    parser.add_argument("paths", nargs="*", metavar="PATH", help=say("cli.paths-help"))


def run(arguments: argparse.Namespace, workspace: Workspace, output: Output) -> int:
    try:
        workspace.paths(arguments.paths)
    except DraftError as error:
        if arguments.paths[0].isidentifier():
            raise _unknown_command(arguments.paths[0]) from error
        raise
    return open_app(workspace, output, patterns=arguments.paths)


def _unknown_command(word: str) -> UsageError:
    """What is neither a command nor a draft is a command that somebody misspelled."""
    from editor_tui.cli.main import COMMANDS

    return UsageError(Message.of("cli.unknown-command", word=word, nearest=nearest(word, COMMANDS)))


def open_app(
    workspace: Workspace, output: Output, *, patterns: Sequence[str] = (), proposals: Sequence[Proposal] | None = None
) -> int:
    """The app on this terminal. Raises UsageError where there is none: a pipe cannot be edited in.

    Raises SettingsError where the settings give keys to what is no action.
    """
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise UsageError(Message.of("cli.needs-terminal"))
    if os.environ.get("TERM") == "dumb":
        raise UsageError(Message.of("cli.dumb-terminal"))
    from editor_tui.tui.app import run_app

    return run_app(workspace, output.catalogue, patterns=patterns, proposals=proposals)
