"""The title again as the first line of the body, or later in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from editor_tui.messages import Message
from editor_tui.post.blocks import Block
from editor_tui.post.finding import Finding, Safety
from editor_tui.repair.inspection import Inspection
from editor_tui.repair.lines import is_blank_after, removal
from editor_tui.repair.report import mend, report
from editor_tui.text.normal import normal_form
from editor_tui.text.script import weight
from editor_tui.text.sentences import split_sentences

_LONGEST = 110
# A shorter title may well be the first words of the text, or the name of what the text is about.
_LEAST_WEIGHT = 8
# How much of the title a line must be, where the title was changed after the line was written.
_LEAST_SHARE, _LEAST_PART = 0.5, 12
_NEAR = 90
_DRESS = 16
_PROSE_WEIGHT = 40
# A poem in prose has not many more paragraphs than this; articles in which the title stands twice have dozens.
_VERSE_PARAGRAPHS = 12
_SENTENCE_MARKS = ("。", ".", "？", "?", "！", "!", ":", "：")
_SENTENCE_END = ("。", ".", "．", "」", "、")
_ENDS = "。.！!？?"
_PROBE = 6
# A line that ends so goes on in the next one; こと, ひと, あと, もと, もの and すべて are nouns.
_JOINS = re.compile(
    r"(?:[はがをにでもへ、,]|(?<![こひあも])と|(?<!も)の|(?<!べ)て|[えけげせてねべめれ]ば|から|まで|より|けれど)$"
)
_LOWER = re.compile(r"[a-z][a-z'’]*(?![A-Za-z])")

# There the first heading is the title of the page, and the field only what the browser's tab shows.
_SHOWN_BY_HEADINGS = frozenset({"docusaurus", "vitepress", "mkdocs", "obsidian"})

_Likeness = Literal["same", "part", "near"]


def find_title_echoes(inspection: Inspection) -> Iterator[Finding]:
    """The first text of the body where it is the title, and later lines that are exactly the title."""
    title = normal_form(inspection.title)
    if not title:
        return
    texts = [block for block in inspection.texts if block.kind not in ("attribute", "template", "html", "container")]
    for index, block in enumerate(texts):
        if block.kind not in ("paragraph", "heading") or block.end - block.start > 2 * _LONGEST:
            continue
        # Later lines count only where they are the title, give or take marks and white space.
        if index and abs(block.end - block.start - len(inspection.title)) > _DRESS:
            continue
        content = inspection.content(block)
        if len(content) > _LONGEST or "\n" in content or "\r" in content:
            continue
        bare = content.strip("#").strip() if block.kind == "heading" else content
        likeness = _likeness(normal_form(bare), title, first=index == 0)
        if likeness is None:
            continue
        if block.kind == "heading":
            yield from _heading(inspection, block, likeness, first=index == 0)
        elif is_blank_after(inspection.text, block.end - 1 if inspection.text[block.end - 1] in "\r\n" else block.end):
            yield _line(inspection, block, likeness, first=index == 0)


def _likeness(line: str, title: str, *, first: bool) -> _Likeness | None:
    if line == title:
        return "same"
    if not first or min(len(line), len(title)) < _LEAST_PART or line.endswith(_SENTENCE_END):
        return None
    short, long = sorted((line, title), key=len)
    if short in long and len(short) >= _LEAST_SHARE * len(long):
        return "part"
    from rapidfuzz import fuzz

    return "near" if fuzz.ratio(line, title) >= _NEAR else None


def _heading(inspection: Inspection, block: Block, likeness: _Likeness, *, first: bool) -> Iterator[Finding]:
    """A heading that repeats the title is a fault only on a site that does not do that everywhere."""
    echoes = inspection.facts.heading_echoes_are
    if not first or echoes == "habit" or likeness != "same" or inspection.settings.site.kind in _SHOWN_BY_HEADINGS:
        return
    safety: Safety = "safe" if echoes == "fault" else "unsafe"
    fix = mend(safety, removal(inspection.text, block.start, block.end, "title-echo"))
    message = Message.of("repair.title-echo-heading")
    yield report("title-echo", _span(inspection, block), message, fix=fix, severity="info")


def _line(inspection: Inspection, block: Block, likeness: _Likeness, *, first: bool) -> Finding:
    form = normal_form(inspection.content(block))
    title = normal_form(inspection.title)
    certain = first and weight(form) >= _LEAST_WEIGHT and inspection.facts.line_echoes_are == "fault"
    certain = certain and not _may_be_verse(inspection, block, form)
    certain = certain and (likeness == "same" or (likeness == "part" and _is_earlier_title(inspection, form, title)))
    fix = mend("safe" if certain else "unsafe", removal(inspection.text, block.start, block.end, "title-echo"))
    message = Message.of("repair.title-echo" if first else "repair.title-echo-later")
    return report("title-echo", _span(inspection, block), message, fix=fix, severity="warning" if first else "info")


def _may_be_verse(inspection: Inspection, block: Block, form: str) -> bool:
    """Whether the text says the line again, or what follows has no sentences or goes on with it: songs, tales and
    statements begin with the words of their title."""
    if inspection.borders:
        return False
    others = [other for other in inspection.texts if other.kind == "paragraph" and other.start > block.start]
    if not others:
        return False
    following = inspection.content(others[0])
    if not any(mark in following for mark in _SENTENCE_MARKS):
        return True
    is_long = len(others) > _VERSE_PARAGRAPHS and weight(normal_form(following)) >= _PROSE_WEIGHT
    if inspection.facts.has_many_line_echoes and is_long:
        return False
    if _JOINS.search(inspection.content(block)) or _LOWER.match(following):
        return True
    return any(_says(inspection.content(other), form) for other in others)


def _says(words: str, form: str) -> bool:
    """Whether a sentence of a paragraph is the line: a refrain, or the statement that a text is there to make."""
    line = _bare(form)
    if line[:_PROBE] not in normal_form(words).casefold():
        return False
    return any(_bare(normal_form(sentence)) == line for sentence in split_sentences(words))


def _bare(form: str) -> str:
    return form.rstrip(_ENDS).casefold()


def _is_earlier_title(inspection: Inspection, line: str, title: str) -> bool:
    """Whether a line is the title before words were put around it.

    On a site of which nothing is known, words behind it only, or the title with more behind it.
    """
    if weight(line) < 2 * _LEAST_WEIGHT:
        return False
    return inspection.facts.has_many_line_echoes or title.startswith(line) or line.startswith(title)


def _span(inspection: Inspection, block: Block) -> tuple[int, int]:
    return block.start, block.start + len(inspection.text[block.start : block.end].rstrip())
