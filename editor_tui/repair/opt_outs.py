"""Comments in a draft that switch rules off.

`<!-- editor-tui: ignore RULE … -->` before a block holds for that block, `<!-- editor-tui: ignore-file RULE … -->`
anywhere for the whole file. Names are rules or families, with spaces or commas between; none means all of them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from editor_tui.post.finding import Finding
from editor_tui.repair.inspection import Inspection

# HTML, MDX and Hugo, Jinja and Zola, Liquid, a link that nothing refers to, Obsidian.
_COMMENT = re.compile(
    r"(?:<!--|\{(?:\{-\s)?/\*|\{#|\{%-?\s*(?:comment\s*-?%\}|\#)|\[//\]:\s*\#\s*[(\"']|^%%)"
    r"\s*editor-tui:\s*(ignore(?:-file)?)\b([\w\s,-]*)",
    re.IGNORECASE | re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class OptOut:
    """Nothing of these rules or families is reported that begins in `start:end`; no names mean all of them."""

    start: int
    end: int
    names: frozenset[str]

    def covers(self, finding: Finding, family: str) -> bool:
        return self.start <= finding.start < max(self.end, self.start + 1) and (
            not self.names or finding.rule in self.names or family in self.names
        )


def find_opt_outs(inspection: Inspection) -> tuple[OptOut, ...]:
    """What the comments of a draft switch off. A comment that a code block shows switches nothing off."""
    text = inspection.text
    if not inspection.mentions_editor:
        return ()
    found = []
    for match in _COMMENT.finditer(text, inspection.body):
        block = inspection.block_at(match.start())
        if block is None or block.kind == "code" or inspection.is_in_code_span(match.start()):
            continue
        names = frozenset(name for name in re.split(r"[\s,]+", match.group(2).strip("- \t\r\n")) if name)
        if match.group(1).lower() == "ignore-file":
            found.append(OptOut(0, len(text) + 1, names))
        else:
            following = next((other for other in inspection.texts if other.start >= block.end), block)
            found.append(OptOut(block.start, following.end, names))
    return tuple(found)
