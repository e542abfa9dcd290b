"""Code blocks that are never closed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from editor_tui.messages import Message
from editor_tui.post.finding import Finding
from editor_tui.repair.inspection import Inspection
from editor_tui.repair.report import report

_OPENING = re.compile(r"[ \t]*(`{3,}|~{3,})[^\r\n]*")


def find_unclosed_fences(inspection: Inspection) -> Iterator[Finding]:
    """A fence that runs to the end of the draft: everything below it is shown as code."""
    last = inspection.texts[-1] if inspection.texts else None
    if last is None or last.kind != "code":
        return
    content = inspection.text[last.start : last.end]
    opening = _OPENING.match(content)
    if opening is None:
        return
    fence = opening.group(1)
    closing = re.compile(rf"[ \t]*{re.escape(fence[0])}{{{len(fence)},}}[ \t]*$")
    lines = content.rstrip().splitlines()
    if len(lines) > 1 and closing.match(lines[-1]):
        return
    yield report(
        "unclosed-fence",
        (last.start, last.start + opening.end()),
        Message.of("repair.unclosed-fence", fence=fence),
        severity="error",
    )
