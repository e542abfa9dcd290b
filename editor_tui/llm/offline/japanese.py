"""Which Japanese sentences can stand alone in an excerpt: how one is trimmed, cut and turned so that it can."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from editor_tui.llm.offline.cuts import cuts, is_balanced, turned
from editor_tui.llm.offline.manner import (
    is_about_event,
    is_background,
    is_talk,
    is_thought,
    manner,
    names_subject,
    opens_weakly,
    standing,
    takes_back,
)
from editor_tui.llm.offline.polite import polite as polite_form
from editor_tui.llm.offline.reference import full_names, resolved
from editor_tui.llm.offline.reported import facts_of, news_of

__all__ = [
    "answer_to",
    "facts_of",
    "full_names",
    "is_about_event",
    "is_background",
    "is_polite",
    "is_thesis",
    "is_thought",
    "manner",
    "may_open",
    "names_subject",
    "news_of",
    "points_at",
    "resolved",
    "standing",
    "takes_back",
    "told_of",
    "topic",
    "variants",
]

# Words that tie a sentence to the one before; without them it says the same.
_LEADING: Final = re.compile(
    r"^(?:しかし(?:ながら)?|そして|さらに(?:は)?|また|もちろん|さて|ただ|ただし|一方(?:で)?|特に|中でも|なかでも|例えば|たとえば"
    r"|つまり|実際(?:に)?|実は|ちなみに|加えて|それに加えて|とはいえ|とはいうものの|なお|事実|むしろ|要するに|すなわち"
    r"|いずれにせよ|挙句の果てには|おまけに|さらに言えば|とりわけ|何より(?:も)?|具体的には|まず(?:は)?|次に|最後に|ところが|ところで|だから(?:こそ)?"
    r"|したがって"
    r"|もっとも|正直(?:なところ|に言って|言って)?|個人的に(?:は|も)|率直に言って|繰り返しますが|(?:皆さん)?ご存知の通り"
    r"|振り返れば|言うまでもなく|興味深いことに|結論から言うと|このように|これにより|その結果|そのため"
    r"|(?:その|この)一環として|(?:そんな|こうした|そうした|そのような|このような)(?:背景の)?中で?"
    r"|最終的に(?:は)?|具体的に|技術的な側面を見ると|技術的に(?:は|見ると)?|技術的な[^、。]{1,10}と"
    r"|[一-龠ァ-ヶー]{2,5}面で(?:は|も)|(?:彼ら|同社|これ)の(?:報告|発表|調査|説明)(?:によると|によれば|では)|近年|最近|昨今|今回の発表(?:によると|では)|結果として|同時に|あるいは|[^、。「」]{2,40}について(?:少し|簡単に)?(?:触れる|言う|見る)と)[、，,]"
)
_TALKING_END: Final = re.compile(r"(?P<end>です|ます|でした|ました|ません)(?:よね|ね|よ|からね|し|がね|けどね)(?=。$)")
# "…しているんですよ。" says "…しています。" to somebody.
_SPOKEN_END: Final = re.compile(
    r"(?:(?:という)?(?:ん|の|わけ)|という(?:構図|形|流れ|格好|こと|もの))(?:です|だ)(?:よね|ね|よ|から)?。$"
    r"|という(?:もの|こと)。$|(?<=[たうくすつぬぶむる])そうです。$|(?<=[一-龠])だそうです。$"
)
# What may go wherever it stands: the author's voice, not the fact.
_VOICE: Final = re.compile(
    r"彼らが[ぁ-んァ-ヶ一-龠]{2,8}(?=「|(?!AI(?![A-Za-z0-9]))[A-Z0-9])|まさに、?|非常に|極めて|とても"
    r"|かなり|本当に|実に|いよいよ|なんと|やはり|(?<=、)もちろん、|劇的に|飛躍的に|途方もない(?=規模|計画|金額)"
    r"|(?<=[、。])特に|(?<=、)さらに(?!は)|ご存知の通り、?|その名の通り、?"
)
# "この「Humane」プロジェクト": a name says by itself which one it is.
_POINTED: Final = re.compile(
    r"^(?:この|その|同|今回の|今回|このたび|あの)(?=「|[A-Z0-9]|[ァ-ヶー]{4,})|^今回の(?=[一-龠]{4,})|^(?:今回の|この)(?=(?:発表|提携|契約|投資|買収|調達|法案)の(?:核心|要点|柱|目玉)は)"
)
# "この「物理AI」とは何でしょうか？簡単に言えば、…システムのことです。": the question has the subject of the answer.
_QUESTION: Final = re.compile(
    r"(?:^|、)(?:そもそも|この|その)?(?P<name>「[^」]{2,30}」|[A-Za-z][\w .+-]{1,30}|[ァ-ヶー一-龠A-Za-z0-9]{3,20})"
    r"(?:とは|の(?:核心|正体|中身)は|は)、?(?:いったい|一体|具体的に|そもそも|本質的に)*(?:何|どのような|どんな|どういう)[^。]{0,24}[？?]$"
)
_ANSWER: Final = re.compile(
    r"^(?:(?:簡単|一言|端的|手短|平たく)(?:に|で)?言(?:えば|うと)、|要するに、|つまり、|これは、?|それは、?)*(?P<rest>[^？?！!]{12,110}?)"
    r"(?P<end>のことです|のこと|を指します|です|であり、[^。]*です)。$"
)
_POINTS_AT: Final = re.compile(r"(?:この|同)(?P<noun>[一-龠ァ-ヶー]{2,10})(?:は|が|では|により|によって|を|に)、?")
_THESIS: Final = re.compile(r"[^、。]{2,30}の(?:核心|要点|肝|柱|目玉|狙い|目的|特徴)は")
_POLITE: Final = re.compile(r"(?:です|ます|でした|ました|ません|ください|でしょう)。$")
# A predicate: a list of nouns with a full stop behind it is no sentence that says something.
_FIRST_PERSON: Final = re.compile(r"私(?!立|有|的|語|募|設|服)|僕|俺|我々|我が|筆者|うちの")
_CUTS: Final = 2
# What opens like this has said something before it.
_NO_OPENING: Final = re.compile(
    r"今回|両|\d+(?:回|つ|番|点|位)目|[前後]半|一方|当初|その|この|残り|もう|過去に|かつて|これまで|[^、。はがを]{2,30}(?<!で)も(?=[^のっう])[^、。]*、"
)


def variants(sentence: str, *, polite: bool = True) -> Iterator[str]:
    """The sentence as it may stand alone, the fullest first: each one is what a whole sentence of the draft says."""
    bare = _POINTED.sub("", _trim_start(_TALKING_END.sub(r"\g<end>", sentence.strip())))
    bare = turned(_quiet(_written(bare, polite=polite)), formal=polite)
    told = [bare, *(_POINTED.sub("", _trim_start(fact)) for fact in facts_of(sentence, is_polite=polite))]
    seen = dict.fromkeys(told)
    for text in told:
        seen[_quiet(text)] = None
    # What an "I" does would be done by nobody once the "I" is cut away.
    found = [text for text in seen if not _FIRST_PERSON.search(text)]
    # What is left after one cut may be cut once more.
    for _ in range(_CUTS):
        found = [
            one
            for text in found
            for cut in cuts(text, formal=polite)
            if (one := _quiet(_trim_start(cut))) not in seen and not seen.setdefault(one)
        ]
    yield from (one for one in seen if is_balanced(one))


def _quiet(sentence: str) -> str:
    """Without the author's voice."""
    return _VOICE.sub("", sentence).replace("という、", "という").replace("、、", "、")


def told_of(sentence: str, *, polite: bool) -> str | None:
    """The news that a sentence tells of, as a sentence of its own in the manner of the draft; None for others."""
    news = news_of(sentence, is_polite=polite)
    return None if news is None else _VOICE.sub("", news)


def answer_to(question: str, sentence: str) -> str | None:
    """The answer to a question for what something is, with the subject that the question has; None for others."""
    asked, answer = _QUESTION.search(question.strip()), _ANSWER.match(sentence.strip())
    if asked is None or answer is None or not is_balanced(sentence) or is_talk(answer["rest"]):
        return None
    has_subject = re.match(r"[^、。]{1,30}(?<![にでとへ])は", answer["rest"]) is not None
    if opens_weakly(answer["rest"]) or has_subject:
        return None
    joint = "とは、" if "こと" in answer["end"] or "指" in answer["end"] else "は、"
    return f"{asked['name']}{joint}{answer['rest']}{answer['end']}。"


def points_at(before: str, sentence: str) -> bool:
    """Whether a sentence opens with "この法案は" and the one before it in the excerpt speaks of a 法案."""
    pointed = _POINTS_AT.match(sentence)
    return pointed is not None and pointed["noun"] in before


def may_open(sentence: str) -> bool:
    """Whether a reader who has read nothing yet knows what a sentence speaks of."""
    return not _NO_OPENING.match(sentence)


def _written(sentence: str, *, polite: bool) -> str:
    """What is said to somebody as it is written, and plain endings as polite ones in a polite draft.

    Only endings that every verb forms alike; any other sentence is left as it is.
    """
    spoken = _SPOKEN_END.search(sentence)
    plain = sentence[: spoken.start()] if spoken else sentence.removesuffix("。")
    if not sentence.endswith("。") or (is_polite(sentence) and not spoken):
        return sentence
    if not polite:
        # な stands between a noun and んです: 重要なんです is 重要だ.
        return f"{plain.removesuffix('な')}だ。" if spoken and plain.endswith("な") else f"{plain}。"
    formal = polite_form(plain)
    return sentence if formal is None else f"{formal}。"


def _trim_start(sentence: str) -> str:
    sentence = sentence.removeprefix("実は")
    while (bare := _LEADING.sub("", sentence, count=1)) != sentence:
        sentence = bare
    return sentence


def is_thesis(sentence: str) -> bool:
    """Whether a sentence says what its matter comes down to."""
    return _THESIS.match(sentence) is not None


def topic(sentence: str) -> str:
    """What the sentence is about: the words before its first は or が, after a place or time that it opens with."""
    head = re.match(r"(?:[^、はがも]{1,16}、)?[^、。]{1,40}?[はがも]", sentence)
    return head.group() if head else ""


def is_polite(sentence: str) -> bool:
    """Whether the sentence ends in です or ます."""
    return _POLITE.search(sentence) is not None
