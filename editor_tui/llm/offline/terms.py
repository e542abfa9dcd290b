"""The words of a text that name things: compounds in Japanese, nouns and names in English."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import Final

# A Japanese compound: kanji, katakana, Latin letters and digits without a particle between them.
_LETTERS: Final = "一-龠々〆ヶァ-ヴーA-Za-z0-9Ａ-Ｚａ-ｚ０-９"
_COMPOUND: Final = re.compile(rf"[{_LETTERS}](?:[・&.+'’\- ](?=[A-Za-z0-9])|[{_LETTERS}])*")
_PIECE: Final = re.compile(r"[一-龠々〆]{2,}|[ァ-ヴー]{3,}|[A-Za-z][A-Za-z0-9.+-]*[A-Za-z0-9+]|[A-Z]")
_FOUR_KANJI: Final = re.compile(r"[一-龠々〆]{4}")
_AMOUNT: Final = re.compile(r"[\d０-９][\d０-９.,]*[一-龠々%％]{0,3}")
# Written without a space, a year would be part of what comes behind it: 2026年米国.
_DATE: Final = re.compile(r"(?:19|20)\d\d年(?:度|代)?(?:\d+月)?(?:\d+日)?")
_ENGLISH: Final = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:['’.&+-][A-Za-z0-9]+)*")
# A name in hiragana is seen to be one by its quotation marks.
_CALLED: Final = re.compile(r"[「『]([ぁ-ん一-龠ー]{0,8}[ぁ-ん]{2,10}[一-龠ー]{0,4})[」』]")
_ONLY_DIGITS: Final = re.compile(r"[\d０-９.,年月日回%％]+$")
# Words that any text has.
_COMMON_JA_WORDS: Final = (
    "今回 今後 今日 現在 最近 最初 最後 自分 自身 私達 場合 問題 必要 可能 可能性 重要 意味 理由 結果 影響 "
    "以上 以下 以外 方法 部分 状況 時代 世界 社会 未来 企業 一部 全体 実際 本当 本質 背景 視点 変化 存在 実現 "
    "活用 利用 提供 開発 導入 発表 報告 分析 解説 紹介 説明 理解 注目 期待 課題 技術 情報 市場 業界 ニュース "
    "ポイント メリット デメリット ケース レベル スピード システム サービス ビジネス 個人的 具体的 基本的 "
    "一般的 最大 最新 最高 大切 簡単 複雑 多数 多様 関連 関係 対象 対応 目的 目標 機能 製品 内容 活動 環境 "
    "経験 能力 価値 役割 動向 動き 真意 皆さん 正直 記事 年間 時間 人間 日本 面 点 中 上 下 際 者 性 化 的"
)
_COMMON_JA: Final = frozenset(_COMMON_JA_WORDS.split())
_COMMON_EN_WORDS: Final = (
    "the of and to in is that for it as with on are this be by from at was an have has its not but or which "
    "you we will their can a i they he she his her our your my been were would could should may might also "
    "more most than then there these those when what who how why where while about into over after before "
    "between out up down if so no do does did had one two new other such only some any all each many much "
    "very just like even still because through during both own same too them us me him well way make made use "
    "used using year years time people thing things lot said says say get got go going being first last good "
    "great"
)
_COMMON_EN: Final = frozenset(_COMMON_EN_WORDS.split())


def count_terms(texts: Iterable[str], *, japanese: bool) -> Counter[str]:
    """How often each term stands in the texts. English terms are folded to lower case."""
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(terms_of(text, japanese=japanese))
    return counts


def terms_of(text: str, *, japanese: bool) -> list[str]:
    """The terms in order, compounds and their parts, common words left out."""
    if not japanese:
        return [word.lower() for word in _ENGLISH.findall(text) if len(word) > 2 and word.lower() not in _COMMON_EN]
    found = []
    for compound in compounds_of(text):
        found.append(compound)
        found += [piece for piece in _pieces(compound) if piece != compound and piece not in _COMMON_JA]
    return found + _CALLED.findall(text)


def _pieces(compound: str) -> list[str]:
    """The parts of a compound by script; four kanji are two words of two (人材育成)."""
    parts: list[str] = _PIECE.findall(_AMOUNT.sub(" ", compound))
    return parts + [half for part in parts if _FOUR_KANJI.fullmatch(part) for half in (part[:2], part[2:])]


def compounds_of(text: str) -> list[str]:
    """Japanese compounds that could be a subject: 生成AI, 半導体スタートアップ, HYPER CLOVA X."""
    return [
        word
        for word in _COMPOUND.findall(_DATE.sub(" ", text))
        if len(word) > 1 and word not in _COMMON_JA and not _ONLY_DIGITS.match(word)
    ]
