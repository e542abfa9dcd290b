"""What it means that two sentences differ: a slip of the pen, or something else that is said.

Parallel texts differ by a number, a name, a season, a party, a "not": such a pair is never a copy. Copies that a
machine made differ by a comma, a particle, a letter lost or doubled.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import Final

from editor_tui.text.script import has_cjk

_FORM_ONLY: Final = re.compile(r"[\u3040-\u309fー、。，．,.!?:;'\"“”‘’()「」『』（）・…〜~\-–—\s]*\Z")
_NEGATION: Final = re.compile(
    r"ない|なく|なかっ|なけれ|ぬ|ず|ん|まい|\bnot?\b|n't|\bnever\b|\bwithout\b", re.IGNORECASE
)
#: Single characters that change what is said when they come or go.
_WEIGHTY: Final = frozenset(
    "不非未無再新旧前後第上下各全大小高低多少男女左右東西南北春夏秋冬今昨翌毎先来去一二三四五六七八九十百千万億兆"
)
_WORD: Final = re.compile(r"[A-Za-z]+(?:['’][a-z]+)?|\d+(?:[.,:]\d+)*|[^\sA-Za-z\d]")
_KANA: Final = re.compile(r"[\u30a0-\u30ffー]+\Z")
_FUNCTION_WORDS: Final = frozenset(
    word
    for line in (
        "a an the of to in on at for and or that this these those it its is are was were be been has have had",
        "as by with from which who also just very so then there here than but",
    )
    for word in line.split()
)


def is_slip(text: str, other: str) -> bool:
    """Whether two versions of a sentence say the same: every difference is one of form. Raw text, not normal forms."""
    return _cjk_slip(text, other) if has_cjk(text + other) else _latin_slip(text, other)


def _cjk_slip(text: str, other: str) -> bool:
    if len(_NEGATION.findall(text)) != len(_NEGATION.findall(other)):
        return False
    for kind, a, b, c, d in SequenceMatcher(None, text, other, autojunk=False).get_opcodes():
        if kind != "equal" and not _is_form(text[a:b], other[c:d], text[max(a - 1, 0) : b + 1]):
            return False
    return True


def _is_form(old: str, new: str, around: str) -> bool:
    if len(old) > 3 or len(new) > 3:
        return False
    if _FORM_ONLY.match(old) and _FORM_ONLY.match(new):
        return True
    lost = old + new
    if not old or not new:
        # One character lost or doubled in the middle of a word is a slip; an affix or a number is not.
        return len(lost) == 1 and lost not in _WEIGHTY and not lost.isdigit() and not lost.isascii()
    if len(old) == len(new) == 1:
        if _KANA.match(old) and _KANA.match(new):
            return sum(1 for character in around if _KANA.match(character)) >= 2
        return has_cjk(old) != has_cjk(new) and not lost.isascii() and not any(map(str.isalnum, _foreign(old, new)))
    return False


def _foreign(old: str, new: str) -> str:
    return new if has_cjk(old) else old


def _latin_slip(text: str, other: str) -> bool:
    if len(_NEGATION.findall(text)) != len(_NEGATION.findall(other)):
        return False
    words, others = _WORD.findall(text), _WORD.findall(other)
    for kind, a, b, c, d in SequenceMatcher(None, words, others, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        old, new = words[a:b], others[c:d]
        if any(part[0].isdigit() for part in old + new):
            return False
        if all(not part[0].isalnum() or part.lower() in _FUNCTION_WORDS for part in old + new):
            continue
        if not _is_typing_slip("".join(old), "".join(new)):
            return False
    return True


def _is_typing_slip(old: str, new: str) -> bool:
    """Whether a word is another with one letter wrong, lost, doubled or swapped; or split, or joined to the next."""
    from rapidfuzz.distance import OSA

    if not old or not new or min(len(old), len(new)) < 4:
        return False
    if old.lower() == new.lower():
        return True
    if _is_other_form(old, new) or _is_other_form(new, old):
        return False
    return OSA.distance(old, new) <= (1 if min(len(old), len(new)) < 9 else 2)


def _is_other_form(word: str, longer: str) -> bool:
    return longer in {word + ending for ending in ("s", "es", "d", "ed", "r", "er", "ly", "n")}
