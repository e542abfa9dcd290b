"""How a Japanese sentence is said: told or talked, known or guessed, and whether it leans on the one before.

The lists of words that it goes by are in japanese.toml.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from editor_tui.llm.offline.cuts import is_balanced
from editor_tui.llm.offline.standing import Standing
from editor_tui.llm.offline.words import alternatives, any_of

# What somebody else says may be a guess or advice: that it was said is told.
_SAID: Final = re.compile(
    r"(?:と|ことを|よう)(?:[^、。]{0,8})(?:指摘|予測|予想|警告|報告|発表|主張|説明|明言|強調|表明|述べ|見込|試算|報じ|語っ)[ぁ-ん]{1,6}(?:ます|ました|る|た)。$"
)
_MARKET: Final = re.compile(
    r"ここ(?:数|\d+)年で|市場規模[はが]|市場(?:規模|全体)?(?:は|が|も|では|で見ても|を見ると|だけ)[^。]*(?:達|規模|予測|見込|拡大|成長)"
)
_TAKEN_BACK: Final = re.compile(
    r"(?:見つかり|見つけられ|確認でき|確認され)(?:ません|なかった|ず)|(?:という|いる)わけではな[いさ]|誤報|事実ではな|デマ"
)
_ENDS: Final = re.compile(r"(?:です|ます|でした|ました|ません|だ|[うくすつぬぶむるぐた]|ない|い|とのこと)。$")
_TOPIC: Final = re.compile(
    r"[^、。]{2,24}(?:によると|によれば)、|(?:[^、。]{2,30}、)?(?:[^、。はがを]{1,20}、){0,3}(?:[^、。]{2,24}(?:では|には|年に|月に|日に|までに|から|以降|かけて|間で|時点で|として)、)?[^、。]{2,40}(?:(?<![にでとへて])は|(?<!こと)が)"
)
# "A が作った、茶摘み機です。" does not say of what.
_WHAT_ONLY: Final = re.compile(r"^(?!.*は)[^。]*が[^。]*た、[^、。はが]*(?:です|だ)。$")
_OBJECT: Final = re.compile(r"[^、。]{2,40}を")


@cache
def _event() -> re.Pattern[str]:
    """ "この提携により": what points back at the news that was just told."""
    events = alternatives("things", "events")
    return re.compile(
        rf"^(?:[^、。]{{1,24}}は、)?(?:この|今回の)(?:新)?(?:{events})(?:により|によって|は|が|で|に|を|の)"
    )


def standing(sentence: str) -> Standing:
    """Whether a sentence is told or talked, and whether it leans on the one before."""
    if not _ENDS.search(sentence) or any_of("talk").search(sentence) or not is_balanced(sentence):
        return "no"
    if any_of("leaning", "loose").search(sentence):
        return "no"
    if _SAID.search(sentence) and _TOPIC.match(sentence) and not _leans(sentence):
        return "alone"
    has_topic = _TOPIC.match(sentence) and not _WHAT_ONLY.match(sentence)
    if _leans(sentence) or not (has_topic or _OBJECT.match(sentence)):
        return "no" if _is_judged(sentence) else "follows"
    # Without は and が it is left to the reader who does it: an instruction, or a sentence that leans after all.
    return "alone" if has_topic and not _is_judged(sentence) else "guess"


def _is_judged(sentence: str) -> bool:
    """Whether a sentence guesses, advises or praises."""
    return bool(any_of("manner", "guess").search(sentence) or any_of("manner", "opinion").search(sentence))


def is_talk(text: str) -> bool:
    """Whether something is said to somebody, by somebody, or about the text itself."""
    return any_of("talk").search(text) is not None


def opens_weakly(text: str) -> bool:
    """Whether an opening leans on what came before."""
    return any_of("leaning", "start").match(text) is not None


def _leans(sentence: str) -> bool:
    return bool(any_of("leaning", "start").match(sentence) or any_of("leaning", "anywhere").search(sentence))


def is_about_event(sentence: str) -> bool:
    """Whether what a sentence points back at may be the news that was just told: "この提携により", "今回の投資は"."""
    return _event().match(sentence) is not None and len(any_of("leaning", "anywhere").findall(sentence)) == 1


def names_subject(sentence: str) -> bool:
    """Whether a sentence says who or what it is of, with は or が."""
    return _TOPIC.match(sentence) is not None


def is_thought(sentence: str) -> bool:
    """Whether a sentence guesses, advises or praises, and does not only pass on what somebody said."""
    return not _SAID.search(sentence) and _is_judged(sentence)


def is_background(sentence: str) -> bool:
    """Whether a sentence only says how large a market is: true of any text on the subject."""
    return _MARKET.search(sentence) is not None


def takes_back(paragraph: str) -> bool:
    """Whether a paragraph says of the news in it that it is not so, or not known."""
    return _TAKEN_BACK.search(paragraph) is not None


def manner(sentence: str) -> float:
    """How much a sentence reads like a report, about -3 to 1."""
    told = 0.6 * min(2, len(any_of("manner", "reports").findall(sentence)))
    score = (
        told
        - 0.6 * len(any_of("manner", "opinion").findall(sentence))
        - 1.2 * len(any_of("manner", "side").findall(sentence))
    )
    return max(-3.0, min(1.2, score))
