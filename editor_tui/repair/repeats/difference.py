"""What it means that two sentences differ: a slip of the pen, or something else that is said.

Parallel texts differ by a number, a name, a season, a party, a "not": such a pair is never a copy. Copies that a
machine made differ by a comma, a particle, a letter lost or doubled.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from editor_tui.repair.repeats.misspelling import are_words, is_no_word, is_swap
from editor_tui.text.script import has_cjk
from editor_tui.text.stretches import as_characters, find_changes

_FORM_ONLY: Final = re.compile(r"[\u3040-\u309fー、。，．,.!?:;'\"“”‘’()「」『』（）・…〜~\-–—\s]*\Z")
_NEGATION: Final = re.compile(
    r"ない|なく|なかっ|なけれ|ぬ|ず|ん|まい|\bnot?\b|n't|\bnever\b|\bwithout\b", re.IGNORECASE
)
#: Single characters that change what is said when they come or go.
_WEIGHTY: Final = frozenset(
    "不非未無再新旧前後第上下各全大小高低多少男女左右東西南北春夏秋冬今昨翌毎先来去一二三四五六七八九十百千万億兆"
)
_HAN: Final = re.compile("[一-鿿]")
#: Where British and American spelling part: what is left when both are written alike.
_SPELLINGS: Final = (
    (re.compile("our"), "or"),
    (re.compile("([iy])z"), r"\1s"),
    (re.compile("ll"), "l"),
    (re.compile("[ao]e"), "e"),
    (re.compile("ey"), "ay"),
    (re.compile("re$"), "er"),
)
_WORD: Final = re.compile(r"[A-Za-z]+(?:['’][a-z]+)?|\d+(?:[.,:]\d+)*|[^\sA-Za-z\d]")
_KANA: Final = re.compile(r"[\u30a0-\u30ff]+\Z")
_KANA_RUN: Final = re.compile(r"[\u30a0-\u30ff]{2,}")
_PREFIX: Final = re.compile("an?|de|dis|en|ex|i[lmnr]|mis|non|out|over|pre|re|sub|un|under|up")
#: So many different particles are not exchanged in one paragraph.
_MANY: Final = 5
_FUNCTION_WORDS: Final = frozenset(
    word
    for line in (
        "a an the of to in on at for and or that this these those it its is are was were be been has have had",
        "as by with from which who also just very so then there here than but",
    )
    for word in line.split()
)


@dataclass(frozen=True)
class Difference:
    """How many differences are slips for certain, how many may be, and how many say something else.

    `garbled` of the slips spoil a word: a person who says something again may move a comma or choose another particle,
    but does not leave out half a word. `facts` are other numbers and sides, `names` what may be another name;
    `kana` the different changes of one hiragana, such as の for に: each may be meant, five in a paragraph are not.
    """

    slips: int = 0
    unclear: int = 0
    said: int = 0
    garbled: int = 0
    facts: int = 0
    names: int = 0
    kana: frozenset[str] = frozenset()

    def __add__(self, other: Difference) -> Difference:
        if other is NO_DIFFERENCE or self is NO_DIFFERENCE:
            return self if other is NO_DIFFERENCE else other
        return Difference(
            self.slips + other.slips,
            self.unclear + other.unclear,
            self.said + other.said,
            self.garbled + other.garbled,
            self.facts + other.facts,
            self.names + other.names,
            self.kana | other.kana,
        )

    @property
    def is_spoilt(self) -> bool:
        """Whether it spoils what it changes, in several places."""
        return self.garbled >= 2 or self.garbled + len(self.kana) >= _MANY

    @property
    def is_slip(self) -> bool:
        """Whether all of it is slips. Among several certain ones an unclear one is a slip too, and so is one that
        would say something else where words are spoiled all around it."""
        if self.said == 1 and (self.garbled >= 4 or (self.garbled >= 2 and self.slips >= 5)):
            return self.unclear <= self.slips
        is_minor = self.slips >= max(2, self.unclear) or self.garbled >= 1 >= self.unclear - 1
        return not self.said and (not self.unclear or is_minor)


NO_DIFFERENCE: Final = Difference()
_SLIP, _UNCLEAR, _SAID = Difference(slips=1), Difference(unclear=1), Difference(said=1)
_GARBLED: Final = Difference(slips=1, garbled=1)
#: Another name, or what may be one.
_NAME: Final = Difference(said=1, names=1)
#: Another name in code: no slip where it stands alone.
_OTHER_THING: Final = Difference(said=2)
#: Another number, another side: no slip, whatever stands around it.
_FACT: Final = Difference(said=2, facts=1)


def compare(text: str, other: str) -> Difference:
    """The differences between two versions of a sentence, in NFKC, white space kept for Latin texts."""
    if len(_NEGATION.findall(text)) != len(_NEGATION.findall(other)):
        negation = _UNCLEAR if has_cjk(text + other) else _NAME
    else:
        negation = NO_DIFFERENCE
    return (_compare_cjk if has_cjk(text + other) else _compare_latin)(text, other) + negation


def _compare_cjk(text: str, other: str) -> Difference:
    total = NO_DIFFERENCE
    swapped, last, end = "", NO_DIFFERENCE, 0
    for a, b, c, d in find_changes(text, other):
        if _is_in_code(text, a):
            total += _OTHER_THING
            continue
        if a - end > 2:
            swapped = ""
        end = b
        old, new = text[a:b], other[c:d]
        if old + new == swapped and len(swapped) == 1:
            # Lost here, found a character further on: two that changed places.
            total, swapped = total + Difference(1, -last.unclear, -last.said, 1 - last.garbled), ""
            continue
        last = _cjk_change(old, new, text[max(a - 1, 0) : b + 1])
        swapped = old + new
        total += last
    return total


def _cjk_change(old: str, new: str, around: str) -> Difference:
    changed = old + new
    if any(character.isdigit() for character in changed):
        return _FACT
    if max(len(old), len(new)) > 3:
        return _said_in_cjk(old, new)
    if _FORM_ONLY.match(old) and _FORM_ONLY.match(new):
        if len(changed) == 1 and changed in _neighbours(new, around) and changed.isalpha():
            return _GARBLED
        is_kana = max(len(old), len(new)) == 1 and all(_class_of(one) == "hiragana" for one in changed)
        return Difference(slips=1, kana=frozenset({f"{old}>{new}"})) if is_kana else _SLIP
    if not old or not new:
        if len(changed) > 1:
            return _said_in_cjk(old, new)
        # One character lost or doubled is a slip; an affix or a number is not.
        return _UNCLEAR if changed in _WEIGHTY or changed.isascii() else _GARBLED
    if len(old) == len(new) == 1:
        if changed[0] in _WEIGHTY and changed[1] in _WEIGHTY:
            return _FACT
        classes = {_class_of(old), _class_of(new)}
        if len(classes) == 2 or (_KANA.match(changed) and len(_KANA_RUN.findall(around)) == 1):
            # 「良い」 may as well be written 「よい」; the first half of a compound is not written so.
            is_spelling = classes == {"han", "hiragana"} and not _HAN.search(around[2:])
            return _SLIP if is_spelling or "mark" in classes else _GARBLED
        return _UNCLEAR
    return _UNCLEAR if len(changed) <= 3 and _class_of(old[0]) != _class_of(new[0]) else _said_in_cjk(old, new)


def _said_in_cjk(old: str, new: str) -> Difference:
    """Other words: in hiragana they join sentences and end them, in any other script they name something."""
    return _SAID if _FORM_ONLY.match(old) and _FORM_ONLY.match(new) else _NAME


def _neighbours(new: str, around: str) -> str:
    """What stands beside a character that came (`around` is without it) or went."""
    return around if new else around[:1] + around[2:]


def _class_of(character: str) -> str:
    if "\u3040" <= character <= "\u309f":
        return "hiragana"
    if _KANA.match(character):
        return "katakana"
    return "han" if has_cjk(character) else "latin" if character.isalpha() else "mark"


def _compare_latin(text: str, other: str) -> Difference:
    words, others = _WORD.findall(text), _WORD.findall(other)
    total = NO_DIFFERENCE
    for a, b, c, d in find_changes(*as_characters(words, others)):
        old, new = words[a:b], others[c:d]
        if _is_in_code(words, a):
            total += _OTHER_THING
        elif any(part[0].isdigit() for part in old + new):
            total += _FACT
        elif _letters(old) == _letters(new):
            total += _GARBLED if _is_torn(old) != _is_torn(new) else _SLIP
        else:
            pairs = list(zip(old, new, strict=True)) if len(old) == len(new) else [(_letters(old), _letters(new))]
            change = sum((_latin_change(*pair) for pair in pairs), NO_DIFFERENCE)
            total += _NAME if change.said and any(part[0].isupper() for part in old + new) else change
    return total


def _is_in_code(text: Sequence[str], at: int) -> bool:
    """Whether a place of a text, or of its words, is between backticks: another name there is another thing."""
    return "`" in text and text[:at].count("`") % 2 == 1


def _is_torn(parts: list[str]) -> bool:
    """Whether a comma or a full stop stands between two parts of a word."""
    return len(parts) == 3 and parts[1] in ",.;:" and parts[0].isalpha() and parts[2].isalpha()


def _letters(parts: list[str]) -> str:
    return "".join(part.lower() for part in parts if part[0].isalnum())


def _latin_change(old: str, new: str) -> Difference:
    """A word that became another: one letter wrong, lost, doubled or swapped in a word of some length is a slip."""
    from rapidfuzz.distance import OSA

    if old == new:
        return NO_DIFFERENCE
    if not (old[:1].isalnum() or new[:1].isalnum()):
        return _SLIP
    shorter = min(len(old), len(new))
    distance = OSA.distance(old.lower(), new.lower())
    if shorter < 2 or distance > 2:
        return _UNCLEAR if {old.lower(), new.lower()} <= _FUNCTION_WORDS | {""} else _SAID
    if _is_opposite(old.lower(), new.lower()) or _is_opposite(new.lower(), old.lower()):
        return _FACT
    if _spelt_alike(old) == _spelt_alike(new):
        return _SLIP
    if are_words(old.lower(), new.lower()):
        return _UNCLEAR
    if is_swap(old.lower(), new.lower()) or _is_one_spoilt(old.lower(), new.lower()):
        return _GARBLED
    if _is_other_form(old.lower(), new.lower()) or _is_other_form(new.lower(), old.lower()):
        return _UNCLEAR
    if shorter >= 6 or (shorter >= 4 and distance == 1):
        return _GARBLED if distance <= (1 if shorter < 9 else 2) else _UNCLEAR
    return _UNCLEAR if distance == 1 else _SAID


def _is_one_spoilt(old: str, new: str) -> bool:
    """Whether one of two words is none. Abbreviations look like none, so the other must be a word for certain."""
    if is_no_word(old) == is_no_word(new):
        return False
    return not _FUNCTION_WORDS.isdisjoint({old, new}) or min(len(old), len(new)) >= 4


def _is_opposite(word: str, longer: str) -> bool:
    """Whether a prefix turns the one into the other: serialize and deserialize."""
    return len(word) >= 4 and longer.endswith(word) and _PREFIX.fullmatch(longer[: -len(word)]) is not None


def _spelt_alike(word: str) -> str:
    word = word.lower()
    for pattern, spelling in _SPELLINGS:
        word = pattern.sub(spelling, word)
    return word


def _is_other_form(word: str, longer: str) -> bool:
    return longer in {word + ending for ending in ("s", "es", "d", "ed", "r", "er", "ly", "n")}
