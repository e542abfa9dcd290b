"""Which Japanese sentences can stand alone in an excerpt: how one is trimmed, cut and turned so that it can."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from editor_tui.llm.offline.cuts import cuts, ending, is_balanced, turned
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
from editor_tui.llm.offline.reference import freed, full_names, opens_on_name, owned, resolved, with_subject
from editor_tui.llm.offline.reported import facts_of, is_talked_of, news_of
from editor_tui.llm.offline.words import alternatives, any_of

__all__ = [
    "answer_to",
    "defines",
    "facts_of",
    "freed",
    "full_names",
    "in_own_marks",
    "is_about_event",
    "is_background",
    "is_claim",
    "is_polite",
    "is_talk",
    "is_talked_of",
    "is_thesis",
    "is_thought",
    "joined",
    "lacks_owner",
    "manner",
    "may_open",
    "names_subject",
    "news_of",
    "owned",
    "points_at",
    "resolved",
    "role",
    "standing",
    "takes_back",
    "takes_up",
    "tells_example",
    "told_of",
    "topic",
    "variants",
    "with_subject",
]

_STRESSED: Final = re.compile(r"^(?:中でも|なかでも|とりわけ|特に)(?=「|[A-Z0-9])")
# What somebody says of themselves, as one says it: って言ってるんだ.
_SAYS_SO: Final = re.compile(r"って(?:言|い)って(?:い)?る(?:ん(?:だ|です))?(?:よ|ね)?。$")
_TALKING_END: Final = re.compile(r"(?P<end>です|ます|でした|ました|ません)(?:よね|ね|よ|からね|し|がね|けどね)(?=。$)")
# "…しているんですよ。" says "…しています。" to somebody.
_SPOKEN_END: Final = re.compile(
    r"(?<=[たいだうくすつぬぶむる])(?:から|ため)(?:です|だ)。$|"
    r"(?:(?:という)?(?:ん|の|わけ)|という(?:構図|形|流れ|格好|こと|もの))(?:です|だ)(?:よね|ね|よ|から)?。$"
    r"|という(?:もの|こと)。$|(?<=[たうくすつぬぶむる])そうです。$|(?<=[一-龠])だそうです。$"
)
# "理由は…だからです": the ending belongs to the word in front.
_GIVES_REASON: Final = re.compile(
    r"(?:背景|理由|要因|原因|根拠|の)(?:に)?は、?[^。]*(?<!ことだ)(?:から|ため)(?:です|だ)(?:よ|ね|よね)?。$"
)
# "…だと私は考えています。": what is thought is said by the post.
_THINKING: Final = re.compile(
    r"(?P<end>です|だ|である|ない|[うくすつぬぶむる]|[しきた]い)と(?:、?(?:私|僕|筆者|個人的に)(?:自身)?(?:は|も|としては)?)?、?"
    r"(?:強く|今は|常に)?、?(?:(?:考えて|感じて|見て|思って|捉えて|確信して|信じて|分析して)(?:い(?:る|ます)|おります)|思う|思います|考えます|感じます)"
    r"(?:(?:ん|の)(?:です|だ))?(?:よ|ね|よね)?。$"
)
# "この「Humane」プロジェクト": a name says by itself which one it is.
_POINTED: Final = re.compile(
    r"^(?:この|その|同|今回の|今回|このたび|あの) ?(?=「|[A-Z0-9]|[ァ-ヶー]{4,})|^今回の(?=[一-龠]{4,})"
    r"|^(?:今回の|この)(?=(?:発表|提携|契約|投資|買収|調達|法案)の(?:核心|要点|柱|目玉)は)"
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
_EXAMPLE: Final = re.compile(r"(?:例えば|たとえば|具体的には|実際に?、|もし|仮に)")
# From here on a paragraph tells of somebody without a name.
_TELLS_EXAMPLE: Final = re.compile(
    r"例えば|たとえば|事例|ある(?:製造|企業|会社|顧客|クライアント|プロジェクト|メーカー|大手|中小|スタートアップ)|(?<![A-Za-z])[A-Z]社(?!会)"
    r"|(?:私|僕)(?:自身)?(?:が|も)(?:以前|過去|担当|関わ|携わ)"
)
_DEFINES: Final = re.compile(
    r"^[^、。]{1,30}(?:とは|というのは)、|のこと(?:です|だ)。$|を指します。$|に特化して(?:います|いる)。$|(?:能力|特徴|技術)を持(?:ちます|つ|って(?:います|いる))。$"
)
_AGAINST: Final = re.compile(
    r"(?:しかし|一方|もちろん|確かに|たしかに|ただ|でも|とはいえ|ところが|あるいは|ちなみに|もっとも)"
)
_OWNED: Final = re.compile(
    r"(?:成功|失敗|達成|普及|導入|成長|稼働|正答)?(?:率|価格|費用|料金|背景|目的|理由|効果|特徴|対象|課題|強み|狙い|結果|期間|時期|規模|性能|機能|最大|内容|影響|問題"
    r"|売上高?|株価|利益|予算|総額|投資額|契約|提携先|名前|仕組み|要因|鍵|ポイント|具体例|精度|速度|[一-龠]{1,4}(?:数|額|量|度|先|面|者|側|主))(?:は|が|も|には|では)"
)
_POLITE: Final = re.compile(r"(?:です|ます|でした|ました|ません|ください|でしょう)。$")
# A predicate: a list of nouns with a full stop behind it is no sentence that says something.
_FIRST_PERSON: Final = re.compile(r"私(?!立|有|的|語|募|設|服)|僕|俺|我々|我が|筆者|うちの")
_CUTS: Final = 2
_CALLED: Final = re.compile(r"という、(?!より)")
_FOREIGN_MARKS: Final = re.compile(r" ?[„‟](?P<quoted>[^„‟“”「」]{1,40})[‟“”„] ?")
# What opens like this has said something before it.
_NO_OPENING: Final = re.compile(
    r"今回|両|\d+(?:回|つ|番|点|位)目|[前後]半|一方|当初|その|この|残り|もう|過去に|かつて|これまで|[^、。はがを]{2,30}(?<!で)も(?=[^のっう])[^、。]*、"
)


def variants(sentence: str, *, polite: bool = True) -> Iterator[str]:
    """The sentence as it may stand alone, the fullest first: each one is what a whole sentence of the draft says."""
    bare = _POINTED.sub("", _trim_start(_TALKING_END.sub(r"\g<end>", sentence.strip())))
    bare = turned(_quiet(_written(bare, polite=polite)), formal=polite)
    told = [
        bare,
        *_thoughts(bare, polite=polite),
        *(_POINTED.sub("", _trim_start(fact)) for fact in facts_of(sentence, is_polite=polite)),
    ]
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


def _thoughts(sentence: str, *, polite: bool) -> Iterator[str]:
    """What the author says that they think, where it is a whole statement of its own."""
    thought = _THINKING.search(sentence)
    clause = sentence[: thought.end("end")] if thought else ""
    # What a company or somebody with a name thinks is theirs.
    is_own = thought is not None and (_FIRST_PERSON.search(thought.group()) or not opens_on_name(clause))
    if is_own and not _FIRST_PERSON.search(clause):
        yield ending(re.sub(r"^(?:個人的に(?:は|も)|筆者は)、?", "", clause), formal=polite)


def _quiet(sentence: str) -> str:
    """Without the author's voice."""
    quiet = any_of("manner", "voice").sub("", sentence).replace("、、", "、")
    # "というより" would be another word.
    return _CALLED.sub("という", quiet)


def told_of(sentence: str, *, polite: bool) -> str | None:
    """The news that a sentence tells of, as a sentence of its own in the manner of the draft; None for others."""
    news = news_of(sentence, is_polite=polite)
    return None if news is None else _quiet(_POINTED.sub("", _trim_start(news)))


def in_own_marks(text: str) -> str:
    """The text with „…‟ as 「…」."""
    return _FOREIGN_MARKS.sub(r"「\g<quoted>」", text)


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
    sentence = _SAYS_SO.sub("と言っています。" if polite else "と言っている。", sentence)
    spoken = _SPOKEN_END.search(sentence)
    if spoken and _GIVES_REASON.search(sentence):
        return sentence
    plain = sentence[: spoken.start()] if spoken else sentence.removesuffix("。")
    if not sentence.endswith("。") or (is_polite(sentence) and not spoken):
        return sentence
    if not polite:
        # な stands between a noun and んです: 重要なんです is 重要だ.
        return f"{plain.removesuffix('な')}だ。" if spoken and plain.endswith("な") else f"{plain}。"
    if spoken and plain.endswith("な"):
        return f"{plain.removesuffix('な')}です。"
    formal = polite_form(plain)
    return sentence if formal is None else f"{formal}。"


def _trim_start(sentence: str) -> str:
    sentence = sentence.removeprefix("実は")
    while (bare := _tie().sub("", sentence, count=1)) != sentence:
        sentence = bare
    return _STRESSED.sub("", sentence)


@cache
def _tie() -> re.Pattern[str]:
    """Words in front that tie a sentence to the one before, with their comma."""
    return re.compile(f"^(?:{alternatives('leaning', 'tie')})[、，,]")


def is_thesis(sentence: str) -> bool:
    """Whether a sentence says what its matter comes down to."""
    return _THESIS.match(sentence) is not None


def topic(sentence: str) -> str:
    """What the sentence is about: the words before its first は or が, after a place or time that it opens with."""
    head = re.match(r"(?:[^、はがも]{1,16}、)?[^、。]{1,40}?[はがも]", sentence)
    return head.group() if head else ""


def lacks_owner(sentence: str) -> bool:
    """Whether a sentence is about a price, an aim, a rate … and does not say of what."""
    return _OWNED.match(sentence) is not None


def role(sentence: str) -> dict[str, float]:
    """What a sentence does in its paragraph, by how it begins: an example, or something set against what was said."""
    return {
        "example": float(_EXAMPLE.match(sentence) is not None),
        "against": float(_AGAINST.match(sentence) is not None),
        "contrast": float(sentence.startswith(("一方", "あるいは"))),
    }


def takes_up(sentence: str) -> bool:
    """Whether a sentence is about what somebody did, by a word for the deed: アオバの発表は."""
    return _takes_up().match(sentence) is not None


@cache
def _takes_up() -> re.Pattern[str]:
    deeds = f"{alternatives('things', 'events')}|成功|登場|進化|普及|狙い|目的|調達|施行|規制"
    return re.compile(
        rf"^[^、。はが]{{2,24}}の(?:今回の)?(?:{deeds})[^、。はが]{{0,8}}[はが]"
        r"|^[^、。はが]{2,24}が[^、。はが]{0,12}(?:狙|目指)[^、。はが]{1,8}は"
    )


def tells_example(sentence: str) -> bool:
    """Whether what stands behind a sentence in its paragraph is of an example."""
    return _TELLS_EXAMPLE.search(sentence) is not None


def defines(sentence: str) -> bool:
    """Whether a sentence only says what something is."""
    return _DEFINES.search(sentence) is not None


def joined(sentence: str, before: Sequence[str]) -> Iterator[str]:
    """Japanese says what something is in a sentence of its own."""
    return iter(())


def is_claim(sentence: str) -> bool:
    """Whether a sentence says what matters in its subject, or what will come of it."""
    return any_of("manner", "claim").search(sentence) is not None


def is_polite(sentence: str) -> bool:
    """Whether the sentence ends in です or ます."""
    return _POLITE.search(sentence) is not None
