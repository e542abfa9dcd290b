"""Which script a text is written in, and how much it says.

A CJK character says about as much as two Latin letters, so lengths are compared as weights: CJK characters count 1,
everything else 1/2.
"""

from __future__ import annotations

import re
from typing import Final

CJK: Final = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\uff66-\uff9f"
_CJK = re.compile(f"[{CJK}]")
# In UTF-8 these begin kana, Han characters, Hangul and, with one more, Japanese punctuation; what else they begin and
# what else is CJK is rare.
_LEADS: Final = bytes(range(0xE3, 0xEE))
_PUNCTUATION: Final = b"\xe3\x80"
_RARE: Final = re.compile("[\u3100-\u33ff\u4dc0-\u4dff\ua000-\uabff\ud7b0-\udfff\uf900-\ufaff\uff66-\uff9f]")


def has_cjk(text: str) -> bool:
    """Whether any character is kana, a Han character or Hangul."""
    return _CJK.search(text) is not None


def count_cjk(text: str) -> int:
    """How many characters are kana, Han characters or Hangul."""
    if text.isascii():
        return 0
    if _RARE.search(text):
        return len(_CJK.findall(text))
    # Bytes are counted in half the time.
    data = text.encode()
    return len(data) - len(data.translate(None, _LEADS)) - data.count(_PUNCTUATION)


def is_mostly_cjk(text: str) -> bool:
    """Whether a reader would call the text Chinese, Japanese or Korean: a quarter of its characters is enough."""
    return count_cjk(text) * 4 >= len(text.strip()) > 0


def weight(text: str) -> float:
    """How much a text says: CJK characters, and half of the others. White space should be gone already."""
    return (len(text) + count_cjk(text)) / 2
