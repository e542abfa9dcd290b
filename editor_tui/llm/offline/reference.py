"""Whom or what a Japanese sentence points back at, named: "これは", "同社は", "このモデルは" with what stood before.

A name is put in only where the sentences before leave one candidate; it always stands in the draft. What points further
back, or at a whole event, is left as it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from editor_tui.llm.offline.words import alternatives, any_of
from editor_tui.text.katakana import missing_katakana

_NAME: Final = (
    r"(?:「[^」]{2,30}」|[A-Z][A-Za-z0-9.+-]*(?: (?:[A-Z0-9][A-Za-z0-9.+-]*|&))*[ァ-ヶー]{0,12}(?:株式会社|社)?"
    r"|(?:株式会社)?[ァ-ヶー]{3,16}(?:株式会社|社)?|[一-龠]{2,6}(?:省|庁|社|大学|銀行))"
)
# What a sentence is about, where that is a name: "NVIDIAは", "特に「瞰海」は".
_TOPIC: Final = re.compile(
    rf"(?:^|、)(?:[^、。「」はがを]{{0,30}}(?=「))?(?P<name>{_NAME})(?:（[^（）]*）)?(?:は|が|も)"
)
_NAMED_TOPIC: Final = re.compile(rf"^(?:{_NAME}|[ァ-ヶー一-龠A-Za-z・ .]{{2,20}}氏)(?:（[^（）]*）)?(?:は|が|も)")
# A name that a sentence comes to at its end: "…のが、「Apps SDK」です。", "…に注目すべきは、AlphaMissenseだろう。"
_COMES_TO: Final = re.compile(
    rf"(?P<name>{_NAME})(?:（[^（）]*）)?(?:というもの)?(?:です|だ|でしょう|だろう|になります)(?:ね|よね|よ)?。$"
)
# "これは" with a verb is the thing that was just named, unless the sentence says what all that means.
_THIS_DOES: Final = re.compile(
    r"^(?:これ|それ)ら?は、?(?![^。]*(?:示|意味|物語|可能性|証拠|表れ|言え|考え|感じ|見て|でしょう|だろう))"
)
_COMPANY: Final = re.compile(
    r"^(?P<head>(?:[^、。「」]{2,12}、)?)(?:同社|同省|同行|同大学|彼ら)(?P<particle>は|が|の|も)"
)
_PERSON: Final = re.compile(r"^(?P<head>(?:[^、。「」]{2,12}、)?)(?:彼|彼女|同氏)(?P<particle>は|が|の|も)")
_PERSONS: Final = re.compile(r"(?:[ァ-ヶー・]{2,20}|[A-Z][A-Za-z.]+(?: [A-Z][A-Za-z.]+)*|[一-龠]{2,5})氏")
_THIS_THING: Final = re.compile(
    r"^(?:この|同)(?P<noun>[一-龠ァ-ヶーA-Za-z]{2,14})(?P<particle>は|が|の|を|に|では|により|によって)"
)
_TITLED: Final = re.compile(
    r"^(?P<this>この|今回の)(?P<what>[^、。「」はがを]{3,20}?)(?:の[一-龠ァ-ヶー]{2,8})?(?=は|が|を|に|で|も)"
)
# What a text speaks of as "今回の…" is what its title names: the actor's.
_EVENT_OF: Final = re.compile(
    r"^(?:今回の|この(?=投資|発表|買収|提携|契約|再編))(?=(?:投資|発表|取り組み|動き|戦略|買収|計画|再編|決定|契約|方針|調査|強化|参入|出資|開設)(?:の(?:核心|狙い|目的|背景|柱|特徴|中心|目玉))(?:は|に))"
)
_DEED: Final = re.compile(
    r"(?:目指|進め|計画|投資|提供|開発|発表|決定|完成さ|構築|掲げ|開始|展開|強化|推進|買収|設立|導入|拡大|活用|採用|調達|予定)"
    r"(?!さ?れ|可能|でき)[^、。はがを]{0,12}。$"
)
_ANY_TOPIC: Final = re.compile(
    r"^(?:[^、。「」はがを]{0,20}、)?(?P<who>(?:[^、。「」はがを]|「[^「」]*」){1,30}?)(?:（[^（）]*）)?(?:(?<![にでとへて])は|が)"
)
_ACTOR_AGAIN: Final = re.compile(r"(?:彼ら|同社)(?:の|$)")
_FARTHEST_TOPIC: Final = 4
_APART: Final = re.compile(
    rf"^(?:今回(?:の|(?:発表|公開|登場|投入)(?:された|した)))?(?P<name>{_NAME})、(?:これは|それは|その(?:スペック|内容|詳細|特徴|性能)(?:を見ると|は))、?"
)
_SURNAME: Final = re.compile(r"(?<![ァ-ヶー・])(?P<name>[ァ-ヶー]{2,10})氏")
_IS_COMPANY: Final = re.compile(r"(?:株式会社|社|省|庁|大学|銀行)$|^株式会社|& Co$")
# Names of no company, however they are written.
_GENERIC: Final = frozenset(
    [
        "AI",
        "IT",
        "DX",
        "LLM",
        "GPU",
        "CPU",
        "API",
        "SaaS",
        "IoT",
        "OSS",
        "ERP",
        "CRM",
        "PC",
        "DRAM",
        "HBM",
        "SSD",
        "NPU",
        "TPU",
        "FPGA",
        "AR",
        "VR",
        "XR",
        "EV",
        "RAG",
        "SDK",
        "ROI",
        "KPI",
        "CoT",
    ]
)
# How far back a name may stand.
_NEAR: Final = 2


def resolved(sentence: str, before: Sequence[str], actor: str) -> str | None:
    """The sentence with a name for what it opens on; None where it opens on no reference, or nobody can be sure.

    `before`: the sentences before it, the nearest last. `actor`: the one company or body that title and text are
    about; "" where that is not plain.
    """
    if apart := _APART.match(sentence):
        return f"{apart['name']}は、{sentence[apart.end() :]}"
    if match := _this_is().match(sentence):
        name = _last_named(before[-1:])
        return f"{name}は、{sentence[match.end() :]}" if name else None
    if (match := _THIS_DOES.match(sentence)) and before:
        comes = _COMES_TO.search(before[-1])
        name = comes["name"] if comes else None
        return f"{name}は、{sentence[match.end() :]}" if name else None
    if match := _PERSON.match(sentence):
        name = _only_person(before)
        return f"{match['head']}{name}{match['particle']}{sentence[match.end() :]}" if name else None
    if match := _COMPANY.match(sentence):
        name = _company(before, actor)
        return f"{match['head']}{name}{match['particle']}{sentence[match.end() :]}" if name else None
    if match := _THIS_THING.match(sentence):
        name = _called(match["noun"], before)
        return f"{name}{match['particle']}{sentence[match.end() :]}" if name else None
    return None


@cache
def _this_is() -> re.Pattern[str]:
    """ "これは、" in front of a sentence that says what kind of thing that is."""
    kinds = alternatives("things", "kinds")
    return re.compile(rf"^(?:これ|それ)は、?(?=[^。]*(?:{kinds})(?:です|だ|である|のこと(?:です)?|になります)。$)")


def freed(sentence: str, title: str) -> str | None:
    """The sentence without the "この" before what the title names itself; None for others."""
    match = _TITLED.match(sentence)
    return sentence[match.end("this") :] if match and match["what"] in title else None


def owned(sentence: str, actor: str) -> str | None:
    """The sentence with the actor for "今回の投資の核心は"; None for others."""
    match = _EVENT_OF.match(sentence) if actor else None
    return f"{actor}の{sentence[match.end() :]}" if match else None


def with_subject(text: str, before: Sequence[str], actor: str) -> str | None:
    """A deed without a subject, with the actor whom the sentences before speak of; None where that is not plain."""
    if not actor or actor in text or not _DEED.search(text):
        return None
    for sentence in reversed(before[-_FARTHEST_TOPIC:]):
        if topic := _ANY_TOPIC.match(sentence):
            who = topic["who"]
            return f"{actor}は、{text}" if who.startswith(actor) or _ACTOR_AGAIN.match(who) else None
    return None


def opens_on_name(sentence: str) -> bool:
    """Whether a sentence is about somebody or something with a name: "アオバは、"."""
    return _NAMED_TOPIC.match(sentence) is not None


def is_name(word: str) -> bool:
    """Whether a word in Latin letters or katakana is a name, and no everyday word."""
    if re.search(r"[ァ-ヴー]{2}", word):
        return bool(missing_katakana(word, ""))
    return word not in _GENERIC


def full_names(sentence: str, text: str) -> str:
    """The sentence with a person's full name, as it stands in `text`, in place of the first bare surname."""
    match = _SURNAME.search(sentence)
    if match is None:
        return sentence
    full = re.search(rf"[ァ-ヶー]{{2,12}}・{match['name']}氏", text)
    if full is None or full.group() in sentence:
        return sentence
    return sentence[: match.start()] + full.group() + sentence[match.end() :]


def _last_named(before: Sequence[str]) -> str | None:
    for sentence in before:
        if match := _COMES_TO.search(sentence):
            return match["name"]
        topics = [match["name"] for match in _TOPIC.finditer(sentence)]
        if len(set(topics)) == 1:
            return topics[0]
    return None


def _company(before: Sequence[str], actor: str) -> str | None:
    """Who "同社" or "彼ら" is: whom the sentences just before are about, or the actor where they name nobody else."""
    for sentence in reversed(before[-_NEAR:]):
        comes = _COMES_TO.search(sentence)
        names = {comes["name"]} if comes else {match["name"] for match in _TOPIC.finditer(sentence)}
        named = {name for name in names if not name.startswith("「") and is_name(name)}
        if named:
            name = named.pop()
            return name if not named and (name == actor or _IS_COMPANY.search(name)) else None
    near = "".join(before[-_NEAR:])
    return actor if actor in near and not any_of("things", "somebody").search(near) else None


def _only_person(before: Sequence[str]) -> str | None:
    """The one person that the text so far has named; a surname counts as the full name that ends in it."""
    names = set(_PERSONS.findall("\n".join(before)))
    whole = [name for name in names if not any(name != other and other.endswith(name) for other in names)]
    return whole[0] if len(whole) == 1 else None


def _called(noun: str, before: Sequence[str]) -> str | None:
    """The name that the sentences before give to such a thing: "モデル「K2 Think」", "「茶摘み塾」という学校"."""
    pattern = re.compile(
        rf"{noun}(?P<behind>「[^」]{{2,30}}」)|(?P<itself>「[^」]{{2,30}}{noun}」)|(?P<front>{_NAME})(?:（[^（）]*）)?という[^、。「」]{{0,20}}{noun}"
        rf"|^(?P<topic>{_NAME})は[^。]*{noun}(?:です|だ|である)。$"
    )
    for sentence in reversed(before[-_NEAR:]):
        if found := list(pattern.finditer(sentence)):
            names = {match["behind"] or match["itself"] or match["front"] or match["topic"] for match in found}
            return names.pop() if len(names) == 1 else None
    return None
