"""Findings for scripts: one JSON object a line. Its names are a promise to scripts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from editor_tui.cli.output import Output
from editor_tui.workspace.checking import Checked, Located


def write(results: Iterable[Checked], output: Output) -> None:
    """Lines are those of the file, from 1. What is found in a draft goes out at once."""
    for checked in results:
        if checked.findings:
            output.json(*(_as_json(checked.path, located, output) for located in checked.findings))


def _as_json(path: str, located: Located, output: Output) -> dict[str, Any]:
    finding = located.finding
    return {
        "path": path,
        "rule": finding.rule,
        "severity": finding.severity,
        "line": located.line,
        "end_line": located.end_line,
        "message": output.words(finding.message),
        "fix": finding.fix.safety if finding.fix else None,
    }
