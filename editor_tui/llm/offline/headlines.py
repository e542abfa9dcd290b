"""A headline, or news that a text lets drop as half a sentence, as a whole one.

"京都府、茶園支援に4億円投資へ" becomes "京都府が茶園支援に4億円を投資します。",
"アオバによる「茶摘み塾」の発表。" becomes "アオバが「茶摘み塾」を発表しました。".
Nothing is put in but particles and the ending.
"""

from __future__ import annotations

import re
from typing import Final

from editor_tui.llm.offline.polite import polite

# Verbs that headlines leave without their ending: done to something, done by itself, and those that tell what is past.
_DONE_TO: Final = (
    r"(?:共同|本格|正式|全面|一般|大幅|段階)?"
    r"(?:発表|公表|公開|提供|投資|買収|調達|開設|建設|承認|可決|採択|施行|開発|達成|突破|削減|拡大|導入|設立|支援|締結"
    r"|加速|強化|採用|策定|検討|増額|刷新|統合|拡充|取得|更新|投入|短縮|改善|半減|倍増|向上)"
)
_BY_ITSELF: Final = r"(?:本格|正式)?(?:参入|突入|突破|貢献|撤退|成功|合意|上陸|進出|移行|着手|到達)"
# Verbs that something does, until somebody makes it: 半減させる.
_MADE_TO: Final = re.compile(r"(?:半減|倍増|向上)$")
_PAST: Final = re.compile(r"(?:発表|公表|達成|突破|可決|承認|取得|合意|成功|開始)$")
_COMES_UP: Final = re.compile(r"^(?P<what>[^、。をは]{4,60}が)(?P<verb>設立|解雇|開催|発足|始動|登場|誕生)$")
_PASSIVE_NOUNS: Final = frozenset(["設立", "解雇", "開催"])
_BY_HOW_MUCH: Final = r"(?:約|さらに)?[\d,.]+(?:%|％|倍|割|万人|人|基|件)(?:も|以上|超)?"
_DEED: Final = re.compile(
    rf"^[^。]{{1,60}}?[はが](?:.*を(?:{_BY_HOW_MUCH})?{_DONE_TO}|(?!.*を[^、]*に貢献).*[にをへ]{_BY_ITSELF})$"
)
_WHO: Final = r"^(?P<who>(?:[^、。「」はがを]|「[^「」]{1,20}」){1,30})、"
_WHO_DOES_TO: Final = re.compile(
    rf"{_WHO}(?P<rest>(?:[^、。はがを]*(?:に|で|から|へ|向けに))?)(?P<object>[^、。はがをにで]{{2,30}}?)(?P<verb>{_DONE_TO})へ?$"
)
_WHO_DOES: Final = re.compile(rf"{_WHO}(?P<rest>[^、。]*(?:を|に|へ))(?P<verb>{_DONE_TO}|{_BY_ITSELF})へ?$")
_STARTS: Final = re.compile(rf"{_WHO}(?P<rest>[^。はが]*?(?:で|に|から))(?P<verb>提供|販売|運用|受付|配信)開始$")
# "A による B の発表": who did what to what.
_BY: Final = re.compile(
    r"^(?P<who>[^、。はがを]{2,40}?)による(?P<what>(?:[^、。「」はがを]|「[^「」]*」){1,40})の(?P<verb>正式提供開始|提供開始|発表|公開|買収|開発|導入|設立)"
    r"(?:$|の?(?:ニュース|発表|知らせ|話)|という)"
)
_FROM: Final = re.compile(
    r"^(?:、)?(?P<who>[A-ZＡ-Ｚァ-ヶ一-龠][^、。はがを]{1,30}?)(?:から|より)、?(?P<what>「[^「」]{2,40}」)の(?P<verb>発表|公開|提供)。$"
)
_PASSIVE: Final = re.compile(
    r"^(?P<what>(?:[^、。「」はがを]|「[^「」]*」){6,50})、(?:ついに|いよいよ)?(?P<verb>発表|公開|承認|可決|開始)され(?:まし)?た(?:ね|よ)?。$"
)
_PRESENTED: Final = re.compile(
    r"^(?P<how>(?:[^、。「」はがを]|「[^「」]*」){4,60}(?:発表|公開|投入)され)た"
    r"(?P<what>「[^「」]{2,40}」|[A-Z][\w .+-]{2,40})。$"
)
# "A が催しで発表した製品「B」には": A presented B there.
_PRESENTS: Final = re.compile(
    r"(?:^|[、。])(?P<who>(?!彼|私|僕|これ|それ|自)[^、。「」はがを]{2,24})が(?P<where>(?:[^、。「」はがを]|「[^「」]*」){0,30}(?:で|に))?"
    r"(?P<verb>発表|公開|開発|投入|買収|提供開始)した(?P<what>[^、。「」はがをにで]{0,24}「[^「」]{2,40}」[一-龠ァ-ヶー]{0,6})(?=は|に|が|を|の|、)"
)
# "A の B 強化のニュース".
_OF: Final = re.compile(
    r"^(?P<what>[^、。はがを]{2,40}の[^、。はがをの]{2,20}?)(?P<verb>強化|拡大|拡充|統合|刷新|緩和)(?:の|って(?:いう)?|という)(?:ニュース|話|知らせ|発表)"
)


def headline_sentence(clause: str, *, is_polite: bool) -> str | None:
    """A headline as a sentence in the manner of the draft; None where it has none of the known forms."""
    does, did = ("します", "しました") if is_polite else ("する", "した")
    if _DEED.match(clause):
        return f"{clause}{did if _PAST.search(clause) else does}。"
    if match := _COMES_UP.match(clause):
        passive = "されました" if is_polite else "された"
        return f"{match['what']}{match['verb']}{passive if match['verb'] in _PASSIVE_NOUNS else did}。"
    if match := _STARTS.match(clause):
        return f"{match['who']}の{match['verb']}が{match['rest']}{'始まります' if is_polite else '始まる'}。"
    if match := _WHO_DOES.match(clause):
        return f"{match['who']}が{match['rest']}{match['verb']}{does}。"
    if match := _WHO_DOES_TO.match(clause):
        if _MADE_TO.search(match["verb"]):
            makes = "させます" if is_polite else "させる"
            return f"{match['who']}が{match['rest']}{match['object']}を{match['verb']}{makes}。"
        done = _PAST.search(match["verb"])
        return f"{match['who']}が{match['rest']}{match['object']}を{match['verb']}{did if done else does}。"
    return None


def dropped_news(sentence: str, *, is_polite: bool) -> str | None:
    """The news of half a sentence that only names it, as a whole one; None for others."""
    did = "しました" if is_polite else "した"
    if match := _BY.match(sentence):
        verb, what = match["verb"], match["what"]
        started = verb.removesuffix("開始")
        deed = f"{what}の{started}を開始" if started != verb else f"{what}を{verb}"
        return f"{match['who']}が{deed}{did}。"
    if match := _FROM.match(sentence):
        return f"{match['who']}が{match['what']}を{match['verb']}{did}。"
    if match := _OF.match(sentence):
        return f"{match['what']}が{match['verb']}{'されます' if is_polite else 'される'}。"
    was = "されました" if is_polite else "された"
    if match := _PASSIVE.match(sentence):
        return f"{match['what']}が{match['verb']}{was}。"
    if match := _PRESENTED.match(sentence):
        how = polite(f"{match['how']}た") if is_polite else f"{match['how']}た"
        return f"{match['what']}は、{how}。" if how else None
    return None


def presented(sentence: str, *, is_polite: bool) -> str | None:
    """Who presented what, where a sentence says so in passing; None for others."""
    match = _PRESENTS.search(sentence)
    if match is None:
        return None
    verb = match["verb"].removesuffix("開始")
    deed = f"の{verb}を開始" if verb != match["verb"] else f"を{verb}"
    return f"{match['who'].strip()}が{match['where'] or ''}{match['what']}{deed}{'しました' if is_polite else 'した'}。"
