"""Sentences of Japanese and English prose, exact to the character, and whether a text ends in the middle of one."""

from __future__ import annotations

import re
from typing import Final

_CLOSERS: Final = r"」』）)】〉》\]\"”’'*_~`"
# A candidate for an end: a mark that always ends a sentence in Japanese, or a Latin one that white space follows. All
# marks come first, because re looks for a set of characters fast.
_END: Final = re.compile(
    rf"[。！？．｡.!?](?:(?:(?<=[。！？．｡])|(?<=[!?])(?![\w.=&/#]))[。！？!?．｡…]*(?P<closed>[{_CLOSERS}]*)\s*"
    rf"|(?<=[.!?])[.!?]*(?P<latin>[{_CLOSERS}]*)(?:\s+|\Z))"
)
# Behind 「…。」 a particle goes on with the sentence that holds the quotation.
_GOES_ON: Final = re.compile(r"(?:と|って|は(?!い)|が|を|に|の|も|で|へ|や|から|など|、|，|,|・|…)")
_OPENING: Final = re.compile(r"[「『（(【〈《]")
_ABBREVIATION: Final = re.compile(
    r"(?:^|[\s(\[\"“])(?:Mr|Mrs|Ms|Dr|Prof|Sr|Jr|St|vs|etc|cf|ca|al|Fig|No|Nos|Vol|pp|Inc|Ltd|Co|Corp|approx|"
    r"e\.g|i\.e|a\.m|p\.m|U\.S|U\.K|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|[A-Z])\Z"
)
_ALWAYS: Final = re.compile(r"(?:etc|a\.m|p\.m|U\.S|U\.K|Inc|Ltd|Co|Corp|al)\Z")
_NUMBER_LABEL: Final = re.compile(r"(?:^|\n)\s*\d{1,3}\Z")

_TRAILING: Final = " \t\r\n\u3000」』）)】〉》]\"”’'*_~`>}"
_COMPLETE: Final = frozenset("。．｡.！!？?…‥:：;；♪☆★～〜^|>】")


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Spans `(start, end)` in code points that together are the text; white space belongs to the sentence before it."""
    spans = []
    start = 0
    for match in _END.finditer(text):
        end = _end_of(text, start, match) if match["closed"] else match.end()
        if end < len(text) and not _ends_here(text, start, match):
            continue
        spans.append((start, end))
        start = end
    if start < len(text):
        spans.append((start, len(text)))
    return spans


def split_sentences(text: str) -> list[str]:
    """The sentences of a text; joined they are the text."""
    return [text[start:end] for start, end in sentence_spans(text)]


def _end_of(text: str, start: int, match: re.Match[str]) -> int:
    """Where a sentence with closing marks ends: emphasis that begins right behind it belongs to the next one."""
    closed = match["closed"]
    if closed[-1] not in "*_~`":
        return match.end()
    marks = closed[len(closed.rstrip("*_~`")) :]
    if text.count(marks, start, match.start("closed")) % 2:
        return match.end()
    return match.end("closed") - len(marks)


def _ends_here(text: str, start: int, match: re.Match[str]) -> bool:
    closed, latin = match.group("closed", "latin")
    if latin is None:
        if closed and match.group()[-1:] != "\n" and _GOES_ON.match(text, match.end()):
            return False
        end = match.start() + 1
        return not (_OPENING.search(text, start, end) and _is_inside_brackets(text[start:end], closed))
    after = text[match.end() : match.end() + 2]
    before = text[start : match.start()]
    if match.group().startswith("..") and not after[:1].isupper():
        return False
    if _NUMBER_LABEL.search(before):
        return False
    if match.group()[0] == "." and _ABBREVIATION.search(before[-12:]):
        return bool(_ALWAYS.search(before)) and after[:1].isupper()
    return not after[:1].islower()


def _is_inside_brackets(before: str, closed: str) -> bool:
    """Whether a bracket is still open behind the mark. A bracket that is open for long was never closed."""
    for opening, closing in ("「」", "『』", "（）", "()"):
        if before.count(opening) > before.count(closing) + closed.count(closing):
            return len(before) - before.rfind(opening) < 200
    return False


def is_cut_off(text: str) -> bool:
    """Whether prose stops in the middle of a sentence: its last character, but for closing marks, ends none.

    Headings, list items and captions rarely end with a mark either; ask this of running text only.
    """
    stripped = text.rstrip()
    if stripped.endswith(("」", "』", "）", ")", "”", '"')) and len(stripped) > 1:
        return False
    bare = stripped.rstrip(_TRAILING)
    return bool(bare) and bare[-1] not in _COMPLETE and not bare.endswith("、、")
