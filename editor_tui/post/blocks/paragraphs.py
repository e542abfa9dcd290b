"""Where one group of text lines holds several paragraphs.

Renderers join the lines of a group. Japanese posts often put every paragraph on a line of its own without blank lines
between them; a Latin text that is wrapped by hand looks the same and is one paragraph.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from editor_tui.post.blocks import lines as mark


def paragraph_pieces(group: Sequence[str]) -> list[int]:
    """How many lines each paragraph of a group has. The lines come without line ends, none of them is blank."""
    counts = [1]
    for before, line in pairwise(group):
        if _ends_paragraph(before, line):
            counts.append(1)
        else:
            counts[-1] += 1
    return counts


def _ends_paragraph(line: str, following: str) -> bool:
    if mark.BOLD_LINE.match(line) or mark.BULLET_SIGN.match(following):
        return True
    return bool(mark.CJK.search(line)) and bool(mark.COMPLETE.search(line))
