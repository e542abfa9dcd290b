"""Does CommonMark render the emphasis of a text? It follows the flanking rules of CommonMark 0.31, section 6.2."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from editor_tui.text.parallel.flaw import Flaw, Pair

_CODE: Final = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)|\\.|https?://\S+", re.DOTALL)
# To CommonMark 「 is punctuation: stars between it and a letter do not count, though a Japanese source means them.
_EASTERN_MARKS: Final = re.compile(r"[\u3000-\u303f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65・]")
_RUN: Final = re.compile(r"\*{1,3}|(?<!\w)_{1,3}|_{1,3}(?!\w)")


def find_unrendered(source: str, target: str, pair: Pair) -> Iterator[Flaw]:
    """Stars that stay stars on the page, and emphasis that is gone or new.

    A source whose own stars make no sense is no measure; one that only lacks the spaces of CommonMark is.
    """
    if (marks := unrendered(target)) and not unrendered(_EASTERN_MARKS.sub("x", source)):
        yield Flaw.of("emphasis", mark=marks[0])
    elif _strong(target) > _strong(source) + 1 or (_strong(source) and not _strong(target)):
        yield Flaw.of("emphasis-lost", wanted=_strong(source), found=_strong(target))


def _strong(text: str) -> int:
    return len(re.findall(r"\*\*|__", _CODE.sub("", text))) // 2


def unrendered(text: str) -> list[str]:
    """The marks (`**` or `*`, two and more) that open or close nothing. A single star or underscore may be itself."""
    text = _CODE.sub(_masked, text)
    waiting: list[str] = []
    left: list[str] = []
    for match in _RUN.finditer(text):
        opens, closes = _flanks(text, match.start(), match.end())
        mark = match.group()
        if closes and mark in waiting:
            while (skipped := waiting.pop()) != mark:
                left.append(skipped)
        elif opens:
            waiting.append(mark)
        else:
            left.append(mark)
    return [mark for mark in left + waiting if len(mark) > 1]


def _masked(match: re.Match[str]) -> str:
    """Code and addresses without stars, with the kind of character at both ends that they have there."""
    found = match.group()
    inner = "x" * (len(found) - 2)
    return found if len(found) < 2 else f".{inner}." if found[0] in "`\\" else f"x{inner}x"


def _flanks(text: str, start: int, end: int) -> tuple[bool, bool]:
    """(can open, can close)"""
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    left = not after.isspace() and (not _is_mark(after) or before.isspace() or _is_mark(before))
    right = not before.isspace() and (not _is_mark(before) or after.isspace() or _is_mark(after))
    return left, right


def _is_mark(character: str) -> bool:
    return unicodedata.category(character)[0] in "PS"
