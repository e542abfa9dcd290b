"""What a Japanese sentence says that it tells of: the clause inside "…というニュース、耳にしましたか？" and its like.

The clause is a sentence of its own once its ending has the manner of the draft. What the sentence doubts, wishes or
denies is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from editor_tui.llm.offline.polite import polite

_NEWS: Final = r"ニュース|話|発表|報道|知らせ|見出し|情報|声明|一報|詳細"
_FACT: Final = r"点|事実|調査|データ|結果|報告|実績|数字"
_PLAN: Final = r"計画|目標|方針|構想|見通し|見込み|予定|予測|試算"
_CLAUSE: Final = r"(?P<clause>(?:[^「」。]|「[^「」]*」){8,150}?"
_VERB: Final = r"(?:た|[うくすつぬぶむる]))"
_SAYS: Final = r"、?(?:という|といった|って(?:いう)?|との|なんて(?:いう)?)、?"
# What stands between という and its noun: 具体的な数字.
_ADDED: Final = r"(?:[^、。「」はがをにでと]{0,10}?)"
_TOLD_NEWS: Final = re.compile(rf"^{_CLAUSE}{_VERB}{_SAYS}{_ADDED}(?:{_NEWS})")
_HEARD: Final = re.compile(rf"^{_CLAUSE}(?:した|された|する|される|[てで]いる))と聞(?:いて|いた|くと|けば)")
# "X が Y を始めるって？": what somebody repeats before wondering at it.
_ECHO: Final = re.compile(
    r"^(?P<clause>[^「」？?。]{4,60}[はが][^「」？?。]{4,70}(?:する|した|される|された))(?:ん(?:です|だ))?って[？?]"
)
_HEADLINE: Final = re.compile(
    rf"^(?:[^「」]{{0,12}}、)?(?:最近)?[「“](?P<clause>[^「」“”？?！!]{{10,100}})[」”](?:\s*(?:――|──|—|–|-)+\s*|、)?"
    rf"(?:この|こんな|そんな|との|という|って){_ADDED}(?:{_NEWS})"
)
_TOLD: Final = (
    re.compile(rf"^{_CLAUSE}{_VERB}{_SAYS}{_ADDED}(?:{_FACT})(?=[はがもをにで、])"),
    re.compile(
        rf"^{_CLAUSE}(?:だ|た|[うくすつぬぶむる]))、?(?:というのは|というのも|というから|という[のん]です?から|という[のん]だから)"
    ),
    re.compile(rf"^{_CLAUSE}(?:て|で)いる)(?:点|事実)(?=[はがもをにでだ])"),
    re.compile(rf"^{_CLAUSE}(?:(?:て|で)いる|れた))のは、?(?:[^、。]{{0,12}})(?:証拠|表れ|現れ|象徴)"),
    re.compile(
        rf"^{_CLAUSE}(?:だ|た|[うくすつぬぶむる]))(?:とのこと(?:です)?|とか|そうです(?:ね|よ)?|と聞きま(?:す|した))。$"
    ),
)
_TOLD_AMOUNT: Final = re.compile(rf"^{_CLAUSE}[はが][^、。]{{0,16}}\d[^、。はがをに]{{0,6}})という(?:[のん]です?)?から")
_TOLD_PLAN: Final = re.compile(
    rf"^{_CLAUSE}(?<!とい)[うくすつぬぶむる])(?:(?:という|といった|との){_ADDED})?(?P<noun>{_PLAN})(?=[はがもをに、]|だと|まで)"
)
# It is no fact then.
_DOUBT: Final = re.compile(
    r"誤解|嘘|デマ|誤り|早計|(?:では|じゃ)(?:ない|あり|なく)|わけで|とは限|疑わ|信じ(?:られ|が)|でしょうか|だろうか|のか[、。]|かも|しれ|願|べき"
)
_DENIED: Final = re.compile(r"(?:では|でも|じゃ|に(?:留|とど)まら)|.{0,12}(?:嘘|デマ|本当(?:なの|でしょ))")
_NEAR: Final = 14
# Only said to be set against something, or the head of a sentence that ends in "…という点にある".
_NO_FACT: Final = re.compile(
    r"(?:こと|点)、|単に|単なる|ただの|だけで|(?:核心|肝|ポイント|理由|特徴|鍵|強み|意味|狙い|問題|課題|違い|本質|背景)[はが]|^(?:もし|仮に)|というの|とか、|たり、|や、"
)
# What may be left out before the clause: talk, who speaks, and where in the text it stands.
_BEFORE: Final = re.compile(
    r"^(?:[^、。「」]{0,40}(?:私|僕|皆さん|みなさん|いやは|いや[ーあぁ〜]|おい|やあ|正直|(?<!事)実は|驚く|個人的|あなた|君も|興味深い)[^、。「」]{0,40}[、！!]"
    r"|(?:[^、。「」]{0,24}(?:を見ると|見てみると|を見れば|ベテランアナリストとして|身としては|話ですが|通り|というのが))、"
    r"|[^。「」]{0,40}(?:話題|注目|目を引[くい]|興味深い|驚く|見逃せない)[^、。「」]{0,14}の?[がは]、"
    r"|(?:おや|え|いや[ー〜]?|へえ|なんと)[っ、！!]+|[─—–―]+|[^、。「」]{0,20}(?:調べ|読み込|見)てい?(?:みる|ると|くと|くうちに)、"
    r"|(?:そんな|こうした|そうした|そのような|このような)(?:背景の)?中で?、|(?:その|この)一環として、"
    r"|(?:まず|そして|また|さらに|特に|例えば|具体的には|しかし|でも|今回の発表によると|今回の発表では|これによると|最近|先日|もちろん|最初に|初めて|一方で?|事実|実際|ちなみに|加えて)、?"
    r"(?=[^はがも]))\s*"
)
# How a headline ends that leaves its verb out: "京都府が学校を開設".
_DEED: Final = re.compile(
    r"[はが].*を.*(?:発表|公表|公開|開始|提供|買収|調達|開設|建設|承認|可決|採択|施行|開発|実現|達成|突破|削減|拡大|導入|設立|支援|締結|加速|強化|採用)$"
    r"|[はが].*(?:参入|突破|貢献|撤退|成功)$"
)
_SUBJECT: Final = re.compile(r"[はがも]")


def news_of(sentence: str, *, is_polite: bool) -> str | None:
    """The news that a sentence tells of, as a sentence in the manner of the draft; None for others."""
    bare = _bare(sentence)
    match = _HEADLINE.match(sentence.strip()) or _TOLD_NEWS.match(bare) or _HEARD.match(bare) or _ECHO.match(bare)
    if match is None or _DENIED.match(bare[match.end() :]):
        return None
    return _sentence(match["clause"], is_polite=is_polite)


def facts_of(sentence: str, *, is_polite: bool) -> Iterator[str]:
    """What a sentence wonders at, points to or passes on, as sentences in the manner of the draft."""
    bare = _bare(sentence)
    copula = "です" if is_polite else "だ"
    for match in filter(None, (told.match(bare) for told in _TOLD)):
        if not _is_doubted(bare[match.end() :]) and (found := _sentence(match["clause"], is_polite=is_polite)):
            yield found
    if amount := _TOLD_AMOUNT.match(bare):
        yield f"{amount['clause']}{copula}。"
    plan = _TOLD_PLAN.match(bare)
    if plan and not _is_doubted(bare[plan.end() :]) and _is_fact(plan["clause"]):
        aims = is_polite and plan["clause"].endswith("目指す")
        yield f"{plan['clause'][:-1]}しています。" if aims else f"{plan['clause']}{plan['noun']}{copula}。"


def _is_fact(clause: str) -> bool:
    """Whether a clause has a subject and is not only set against something."""
    return _SUBJECT.search(clause) is not None and _NO_FACT.search(clause) is None


def _is_doubted(rest: str) -> bool:
    """Whether what follows a clause takes it back: at its head, or at the end of the sentence."""
    return bool(_DOUBT.search(rest[:_NEAR]) or _DOUBT.search(rest[-_NEAR:]))


def _bare(sentence: str) -> str:
    sentence = sentence.strip()
    while (rest := _BEFORE.sub("", sentence, count=1)) != sentence:
        sentence = rest
    return sentence


def _sentence(clause: str, *, is_polite: bool) -> str | None:
    clause = clause.strip().rstrip("、")
    if not _is_fact(clause):
        return None
    if _DEED.search(clause):
        return f"{clause}{'します' if is_polite else 'する'}。"
    formal = polite(clause) if is_polite else clause
    return None if formal is None else f"{formal}。"
