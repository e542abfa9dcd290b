"""`apply`: writes the waiting proposals that passed their checks."""

from __future__ import annotations

import argparse
from dataclasses import replace
from typing import Any

from editor_tui.cli.exit_codes import SOME_FAILED
from editor_tui.cli.output import Output
from editor_tui.cli.proposals import lines_of, proposal_json
from editor_tui.errors import DraftError
from editor_tui.post.proposal import Part, Proposal
from editor_tui.workspace.workspace import Workspace


def configure(parser: argparse.ArgumentParser) -> None:
    say = parser.catalogue.say  # type: ignore[attr-defined]
    parser.add_argument("paths", nargs="*", metavar="PATH", help=say("cli.paths-help"))
    parser.add_argument("--dry-run", action="store_true", help=say("cli.apply-dry-run-help"))
    parser.add_argument("--json", action="store_true", help=say("cli.json-help"))


def run(arguments: argparse.Namespace, workspace: Workspace, output: Output) -> int:
    proposals = workspace.waiting(arguments.paths)
    ready = [proposal for proposal in proposals if any(map(_can_be_written, proposal.parts))]
    doubtful = sum(not proposal.passed for proposal in proposals)
    failed = 0
    written = 0
    if not arguments.dry_run and ready:
        with workspace.writing("apply") as writing:
            for whole in ready:
                proposal = whole.only(_can_be_written)
                try:
                    workspace.apply(proposal, writing)
                except DraftError as error:
                    output.error(error)
                    failed += 1
                    if arguments.json:
                        _report(proposal, "failed", arguments, output, error=output.words(error.message))
                else:
                    written += 1
                    _report(proposal, "written", arguments, output)
                    if left := whole.only(lambda part: not _can_be_written(part)).parts:
                        workspace.save(replace(whole, parts=left))
        if written:
            output.say("cli.applied", count=written)
    else:
        for whole in ready:
            _report(whole.only(_can_be_written), "proposed", arguments, output)
        if not ready:
            output.say("cli.nothing-waits")
    if doubtful:
        output.say("cli.doubtful-wait", count=doubtful)
    return SOME_FAILED if failed else 0


def _can_be_written(part: Part) -> bool:
    """Without a person: it passed its checks, and there is a file that it belongs into."""
    return part.passed and not part.is_free


def _report(proposal: Proposal, status: str, arguments: argparse.Namespace, output: Output, **more: Any) -> None:
    if arguments.json:
        output.json(proposal_json(proposal, status, output.catalogue) | more)
        return
    for line in lines_of(proposal, output):
        output.line(line)
