"""What a model said to the person who asked it, or repeated of the question, and what was left in the draft."""

from __future__ import annotations

import re
from collections.abc import Iterator

from editor_tui.messages import Message
from editor_tui.post.blocks import Block
from editor_tui.post.finding import Finding
from editor_tui.repair.inspection import Inspection
from editor_tui.repair.lines import removal
from editor_tui.repair.preamble_places import is_at_copies, is_in_dialogue
from editor_tui.repair.report import mend, report

_LONGEST = 220
_EARLY = 3

# The acceptance of a task, then words of writing work: each alone is an ordinary sentence.
_ACCEPTS_JA = re.compile(
    r"(?:(?:はい|わかりました|分かりました|もちろんです|了解です)[、。，！!]\s*)?"
    r"(?:承知(?:いた)?しました|承知です|かしこまりました|了解(?:いた)?しました|承りました|お任せください"
    r"|ご(?:依頼|要望|指示|指定|提示)(?:の|に|を|いただ|くださ|通り))"
)
# What an acceptance can begin with: the test that spares all the others.
_FIRST = frozenset("はわ分も了承かおごSsCcOoAaUuGgNnHhBb")
_FIRST_OR_DRESS = _FIRST | frozenset("*_")
_WORK_JA = re.compile(r"記事|文章|原稿|本文|ブログ|続き|下書き|草稿|要約|リライト|加筆|推敲|校正")
_DOES_JA = re.compile(
    r"(?:作成|執筆|生成|出力|お届け|ご提供|提示|追記|加筆|修正|リライト|翻訳|要約|続け|書き|まとめ|仕上げ)"
    r"(?:いた|させていただき|て)?(?:します|しました|ます|ました|きます|いきます)|以下(?:に|の|が|は)|こちら(?:に|が|です)"
)
_ACCEPTS_EN = re.compile(
    r"(?:sure|certainly|of course|absolutely|understood|got it|no problem|great)\b[!,.:;—–-]*\s", re.I
)
_GIVES_EN = re.compile(
    r"(?:(?:here(?:['’]s| is| are)|below is|this is|i(?:['’]ve| have)|i(?:['’]ll| will)|let me)\b.{0,80}?\b"
    r"(?:article|blog post|post|draft|text|section|translation|summary|continuation|version|rewrite|markdown"
    r"|content)s?\b)",
    re.I,
)
_HERE_IS_EN = re.compile(
    r"(?:here(?:['’]s| is)|below is) (?:the|your|an?) "
    r"(?:(?:requested|revised|rewritten|updated|complete|completed|full|final|finished|continued|polished|edited|improved"
    r"|expanded|translated|remaining|rest of the|continuation of the|next part of the) ){1,2}"
    r"(?:article|blog post|post|draft|text|section|translation|version|markdown|content)\b[^.!?]{0,80}[:.]$",
    re.I,
)
# "Here is the full text of the talk I gave": an author's preface.
_OF_THE_AUTHOR = re.compile(r"\bI (?:gave|read|held|delivered|promised|published|posted|sent)\b|\b[Mm]y\b")
_OFFERS = re.compile(
    r"(?:ご(?:不明|質問|要望|希望).{0,40}(?:お知らせ|お申し付け|おっしゃ|ご連絡)ください|修正(?:点|が必要).{0,30}お知らせください"
    r"|let me know if you(?:['’]d like| want| need)|feel free to ask|i hope this (?:article|draft|helps))", re.I
)  # fmt: skip
_ABOUT_WORK = re.compile(r"記事|文章|原稿|内容|article|draft|post|section|revis|edit|chang", re.I)

# Headings that prompts for articles have. The first is the one that a whole site was found full of.
_LABELS = (
    "既存の記事の最後の部分",
    "既存の記事",
    "既存記事",
    "記事の続き",
    "記事タイトル",
    "記事の内容",
    "元の記事",
    "記事の最後の部分",
    "出力形式",
    "出力フォーマット",
    "出力条件",
    "入力記事",
    "続きの文章",
    "これまでの記事",
    "執筆指示",
    "執筆ルール",
    "重要な指示",
    "重要な注意事項",
    "制約条件",
    "existing article",
    "end of the existing article",
    "output format",
    "system prompt",
    "article title",
)
_LABEL_LINE = re.compile(rf"[【\[［]\s*(?:{'|'.join(map(re.escape, _LABELS))})\s*[】\]］][：:]?\s*$", re.I)
_ORDER = re.compile(
    r"(?:以下の|次の|上記の|既存の)(?:記事|文章|本文)の(?:続き|最後)(?:を|から|に).{0,40}(?:書いて|執筆して|作成して|続けて|完成させて)ください"
    r"|あなたは.{2,60}(?:編集者|ライター|専門家|アナリスト|アシスタント|AI)です。.{0,80}(?:ください|してください)"
    r"|you are an? (?:expert|professional|helpful|experienced)\b.{2,80}\.\s*(?:your task|write|continue|please)\b"
    r"|(?:continue|complete) the (?:following|existing) (?:article|text|draft)\b.{0,60}[.:]$", re.I,
)  # fmt: skip
_ORDER_LENGTH = 400
# What a label or an order can begin with, marks of a heading included.
_FIRST_OF_LEAK = frozenset("【[［以次上既あyYcC#")
_REFUSES_JA = re.compile(
    r"(?:^|。|、)?(?:大変)?申し訳(?:ありません|ございません|ないのですが)(?:が|。|、).{0,120}"
    r"(?:情報(?:を|が)(?:見つ|確認|取得|得られ|特定)|検索(?:結果|を行)|記事(?:を|の)(?:作成|執筆|提供|続き)|ご(?:依頼|要望|指定)|お答え(?:でき|する))"
    r"|(?:AI|人工知能)(?:言語モデル|アシスタント|モデル)(?:として|である|なので|のため)"
)
_REFUSES_EN = re.compile(
    r"(?:i(?:['’]m| am) (?:sorry|unable)|i apologi[sz]e|unfortunately, i)\b.{0,100}"
    r"\b(?:can(?:not|['’]t)|unable|won['’]t|not able|couldn['’]t)\b"
    r"|as an ai(?: language)? (?:model|assistant)\b"
    r"|i (?:cannot|can['’]t) (?:fulfill|comply|assist|provide|create|write|generate|browse)\b"
    r"|my (?:initial )?search (?:in \w+ )?(?:yielded|returned|found) no\b",
    re.I,
)


def find_preambles(inspection: Inspection) -> Iterator[Finding]:
    """A model's "certainly, here is the article" and its parting offer.

    Safe only where a model speaks: before all other text, after a place where something of a model's was taken out,
    before what stands above, or, for an offer, after all other text.
    """
    texts = [block for block in inspection.texts if block.kind not in ("attribute", "template", "html")]
    for index, block in enumerate(texts):
        if block.kind != "paragraph" or block.end - block.start > _LONGEST:
            continue
        first = inspection.text[block.start]
        if index + 1 < len(texts) and first not in _FIRST_OR_DRESS and not first.isspace():
            continue
        content = inspection.content(block)
        if "\n" in content:
            continue
        if index and index + 1 == len(texts) and _is_offer(content):
            certain = bool(inspection.borders) or is_preamble(inspection.content(texts[0]))
        elif is_preamble(content):
            certain = _is_where_a_model_speaks(inspection, texts, index)
            certain = certain and not _stands_elsewhere(inspection, block, _acceptance(content))
        else:
            continue
        fix = mend("safe" if certain else "unsafe", removal(inspection.text, block.start, block.end, "chat-preamble"))
        yield report("chat-preamble", _span(inspection, block), Message.of("repair.chat-preamble"), fix=fix)


def find_left_preambles(inspection: Inspection) -> Iterator[Finding]:
    """Preambles of what was taken out because it stands above."""
    if inspection.cuts:
        yield from (one for one in find_preambles(inspection) if one.fix and one.fix.safety == "safe")


def is_preamble(text: str) -> bool:
    """Whether a paragraph accepts a writing task and announces its result."""
    return bool(_acceptance(text))


def _acceptance(text: str) -> str:
    """The words with which a paragraph accepts a writing task and, in English, announces its result; "" for none."""
    text = text.strip("*_ ")
    if text[:1] not in _FIRST:
        return ""
    accepts = _ACCEPTS_JA.match(text)
    if accepts and _WORK_JA.search(text) and _DOES_JA.search(text, accepts.end()):
        return accepts.group()
    polite = _ACCEPTS_EN.match(text)
    if polite and (gives := _GIVES_EN.match(text, polite.end())) and text.count(".") + text.count("!") <= 3:
        return text[: gives.end()]
    here_is = None if _OF_THE_AUTHOR.search(text) else _HERE_IS_EN.match(text)
    return here_is.group() if here_is else ""


def _stands_elsewhere(inspection: Inspection, block: Block, words: str) -> bool:
    """Whether a text says what sounds like a model's words within a line, too: then they are its own, as in a play."""
    within = re.compile(rf"(?<=[^\s*_]){re.escape(words)}")
    rest = inspection.text[: block.start], inspection.text[block.end :]
    return words in inspection.title or any(within.search(part) for part in rest)


def find_prompt_leaks(inspection: Inspection) -> Iterator[Finding]:
    """Headings and orders of a prompt. A line that is only such a heading can go; orders are reported."""
    text = inspection.text
    for block in inspection.texts:
        if block.kind not in ("paragraph", "heading"):
            continue
        first = text[block.start]
        if first not in _FIRST_OF_LEAK and not first.isspace():
            continue
        if block.end - block.start > _ORDER_LENGTH:
            continue
        content = inspection.content(block).lstrip("# ")
        line = content.split("\n", 1)[0].strip()
        if len(line) <= 60 and _LABEL_LINE.match(line):
            alone = line == content
            certain = alone and block.kind == "paragraph" and line[1:].startswith(_LABELS[0])
            edit = removal(text, block.start, block.end, "prompt-leak")
            fix = mend("safe" if certain else "unsafe", edit) if alone else None
            yield report("prompt-leak", _span(inspection, block), Message.of("repair.prompt-leak-label"), fix=fix)
        elif _ORDER.match(content):
            yield report("prompt-leak", _span(inspection, block), Message.of("repair.prompt-leak-order"))


def find_refusals(inspection: Inspection) -> Iterator[Finding]:
    """An article that says that there is no article. Among the first texts, or the last: nobody can repair it."""
    prose = [block for block in inspection.texts if block.kind == "paragraph"]
    for block in dict.fromkeys((*prose[:_EARLY], *prose[-1:])):
        content = inspection.content(block)
        if _REFUSES_JA.match(content[:300]) or _REFUSES_EN.match(content[:300]):
            yield report("refusal", _span(inspection, block), Message.of("repair.refusal"), severity="error")


def _is_offer(text: str) -> bool:
    return bool(_OFFERS.search(text) and _ABOUT_WORK.search(text)) and len(text) <= 160


def _is_where_a_model_speaks(inspection: Inspection, texts: list[Block], index: int) -> bool:
    """Whether a preamble is in front of all other text, behind something of a model's, or in front of a copy."""
    if index == 0:
        return len(texts) > 1 and not is_in_dialogue(inspection, texts, index)
    return _is_after_border(inspection, texts, index) or is_at_copies(inspection, texts[index])


def _is_after_border(inspection: Inspection, texts: list[Block], index: int) -> bool:
    """Whether something of a model's was taken out between the block before and this one."""
    return any(texts[index - 1].end <= border <= texts[index].start for border in inspection.borders)


def _span(inspection: Inspection, block: Block) -> tuple[int, int]:
    """A block without the line ends behind it."""
    return block.start, block.start + len(inspection.text[block.start : block.end].rstrip())
