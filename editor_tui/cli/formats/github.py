"""Findings as annotations of GitHub Actions (workflow commands `error`, `warning` and `notice`)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from editor_tui.cli.output import Output
from editor_tui.text.clean import clean
from editor_tui.workspace.checking import Checked

_COMMANDS: Final = {"error": "error", "warning": "warning", "info": "notice"}


def write(results: Iterable[Checked], output: Output) -> None:
    """One command a finding."""
    for checked in results:
        for located in checked.findings:
            finding = located.finding
            properties = {
                "file": checked.path,
                "line": located.line,
                "endLine": located.end_line,
                "col": located.column,
                "title": finding.rule,
            }
            if located.end_line > located.line:
                # GitHub takes columns only for findings on one line.
                del properties["col"]
            told = ",".join(f"{name}={clean(_escape_property(str(value)))}" for name, value in properties.items())
            message = _escape(output.words(finding.message))
            output.line(f"::{_COMMANDS[finding.severity]} {told}::{clean(message)}")


def _escape(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape(text).replace(":", "%3A").replace(",", "%2C")
