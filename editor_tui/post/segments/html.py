"""Where the prose of an HTML block stands: between its tags, a paragraph or a cell each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from editor_tui.post.blocks import Block
from editor_tui.post.segments.lines import LINE, ProseLine, Run, join_lines
from editor_tui.post.segments.tokens import Token, find_tokens

# Tags that stand within a sentence; every other tag ends one.
_WITHIN: Final = re.compile(
    "a|abbr|b|bdi|bdo|br|cite|code|data|del|dfn|em|font|i|img|ins|kbd|mark|q|rp|rt|ruby|s|samp|small|span|strike|"
    "strong|sub|sup|time|tt|u|var|wbr"
)
_NO_PROSE: Final = ("<script", "<style", "<pre", "<textarea", "<svg", "<iframe", "<!", "<?", "<math", "%%")


def find_html_runs(text: str, block: Block, *, expressions: bool = False) -> Iterator[Run]:
    """The runs of prose between the tags of an HTML block, in order."""
    inside = text[block.start : block.end]
    if inside.lstrip().lower().startswith(_NO_PROSE):
        return
    position = block.start
    area = position
    for token in find_tokens(inside, expressions=expressions):
        if _is_border(token):
            yield from join_lines(_lines(text, area, position))
            area = position + len(token.text)
        position += len(token.text)
    yield from join_lines(_lines(text, area, position))


def _is_border(token: Token) -> bool:
    if token.kind == "code":
        return "\n" in token.text
    if token.kind == "template":
        return token.text.startswith(("{%", "{{<", "{{%"))
    return (
        token.kind == "html"
        and token.text.strip("</>").split(None, 1)[:1] != []
        and not _WITHIN.fullmatch(_name(token))
    )


def _name(token: Token) -> str:
    return token.text.strip("</>").split()[0].rstrip("/").lower()


def _lines(text: str, start: int, end: int) -> Iterator[ProseLine]:
    for match in LINE.finditer(text, start, end):
        line = match.group().rstrip("\r\n")
        words = line.strip(" \t")
        if words:
            yield ProseLine("html", match.start() + line.index(words), words, False)
