"""`fix`: mends what can be mended safely, in every draft."""

from __future__ import annotations

import argparse
from collections import Counter
from contextlib import ExitStack
from typing import Any

from editor_tui.cli import rule_options
from editor_tui.cli.exit_codes import SOME_FAILED
from editor_tui.cli.formats.patch import unified_diff
from editor_tui.cli.output import Output
from editor_tui.cli.progress import counted
from editor_tui.errors import ChangedSinceReadError, DraftError, UsageError
from editor_tui.messages import Message
from editor_tui.workspace.checking import Fixed, Located, fix_drafts
from editor_tui.workspace.workspace import Workspace
from editor_tui.workspace.writing import Writing


def configure(parser: argparse.ArgumentParser) -> None:
    say = parser.catalogue.say  # type: ignore[attr-defined]
    parser.add_argument("paths", nargs="*", metavar="PATH", help=say("cli.paths-help"))
    parser.add_argument("--diff", action="store_true", help=say("cli.fix-diff-help"))
    parser.add_argument("--dry-run", action="store_true", help=say("cli.fix-dry-run-help"))
    parser.add_argument("--unsafe-fixes", action="store_true", help=say("cli.fix-unsafe-help"))
    parser.add_argument("--json", action="store_true", help=say("cli.json-help"))
    rule_options.configure(parser)


def run(arguments: argparse.Namespace, workspace: Workspace, output: Output) -> int:
    selection = rule_options.selection_of(arguments, workspace.selection)
    paths = workspace.paths(arguments.paths)
    if not paths:
        raise UsageError(Message.of("cli.no-drafts"))
    fixed = fix_drafts(workspace, paths, selection, unsafe=arguments.unsafe_fixes, jobs=arguments.jobs)
    with _Fixing(arguments, workspace, output) as fixing:
        for one in counted(fixed, len(paths), output):
            fixing.do(one)
    fixing.say()
    return SOME_FAILED if fixing.failed else 0


class _Fixing:
    """One run of `fix`: the site is locked from the first draft that changes on."""

    def __init__(self, arguments: argparse.Namespace, workspace: Workspace, output: Output) -> None:
        self.arguments, self.workspace, self.output = arguments, workspace, output
        self.writes = not (arguments.diff or arguments.dry_run)
        self.drafts = self.changed = self.failed = self.removed = 0
        self._open = ExitStack()
        self._writing: Writing | None = None

    def __enter__(self) -> _Fixing:
        return self

    def __exit__(self, *error: Any) -> None:
        self._open.close()

    def do(self, fixed: Fixed) -> None:
        """Write one draft, or show what would be written; a draft that cannot be written is named and left alone."""
        self.drafts += 1
        failure = fixed.failure.error() if fixed.failure else None
        if fixed.edits and failure is None and (self.writes or self.arguments.diff):
            try:
                self._apply(fixed)
            except DraftError as error:
                failure = error
        if failure is not None:
            self.failed += 1
            self.output.error(failure)
        elif fixed.edits:
            self.changed += 1
            self.removed += sum(edit.end - edit.start - len(edit.replacement) for edit in fixed.edits)
        self._report(fixed, failure)

    def _apply(self, fixed: Fixed) -> None:
        draft = self.workspace.read(fixed.path)
        if draft.fingerprint != fixed.fingerprint:
            raise ChangedSinceReadError(fixed.path, Message.of("cli.changed-meanwhile"))
        if self.arguments.diff:
            self.output.raw(unified_diff(draft, fixed.edits))
        if self.writes:
            if self._writing is None:
                self._writing = self._open.enter_context(self.workspace.writing("fix"))
            self._writing.write(draft, fixed.edits, "fix")

    def _report(self, fixed: Fixed, failure: DraftError | None) -> None:
        if self.arguments.diff:
            return
        if self.arguments.json:
            self.output.json(
                {
                    "path": fixed.path,
                    "changed": bool(fixed.edits) and failure is None,
                    "fixes": [] if failure else [_as_json(located) for located in fixed.applied],
                    "error": self.output.words(failure.message) if failure else None,
                }
            )
        elif fixed.edits and failure is None:
            rules = Counter(located.finding.rule for located in fixed.applied)
            told = ", ".join(rule if count == 1 else f"{rule} ×{count}" for rule, count in rules.most_common())
            self.output.line(f"{self.output.style(fixed.path, 'bold')}: {told}")

    def say(self) -> None:
        """What it came to."""
        id = "cli.fix-total" if self.writes else "cli.fix-would-total"
        drafts = Message.of("cli.some-drafts", count=self.drafts)
        self.output.say(id, count=self.changed, drafts=drafts, removed=f"{self.removed:,}", failed=self.failed)


def _as_json(located: Located) -> dict[str, Any]:
    edits = located.finding.fix.edits if located.finding.fix else ()
    removed = sum(edit.end - edit.start - len(edit.replacement) for edit in edits)
    return {
        "rule": located.finding.rule,
        "line": located.line,
        "end_line": located.end_line,
        "removed_chars": max(removed, 0),
    }
