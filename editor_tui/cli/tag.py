"""`tag`: tags from the site's vocabulary."""

from __future__ import annotations

import argparse

from editor_tui.cli import task_options
from editor_tui.cli.output import Output
from editor_tui.cli.task_output import Ending, run_tasks
from editor_tui.workspace.workspace import Workspace


def configure(parser: argparse.ArgumentParser) -> None:
    task_options.configure(parser)
    say = parser.catalogue.say  # type: ignore[attr-defined]
    parser.add_argument("--replace", action="store_true", help=say("cli.tag-replace-help"))


async def run(arguments: argparse.Namespace, workspace: Workspace, output: Output) -> Ending:
    return await run_tasks(workspace, ["tags"], arguments.paths, task_options.options_of(arguments), output)
