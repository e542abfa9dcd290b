"""Answers that talk about the task in place of doing it: refusals, preambles, notes, fences, echoes, nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from editor_tui.text.language import CJK_LANGUAGES
from editor_tui.text.parallel.flaw import Flaw, Pair

_REFUSAL: Final = re.compile(
    r"^\W*(?:(?:I['’]?m|I am) (?:sorry|unable|not able|afraid)|(?:I )?(?:apologi[sz]e|can(?:no|['’])t|cannot|won['’]t) "
    r"(?:\w+ ){0,3}(?:assist|help|translat|fulfil|comply|provide|do that)|"
    r"sorry, (?:but )?I|as an AI(?: language)? (?:model|assistant)|"
    r"申し訳(?:ありません|ございません)(?:が|。)|(?:お手伝い|翻訳)(?:は|することは)?でき(?:ません|かねます)|"
    r"AI(?:言語モデル)?として)",
    re.IGNORECASE,
)
_PREAMBLE: Final = re.compile(
    r"^\W*(?:sure|certainly|of course|absolutely|okay|great|got it)[,!.:]? (?:here|I|below|the)\b|"
    r"^\W*(?:here(?:['’]s| is| are)|below is|the following is) (?:\w+ ){0,4}(?:translat\w*|English version|text)"
    r"[^.\n]{0,60}[:\n]|"
    r"^\W*(?:(?:English )?translation|translated text|output|answer|english)\s*[:：]\s*\S|"
    r"^\W*(?:はい、|承知|かしこまり|以下(?:は|が|に)[^。]{0,20}翻訳)|^\W*(?:翻訳(?:結果|文)?|訳(?:文)?)\s*[:：]|"
    r"^\W*(?:voici|aquí|hier ist) (?:\w+ ){0,2}(?:traduction|traducción|übersetzung)",
    re.IGNORECASE,
)
_NOTE: Final = re.compile(
    r"(?:^|\n|\s)[(\[*]*(?:translator['’]?s? note|note:? (?:the|this|I|in) (?:\w+ ){0,6}translat\w*|訳注)|"
    r"let me know if you|I hope this helps|(?:option|alternative) \d\s*:|<think>|```",
    re.IGNORECASE,
)


def find_chatter(source: str, target: str, pair: Pair) -> Iterator[Flaw]:
    """Refusals and talk around a translation, unless the source itself talks like that."""
    for code, pattern in (("refusal", _REFUSAL), ("preamble", _PREAMBLE), ("note", _NOTE)):
        if (match := pattern.search(target)) and not pattern.search(source) and not _speaks_so(code, source):
            yield Flaw.of(code, words=match.group().strip()[:60])


def find_empty(source: str, target: str, pair: Pair) -> Iterator[Flaw]:
    """No words at all, or the source's own words."""
    if not re.search(r"\w", target):
        yield Flaw.of("empty")
    elif _plain(source) == _plain(target) and _must_change(source, pair):
        yield Flaw.of("echo")


def _speaks_so(code: str, source: str) -> bool:
    """Whether the source itself says sorry, or "here is"."""
    wanted = {
        "refusal": r"申し訳|ごめん|できません|できない|すみません|不可能|残念|sorry|unable|cannot|can't|regret",
        "preamble": r"翻訳|訳|以下|こちら|もちろん|出力|回答|素晴らしい|"
        r"here|following|below|translat|okay|sure",
        "note": r"訳注|翻訳|案|選択肢|オプション|お知らせください|ください|幸い|```|方法|note|option|let me know",
    }
    return bool(re.search(wanted[code], source, re.IGNORECASE))


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).lower()


def _must_change(source: str, pair: Pair) -> bool:
    """Names and codes may stay as they are; words may not."""
    if pair.source in CJK_LANGUAGES:
        return bool(re.search(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]", source))
    return pair.source != pair.target and len(re.findall(r"\b[a-z]{2,}\b", source)) >= 3
