"""Findings for scripts: one JSON object a line, in the shape that DESIGN promises."""

from __future__ import annotations

from collections.abc import Iterable

from editor_tui.cli.output import Output
from editor_tui.workspace.checking import Checked


def write(results: Iterable[Checked], output: Output) -> None:
    """Lines are those of the file, from 1."""
    for checked in results:
        for located in checked.findings:
            finding = located.finding
            output.json(
                {
                    "path": checked.path,
                    "rule": finding.rule,
                    "severity": finding.severity,
                    "line": located.line,
                    "end_line": located.end_line,
                    "message": output.words(finding.message),
                    "fix": finding.fix.safety if finding.fix else None,
                }
            )
