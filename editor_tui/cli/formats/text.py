"""Findings for people: place, rule and message, then the line of the draft."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from editor_tui.cli.formats.block_strip import strip_of
from editor_tui.cli.output import Output
from editor_tui.text.width import cut
from editor_tui.workspace.checking import Checked, Located

_WIDEST: Final = 100
_COLOURS: Final = {"error": "red", "warning": "yellow", "info": "blue"}


def write(results: Iterable[Checked], output: Output) -> None:
    """Two lines a finding; with a map, the strip of the draft's blocks before them."""
    for checked in results:
        if checked.copies and any(copied is not None for copied in checked.copies):
            output.line(output.style(checked.path, "bold"))
            for line in strip_of(checked.copies, output):
                output.line(f"  {line}")
        for located in checked.findings:
            _write_one(checked.path, located, output)


def _write_one(path: str, located: Located, output: Output) -> None:
    finding = located.finding
    place = output.style(f"{path}:{located.line}:{located.column}:", "bold")
    rule = output.style(finding.rule, _COLOURS[finding.severity])
    fix = f" [{output.text(f'cli.fix-{finding.fix.safety}')}]" if finding.fix else ""
    output.line(f"{place} {rule}{output.style(fix, 'green')} {output.style(output.words(finding.message))}")
    if located.source.strip():
        output.line(output.style(f"{located.line:>6} | ", "dim") + output.style(_excerpt(located)))


def _excerpt(located: Located) -> str:
    """The line, or what stands about the finding where the line is long."""
    line = located.source
    start = located.column - 1
    if start > _WIDEST // 2:
        line = "…" + line[start - _WIDEST // 5 :]
    return cut(line.rstrip(), _WIDEST)
