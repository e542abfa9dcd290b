"""Finds words of a site that a glossary may want: compounds that occur in many drafts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

# Katakana words and kanji compounds, also joined with each other and with Latin letters: 生成AI, データセンター.
_COMPOUND: Final = re.compile(
    r"(?:[A-Za-z][A-Za-z0-9.+-]*|[\u30a1-\u30faー]{2,}(?:・[\u30a1-\u30faー]{2,})*|[\u4e00-\u9fff々]{2,})+"
)
_LATIN_TERM: Final = re.compile(r"\b(?:[A-Z][\w-]+(?: [A-Z][\w-]+)+)\b")
# Words that every Japanese text has: no terms.
_COMMON: Final = re.compile(
    "場合|可能|必要|重要|今回|今後|現在|以上|以下|自分|私達|本当|問題|方法|状況|結果|理由|意味|具体的|一方|利用|使用|対応|実際|"
    "非常|時間|世界|日本|企業|技術|未来|情報|影響|期待|発表|開発|提供|実現|可能性|最初|最後|全体|一部|部分|内容|変化|課題|重要性|"
    "皆|個人的|正直"
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A word, in how many drafts it stands and how often in all."""

    word: str
    drafts: int
    count: int


def find_candidates(
    texts: Iterable[str], known: frozenset[str] = frozenset(), least_drafts: int = 3
) -> tuple[Candidate, ...]:
    """Words of at least `least_drafts` texts that are not known, the most telling first.

    A word counts once more for every character, because long compounds are what translators disagree about; a part
    of a longer word that never stands alone is left out.
    """
    drafts: Counter[str] = Counter()
    counts: Counter[str] = Counter()
    for text in texts:
        found = Counter(match.group() for pattern in (_COMPOUND, _LATIN_TERM) for match in pattern.finditer(text))
        counts.update(found)
        drafts.update(found.keys())
    candidates = [
        Candidate(word, drafts[word], count)
        for word, count in counts.items()
        if drafts[word] >= least_drafts and word not in known and _is_term(word)
    ]
    return tuple(sorted(candidates, key=lambda item: (-item.drafts * len(item.word), -item.count, item.word)))


def _is_term(word: str) -> bool:
    if _COMMON.fullmatch(word) or len(word) > 30:
        return False
    if word.isascii():
        return " " in word
    # Two kanji alone are an ordinary word far more often than a term.
    return len(word) >= 3
