"""How a Japanese sentence is said: told or talked, known or guessed, and whether it leans on the one before.

The lists come from reading posts sentence by sentence: what an editor would not sign alone in an excerpt.
"""

from __future__ import annotations

import re
from typing import Final

from editor_tui.llm.offline.cuts import is_balanced
from editor_tui.llm.offline.standing import Standing

# Said to somebody, by somebody, or about the text itself.
_TALK: Final = re.compile(
    r"[？?！!…]|https?:|私(?!立|有|的|語|募|設|服)|僕|俺|あなた|皆さん|みなさん|皆様|みんな|我々|われわれ|読者"
    r"|いやはや|いや[ーぁあ〜]|正直|個人的|ちょっと|なんて|(?<=[」るただねー])って(?:いう|感じ|話|こと|思|言|、)"
    r"|じゃない|じゃあ|んじゃ|よね|(?:です|ます)ね|かな。|んです。|んだ(?:よ|ね|から|けど|。)|だろう|ことでしょう|ましょう|ください"
    r"|て(?:い)?ほしい|た[いく](?:です)?。$|か。$|の話。$|からです。|具合です。"
    r"|[本当]記事|この記事|今回の記事|本稿|ご紹介|見ていき|解説し|お伝えし|お届けし|深掘り|次の(?:見出し|章|節)|^次に|以下[のにで]|上記"
    r"|[前後上下]述|先ほど|図\d|表\d|[下上]図|下記|関連記事|詳しくは|こちら|参照データ|ウェブ検索|検索結果(?:から|には|によ|では|を)"
    r"|見てき(?:た|ま)|て見てい(?:た|ま)|(?:知って|覚えて)い(?:る|ます)。$|度肝|見守|業界に(?:入|い)|経験(?:から|上|で|してい|しました)|と(?:思|感じ|考え)て(?:い|し|ま)|思(?:います|いました|い出|う。|うんだ)"
    r"|感じ(?:ます|ました|て|る|た|ら)|気が?(?:し|にな)|驚|ワクワク|ドキドキ|耳に(?:し|す|入)|目にし|聞(?:い[たて]|き|け)|想像し|考えてみ"
    r"|というニュース|(?:この|その|例の)話|あの(?:時|頃|日)|昨日|先日|当時|以前、|かつて(?:、|は)|今日は|最初は"
    r"|ある(?:製造|企業|会社|顧客|クライアント|プロジェクト|メーカー|大手|日)|[A-Z]社|例えば|たとえば|^もし|仮に|もしかし"
    r"|言うまでもな|簡単に言|一言で言|(?:そう|と)読め|[わ分]から?な|ということは、|(?<!核心にある)のは、|のでは(?!な)|いくつか(?:重要な|の)"
    r"|\d(?:つ目|点目|番目)|[一二三]つ目|第[一二三1-3]に、|もう[1１一]つ|目覚まし|目を見張|興味深い|見逃せない|注目点|挙げられ|明らかです|隠されて"
    r"|^[^、。]{1,20}[:：]|[ぁ-ん一-龠] +[ぁ-ん一-龠ァ-ヶ]|^残りの|^[※注]|[かが]、です"
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
    r"|これ(?:ほど|だけ|まで)|ここまで|それほど|そんな|こんな|こういった|そういった|同(?:社|氏|モデル|製品|機能|法案|サービス)"
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
    r"|想像を絶する|計り知れ|わけではな|確か(?:に|な)|評価(?:でき|さ|し)|揺るぎない|印象|至難"
    r"|挑戦|断言|問われ|鍵(?:を握|とな|に|です)|試金石|転換点|と理解でき|ものです。|覚悟|でなければ"
    r"|すれば|(?<!よ)れば、|なら、"
    r"|なければ|ことになる|物語|象徴|示唆|壮大|野心的|驚異|革命|パラダイム|秘めて|切り[拓開]"
    r"|意味(?:し|を|です)|無視でき|切り離せな|息吹|増してい|見られます|付きまと|避けて[は通]"
    r"|一方です|最優先|当然|設立され|年設立|代表取締役|本社を"
    r"|と化|特別です|存在感|明確に(?:告げ|示)|ことが重要"
)
# Guesses, advice and praise: what the author thinks, not what is.
_GUESS: Final = re.compile(
    r"でしょう|かもしれ|はず(?:です|だ|が)|べき|必要(?:があ|です|だ|性)|求められ|重要(?:です|だ|性)"
    r"|大切|不可欠|欠かせ|可能性|期待|お勧め|オススメ"
    r"|ように(?:も)?(?:見え|思え)|よう(?:です|だ|である)。$|らしい。$|と見て|に注目|と言え|間違い|ではありません|ではない|わけ(?:です|では|だ)"
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
# True, and true of anything: what is said around the news.
_SIDE: Final = re.compile(
    r"課題[がもの]|ピース|条件があり|ハードル|強みを持|周知の事実|現実のものと|新たな価値|ポイントは"
    r"|[鍵核](?:は|となるのは)|挙げられ|という(?:感覚|印象)|ことになる"
    r"|急務|にとっては|リスク|示して(?:い|お)|物語って|裏付け|浮き彫り|試みてい|受け止め|影響を与え"
    r"|言える|道を開|と位置付け|得意な領域|サイン|見て取れ|捉えて|成功しそう|しつつあ|しようとしてい"
    r"|直面し|懸念|指摘され|現状|AI市場(?:規模|全体)|市場規模[はが]|はまだ|常に|の1つ|ようです|ようだ"
    r"|[表現]れて(?:い|お)|一味違|どうやら|てき(?:ました|た|ている|ています)。|伝統的に|当初は|過去に|これまで(?:の|は|も)|以前(?:の|は)"
)
# What somebody else says may be a guess or advice: that it was said is told.
_SAID: Final = re.compile(
    r"(?:と|ことを|よう)(?:[^、。]{0,8})(?:指摘|予測|予想|警告|報告|発表|主張|説明|明言|強調|表明|述べ|見込|試算|報じ|語っ)[ぁ-ん]{1,6}(?:ます|ました|る|た)。$"
)
_MARKET: Final = re.compile(
    r"市場(?:規模|全体)?(?:は|が|も|では|で見ても|を見ると|だけ)[^。]*(?:達|規模|予測|見込|拡大|成長)"
)
_TAKEN_BACK: Final = re.compile(
    r"(?:見つかり|見つけられ|確認でき|確認され)(?:ません|なかった|ず)|(?:という|いる)わけではな[いさ]|誤報|事実ではな|デマ"
)
_ENDS: Final = re.compile(r"(?:です|ます|でした|ました|ません|だ|[うくすつぬぶむるぐた]|ない|い|とのこと)。$")
_TOPIC: Final = re.compile(
    r"[^、。]{2,24}(?:によると|によれば)、|(?:[^、。]{2,30}、)?(?:[^、。はがを]{1,20}、){0,3}(?:[^、。]{2,24}(?:では|には|年に|月に|日に|までに|から|以降|かけて|間で|時点で|として)、)?[^、。]{2,40}(?:(?<![にでとへ])は|(?<!こと)が)"
)
_OBJECT: Final = re.compile(r"[^、。]{2,40}を")
_EVENT: Final = re.compile(
    r"^(?:[^、。]{1,24}は、)?(?:この|今回の)(?:新)?(?:プロジェクト|計画|提携|契約|投資|買収|協業|取り組み|施設|サービス|事業|法案|法律|調査|機能|措置|制度|方針|戦略|拠点)(?:により|によって|は|が|で|に|を|の)"
)


def standing(sentence: str) -> Standing:
    """Whether a sentence is told or talked, and whether it leans on the one before."""
    if not _ENDS.search(sentence) or _TALK.search(sentence) or not is_balanced(sentence):
        return "no"
    if _SAID.search(sentence) and _TOPIC.match(sentence) and not _leans(sentence):
        return "alone"
    has_topic = _TOPIC.match(sentence)
    if _leans(sentence) or not (has_topic or _OBJECT.match(sentence)):
        return "no" if _GUESS.search(sentence) or _OPINION.search(sentence) else "follows"
    # Without は and が it is left to the reader who does it: an instruction, or a sentence that leans after all.
    is_told = has_topic and not _GUESS.search(sentence) and not _OPINION.search(sentence)
    return "alone" if is_told else "guess"


def is_talk(text: str) -> bool:
    """Whether something is said to somebody, by somebody, or about the text itself."""
    return _TALK.search(text) is not None


def opens_weakly(text: str) -> bool:
    """Whether an opening leans on what came before."""
    return _WEAK_START.search(text) is not None


def _leans(sentence: str) -> bool:
    return bool(_WEAK_START.search(sentence) or _BACKWARD.search(sentence))


def is_about_event(sentence: str) -> bool:
    """Whether what a sentence points back at may be the news that was just told: "この提携により", "今回の投資は"."""
    return _EVENT.match(sentence) is not None and len(_BACKWARD.findall(sentence)) == 1


def names_subject(sentence: str) -> bool:
    """Whether a sentence says who or what it is of, with は or が."""
    return _TOPIC.match(sentence) is not None


def is_thought(sentence: str) -> bool:
    """Whether a sentence guesses, advises or praises, and does not only pass on what somebody said."""
    return not _SAID.search(sentence) and bool(_GUESS.search(sentence) or _OPINION.search(sentence))


def is_background(sentence: str) -> bool:
    """Whether a sentence only says how large a market is: true of any text on the subject."""
    return _MARKET.search(sentence) is not None


def takes_back(paragraph: str) -> bool:
    """Whether a paragraph says of the news in it that it is not so, or not known."""
    return _TAKEN_BACK.search(paragraph) is not None


def manner(sentence: str) -> float:
    """How much a sentence reads like a report, about -3 to 1."""
    told = 0.6 * min(2, len(_REPORTS.findall(sentence)))
    score = told - 0.6 * len(_OPINION.findall(sentence)) - 1.2 * len(_SIDE.findall(sentence))
    return max(-3.0, min(1.2, score))
