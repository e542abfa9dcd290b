"""`reject`: drops waiting proposals."""

from __future__ import annotations

import argparse

from editor_tui.cli.output import Output
from editor_tui.cli.proposals import counted, proposal_json
from editor_tui.workspace.workspace import Workspace


def configure(parser: argparse.ArgumentParser) -> None:
    say = parser.catalogue.say  # type: ignore[attr-defined]
    parser.add_argument("paths", nargs="*", metavar="PATH", help=say("cli.paths-help"))
    parser.add_argument("--task", metavar="TASK", help=say("cli.reject-task-help"))
    parser.add_argument("--json", action="store_true", help=say("cli.json-help"))


def run(arguments: argparse.Namespace, workspace: Workspace, output: Output) -> int:
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
    output.note(counted("cli.rejected", len(unwanted)))
    return 0
