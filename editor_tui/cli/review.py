"""`review`: the waiting proposals, in the app, as JSON lines, or as plain questions for screen readers and pipes."""

from __future__ import annotations

import argparse

from editor_tui.cli.output import Output
from editor_tui.cli.proposals import lines_of_marked, marked_json, proposal_json
from editor_tui.workspace.workspace import Workspace


def configure(parser: argparse.ArgumentParser) -> None:
    say = parser.catalogue.say  # type: ignore[attr-defined]
    parser.add_argument("paths", nargs="*", metavar="PATH", help=say("cli.paths-help"))
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--json", action="store_true", help=say("cli.json-help"))
    how.add_argument("--plain", action="store_true", help=say("cli.review-plain-help"))


def run(arguments: argparse.Namespace, workspace: Workspace, output: Output) -> int:
    proposals, marked = workspace.waiting(arguments.paths), workspace.marked(arguments.paths)
    if arguments.json:
        for proposal in proposals:
            output.json(proposal_json(proposal, "proposed", output.catalogue))
        for one in marked:
            output.json(marked_json(one, output.catalogue))
        return 0
    if arguments.plain or not proposals:
        for one in marked:
            for line in lines_of_marked(one, output):
                output.line(line)
    if not proposals:
        output.say("cli.nothing-waits")
        return 0
    if arguments.plain:
        from editor_tui.cli.plain_review import review_plainly

        return review_plainly(workspace, proposals, output)
    from editor_tui.cli.app import open_app

    return open_app(workspace, output, patterns=arguments.paths, proposals=proposals)
