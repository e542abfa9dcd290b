"""What a Japanese sentence says that it tells of: the clause inside "…というニュース、耳にしましたか？" and its like.

The clause is a sentence of its own once its ending has the manner of the draft. What the sentence doubts, wishes or
denies is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from editor_tui.llm.offline.headlines import dropped_news, headline_sentence, presented
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
# What is only talked of: no news unless the title has it, too.
_TALKED_OF: Final = re.compile(rf"{_SAYS}{_ADDED}(?:話|噂|情報)|(?:と|って)聞(?:いて|いた|き)")
_HEARD: Final = re.compile(
    rf"^{_CLAUSE}(?:した|された|する|される|[てで]いる|[うくすつぬぶむる]))(?:と|って)聞(?:いて|いた)"
)
# "X が Y を削減、ですか。": a headline said after.
_SAID_AFTER: Final = re.compile(
    r"^(?P<clause>[^「」？?。]{2,40}[はが][^「」？?。]{4,60}?)(?:、?(?:ですか|ですって|だって|だとか)|(?<=[うくすつぬぶむるた])、と)。$"
)
# "X が Y まで踏み込むとは。", "X が Y を強化するとなると、": what somebody wonders at.
_WONDER: Final = re.compile(rf"^{_CLAUSE}(?:[うくすつぬぶむる]|た))(?:とは。$|(?<=する)となると、(?:これ|それ)は)")
# "X が Y を始めるって？": what somebody repeats before wondering at it.
_ECHO: Final = re.compile(
    r"^「?(?:え|おや|なんと)?、?(?P<clause>[^「」？?。]{2,60}[はが][^「」？?。]{4,70}(?:[うくすつぬぶむる]|た))(?:ん(?:です|だ))?って[？?]"
)
_HEADLINE: Final = re.compile(
    r"^(?:[^「」。]{0,40}[、はが])?[^「」。、]{0,12}[「“](?P<clause>(?:[^「」“”？?！!。]|「[^「」]{1,30}」){10,100})[」”]"
    rf"(?:\s*(?:――|──|—|–|-)+|。$|(?:\s*(?:――|──|—|–|-)+\s*|、)?(?:この|こんな|そんな|との|という|といった|って(?:いう)?|なんて){_ADDED}(?:{_NEWS}))"
)
_ASIDES: Final = (_TOLD_NEWS, _HEARD, _ECHO, _WONDER, _SAID_AFTER)
# "「企業の40%が使う」という A の予測": A says so.
_FORECAST: Final = re.compile(
    r"^(?:[^「」。]{0,80}[、「“])?[「“]?(?P<clause>[^「」“”？?！!。]{10,100}[うくすつぬぶむる])[」”]?という(?P<who>[A-Z][\w.]+|[ァ-ヶー]{3,}|[一-龠]{2,8})の(?P<verb>予測|試算)"
)
# "「A が B に達する」という予測": somebody does.
_FORECAST_BY_SOMEBODY: Final = re.compile(
    r"^[^「」。]{0,60}[「“](?P<clause>[^「」“”？?！!。]{2,100}[はが][^「」“”？?！!。]{4,90}(?:る|す|れる))[」”]という(?:、[^、。「」]{0,20})?(?P<verb>予測|試算)"
)
_TOLD: Final = (
    re.compile(
        rf"^[^、。「」]{{0,16}}(?:核心|目玉|柱|ポイント)は、{_CLAUSE}{_VERB}(?:という)?(?:こと|点)(?=(?:です|だ|に(?:あ|尽)|。))"
    ),
    re.compile(rf"^{_CLAUSE}た)(?=(?:という)?ことは、)"),
    re.compile(
        rf"^(?:これ|それ)は、{_CLAUSE}{_VERB}(?=(?:という)?ことを(?:明確に|如実に|まさに)?(?:意味し|示して|物語って))"
    ),
    re.compile(rf"^{_CLAUSE}{_VERB}{_SAYS}{_ADDED}(?:{_FACT})(?=[はがもをにで、])"),
    re.compile(
        rf"^{_CLAUSE}(?:だ|た|[うくすつぬぶむる]))、?(?:というのは|というのも|というから|という[のん]です?から|という[のん]だから)"
    ),
    re.compile(rf"^{_CLAUSE}(?:て|で)いる)(?:点|事実)(?=[はがもをにでだ])"),
    re.compile(rf"^{_CLAUSE}(?:(?:て|で)いる|れた))のは、?(?:[^、。]{{0,12}})(?:証拠|表れ|現れ|象徴)"),
    re.compile(
        rf"^{_CLAUSE}(?:だ|た|[うくすつぬぶむる]))(?:とのこと(?:です)?|とか|そうです(?:ね|よ)?|と聞(?:きま(?:す|した)|いて(?:いる|います)))。$"
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
_DENIED: Final = re.compile(
    r"(?:では|でも|じゃ|に(?:留|とど)まら)|.{0,14}(?:噂|駆け巡|憶測|リーク)|.{0,12}(?:嘘|デマ|本当(?:なの|でしょ))"
)
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
    r"|「[^「」]{0,30}」\s*(?:――|──|—|–|-)+\s*|(?:おや|え|いや[ー〜]?|へえ|なんと)[っ、！!]+|(?:[^、。「」]{0,12}、)?(?:今日|先日|最近|ふと|先ほど)?、?(?:飛び込んで|目に(?:飛び込|し|入|留))[ぁ-ん]{0,5}(?=[^、])|[─—–―]+|[^、。「」]{0,20}(?:調べ|読み込|見)てい?(?:みる|ると|くと|くうちに)、"
    r"|(?:そんな|こうした|そうした|そのような|このような)(?:背景の)?中で?、|(?:その|この)一環として、"
    r"|(?:最近の(?:ニュース|話題)|まず|そして|また|さらに|特に|例えば|具体的には|しかし|でも|だから|今回の発表によると|今回の発表では|これによると|最近(?:では)?|先日|もちろん|最初に|初めて|一方で?|事実|実際に?|そうですね|極めつけは|ちなみに|加えて)、?"
    r"(?=[^はがも]))\s*"
)
_WHOLE_TOPIC: Final = re.compile(r"^[^、。「」]{2,40}(?<![にでとへて])は")
_SUBJECT: Final = re.compile(r"[はがも]")


def news_of(sentence: str, *, is_polite: bool) -> str | None:
    """The news that a sentence tells of, as a sentence in the manner of the draft; None for others."""
    whole, bare = sentence.strip(), _bare(sentence)
    if (said := _FORECAST.match(whole)) and _is_fact(said["clause"]):
        return f"{said['who']}は、{said['clause']}と{said['verb']}して{'います' if is_polite else 'いる'}。"
    if (said := _FORECAST_BY_SOMEBODY.match(whole)) and _is_fact(said["clause"]):
        return f"{said['clause']}と{said['verb']}されて{'います' if is_polite else 'いる'}。"
    if dropped := dropped_news(bare, is_polite=is_polite):
        return dropped
    for pattern, text in ((_HEADLINE, whole), *((asides, bare) for asides in _ASIDES)):
        match = pattern.match(text)
        if match is None or (pattern is _ECHO and match["clause"].count("が") > 1):
            continue
        if _DENIED.match(text[match.end() :]):
            return None
        clause = match["clause"].strip()
        if news := dropped_news(clause, is_polite=is_polite) or _sentence(clause, is_polite=is_polite):
            return news
    return presented(whole, is_polite=is_polite)


def is_talked_of(sentence: str) -> bool:
    """Whether a sentence passes on what it calls talk."""
    return _TALKED_OF.search(sentence) is not None


def facts_of(sentence: str, *, is_polite: bool) -> Iterator[str]:
    """What a sentence wonders at, points to or passes on, as sentences in the manner of the draft."""
    bare = _bare(sentence)
    copula = "です" if is_polite else "だ"
    for match in filter(None, (told.match(bare) for told in _TOLD)):
        # What は says something of is the whole sentence, not the clause.
        if bare[match.end() :] and _WHOLE_TOPIC.match(match["clause"]):
            continue
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
    if headline := headline_sentence(clause, is_polite=is_polite):
        return headline
    if not _is_fact(clause):
        return None
    formal = polite(clause) if is_polite else clause
    return None if formal is None else f"{formal}。"
