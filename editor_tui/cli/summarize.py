"""`summarize`: excerpts, and descriptions where the site has them."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import Final

from editor_tui.cli import task_options
from editor_tui.cli.output import Output
from editor_tui.cli.task_output import Ending, run_tasks
from editor_tui.errors import DraftError, UsageError
from editor_tui.messages import Message
from editor_tui.workspace.workspace import Workspace

# So many drafts, spread over the site, tell whether it has descriptions.
_LOOKED_AT: Final = 40


def configure(parser: argparse.ArgumentParser) -> None:
    task_options.configure(parser)


async def run(arguments: argparse.Namespace, workspace: Workspace, output: Output) -> Ending:
    keys = workspace.settings.keys
    if not (keys.excerpt or keys.description):
        raise UsageError(Message.of("cli.summarize-no-key", kind=workspace.layout.kind))
    tasks = ["excerpt"] if keys.excerpt else []
    if has_descriptions(workspace, workspace.paths()):
        tasks.append("description")
    return await run_tasks(workspace, tasks, arguments.paths, task_options.options_of(arguments), output)


def has_descriptions(workspace: Workspace, paths: Sequence[str]) -> bool:
    """Whether descriptions have a key of their own: one that the settings name, or that half of the drafts have."""
    keys = workspace.settings.keys
    if keys.description or keys.excerpt == "description":
        return keys.description not in ("", keys.excerpt)
    looked_at = paths[:: max(1, len(paths) // _LOOKED_AT)]
    with_one = sum(_has_description(workspace, path) for path in looked_at)
    return with_one * 2 > len(looked_at)


def _has_description(workspace: Workspace, path: str) -> bool:
    try:
        return "description" in workspace.read(path).metadata
    except DraftError:
        return False
