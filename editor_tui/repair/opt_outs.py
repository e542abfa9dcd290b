"""Comments in a draft that switch rules off.

`<!-- editor-tui: ignore RULE … -->` before a block holds for that block, `<!-- editor-tui: ignore-file RULE … -->`
anywhere for the whole file. Names are rules or families, with spaces or commas between; none means all of them.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from editor_tui.post.blocks import Block
from editor_tui.post.finding import Finding
from editor_tui.repair.inspection import Inspection

# HTML, MDX and Hugo, Jinja and Zola, Liquid, a link that nothing refers to, Obsidian.
_COMMENT = re.compile(
    r"(?:<!--|\{(?:\{-\s)?/\*|\{#|\{%-?\s*(?:comment\s*-?%\}|\#)|\[//\]:\s*\#\s*[(\"']|^%%)"
    r"\s*editor-tui:\s*(\w+(?:-\w+)*)([\w\s,-]*)",
    re.IGNORECASE | re.MULTILINE,
)

_DIRECTIVES = ("ignore", "ignore-file")


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
    found = []
    for match, block in _comments(inspection):
        names = frozenset(match.group(2).replace(",", " ").strip("- \t\r\n").split())
        match match.group(1).lower():
            case "ignore-file":
                found.append(OptOut(0, len(inspection.text) + 1, names))
            case "ignore":
                following = next((other for other in inspection.texts if other.start >= block.end), block)
                found.append(OptOut(block.start, following.end, names))
    return tuple(found)


def find_unknown_words(inspection: Inspection, known: Collection[str]) -> Iterator[tuple[int, str, str]]:
    """What comments say that means nothing: the place, the word, and the nearest that does. `known` are the rules."""
    for match, _ in _comments(inspection):
        word = match.group(1)
        if word.lower() not in _DIRECTIVES:
            yield match.start(1), word, difflib.get_close_matches(word, _DIRECTIVES, n=1, cutoff=0.0)[0]
            continue
        for name in re.finditer(r"[^\s,]+", match.group(2).rstrip("- \t\r\n")):
            if name.group() not in known:
                near = difflib.get_close_matches(name.group(), sorted(known), n=1, cutoff=0.0)[0]
                yield match.start(2) + name.start(), name.group(), near


def _comments(inspection: Inspection) -> Iterator[tuple[re.Match[str], Block]]:
    """The comments to this program with their blocks, but for those that code shows."""
    if not inspection.mentions_editor:
        return
    for match in _COMMENT.finditer(inspection.text, inspection.body):
        block = inspection.block_at(match.start())
        if block is not None and block.kind != "code" and not inspection.is_in_code_span(match.start()):
            yield match, block
