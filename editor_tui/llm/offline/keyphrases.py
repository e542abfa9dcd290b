"""Keyphrases of a text without a dictionary: frequent compounds, long ones before their parts, the title's first.

The measure follows C-value (Frantzi, Ananiadou and Mima 2000): a phrase counts by its own occurrences, not by those
inside longer phrases.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from editor_tui.llm.offline.terms import compounds_of, terms_of

_LONGEST: Final = 20
_TITLE_WEIGHT: Final = 2.0
_NO_PHRASE: Final = re.compile(
    r"^[\d０-９]|[\d０-９](?:年|月|日|人|社|円|%|％|億|万|兆|つ|倍|回|件)|^[ァ-ヴー]{1,2}$|^[a-z]"
)


def keyphrases(title: str, paragraphs: Sequence[str], *, japanese: bool) -> list[tuple[str, float]]:
    """Phrases with their scores, the best first. A score is about how often the phrase stands in the text."""
    find = compounds_of if japanese else _english_phrases
    counts = Counter(phrase for paragraph in paragraphs for phrase in find(paragraph) if len(phrase) <= _LONGEST)
    in_title = set(find(title)) | set(terms_of(title, japanese=japanese))
    scores = {
        phrase: _own_count(phrase, counts) * math.log2(1 + len(phrase)) * (_TITLE_WEIGHT if phrase in in_title else 1)
        for phrase in counts
        if not _NO_PHRASE.search(phrase)
    }
    return sorted(scores.items(), key=lambda item: (-item[1], item[0]))


def _own_count(phrase: str, counts: Counter[str]) -> float:
    inside = [count for other, count in counts.items() if phrase != other and phrase in other]
    return counts[phrase] - (sum(inside) / len(inside) if inside else 0) * 0.5


_CAPITAL: Final = re.compile(r"\b[A-Z][\w.&+-]*(?:[ -](?:of |and )?[A-Z0-9][\w.&+-]*)*")
_PAIR: Final = re.compile(r"\b[a-z]{4,}[ -][a-z]{4,}\b")
_OPENERS: Final = frozenset(
    [
        "the",
        "this",
        "that",
        "these",
        "those",
        "it",
        "in",
        "on",
        "for",
        "but",
        "and",
        "if",
        "when",
        "we",
        "they",
        "he",
        "she",
        "a",
        "an",
        "as",
        "at",
        "by",
    ]
)


def _english_phrases(text: str) -> list[str]:
    names = [match for match in _CAPITAL.findall(text) if match.lower() not in _OPENERS]
    return names + [pair for pair in _PAIR.findall(text) if len(terms_of(pair, japanese=False)) == 2]
