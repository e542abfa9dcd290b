"""Breaks lines as Japanese is set (JIS X 4051): none begins with 、 or ends with 「, and Latin words stay whole."""

from __future__ import annotations

import re
from typing import Final

from editor_tui.text.width import character_width, text_width

NOT_AT_START: Final = frozenset(
    "、。，．・：；？！゛゜ヽヾゝゞ々ー〜～）］｝〕〉》」』】〙〗〟’”｠»ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴ"
    "ㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ…‥!%),.:;?]}¢°′″℃％‰"
)
NOT_AT_END: Final = frozenset("（［｛〔〈《「『【〘〖〝‘“｟«([{$£¥＄￥￡@#№＃")

# A Latin word with its punctuation is one piece; every other character is a piece of its own.
_PIECE: Final = re.compile(r"[!-~\u00a1-\u024f\u0370-\u04ff\u200d\u2010-\u2013]+|[ \u3000]+|.", re.DOTALL)


def wrap(text: str, width: int) -> list[tuple[int, int]]:
    """The lines of one paragraph as spans of it, each at most `width` columns (at least 2) wide.

    Spaces at a break hang over the end. Every code point is in exactly one line, and there is at least one line.
    """
    width = max(width, 2)
    if len(text) * 2 <= width:
        return [(0, len(text))]
    lines: list[tuple[int, int]] = []
    start = used = since = 0
    last = 0
    before = ""
    for match in _PIECE.finditer(text):
        piece, at = match.group(), match.start()
        columns = character_width(piece) if len(piece) == 1 else text_width(piece)
        space = piece[0] in " \u3000"
        if at and not space and piece[0] not in NOT_AT_START and before not in NOT_AT_END and columns:
            last, since = at, 0
        if used + columns > width and not space:
            if last > start:
                lines.append((start, last))
                start, used = last, since
            if used + columns > width:
                # No place to break: a word or a run of forbidden characters wider than the line.
                start, used = _break_hard(text, lines, start, at, match.end(), width)
                since = used
                before = piece[-1]
                continue
        used += columns
        since += columns
        before = piece[-1]
    lines.append((start, len(text)))
    return lines


def _break_hard(text: str, lines: list[tuple[int, int]], start: int, at: int, end: int, width: int) -> tuple[int, int]:
    """Fill lines with `text[start:end]` character by character; where the open line starts and what it holds."""
    used = text_width(text[start:at])
    for index in range(at, end):
        columns = character_width(text[index])
        if used + columns > width and index > start:
            lines.append((start, index))
            start, used = index, 0
        used += columns
    return start, used
