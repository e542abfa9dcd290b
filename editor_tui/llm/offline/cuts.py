"""Where a Japanese sentence may be cut so that a whole sentence is left.

Each cut takes away one thing: a bracket, a clause before a border, a clause behind one, a circumstance between the
topic and what is said of it, a date. Nothing is put in but the ending that the rest needs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from editor_tui.llm.offline.polite import is_polite, polite

_BRACKETS: Final = ("「」", "『』", "（）", "()")
_PARENTHESIS: Final = re.compile(r"（[^（）]{2,60}）|(?P<before>\s*)\([^()]{2,60}\)(?P<after>\s*)")
# A border behind which a whole sentence follows, and before which one ends once its particle is gone.
_BORDER: Final = re.compile(
    r"(?P<end>です|ます|でした|ました|ません|だった|である|だ|した|ない|いる|ある|れる|せる|なる|する)"
    r"(?:(?:ん|の)(?:です|だ))?(?:が|けれど(?:も)?|けど|し|から|というから|とはいえ)、"
)
# "…しており、" ends in ています when the sentence ends there.
_CONTINUING: Final = re.compile(r"(?<=[てで])(?:おり|いて)、")
# "…し、…しました": both halves have the same time.
_JOINED: Final = re.compile(r"(?<=[一-龠ァ-ヶー])(?<!に[対関際反即])し、")
_POSSESSION: Final = re.compile(r"(?P<verb>を持つ|がある)ことから、")
_SAME_TIME: Final = (("ました。", "しました。"), ("した。", "した。"), ("します。", "します。"), ("する。", "する。"))
# A circumstance: the sentence says the same without it, only less.
_CIRCUMSTANCE: Final = (
    r"(?:ため(?:に)?|ので|ことで|なか(?:で)?|中(?:で)?|一方(?:で)?|ものの|こともあり|ことから|だけでなく|のに対し(?:て)?|とともに"
    r"|と同時に|に加え(?:て)?|を受け(?:て)?|に伴い|に伴って|を背景に|に合わせ(?:て)?|べく|ように|として|にあたり|際(?:に)?|を掲げ|を通じ(?:て)?"
    r"|を活用し(?:て)?|と連携し(?:て)?|において|における|ながら|のもと)"
)
_AFTER: Final = re.compile(rf"{_CIRCUMSTANCE}、(?=[^、]{{2,40}}[はが])")
_TOPIC: Final = re.compile(r"^(?:[^、。「」はが]|「[^「」]{1,30}」){2,40}(?:(?:は|が)、|(?<![にでとへて])は)")
# "X を Y したのは、Z です。" says that Z did it: there is no other subject where X has を and nothing has が.
_CLEFT: Final = re.compile(
    r"^(?P<deed>(?:[^、。「」はが]|「[^」]*」){2,50}(?:を|と)(?:[^、。「」はが]){1,16}(?:た|ている))のは、?(?P<who>[^、。はがを][^。はがを]{2,60})(?:です|だ)。$"
)
_CAME_UP: Final = re.compile(
    r"^(?:[^、。「」]{0,14}で)?(?P<verb>登場した)の[はが]、?(?P<who>[^。]{8,100}[一-龠ァ-ヶー」A-Za-z])(?:です|だ)。$"
)
# "発表の核心は、A が開発した、モデル「B」です。": B is that model.
_HEART: Final = re.compile(
    r"^[^、。「」]{0,24}の(?:核心|目玉|柱|主役|中心|正体)は、(?P<what>[^。「」]{8,90}[一-龠ァ-ヶー])(?P<name>「[^」]{2,30}」)(?:です|だ)。$"
)
# What holds back the clause before "…が、": cut free, that clause would claim more than the sentence does.
_HELD_BACK: Final = re.compile(
    r"^(?:実際|しかし|まだ|必ずしも|ただ)|(?:ない|ません|なかった)。$|難し|課題|まだ|とは限|失敗|疑問|懸念"
)
# Circumstances in which the one is busy who does what follows: their "が" stands for both.
_OF_THE_SAME: Final = re.compile(
    r"が[^、]*(?:ことで|だけでなく|とともに|と同時に|に加え|に合わせ|べく|ように|として|を掲げ|を通じ|を活用し|と連携し|ながら|ために?)(?:て|、|$)"
)
# "…という数字は、農家が…を通じて、…している証拠です": a noun's clause has its own subject.
_OF_A_NOUN: Final = re.compile(r"[一-龠ァ-ヶー](?:です|だ|なのです|なのだ|である)。$")
_ANOTHER: Final = re.compile(r"[^、。]{2,30}[はも]、?")
# A topic that is set off speaks of the whole sentence.
_OWN_TOPIC: Final = re.compile(r"^[^。「」]{1,40}(?<![にでとへて])は、")
_TIED: Final = re.compile(r"^(?:これ|それ|あれ|ここ|そこ)[はがでに]")
_DATE: Final = re.compile(r"^20\d\d年(?:\d+月)?(?:\d+日)?[^、。はがを]{0,14}、")


def cuts(sentence: str, *, formal: bool) -> Iterator[str]:
    """Sentences with one thing less. `formal`: the draft speaks in です and ます."""
    for text in _cuts(sentence, formal=formal):
        if text != sentence and is_balanced(text):
            yield text


def _cuts(sentence: str, *, formal: bool) -> Iterator[str]:
    yield without_parentheses(sentence)
    # What follows "これは、" says what that is, or means: it is no sentence without it.
    is_tied = _TIED.match(sentence) is not None
    for match in _BORDER.finditer(sentence):
        is_conceded = match.group().endswith(("が、", "けれど、", "けれども、", "けど、", "とはいえ、"))
        if not (is_conceded and _HELD_BACK.search(sentence[match.end() :])):
            yield ending(sentence[: match.end("end")], formal=formal)
        if not is_tied:
            yield sentence[match.end() :]
    for match in _CONTINUING.finditer(sentence):
        yield sentence[: match.start()] + ("います。" if formal else "いる。")
    for match in _POSSESSION.finditer(sentence):
        yield ending(sentence[: match.end("verb")], formal=formal)
    for end, whole in _SAME_TIME:
        if sentence.endswith(end):
            yield from (sentence[: match.start()] + whole for match in _JOINED.finditer(sentence))
            break
    for match in () if is_tied else _AFTER.finditer(sentence):
        before = sentence[: match.start()]
        if not _OWN_TOPIC.match(before) and not _OF_THE_SAME.search(sentence[: match.end()]):
            yield sentence[match.end() :]
    if topic := _TOPIC.match(sentence):
        yield from _without_circumstances(topic.group(), sentence[topic.end() :])
    if date := _DATE.match(sentence):
        yield sentence[date.end() :]


def turned(sentence: str, *, formal: bool) -> str:
    """The sentence with the one it is about in front, where it comes to them at its end; else as it is."""
    cleft = _CLEFT.match(sentence)
    if cleft and (not formal or polite(cleft["deed"])):
        return f"{cleft['who']}が{ending(cleft['deed'], formal=formal)}"
    if heart := _HEART.match(without_parentheses(sentence)):
        return f"{heart['name']}は、{heart['what']}{'です' if formal else 'だ'}。"
    return sentence


def _without_circumstances(topic: str, rest: str) -> Iterator[str]:
    for match in re.finditer(rf"{_CIRCUMSTANCE}、", rest):
        before = rest[: match.start()]
        # A subject that what follows needs would be lost with the circumstance.
        loses = "が、" in before or ("が" in before and _OF_A_NOUN.search(rest) is not None)
        has_another = topic.endswith("が、") and _ANOTHER.match(rest[match.end() :]) is not None
        if is_balanced(before) and not loses and not has_another:
            yield topic + rest[match.end() :]


def ending(clause: str, *, formal: bool) -> str:
    """A clause as a sentence in the draft's manner, where its ending can be of one verb only; else as it is."""
    if not formal or is_polite(clause):
        return f"{clause}。"
    return f"{polite(clause) or clause}。"


def without_parentheses(text: str) -> str:
    return _PARENTHESIS.sub(lambda match: " " if match["before"] and match["after"] else "", text)


def is_balanced(text: str) -> bool:
    return all(text.count(pair[0]) == text.count(pair[1]) for pair in _BRACKETS)
