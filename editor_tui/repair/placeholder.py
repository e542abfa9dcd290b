"""Excerpts and descriptions that say nothing: empty, filler, a template with the title in it, shared by many drafts.

It needs no list of a site's own phrases: what many drafts have in common, and what only announces, is recognised by
its form. A site may list more.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from editor_tui.text.normal import normal_form
from editor_tui.text.script import has_cjk, weight
from editor_tui.text.sentences import split_sentences
from editor_tui.text.similarity import five_grams

if TYPE_CHECKING:
    from editor_tui.repair.facts import SiteFacts

Reason = Literal["empty", "filler", "listed", "shared", "template", "title", "cut-off", "opening"]

_EMPTY: Final = re.compile(
    r"(?:todo|tbd|tba|fixme|xxx+|n/?a|none|null|nil|undefined|test|excerpt|description|summary|-+|_+|\.+|…+|\?+|[・。、]+"
    r"|未設定|未定|未入力|なし|無し|要約|概要|説明|抜粋|テスト|準備中|後で書く|あとで書く|ここに.{0,12}(?:入力|記入|書く|書いて).{0,8}"
    r"|(?:add|enter|insert|write|your|put)(?:a|an|the|your)?(?:short)?(?:excerpt|description|summary|text).{0,12})",
    re.IGNORECASE,
)
_FILLER: Final = re.compile(
    r"lorem\s+ipsum|dolor\s+sit\s+amet|consectetur\s+adipiscing|placeholder\s+text|as an AI(?: language)? model"
    r"|ダミー(?:テキスト|文|の文章)|サンプル(?:テキスト|文章)|仮の?(?:テキスト|文章|要約)|\{\{|\{%|\$\{|%s\b|\bundefined\b",
    re.IGNORECASE,
)
_AIM: Final = (
    r"(?:分析|解説|紹介|説明|考察|検証|整理|まとめ|お届け|お伝え|報告|ご?案内|特集|深掘り|掘り下げ|探(?:り|っ)|見て|考え"
    r"|読み解|迫り|解き明か)"
)
_ANNOUNCES_JA: Final = re.compile(
    r"(?:について|に関して|を|に)[、,]?(?:[ぁ-んァ-ヶ一-龠]{0,8}(?:に|く|と|て|から|で|も))?"
    rf"{_AIM}[^。！？]{{0,14}}[。！!]?$"
    rf"|(?:について|に関して)(?:の)?(?:記事|解説|まとめ|ページ|投稿|話)(?:です)?[。！!]?$"
)
_ANNOUNCES_EN: Final = re.compile(
    r"^(?:(?:in )?this (?:article|post|page|guide|blog post|piece)\b"
    r"|(?:an? )?(?:detailed |comprehensive |in-depth |complete )?(?:overview|analysis|introduction|guide|look|summary"
    r"|discussion)\b[^.]{0,30}\b(?:of|to|at|about|on)\b"
    r"|(?:learn|read|find out|discover)(?: more| all| everything)?(?: about)?\b"
    r"|we (?:explore|discuss|look at|analy[sz]e|take a look)|everything you need to know|all about\b)",
    re.IGNORECASE,
)
# Japanese that is broken off: a particle or a comma that wants more words behind it.
_BROKEN_JA: Final = re.compile(
    r"(?:[、，,・「『（(]|[はがをにのへもや]|(?<!こと)(?<!もの)で|して|され|おり|ており|という|といった)$"
)
_BROKEN_EN: Final = re.compile(
    r"(?:[,;:–—-]|\b(?:the|a|an|of|to|in|on|for|and|or|with|by|that|which|is|are|was|its|their|from|as|at))$",
    re.IGNORECASE,
)
_ELLIPSIS: Final = re.compile(r"(?:…|\.{3}|\[…\]|\[\.{3}\]|・・・)$")
_SENTENCE_END: Final = re.compile(r"[。．.！!？?」』）)\"”’]$")

_SHARED_DRAFTS: Final = 3
_SHARED_ENDS: Final = 5
_SHARED_SHARE: Final = 0.05
_END: Final = 12
# An announcement with more than this to say before it ("…を解説します。") may well be what an editor wrote.
_SHORT_ANNOUNCEMENT: Final = 46.0
_LONGEST_CUT: Final = 100
_SHORTEST_COPY: Final = 20


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a value is compared with: its draft's title and plain body, the site, and the phrases that a site lists."""

    title: str = ""
    body: str = ""
    facts: SiteFacts | None = None
    listed: Sequence[str] = ()


def placeholder_reason(value: object, around: Surroundings) -> Reason | None:
    """Why a value of an excerpt or description says nothing; None where it says something.

    "opening" (a copy of the body's first sentences) is reported only where a body is given.
    """
    if reason := _says_nothing(value, around.facts, around.listed):
        return reason
    if not isinstance(value, str):
        return None
    text = value.strip()
    if is_title(text, around.title):
        return "title"
    if is_broken_off(text):
        return "cut-off"
    return "opening" if _is_opening(normal_form(text), around) else None


def is_placeholder(value: object, facts: SiteFacts | None = None, listed: Sequence[str] = ()) -> bool:
    """Whether a value says nothing of its own draft, whatever it is a copy of."""
    return _says_nothing(value, facts, listed) is not None


def _says_nothing(value: object, facts: SiteFacts | None, listed: Sequence[str]) -> Reason | None:
    """Why a value says nothing of any draft; None where it does, or is no text."""
    if value is None or (isinstance(value, str) and not value.strip()):
        return "empty"
    if not isinstance(value, str):
        return None
    text = value.strip()
    folded = normal_form(text)
    if not folded or _EMPTY.fullmatch(folded):
        return "empty"
    if _FILLER.search(text):
        return "filler"
    if any(normal_form(phrase) in folded for phrase in listed if phrase.strip()):
        return "listed"
    if _is_shared(folded, facts):
        return "shared"
    return "template" if _only_announces(text) else None


def is_title(value: str, title: str) -> bool:
    """Whether a value is the title again, part of it, or hardly more than it."""
    folded, of_title = normal_form(value).casefold(), normal_form(title).casefold()
    if not folded or not of_title:
        return False
    if folded.rstrip("。．.") in of_title:
        return True
    grams = five_grams(folded)
    other = len(grams - five_grams(of_title))
    # Of a few words none need be the title's.
    return other <= max(2, len(grams) * 0.15) and other * 2 <= len(grams)


def is_broken_off(text: str) -> bool:
    """Whether a short text stops in the middle: an ellipsis, a comma, a particle, or no end at a script's limit."""
    text = text.strip()
    if _ELLIPSIS.search(text):
        return True
    if _SENTENCE_END.search(text):
        return False
    broken = _BROKEN_JA if has_cjk(text[-12:]) else _BROKEN_EN
    return broken.search(text) is not None or len(text) >= _LONGEST_CUT


def _is_shared(folded: str, facts: SiteFacts | None) -> bool:
    if facts is None:
        return False
    if facts.excerpts.get(folded, 0) >= _SHARED_DRAFTS:
        return True
    same_end = facts.excerpt_ends.get(folded[-_END:], 0) if len(folded) > _END else 0
    return same_end >= max(_SHARED_ENDS, facts.excerpted * _SHARED_SHARE)


def _only_announces(text: str) -> bool:
    sentences = list(filter(None, map(str.strip, split_sentences(text))))
    if len(sentences) != 1:
        return False
    sentence = sentences[0]
    if has_cjk(sentence):
        return _ANNOUNCES_JA.search(sentence) is not None and weight(normal_form(sentence)) <= _SHORT_ANNOUNCEMENT
    return _ANNOUNCES_EN.search(sentence) is not None and len(sentence) <= _LONGEST_CUT


def _is_opening(folded: str, around: Surroundings) -> bool:
    """The first words of the body, copied, or the first behind a line that is no sentence (a title)."""
    if len(folded) < _SHORTEST_COPY:
        return False
    copy = folded.rstrip("。．.…、")
    lines = [line for line in around.body[: 3 * len(folded) + 600].splitlines() if line.strip()]
    starts = lines[:2] if len(lines) > 1 and not lines[0].rstrip().endswith(("。", ".")) else lines[:1]
    return any(
        normal_form("".join(lines[number:])).startswith(copy) or copy.startswith(normal_form(start).rstrip("。．."))
        for number, start in enumerate(starts)
        if len(start) >= _SHORTEST_COPY
    )
