"""`history`: the runs that asked or wrote, with counts and cost; with a number, the drafts that a run wrote."""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from editor_tui.cli.numbers import count
from editor_tui.cli.output import Output
from editor_tui.errors import UsageError
from editor_tui.messages import Message
from editor_tui.text.clean import clean
from editor_tui.text.width import fit
from editor_tui.workspace.workspace import Workspace

if TYPE_CHECKING:
    from editor_tui.site.journal import Journal
    from editor_tui.site.runs import Run

_MEGABYTE: Final = 1_000_000


def configure(parser: argparse.ArgumentParser) -> None:
    say = parser.catalogue.say  # type: ignore[attr-defined]
    parser.add_argument("run", nargs="?", type=int, metavar="RUN", help=say("cli.history-run-help"))
    parser.add_argument("--limit", type=count, metavar="N", help=say("cli.history-limit-help"))
    parser.add_argument("--json", action="store_true", help=say("cli.json-help"))


def run(arguments: argparse.Namespace, workspace: Workspace, output: Output) -> int:
    runs = workspace.history()
    if arguments.run is not None:
        return _show_run(arguments, workspace, output, {known.id for known in runs})
    for known in runs[: arguments.limit]:
        if arguments.json:
            output.json(_as_json(known))
        else:
            output.line(_line(known, output))
    if not runs:
        output.say("cli.history-empty")
    elif (dropped := workspace.journal.dropped()).runs:
        output.say("cli.history-dropped", count=dropped.runs, megabytes=f"{dropped.size / _MEGABYTE:.1f}")
    return 0


def _show_run(arguments: argparse.Namespace, workspace: Workspace, output: Output, known: set[int]) -> int:
    if arguments.run not in known:
        raise UsageError(Message.of("site.no-such-run", run=arguments.run))
    standing = workspace.journal.standing(arguments.run)
    for path, change, reason in _changes(workspace.journal, arguments.run):
        if arguments.json:
            output.json({"path": path, "change": change, "reason": reason, "standing": path in standing})
        else:
            taken_back = "" if path in standing else f"  {output.text('cli.history-taken-back')}"
            words = fit(output.text(f"cli.history-{change}"), 10)
            output.line(f"{words}{clean(path)}  {clean(reason)}{taken_back}")
    return 0


def _changes(journal: Journal, run: int) -> Iterator[tuple[str, str, str]]:
    """Path, kind of change and reason of everything that a run did."""
    for entry in journal.entries(run):
        yield (
            entry.path,
            "made" if entry.before is None else "removed" if entry.after is None else "changed",
            entry.reason,
        )
    for path in journal.decided(run):
        yield path, "decided", ""


def _as_json(run: Run) -> dict[str, Any]:
    return {
        "run": run.id,
        "command": run.command,
        "started": _iso(run.started),
        "ended": None if run.ended is None else _iso(run.ended),
        "written": run.written,
        "decided": run.decided,
        "standing": run.standing,
        "undoes": run.undoes,
        "counts": dict(run.counts),
        "usage": run.usage.to_json(),
    }


def _line(run: Run, output: Output) -> str:
    when = time.strftime("%Y-%m-%d %H:%M", time.localtime(run.started))
    touched = run.written + run.decided
    written = fit(output.text("cli.history-written", count=touched), 12, right=True)
    cost = f"${run.usage.cost_usd:.4f}" if run.usage.cost_usd else ""
    if not run.usage.priced:
        cost = output.text("cli.cost-unknown")
    notes = []
    if touched and not run.standing:
        notes.append(output.text("cli.history-taken-back"))
    elif run.standing < touched:
        notes.append(output.text("cli.history-partly-taken-back", count=touched - run.standing))
    if run.ended is None:
        notes.append(output.text("cli.history-not-ended"))
    counts = ", ".join(f"{name} {count}" for name, count in run.counts.items())
    return f"{run.id:>5}  {when}  {written}  {fit(cost, 9, right=True)}  " + "  ".join(
        part for part in (clean(run.command), clean(counts), "; ".join(notes)) if part
    )


def _iso(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds")
