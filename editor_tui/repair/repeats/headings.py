"""Which heading a paragraph belongs under: one whose words stand in it.

What stands under several headings on purpose fits all of them: it names the subject of none.
"""

from __future__ import annotations

import re
from typing import Final

_WORD: Final = re.compile(r"[ァ-ヴー]{3,}|[一-鿿々]{2,}|[A-Za-z][A-Za-z0-9+-]+|\d{2,}")
_COMMON: Final = frozenset(
    word
    for line in (
        "about after again all also and another any are before being between both but can could does down each for",
        "from had has have here how into its just last like many more most much need new next not now one only other",
        "our out over part same should some step such than that the their them then there these they this those three",
        "time two under until use used uses using very was were what when where which while who why will with would",
        "you your first",
        "方法 場合 手順 使用 利用 設定 説明 概要 注意 今後 今回 課題 結果 必要 内容 理由 背景 影響 対応 問題",
    )
    for word in line.split()
)


def belongs_under(words: str, heading: str, other: str) -> bool:
    """Whether a text has words of one heading, and none of another that the first has not."""
    said, of_heading, of_other = (_terms(text) for text in (words, heading, other))
    return bool(said & of_heading - of_other) and not said & of_other


def _terms(text: str) -> set[str]:
    terms: set[str] = set()
    for word in _WORD.findall(text):
        if "\u4e00" <= word[0] <= "\u9fff":
            terms.update(word[at : at + 2] for at in range(len(word) - 1))
        elif len(word) >= 3:
            terms.add(word.lower().removesuffix("s"))
    return terms - _COMMON
