"""`run PROMPT`: any prompt file over the drafts."""

from __future__ import annotations

import argparse

from editor_tui.cli import task_options
from editor_tui.cli.output import Output
from editor_tui.cli.task_output import Ending, run_tasks
from editor_tui.workspace.workspace import Workspace


def configure(parser: argparse.ArgumentParser) -> None:
    say = parser.catalogue.say  # type: ignore[attr-defined]
    parser.add_argument("prompt", metavar="PROMPT", help=say("cli.run-prompt-help"))
    parser.add_argument("paths", nargs="*", metavar="PATH", help=say("cli.paths-help"))
    task_options.configure(parser, paths=False)
    parser.add_argument("--replace", action="store_true", help=say("cli.tag-replace-help"))


async def run(arguments: argparse.Namespace, workspace: Workspace, output: Output) -> Ending:
    options = task_options.options_of(arguments)
    return await run_tasks(workspace, [arguments.prompt], arguments.paths, options, output)
