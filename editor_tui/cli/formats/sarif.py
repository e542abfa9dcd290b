"""Findings as SARIF 2.1.0 (OASIS), for code scanning and editors."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, Final
from urllib.parse import quote

from editor_tui import __version__
from editor_tui.cli.output import Output
from editor_tui.repair.registry import FAMILIES
from editor_tui.workspace.checking import Checked, Located

SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS: Final = {"error": "error", "warning": "warning", "info": "note"}


def write(results: Iterable[Checked], output: Output) -> None:
    """One log with one run. Columns count code points."""
    found = [(checked.path, located) for checked in results for located in checked.findings]
    rules = sorted({located.finding.rule for _, located in found})
    numbers = {rule: number for number, rule in enumerate(rules)}
    driver = {
        "name": "editor-tui",
        "semanticVersion": __version__,
        "rules": [_rule(rule, output) for rule in rules],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(path, located, numbers[located.finding.rule], output) for path, located in found],
    }
    output.line(json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2))


def _rule(rule: str, output: Output) -> dict[str, Any]:
    about = output.text(f"repair.about-{rule}")
    return {"id": rule, "shortDescription": {"text": about}, "properties": {"tags": [FAMILIES[rule]]}}


def _result(path: str, located: Located, number: int, output: Output) -> dict[str, Any]:
    finding = located.finding
    region = {"startLine": located.line, "startColumn": located.column, "endLine": located.end_line}
    return {
        "ruleId": finding.rule,
        "ruleIndex": number,
        "level": _LEVELS[finding.severity],
        "message": {"text": output.words(finding.message)},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": _uri(path)}, "region": region}}],
        "properties": {"fix": finding.fix.safety if finding.fix else "none"},
    }


def _uri(path: str) -> str:
    return quote(path.encode("utf-8", "surrogateescape"))
