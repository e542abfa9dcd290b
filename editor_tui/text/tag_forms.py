"""When two tags are one: their spelling without what does not count."""

from __future__ import annotations

import re
import unicodedata
from itertools import combinations
from typing import Final

_JOINTS: Final = re.compile(r"(?<=\w)[\s\-_・･.'’/]+(?=\w)|^#|[\s\u3000]+")
_KATAKANA: Final = re.compile(r"[\u30a1-\u30fa\u30fc]{3,}")
_V_SOUNDS: Final = (("ヴァ", "バ"), ("ヴィ", "ビ"), ("ヴェ", "ベ"), ("ヴォ", "ボ"), ("ヴ", "ブ"))
_KEEPS_S: Final = re.compile(r"(?:[suio]s|ics|[^a-z]s)$|^(?:news|series|species|lens|sales)$")
# Long katakana words are one word with and without any of their long vowel marks; in short ones (ビル, ビール) the
# mark is all the difference.
_LONG_WORD: Final = 6
# One letter makes another word of a short one, and a digit another thing of anything.
_SHORTEST_TYPO: Final = 6


def tag_key(tag: str) -> str:
    """What equal tags have in common: NFKC, case, spaces and joints, the English plural, katakana's long vowel marks.

    サーバ is サーバー, ＬＬＭ is LLM is LLMs, "Machine learning" is machine-learning; ビル is not ビール, iOS not IO.
    """
    text = unicodedata.normalize("NFKC", tag).strip()
    text = " ".join(_singular(word) for word in re.split(r"(?<=[A-Za-z])[\s\-_]+(?=[A-Za-z])", text))
    for sound, plain in _V_SOUNDS:
        text = text.replace(sound, plain)
    text = _KATAKANA.sub(_without_long_vowels, text)
    return _JOINTS.sub("", text).casefold()


def _singular(word: str) -> str:
    lower = word.casefold()
    if not word.endswith("s") or len(word) < 4 or not lower.isascii() or _KEEPS_S.search(lower):
        return word
    return word[:-3] + "y" if lower.endswith("ies") and len(word) > 4 else word[:-1]


def _without_long_vowels(match: re.Match[str]) -> str:
    word = match.group()
    bare = word.replace("ー", "")
    return bare if len(bare) >= _LONG_WORD else word.rstrip("ー")


def near_duplicates(tags: list[str], aliases: dict[str, str]) -> list[tuple[str, ...]]:
    """Groups of tags that are one by their key or by an alias (alias → tag), in the order of the tags."""
    groups: dict[str, list[str]] = {}
    by_key = {tag_key(alias): tag_key(tag) for alias, tag in aliases.items()}
    for tag in tags:
        key = tag_key(tag)
        groups.setdefault(by_key.get(key, key), []).append(tag)
    return [tuple(group) for group in groups.values() if len(group) > 1]


def likely_typos(tags: list[str]) -> dict[str, tuple[str, ...]]:
    """For each tag that is one letter (more, less, other or swapped) from another of six letters or more, the others.

    To be looked at, never merged unseen: 画像認識技術 and 音像認識技術 may both be meant. Digits are no typos.
    """
    from rapidfuzz.distance import OSA

    keys = {tag: key for tag in tags if len(key := tag_key(tag)) >= _SHORTEST_TYPO}
    near: dict[str, list[str]] = {}
    for tag, key in keys.items():
        for form in {key, *(key[:at] + key[at + 1 :] for at in range(len(key)))}:
            near.setdefault(form, []).append(tag)
    found: dict[str, dict[str, None]] = {}
    for group in near.values():
        for one, other in combinations(group, 2):
            first, second = keys[one], keys[other]
            if first != second and _same_digits(first, second) and OSA.distance(first, second, score_cutoff=1) == 1:
                found.setdefault(one, {})[other] = None
                found.setdefault(other, {})[one] = None
    return {tag: tuple(found[tag]) for tag in tags if tag in found}


def _same_digits(first: str, second: str) -> bool:
    return re.findall(r"\d", first) == re.findall(r"\d", second)
