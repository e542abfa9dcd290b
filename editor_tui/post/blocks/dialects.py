"""Blocks that only some programs read: expressions of MDX, comments of vaults, admonitions by indentation.

Each function gives how many lines belong to the block that begins at a row, or 0 where it is something else.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from editor_tui.post.blocks.lines import indent_of

# Python-Markdown, as MkDocs uses it: `!!! note "Title"`, `??? tip`, `=== "Tab"`, with the text indented below.
_ADMONITION: Final = re.compile(
    r"[ \t]*(?:(?:!!!|\?\?\?\+?)[ \t]+[A-Za-z][\w -]*(?:\"[^\"]*\")?|===[!+]?[ \t]+\"[^\"]*\")[ \t]*$"
)
_LONGEST_EXPRESSION: Final = 200


def expression_lines(rows: Sequence[str], at: int) -> int:
    """`{` alone on its line up to the brace that closes it, or a comment `{/*` up to `*/}`."""
    bare = rows[at].strip()
    rest = rows[at : at + _LONGEST_EXPRESSION]
    if bare.startswith("{/*"):
        return next((count for count, row in enumerate(rest, 1) if row.rstrip().endswith("*/}")), 0)
    if bare != "{":
        return 0
    depth = 0
    for count, row in enumerate(rest, 1):
        depth += row.count("{") - row.count("}")
        if depth <= 0:
            return count if row.rstrip().endswith("}") else 0
    return 0


def comment_lines(rows: Sequence[str], at: int) -> int:
    """A comment between `%%` and `%%` over several lines, as Obsidian hides it."""
    if not rows[at].lstrip().startswith("%%") or rows[at].count("%%") != 1:
        return 0
    return next((end - at + 1 for end in range(at + 1, len(rows)) if rows[end].rstrip().endswith("%%")), 0)


def is_admonition(rows: Sequence[str], at: int) -> bool:
    """Whether the row opens an admonition or a tab: what it holds is indented below it."""
    if not _ADMONITION.match(rows[at].rstrip("\r\n")):
        return False
    following = next((row for row in rows[at + 1 :] if row.strip()), "")
    return indent_of(following) >= indent_of(rows[at]) + 4
