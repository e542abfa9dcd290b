"""`reject`: drops waiting proposals."""

from __future__ import annotations

import argparse

from editor_tui.cli.nearest import nearest
from editor_tui.cli.output import Output
from editor_tui.cli.proposals import proposal_json
from editor_tui.errors import UsageError
from editor_tui.messages import Message
from editor_tui.workspace.fixing import TASK as FIX
from editor_tui.workspace.workspace import Workspace


def configure(parser: argparse.ArgumentParser) -> None:
    say = parser.catalogue.say  # type: ignore[attr-defined]
    parser.add_argument("paths", nargs="*", metavar="PATH", help=say("cli.paths-help"))
    parser.add_argument("--task", metavar="TASK", help=say("cli.reject-task-help"))
    parser.add_argument("--json", action="store_true", help=say("cli.json-help"))


def run(arguments: argparse.Namespace, workspace: Workspace, output: Output) -> int:
    known = _tasks(workspace)
    if arguments.task is not None and arguments.task not in known:
        name = arguments.task
        raise UsageError(Message.of("cli.unknown-task", name=name, nearest=nearest(name, known)))
    unwanted = [
        proposal for proposal in workspace.waiting(arguments.paths) if arguments.task in (None, proposal.origin.task)
    ]
    if unwanted:
        workspace.reject(*unwanted)
    if arguments.json:
        output.json(*(proposal_json(proposal, "rejected", output.catalogue) for proposal in unwanted))
    for one in workspace.marked(arguments.paths):
        if arguments.task in (None, one.task):
            workspace.unmark(one.path, one.task)
    output.say("cli.rejected", count=len(unwanted))
    return 0


def _tasks(workspace: Workspace) -> set[str]:
    """What proposals can be of: the repair, every prompt, and prompts that are gone but have proposals that wait."""
    waiting = {proposal.origin.task for proposal in workspace.waiting()}
    return {FIX, *workspace.prompts.names(), *waiting, *(one.task for one in workspace.marked())}
