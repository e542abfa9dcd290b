"""A translation in the plain review: its segments by number, and what can be done with one of them."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from typing import Final

from editor_tui.cli.output import Output
from editor_tui.errors import DraftError, ModelError
from editor_tui.post.proposal import Proposal
from editor_tui.text.clean import clean
from editor_tui.workspace.workspace import Workspace

_COMMAND: Final = re.compile(r"([eka])\s*(\d+)")


def show_segments(workspace: Workspace, proposal: Proposal, output: Output) -> None:
    """Every segment: its number, source, target, what could stand there instead, and what is doubtful."""
    for view in workspace.segments.views(proposal):
        texts = [("plain-segment-old", view.source), ("plain-new", view.target)]
        if view.suggestion and view.suggestion != view.target:
            texts.append(("plain-suggestion", view.suggestion))
        for name, text in texts:
            output.line(clean(output.text(f"cli.{name}", number=view.number + 1, text=text.strip()), lines=True))
        for problem in view.problems:
            output.line(clean(output.text("cli.plain-doubt", text=output.words(problem.message)), lines=True))


def change_segment(
    workspace: Workspace, proposal: Proposal, typed: str, output: Output, ask: Callable[[str], str]
) -> Proposal | None:
    """The proposal after `e 3`, `k 3` or `a 3`; None where `typed` is none of these. Failures are told, not raised."""
    match = _COMMAND.fullmatch(typed)
    if match is None or not 0 < int(match[2]) <= len(workspace.segments.views(proposal)):
        return None
    number = int(match[2]) - 1
    try:
        if match[1] == "k":
            proposal = workspace.segments.accept(proposal, number)
        elif match[1] == "a":
            hint = ask(output.text("cli.plain-hint")).strip()
            proposal = asyncio.run(workspace.segments.ask(proposal, [number], hint=hint))
        elif text := ask(output.text("cli.plain-edit")).strip():
            proposal = workspace.segments.revise(proposal, number, text)
    except (DraftError, ModelError) as error:
        output.error(error)
    return proposal
