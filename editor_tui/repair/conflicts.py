"""The marks that git leaves in a file whose merge was never finished."""

from __future__ import annotations

import re
from collections.abc import Iterator

from editor_tui.messages import Message
from editor_tui.post.finding import Finding
from editor_tui.repair.inspection import Inspection
from editor_tui.repair.report import report

_MARK = re.compile(r"(?:<{7}|>{7}|\|{7})(?: .*)?$|={7}$")


def find_conflict_markers(inspection: Inspection) -> Iterator[Finding]:
    """Each mark that stands alone on a line. `=======` underlines headings too: it counts only in an open conflict."""
    text = inspection.text
    if "<<<<<<<" not in text and ">>>>>>>" not in text:
        return
    is_open = False
    for start, end in inspection.lines:
        line = text[start:end]
        if line[0] not in "<>|=" or not _MARK.match(line) or inspection.kind_at(start) == "code":
            continue
        if line[0] == "<":
            is_open = True
        elif line[0] in "=|" and not is_open:
            continue
        elif line[0] == ">":
            is_open = False
        yield report(
            "conflict-marker", (start, end), Message.of("repair.conflict-marker", mark=line[:7]), severity="error"
        )
