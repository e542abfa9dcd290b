"""Bold marks that CommonMark does not render: `**「…」**の`.

A closing mark behind punctuation needs white space or punctuation after it (CommonMark 0.31, 6.2: flanking). Japanese
has no spaces, so the marks stand in the text as they are. kramdown has no such rule: on a Jekyll site they render.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace

from editor_tui.messages import Message
from editor_tui.post.blocks import Block
from editor_tui.post.edits import Edit
from editor_tui.post.finding import Finding, Fix
from editor_tui.repair.inspection import Inspection
from editor_tui.repair.report import Span, mend, report

_LINE = re.compile(r"[^\r\n]+")
_MARKS = re.compile(r"\*\*(?!\*)(?<![*\\]\*\*)")
_CODE_SPAN = re.compile(r"(?<!`)(`+)(?!`).+?(?<!`)\1(?!`)")
_PAIRS = ("「」", "『』", "（）", "()", "【】", "“”", "〈〉", "《》", "［］")
# An item of a list, and a line of a quotation, may leave a pair open that the next one does not close.
_ITEM = re.compile(r"[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]|[ \t]*>")
_TAIL = "。、：:！!？?，."
_COMMONMARK = ("hugo", "zola", "astro", "zenn")
_KINDS = ("paragraph", "list", "quote", "heading")


def find_unrendered_emphasis(inspection: Inspection) -> Iterator[Finding]:
    """Pairs of `**` of which one cannot open or close.

    Mended by letting brackets or a last mark step outside the pair; safe where the settings name a generator that
    renders by CommonMark, because then nobody can have meant the stars.
    """
    if inspection.settings.site.kind == "jekyll":
        return
    for block in inspection.texts:
        if block.kind in _KINDS and inspection.text.find("**", block.start, block.end) != -1:
            yield from _in_block(inspection, block)


def _in_block(inspection: Inspection, block: Block) -> Iterator[Finding]:
    text = inspection.text
    is_open = False
    for start, end in _lines(text, block):
        line = text[start:end]
        if is_open and _ITEM.match(line):
            is_open = False
        if "**" not in line:
            continue
        code = [match.span() for match in _CODE_SPAN.finditer(line)] if "`" in line else []
        marks = [match.start() for match in _MARKS.finditer(line)]
        if code:
            marks = [mark for mark in marks if not any(first <= mark < last for first, last in code)]
        # Marks that do not pair up on their line are pairs across lines, or not emphasis; so are those in between.
        if len(marks) % 2 or is_open:
            is_open ^= bool(len(marks) % 2)
            continue
        for opening, closing in zip(marks[::2], marks[1::2], strict=True):
            if line[opening + 2 : closing].strip() == "" or (can_open(line, opening) and can_close(line, closing)):
                continue
            fix = _fix(line, opening, closing, start)
            if fix and inspection.settings.site.kind not in _COMMONMARK:
                fix = replace(fix, safety="unsafe")
            span = (start + opening, start + closing + 2)
            yield report(
                "unrendered-emphasis", span, Message.of("repair.unrendered-emphasis", text=text[slice(*span)]), fix=fix
            )


def can_open(line: str, mark: int) -> bool:
    """Whether `**` at an offset of a line can open strong emphasis: left-flanking (CommonMark 0.31, 6.2)."""
    before, after = line[mark - 1 : mark] if mark else "", line[mark + 2 : mark + 3]
    return not _is_space(after) and (not _is_punctuation(after) or _is_space(before) or _is_punctuation(before))


def can_close(line: str, mark: int) -> bool:
    """Whether `**` at an offset of a line can close strong emphasis: right-flanking."""
    before, after = line[mark - 1 : mark] if mark else "", line[mark + 2 : mark + 3]
    return not _is_space(before) and (not _is_punctuation(before) or _is_space(after) or _is_punctuation(after))


def _fix(line: str, opening: int, closing: int, start: int) -> Fix | None:
    """The brackets or the last mark put outside, where the marks then open and close for certain."""
    inner = line[opening + 2 : closing]
    if inner != inner.strip():
        return None
    for pair in _PAIRS:
        if inner[0] == pair[0] and inner[-1] == pair[1] and pair[0] not in inner[1:-1] and pair[1] not in inner[1:-1]:
            return _checked(line, (opening, closing), f"{inner[0]}**{inner[1:-1]}**{inner[-1]}", start)
    if inner[-1] in _TAIL and len(inner) > 1:
        return _checked(line, (opening, closing), f"**{inner[:-1]}**{inner[-1]}", start)
    return None


def _checked(line: str, pair: Span, replacement: str, start: int) -> Fix | None:
    opening, closing = pair
    mended = line[:opening] + replacement + line[closing + 2 :]
    first = mended.index("**", opening)
    last = mended.index("**", first + 2)
    if last == first + 2 or not (can_open(mended, first) and can_close(mended, last)):
        return None
    return mend("safe", Edit(start + opening, start + closing + 2, replacement, "unrendered-emphasis"))


def _lines(text: str, block: Block) -> Iterator[Span]:
    return (match.span() for match in _LINE.finditer(text, block.start, block.end))


def _is_space(character: str) -> bool:
    # The beginning and the end of a line count as white space.
    return not character or character.isspace()


def _is_punctuation(character: str) -> bool:
    """Unicode P or S, as CommonMark has it since 0.31."""
    return bool(character) and unicodedata.category(character)[0] in "PS"
