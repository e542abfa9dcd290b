"""`report`: one self-contained HTML page on the health of the site."""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from editor_tui.cli.exit_codes import SOME_FAILED
from editor_tui.cli.output import Output
from editor_tui.cli.progress import counted
from editor_tui.errors import UsageError
from editor_tui.messages import Message
from editor_tui.messages.complaints import system_complaint
from editor_tui.text.clean import clean
from editor_tui.workspace.health import LENGTHS, Health, site_health
from editor_tui.workspace.workspace import Workspace

_STDOUT: Final = "-"


def configure(parser: argparse.ArgumentParser) -> None:
    say = parser.catalogue.say  # type: ignore[attr-defined]
    parser.add_argument("paths", nargs="*", metavar="PATH", help=say("cli.paths-help"))
    parser.add_argument("--output", "-o", metavar="FILE", help=say("report.output-help"))
    parser.add_argument("--json", action="store_true", help=say("report.json-help"))


def run(arguments: argparse.Namespace, workspace: Workspace, output: Output) -> int:
    def watch(items: Iterable[Any], total: int) -> Iterable[Any]:
        return counted(items, total, output)

    health = site_health(workspace, arguments.paths, watch)
    if not health.drafts:
        raise UsageError(Message.of("cli.no-drafts"))
    if arguments.json:
        output.json(_as_json(health, output))
    else:
        _write(arguments.output, health, workspace, output)
    if health.no_history:
        output.note(Message.of("report.no-history", reason=health.no_history))
    for path, reason in health.unreadable:
        output.note(Message.of("report.unreadable", path=path, reason=reason))
    return SOME_FAILED if health.unreadable else 0


def _write(name: str | None, health: Health, workspace: Workspace, output: Output) -> None:
    """The page to stdout, or to a file whose path is then the data on stdout."""
    from editor_tui.cli.formats.page import page_of

    page = page_of(health, workspace.root.name, time.strftime("%Y-%m-%d %H:%M"), output.catalogue)
    if name == _STDOUT:
        output.raw(page)
        return
    if name is None:
        # Makes the folder with its .gitignore (a report is not part of the site), or says why it cannot be used.
        workspace.state.ensure("")
    file = workspace.state.folder / "health.html" if name is None else Path(name)
    try:
        if name is None and file.is_symlink():
            # A state folder that came with the site must not lead out of it.
            file.unlink()
        file.write_text(page, encoding="utf-8", newline="\n")
    except OSError as error:
        raise UsageError(Message.of("report.not-written", file=file, reason=system_complaint(error))) from error
    output.line(clean(str(file)))


def _as_json(health: Health, output: Output) -> dict[str, Any]:
    tags = health.vocabulary
    return {
        "drafts": health.drafts,
        "healthy": health.healthy,
        "mendable": health.mendable,
        "characters": health.characters,
        "removed_characters": health.removed,
        "rules": [asdict(rule) for rule in health.rules],
        "fields": [asdict(field) for field in health.fields],
        "months": [asdict(month) for month in health.months],
        "versions": dict(health.versions),
        "lengths": {"below": [*LENGTHS, None], "now": health.lengths, "after_fix": health.lengths_after},
        "worst": [{key: value for key, value in asdict(worst).items() if key != "copies"} for worst in health.worst],
        "unreadable": [{"path": path, "error": output.words(reason)} for path, reason in health.unreadable],
        "tags": {
            "count": len(tags.uses),
            "tagged_drafts": tags.tagged,
            "once": sum(use.count == 1 for use in tags.uses),
            "near_duplicates": [list(group) for group in tags.duplicates()],
        },
        "costs_usd": None if health.no_history else dict(health.costs),
    }
