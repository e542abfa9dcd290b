"""Text that stops in mid-sentence. A model's answer that ran out of room ends like this; nobody can guess the rest."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from editor_tui.messages import Message
from editor_tui.post.blocks import Block
from editor_tui.post.finding import Finding
from editor_tui.repair.inspection import Inspection
from editor_tui.repair.report import report
from editor_tui.text.script import is_mostly_cjk, weight
from editor_tui.text.sentences import is_cut_off

# Shorter lines are captions, signatures, links, lines of verse.
_LEAST_WEIGHT = 40
_FURNITURE = frozenset({"html", "template", "attribute", "rule", "definition", "container"})
# What ends in these is no sentence that was cut: an address, a link, an image, an anchor, code as an example.
_NO_SENTENCE = re.compile(
    r"(?:[：:]\s*`[^`]+`|https?://\S+|\]\([^)]*\)|\]\[[^\]]*\]|\{[^}]*\}|<[^>]+>|-->|[\U0001f000-\U0001ffff\u2600-\u27bf\ufe0f])\s*$"
)
_MIDDLE_EN = re.compile(
    r"(?:\b(?:the|an?|and|or|of|to|in|for|with|that|which|is|are|was|by|from|as|but|because|their|its)|,)$", re.I
)
_CAPTION = re.compile(r"(?:Listing|Figure|Fig\.|Table|Example|図|表|リスト|写真)\s*\d")
_COMMENT = "<!--"
_POLITE_END = re.compile(
    r"(?:です|ます|でした|ました|ません|でしょう|ください|ですね|ますね|ませんか|だ|である|た|よ|ね|な|わ|かも|けど|の)$"
)


def find_cut_off_endings(inspection: Inspection) -> Iterator[Finding]:
    """The last text of the draft, where it is prose that stops in mid-sentence."""
    telling = [block for block in inspection.texts if block.kind not in _FURNITURE]
    if telling and _stops(inspection, telling[-1]):
        yield _finding(inspection, telling[-1], "cut-off-ending")


def find_cut_off_blocks(inspection: Inspection) -> Iterator[Finding]:
    """A paragraph before the end that stops in mid-sentence."""
    telling = [block for block in inspection.texts if block.kind not in _FURNITURE]
    for block, following in pairwise(telling):
        if following.kind not in ("paragraph", "heading") or _goes_on(inspection, block, following):
            continue
        if _stops(inspection, block):
            yield _finding(inspection, block, "cut-off-block")


def _goes_on(inspection: Inspection, block: Block, following: Block) -> bool:
    """Whether only a comment stands between a paragraph and one that begins in the middle of a sentence."""
    if not inspection.text[following.start : following.start + 1].islower():
        return False
    return inspection.text[block.end : following.start].lstrip().startswith(_COMMENT)


def _stops(inspection: Inspection, block: Block) -> bool:
    if block.kind != "paragraph":
        return False
    tail = inspection.text[max(block.start, block.end - 60) : block.end].rstrip()
    # How most paragraphs end.
    if tail.endswith("。"):
        return False
    if not is_cut_off(tail) or _NO_SENTENCE.search(tail) or "|" in tail:
        return False
    content = inspection.content(block)
    if weight("".join(content.split())) < _LEAST_WEIGHT or _CAPTION.match(content):
        return False
    if not is_mostly_cjk(content):
        return bool(_MIDDLE_EN.search(tail))
    # Verse, addresses and lists by hand have lines without full stops; prose has them within.
    return "。" in content and not _POLITE_END.search(tail)


def _finding(inspection: Inspection, block: Block, rule: str) -> Finding:
    end = block.start + len(inspection.text[block.start : block.end].rstrip())
    tail = inspection.text[max(block.start, end - 20) : end].replace("\n", " ")
    return report(rule, (max(block.start, end - 20), end), Message.of(f"repair.{rule}", tail=tail))
