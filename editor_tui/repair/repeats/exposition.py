"""Exposition: paragraphs that report facts and argue from them.

What authors repeat on purpose has a role: it warns, asks, promises, tells, sings. It is made of common words, or it
asks the reader to do something. A paragraph of an article that names four things and draws a conclusion has none: said
once, it is said.
"""

from __future__ import annotations

import re
from itertools import chain
from typing import Final

from editor_tui.repair.repeats.units import Unit
from editor_tui.text.script import has_cjk

#: What a paragraph must name, if it argues and if it does not, and what it must weigh (CJK characters, half of others).
_FACTS: Final = 3
_BARE_FACTS: Final = 7
_WEIGHT: Final = 80.0
#: What a paragraph must name in a text that reports all the way.
_REPORTED: Final = 2
#: The same for a paragraph that stands again under another heading.
_DENSE: Final = 6
_DENSE_WEIGHT: Final = 120.0

_DIGITS: Final = "一二三四五六七八九十百千万億〇・"
#: In figures, or in words before a unit of measure: tales count days and people, not shares and prices.
#: One set first, no choice: re looks for the first character of a pattern several times as fast.
_NUMBER: Final = re.compile(
    rf"[\d{_DIGITS}](?:(?<=\d)\d*(?:[.,:]\d+)*"
    rf"|(?<=[{_DIGITS}])[{_DIGITS}]*(?:割|分の|パーセント|円|ドル|ユーロ|件|社|倍|台|世帯|戸|か?月分|[かカヶ]月|年度"
    r"|キロ|メートル|センチ|ミリ|グラム|トン|リットル|ヘクタール|平方|ギガ|メガ|ワット|ボルト|ポイント|文字|バイト))"
)
_LATIN: Final = re.compile(r"[A-Za-z][A-Za-z0-9.+&-]*[A-Za-z0-9]")
_TERM: Final = re.compile(r"[ァ-ヴーa-z](?:(?<=[a-z])[a-z]{9,}|(?<=[ァ-ヴー])[ァ-ヴー]{2,})")
_NAME: Final = re.compile(r"(?<![.!?:;\"“(*]\s)(?<!\A)\b[A-Z][\w&'’-]*(?:\s[A-Z][\w&'’-]*)*")
_NO_NAMES: Final = frozenset({"I"})
_REQUEST: Final = re.compile(
    r"ください|下さい|ませ(?:。|\Z)|お願い|お[ぁ-ん一-鿿]{1,5}(?:いただ|します|いたします)"
    r"|ご(?:注意|連絡|確認|了承|利用|用意|持参|相談|遠慮|協力|返金|案内|来館|来場|参加|予約|購入|記入|使用|容赦|提出|承知)"
    r"|\b(?:please|must|make sure|shall)\b|(?:\A|[.!?:;]\s+)(?:do not|don['’]t|never)\b",
    re.IGNORECASE,
)
_ARGUMENT: Final = re.compile(
    r"しかし|ただし?、|なぜ|つまり|例えば|たとえば|一方|さらに|また、|そのため|だから|可能性|でしょう|だろう|かもしれ"
    r"|と考え|と思|感じ|とされ|という|見られ|期待|課題|影響|重要|べき|はず"
    r"|\b(?:however|because|although|while|may|might|could|likely|therefore|instead|for example|such as|rather|though"
    r"|as a result|suggests?|means?|since|but|would|whether|according to)\b",
    re.IGNORECASE,
)
#: Words that take up what was just said: a section does not begin with them.
_BOUND: Final = re.compile(
    r"\s*(?:\*\*)?(?:しかし|さらに|また、|一方|例えば|たとえば|具体的に|加えて|そして|次に|第[二三]に|だから|そのため|その結果|つまり"
    r"|とはいえ|ただし?、|もちろん|実際に?、|特に|このように|それに|同様に|同時に|もう一つ|もう1つ|最後に|でも、|だが、|なぜなら"
    r"|However|Moreover|Furthermore|In addition|Additionally|For (?:example|instance)|On the other hand|Similarly"
    r"|Therefore|Thus|Instead|But|And|Second(?:ly)?,|Third(?:ly)?,|Also,|As a result|Besides|Nevertheless|Finally,)"
    r"(?![a-z])"
)
#: How speech and stage directions begin.
_SPOKEN: Final = re.compile(r"\s*(?:[「『\"“‘—]|[*_](?![*_]))")


def is_exposition(unit: Unit) -> bool:
    """Whether a paragraph reports and argues, and neither asks for anything nor is spoken."""
    is_long = unit.weight >= _WEIGHT and len(unit.sentences) >= 2
    return is_long and is_plain(unit) and _names_enough(unit.text)


def is_report(unit: Unit) -> bool:
    """Whether a paragraph, even a short one, names what it is about, and neither asks for anything nor is spoken."""
    return is_plain(unit) and names_something(unit) and ("`" not in unit.text or is_exposition(unit))


def names_something(unit: Unit) -> bool:
    """Whether it names two different things: numbers, names, terms."""
    words = unit.text
    facts: set[str] = set()
    # Most paragraphs do before they are read to the end.
    for match in chain(_NUMBER.finditer(words), _names_in(words).finditer(words)):
        facts |= {match.group()} - _NO_NAMES
        if len(facts) >= _REPORTED:
            return True
    return bool(facts) and not facts.issuperset(_TERM.findall(words))


def is_plain(unit: Unit) -> bool:
    """Whether it is running text that asks for nothing, is not spoken and has no label."""
    is_said = unit.is_labelled or _SPOKEN.match(unit.text) is not None
    return unit.is_prose and not is_said and not asks_for_something(unit)


def asks_for_something(unit: Unit) -> bool:
    """Whether it tells the reader to do something: a notice, a warning, a set of terms."""
    return _REQUEST.search(unit.text) is not None


def goes_on(unit: Unit) -> bool:
    """Whether it begins with a word that joins it to what stands above it."""
    return _BOUND.match(unit.text) is not None


def is_dense(unit: Unit) -> bool:
    """Whether a paragraph of exposition is so full of facts that no other section could want it."""
    words = unit.text
    is_long = unit.weight >= _DENSE_WEIGHT and len(unit.sentences) >= 3
    return is_long and "`" not in words and bool(_ARGUMENT.search(words)) and count_facts(words) >= _DENSE


def _names_enough(words: str) -> bool:
    return count_facts(words) >= (_FACTS if _ARGUMENT.search(words) else _BARE_FACTS)


def count_facts(words: str) -> int:
    """How many numbers, names and terms (loan words, long words) it holds; terms alone are no facts."""
    facts = {*_NUMBER.findall(words), *_names_in(words).findall(words)} - _NO_NAMES
    return len({*facts, *_TERM.findall(words)}) if facts else 0


def _names_in(words: str) -> re.Pattern[str]:
    return _LATIN if has_cjk(words) else _NAME
