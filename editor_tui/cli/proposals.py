"""Proposals as lines for people and as JSON for scripts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from editor_tui.cli.output import Output
from editor_tui.messages import Catalogue
from editor_tui.post.proposal import BodyChange, FieldChange, FileChange, FreeText, Part, Proposal
from editor_tui.text.clean import clean
from editor_tui.workspace.attention import Marked
from editor_tui.workspace.results import values_of


def proposal_json(proposal: Proposal, status: str, catalogue: Catalogue) -> dict[str, Any]:
    """A task's JSON line."""
    usage = proposal.origin.usage
    return {
        "path": proposal.path,
        "task": proposal.origin.task,
        "status": status,
        "fields": values_of(proposal),
        "problems": [
            {"code": problem.code, "message": catalogue.text(problem.message)}
            for part in proposal.parts
            for problem in part.problems
        ],
        "notes": [catalogue.text(note) for part in proposal.parts for note in part.notes],
        "usage": usage.to_json() | {"cached": usage.cached},
        "output_path": proposal.destination,
    }


def lines_of(proposal: Proposal, output: Output) -> Iterator[str]:
    """A line with the path, then one for each part: old and new, what is doubtful about it, what to know.

    A text for the editor is given whole, without an indent: it is there to be copied.
    """
    yield output.style(proposal.path, "bold") + output.style(f"  {proposal.origin.task}", "dim")
    for part in proposal.parts:
        if isinstance(part.change, FreeText):
            yield from map(output.style, part.change.text.splitlines())
        else:
            yield f"  {_part_line(part, proposal, output)}"
        for problem in part.problems:
            yield "    " + output.style(f"! {output.words(problem.message)}", "yellow")
        for note in part.notes:
            yield "    " + output.style(f"· {output.words(note)}", "dim")


def _part_line(part: Part, proposal: Proposal, output: Output) -> str:
    match part.change:
        case FieldChange(key, old, new):
            return f"{output.style(key, 'cyan')}: {output.style(_shown(old), 'dim')} → {output.style(_shown(new))}"
        case BodyChange(edits):
            removed = sum(edit.end - edit.start for edit in edits)
            added = sum(len(edit.replacement) for edit in edits)
            return output.text("cli.body-change", removed=removed, added=added, reason=clean(edits[0].reason))
        case FileChange(text):
            return output.text("cli.file-change", path=clean(proposal.destination or ""), count=len(text))
        case FreeText(name, text):
            return f"{output.style(name, 'cyan')}: {output.style(_shown(text))}"


def _shown(value: object) -> str:
    if value is None or value == "":
        return "—"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(str, value)) + "]"
    return str(value).replace("\n", "⏎")


def marked_json(marked: Marked, catalogue: Catalogue) -> dict[str, Any]:
    """A draft that a person has to look at, in the shape of a task's JSON line, with the replies that came."""
    return {
        "path": marked.path,
        "task": marked.task,
        "status": "failed",
        "fields": {},
        "problems": [{"code": "attention", "message": catalogue.text(marked.reason)}],
        "usage": {"input_tokens": 0, "output_tokens": 0, "cost_usd": 0.0, "cached": True},
        "output_path": None,
        "replies": list(marked.replies),
    }


def lines_of_marked(marked: Marked, output: Output) -> Iterator[str]:
    """The path, why no answer could be used, and the latest answer as it came."""
    yield output.style(marked.path, "bold") + output.style(f"  {marked.task}", "dim")
    yield "    " + output.style(f"! {output.words(marked.reason)}", "yellow")
    for reply in marked.replies[:1]:
        yield "    " + output.style(output.text("cli.review-reply"), "dim")
        yield from (f"    {output.style(clean(line))}" for line in reply.splitlines())
