"""Which script a text is written in, and how much it says.

A CJK character says about as much as two Latin letters, so lengths are compared as weights: CJK characters count 1,
everything else 1/2.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

CJK: Final = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\uff66-\uff9f"
_CJK = re.compile(f"[{CJK}]")
# In UTF-8 these begin kana, Han characters, Hangul and, with one more, Japanese punctuation; what else they begin and
# what else is CJK is rare: none of it is among the usual characters.
_LEADS: Final = bytes(range(0xE3, 0xEE))
_PUNCTUATION: Final = b"\xe3\x80"
_USUAL: Final = re.compile(
    "[\x00-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\ue000-\uf8ff\ufb00-\uff65\uffa0-\U0010ffff]*"
)


def has_cjk(text: str) -> bool:
    """Whether any character is kana, a Han character or Hangul."""
    return _CJK.search(text) is not None


def count_cjk(text: str) -> int:
    """How many characters are kana, Han characters or Hangul."""
    if text.isascii():
        return 0
    return _count_usual(text) if _USUAL.fullmatch(text) else len(_CJK.findall(text))


def _count_usual(text: str) -> int:
    # Bytes are counted in half the time.
    data = text.encode()
    return len(data) - len(data.translate(None, _LEADS)) - data.count(_PUNCTUATION)


def weights(texts: Sequence[str]) -> list[float]:
    """The weight of each text. Looking for what is rare, half of the work, is done once for all of them."""
    if not _USUAL.fullmatch("\n".join(texts)):
        return list(map(weight, texts))
    return [(len(text) + _count_usual(text)) / 2 for text in texts]


def is_mostly_cjk(text: str) -> bool:
    """Whether a reader would call the text Chinese, Japanese or Korean: a quarter of its characters is enough."""
    return count_cjk(text) * 4 >= len(text.strip()) > 0


def weight(text: str) -> float:
    """How much a text says: CJK characters, and half of the others. White space should be gone already."""
    return (len(text) + count_cjk(text)) / 2
