"""Which Japanese sentences can stand alone in an excerpt, and how one is trimmed so that it can.

The lists come from reading posts sentence by sentence: what an editor would not sign alone in an excerpt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from editor_tui.llm.offline.polite import polite as polite_form
from editor_tui.llm.offline.reported import facts_of, news_of
from editor_tui.llm.offline.standing import Standing

# Words that tie a sentence to the one before; without them it says the same.
_LEADING: Final = re.compile(
    r"^(?:しかし(?:ながら)?|そして|さらに(?:は)?|また|もちろん|さて|ただ|ただし|一方(?:で)?|特に|中でも|なかでも|例えば|たとえば"
    r"|つまり|実際(?:に)?|実は|ちなみに|加えて|それに加えて|とはいえ|とはいうものの|なお|事実|むしろ|要するに|すなわち"
    r"|いずれにせよ|とりわけ|何より(?:も)?|具体的には|まず(?:は)?|次に|最後に|ところが|ところで|だから(?:こそ)?"
    r"|したがって"
    r"|もっとも|正直(?:なところ|に言って|言って)?|個人的に(?:は|も)|率直に言って|繰り返しますが|(?:皆さん)?ご存知の通り"
    r"|振り返れば|言うまでもなく|興味深いことに|結論から言うと|このように|これにより|その結果|そのため"
    r"|(?:その|この)一環として|(?:そんな|こうした|そうした|そのような|このような)(?:背景の)?中で?"
    r"|最終的に(?:は)?|具体的に|技術的な側面を見ると|技術的に(?:は|見ると)?|技術的な[^、。]{1,10}と"
    r"|技術面で(?:は|も)|今回の発表(?:によると|では)|結果として|同時に|あるいは)[、，,]"
)
# A clause border behind which a whole sentence follows, and before which one ends once its particle is gone.
_BORDER: Final = re.compile(
    r"(?P<end>です|ます|でした|ました|ません|だった|である|だ|した|ない|いる|ある|れる|せる|なる|する)(?:が|けれど(?:も)?|けど|し|から|というから)、"
)
# …しており、 ends in ています when it ends there; behind a reason or a contrast a whole sentence may follow.
_CONTINUING: Final = re.compile(r"(?:て|で)(?:おり|いて)、")
_AFTER: Final = re.compile(
    r"(?:ため|ので|ことで|なかで|中で|一方で|一方|ものの|こともあり|ことから|だけでなく)、(?=[^、]{2,40}[はが])"
)
_TALKING_END: Final = re.compile(r"(?P<end>です|ます|でした|ました|ません)(?:よね|ね|よ|からね|し|がね|けどね)(?=。$)")
# "…しているんですよ。" says "…しています。" to somebody.
_SPOKEN_END: Final = re.compile(
    r"(?:(?:という)?(?:ん|の|わけ)|という(?:構図|形|流れ|格好|こと))(?:です|だ)(?:よね|ね|よ|から)?。$"
)
# What may go wherever it stands: the author's voice, not the fact.
_VOICE: Final = re.compile(
    r"彼らが[ぁ-んァ-ヶ一-龠]{2,8}(?=「|(?!AI(?![A-Za-z0-9]))[A-Z0-9])|まさに、?|非常に|極めて|とても"
    r"|かなり|本当に|実に|いよいよ|なんと|やはり|(?<=、)もちろん、|劇的に|飛躍的に|途方もない(?=規模|計画|金額)"
    r"|(?<=[、。])特に|(?<=、)さらに(?!は)|ご存知の通り、?"
)
# "この「Humane」プロジェクト": a name says by itself which one it is.
_POINTED: Final = re.compile(
    r"^(?:この|その|同|今回の)(?=「|[A-Z0-9]|[ァ-ヶー]{4,})|^今回の(?=[一-龠]{4,})|^(?:今回の|この)(?=(?:発表|提携|契約|投資|買収|調達|法案)の(?:核心|要点|柱|目玉)は)"
)
_PARENTHESIS: Final = re.compile(r"（[^（）]{2,40}）|(?P<before>\s*)\([^()]{2,60}\)(?P<after>\s*)")

# Said to somebody, by somebody, or about the text itself.
_TALK: Final = re.compile(
    r"[？?！!…]|https?:|私(?!立|有|的|語|募|設|服)|僕|俺|自分自身|あなた|皆さん|みなさん|皆様|みんな"
    r"|君(?![主臨])|我々|われわれ|読者"
    r"|いやはや|いやー|いやぁ|いやあ|おいおい|おや|やあ|さあ|ほら|正直|個人的|ちょっと|なんか|なんて"
    r"|って(?:いう|感じ|話|こと|思|言|、)"
    r"|じゃない|じゃあ|よね|(?:です|ます)ね|かな。|んです。|んだ(?:よ|ね|から|けど|。)|んじゃ|だろう|ましょう|ください"
    r"|[本当]記事|この記事|今回の記事|本稿|ご紹介|見ていき|解説し|お伝えし|お届けし|深掘り|次の(?:見出し|章|節)"
    r"|次に|以下[のにで]|上記"
    r"|前述|後述|図\d|表\d|[下上]図|下記|関連記事|詳しくは|こちら|参照データ|検索結果|ウェブ検索"
    r"|20年|長年|業界に(?:入|いる)|見てき(?:た|ま)|経験(?:から|上|で|してい|しました)|と(?:思|感じ|考え)て(?:い|し|ま)"
    r"|思い(?:ます|ました|出)"
    r"|感じ(?:ます|ました|て|る|た|ら)|気がし|驚(?:き|か)|ワクワク|ドキドキ|耳にし|目にし|聞(?:い[たて]|き|け)"
    r"|ニュースを|というニュース"
    r"|(?:この|その|例の)話|あの(?:時|頃|日)|昨日|先日|当時|以前、|かつて、|ある(?:製造|企業|会社|顧客|クライアント|プロジェクト|メーカー|大手|日)"
    r"|某|有名なところ|ニュースがあ|と言われて|[A-Z]社|か。$|の話。$|忘れてはなら|言うまでもな|簡単に言"
    r"|考えてみ|想像し|\d(?:つ目|点目|番目)|[一二三]つ目|第[一二三1-3]に、"
    r"|ステップ|一言で言|先ほど|触れました|興味深い|明らかです|斜に構え|てほしい|でほしい|注目点|見逃せない"
    r"|忘れられ|言い切れ|だって|不透明|わからな|分からな|重要な問題|視点を持|のでは|ことでしょう|かつては"
    r"|半ば|冷めた|最初は|類い|ありがたい|しがい|議論の余地|気にな|言わずと知れ|度肝|今日は|話をし"
    r"|難しい状況|単なる|単に|なるもの|どうやら|見守|知りた|引っかか|本気|と見てい|一味違|というのは"
    r"|もう[1１一]つ|記憶に|ということは、|証左|まだ(?:詳細|全て|公開)|情報は少な|[がは]少なくな|目を見張る"
    r"|目覚まし|ではある。|^[^、。]{1,20}[:：]|一筋縄|エキサイティング|日常風景|[ぁ-ん一-龠] +[ぁ-ん一-龠ァ-ヶ]"
    r"|挙げられ|一歩です|いくつか(?:重要な|の)|つの(?:タイプ|ポイント|理由|要因)[がにあ]|[かが]、です"
    r"|(?<!核心にある)のは、|^残りの|のための一歩|^※|^注|からです。|具合です。|考えにく|所以です。"
    r"|„|‟|例えば|たとえば|もし|仮に"
)
# An opening that leans on what came before.
_WEAK_START: Final = re.compile(
    r"^(?:という|これ|それ|あれ|こう|そう|ここ|そこ|この|その|あの|どの|こんな|そんな|あんな|彼|両者|同社|同氏|前者|後者|でも|だから|なぜなら"
    r"|なのに|だが|が、|で、|と、|ので|のに|結果|同様に|逆に|だっ|では、|、|・|）|」|』|に(?!本)|は"
    r"|を|も|へ|そして|また|さらに|しかも"
    r"|加えて|ただ|しかし|一方|[1１一]つ|もう[1１一]つ|次|今、|つい|いずれ|どんな|なんと|それぞれ"
    r"|まるで|もはや|ましてや|例えるなら|特に)"
)
_BACKWARD: Final = re.compile(
    r"彼ら|彼女|(?:これ|それ)ら?(?:[はがをにもでの]|により|によって)|この|その(?!中で|他|後|もの|ため|まま|場|道|国|都度)"
    r"|そこ[にでが]|こうした|そうした"
    r"|そんな|こんな|こういった|そういった|同(?:社|氏|モデル|製品|機能|法案|サービス)"
)
_OPINION: Final = re.compile(
    r"でしょう|かもしれ|はず(?:です|だ|が)|と言え(?:る|ま)|と考えられ|間違い(?:ありません|ない|なく)"
    r"|違いあり|ではない|べき(?:です|だ|で)"
    r"|必要があ|必要です|求められ|重要(?:です|だ|になり)|大切です|不可欠です|欠かせません|と見[てる]"
    r"|期待(?:でき|し|さ)|注目(?:さ|す|し|です)"
    r"|楽しみ|面白い|すごい|素晴らし|魅力|まさに|本当に|非常に|極めて|とても|かなり|なかなか|やはり"
    r"|きっと|おそらく|ある意味|単なる|衝撃"
    r"|ません。|だけで(?:は|な)|以上の意味|にとどまら|に留まら|ように(?:見え|思え)|可能性|一手|布石"
    r"|狼煙|幕開け|ゲームチェンジャー"
    r"|想像を絶する|計り知れ|わけではな|確か(?:に|な)|評価(?:でき|さ|し)|日常|揺るぎない|印象|至難"
    r"|挑戦|断言|問われ|鍵(?:を握|とな|に|です)|試金石|転換点|と理解でき|ものです。|覚悟|でなければ"
    r"|すれば|(?<!よ)れば、|なら、"
    r"|なければ|ことになる|物語|象徴|示唆|壮大|野心的|驚異|革命|パラダイム|秘めて|切り[拓開]|未来"
    r"|意味(?:し|を|です)|無視でき|切り離せな|息吹|膨大|増してい|見られます|付きまと|避けて[は通]"
    r"|一方です|最優先|当然|容易|簡単|負担|課題も|リスクも|いきなり|設立され|年設立|代表取締役|本社を"
    r"|と化|特別です|存在感|明確に(?:告げ|示)|ことが重要"
)
# Guesses, advice and praise: what the author thinks, not what is.
_GUESS: Final = re.compile(
    r"でしょう|かもしれ|はず(?:です|だ|が)|べき|必要(?:があ|です|だ|性)|求められ|重要(?:です|だ|性)"
    r"|大切|不可欠|欠かせ|可能性|期待|お勧め|オススメ"
    r"|ように(?:見え|思え)|と見て|に注目|と言え|間違い|ではありません|ではない|わけ(?:です|では|だ)"
    r"|秘め|問われ|なければ|意味(?:し|を|です)|ことでしょう"
    r"|しましょう|ください|過ぎません|過ぎない|チャンス|機会|備え|迫られ|考え(?:ると|れば|られ)|示唆"
    r"|物語|幕開け|狼煙|いけない|ならない|なりません|終わ(?:らない|りません)|にわた(?:ります|る。)"
    r"|スキル|マインド|土台"
)
_REPORTS: Final = re.compile(
    r"発表|公表|公開|開始|提供|買収|提携|調達|出資|投資|開設|建設|承認|可決|採択|施行|開発|実現|達成"
    r"|突破|計画|予定|目指|掲げ|表明|報告|予測"
    r"|見込|見通し|決定|締結|合意|契約|搭載|採用|拡大|削減|増加|減少|上回|下回|記録|設立|発足|導入"
    r"|支援|義務|規制|明らか|によると|によれば|とのこと"
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
# True, and true of anything: what is said around the news.
_SIDE: Final = re.compile(
    r"課題[がもの]|ピース|条件があり|ハードル|強みを持|周知の事実|現実のものと|新たな価値|ポイントは"
    r"|[鍵核](?:は|となるのは)|挙げられ|という(?:感覚|印象)|ことになる"
    r"|急務|にとっては|リスク|示して(?:い|お)|物語って|裏付け|浮き彫り|試みてい|受け止め|影響を与え"
    r"|言える|道を開|と位置付け|得意な領域|サイン|見て取れ|捉えて|成功しそう|しつつあ|しようとしてい"
    r"|直面し|懸念|指摘され|現状|AI市場(?:規模|全体)|市場規模[はが]|はまだ|常に|の1つ|ようです|ようだ"
    r"|当初は|過去に|これまで(?:の|は|も)|以前(?:の|は)"
)
_TOPIC: Final = re.compile(
    r"[^、。]{2,24}(?:によると|によれば)、|(?:[^、。]{2,30}、)?(?:[^、。]{2,24}(?:では|には|年に|月に|日に|までに|から|以降|かけて|間で|時点で|として)、)?[^、。]{2,40}(?:(?<![にでとへ])は|(?<!こと)が)"
)
_THESIS: Final = re.compile(r"[^、。]{2,30}の(?:核心|要点|肝|柱|目玉|狙い|目的|特徴)は")
_OBJECT: Final = re.compile(r"[^、。]{2,40}を")
_POLITE: Final = re.compile(r"(?:です|ます|でした|ました|ません|ください|でしょう)。$")
# A predicate: a list of nouns with a full stop behind it is no sentence that says something.
_ENDS: Final = re.compile(r"(?:です|ます|でした|ました|ません|だ|[うくすつぬぶむるぐた]|ない|い|とのこと)。$")


def variants(sentence: str, *, polite: bool = True) -> Iterator[str]:
    """The sentence as it may stand alone, the fullest first: a whole sentence of the draft, in the draft's manner."""
    bare = _POINTED.sub("", _trim_start(_TALKING_END.sub(r"\g<end>", sentence.strip())))
    bare = _written(bare, polite=polite)
    yield bare
    if (quiet := _VOICE.sub("", bare).replace("という、", "という").replace("、、", "、")) != bare:
        yield quiet
        bare = quiet
    shorter = _without_parentheses(bare)
    if shorter != bare:
        yield shorter
    for fact in facts_of(sentence, is_polite=polite):
        if _is_balanced(fact):
            yield _POINTED.sub("", _VOICE.sub("", _trim_start(fact)))
            yield _POINTED.sub("", _without_parentheses(_VOICE.sub("", _trim_start(fact))))
    for match in _BORDER.finditer(bare):
        before = _written(bare[: match.end("end")] + "。", polite=polite)
        after = _trim_start(bare[match.end() :])
        if _is_balanced(before):
            yield before
        if _is_balanced(after):
            yield after
    for match in _CONTINUING.finditer(bare):
        head = bare[: match.start() + 1] + ("います。" if is_polite(bare) else "いる。")
        if _is_balanced(head):
            yield head
    for match in _AFTER.finditer(bare):
        tail = _trim_start(bare[match.end() :])
        if _is_balanced(tail):
            yield tail


def told_of(sentence: str, *, polite: bool) -> str | None:
    """The news that a sentence tells of, as a sentence of its own in the manner of the draft; None for others."""
    news = news_of(sentence, is_polite=polite)
    return None if news is None else _VOICE.sub("", news)


def answer_to(question: str, sentence: str) -> str | None:
    """The answer to a question for what something is, with the subject that the question has; None for others."""
    asked, answer = _QUESTION.search(question.strip()), _ANSWER.match(sentence.strip())
    if asked is None or answer is None or not _is_balanced(sentence) or _TALK.search(answer["rest"]):
        return None
    has_subject = re.match(r"[^、。]{1,30}(?<![にでとへ])は", answer["rest"]) is not None
    if _WEAK_START.search(answer["rest"]) or has_subject:
        return None
    joint = "とは、" if "こと" in answer["end"] or "指" in answer["end"] else "は、"
    return f"{asked['name']}{joint}{answer['rest']}{answer['end']}。"


def points_at(before: str, sentence: str) -> bool:
    """Whether a sentence opens with "この法案は" and the one before it in the excerpt speaks of a 法案."""
    pointed = _POINTS_AT.match(sentence)
    return pointed is not None and pointed["noun"] in before


def may_open(sentence: str) -> bool:
    """Whether a reader who has read nothing yet knows what a sentence speaks of."""
    return not sentence.startswith(
        ("今回", "両", "当初", "その", "この", "残り", "もう", "過去に", "かつて", "これまで")
    )


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
    while (bare := _LEADING.sub("", sentence, count=1)) != sentence:
        sentence = bare
    return sentence


def _without_parentheses(text: str) -> str:
    return _PARENTHESIS.sub(lambda match: " " if match["before"] and match["after"] else "", text)


def _is_balanced(text: str) -> bool:
    return all(text.count(pair[0]) == text.count(pair[1]) for pair in ("「」", "『』", "（）", "()"))


def standing(sentence: str) -> Standing:
    """Whether a sentence is told or talked, and whether it leans on the one before."""
    if not _ENDS.search(sentence) or _TALK.search(sentence) or not _is_balanced(sentence):
        return "no"
    has_topic = _TOPIC.match(sentence)
    if _WEAK_START.search(sentence) or _BACKWARD.search(sentence) or not (has_topic or _OBJECT.match(sentence)):
        return "no" if _GUESS.search(sentence) or _OPINION.search(sentence) else "follows"
    # Without は and が it is left to the reader who does it: an instruction, or a sentence that leans after all.
    is_told = has_topic and not _GUESS.search(sentence) and not _OPINION.search(sentence)
    return "alone" if is_told else "guess"


def manner(sentence: str) -> float:
    """How much a sentence reads like a report, about -3 to 1."""
    told = 0.6 * min(2, len(_REPORTS.findall(sentence)))
    score = told - 0.6 * len(_OPINION.findall(sentence)) - 1.2 * len(_SIDE.findall(sentence))
    return max(-3.0, min(1.2, score))


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
