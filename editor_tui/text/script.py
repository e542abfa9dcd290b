"""Which script a text is written in, and how much it says.

A CJK character says about as much as two Latin letters, so lengths are compared as weights: CJK characters count 1,
everything else 1/2.
"""

from __future__ import annotations

import re
from typing import Final

CJK: Final = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\uff66-\uff9f"
_CJK = re.compile(f"[{CJK}]")
_CJK_RUN = re.compile(f"[{CJK}][{CJK}]*")


def has_cjk(text: str) -> bool:
    """Whether any character is kana, a Han character or Hangul."""
    return _CJK.search(text) is not None


def count_cjk(text: str) -> int:
    """How many characters are kana, Han characters or Hangul."""
    return 0 if text.isascii() else len(text) - len(_CJK_RUN.sub("", text))


def is_mostly_cjk(text: str) -> bool:
    """Whether a reader would call the text Chinese, Japanese or Korean: a quarter of its characters is enough."""
    return count_cjk(text) * 4 >= len(text.strip()) > 0


def weight(text: str) -> float:
    """How much a text says: CJK characters, and half of the others. White space should be gone already."""
    return (len(text) + count_cjk(text)) / 2
