"""Headings that nobody meant, lines that are meant as headings, and levels that are left out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from editor_tui.messages import Message
from editor_tui.post.blocks import Block
from editor_tui.post.edits import Edit
from editor_tui.post.finding import Finding
from editor_tui.repair.inspection import Inspection
from editor_tui.repair.lines import before_line_end, line_break
from editor_tui.repair.report import mend, report
from editor_tui.text.normal import normal_form
from editor_tui.text.script import weight
from editor_tui.text.sentences import is_cut_off

_RULE = re.compile(r" {0,3}(-{3,})[ \t]*$")
# Nobody underlines a text of this weight: a heading is shorter (paragraphs of posts weigh 60 to 300).
_HEADING_WEIGHT = 60
_BOLD_LINE = re.compile(r"\*\*(?P<words>[^*\n]+)\*\*[ \t]*[：:]?$")
_LONGEST_BOLD = 80
# A bold line that stands so often is a label of a form.
_FORM = 3


def find_accidental_headings(inspection: Inspection) -> Iterator[Finding]:
    """`---` right under a paragraph: meant as a rule, shown as a heading of level 2."""
    text = inspection.text
    ends = line_break(text)
    for block, following in pairwise(inspection.blocks):
        if block.kind == "paragraph" and following.kind == "rule":
            rule = following.start
        elif block.kind == "heading" and block.level == 2 and text[block.start] != "#":
            rule = before_line_end(text, block.end)
            rule = max(text.rfind("\n", 0, rule), text.rfind("\r", 0, rule)) + 1
        else:
            continue
        line = text[rule : before_line_end(text, following.end if following.start == rule else block.end)]
        if not (mark := _RULE.match(line)):
            continue
        words = text[block.start : rule].rstrip()
        if not _is_running_text(words, mark.group(1)):
            continue
        yield report(
            "accidental-heading",
            (rule, rule + len(line.rstrip())),
            Message.of("repair.accidental-heading"),
            fix=mend("safe", Edit(rule, rule, ends, "accidental-heading")),
        )


def _is_running_text(words: str, mark: str) -> bool:
    """Whether what stands over a rule is a paragraph, not a heading: long, and a whole sentence."""
    last = words.splitlines()[-1]
    if len(mark) > 3 or is_cut_off(last) or last.endswith(("?", "？", ":", "：")):
        return False
    return weight("".join(words.split())) >= _HEADING_WEIGHT or last.endswith("。")


def find_bold_headings(inspection: Inspection) -> Iterator[Finding]:
    """A paragraph that is one bold line: a heading in all but name. What level it should have, a person decides."""
    level = 1
    title = normal_form(inspection.title)
    labels = _labels(inspection)
    for block, following in pairwise((*inspection.texts, None)):
        assert block is not None
        if block.kind == "heading":
            level = block.level
        if block.kind != "paragraph" or following is None or following.kind in ("heading", "rule"):
            continue
        first = inspection.text[block.start]
        if first != "*" and not first.isspace():
            continue
        content = inspection.content(block)
        match = _BOLD_LINE.match(content)
        if match is None or normal_form(match["words"]) == title:
            continue
        if "](" in content or _is_label(content, following) or normal_form(content) in labels:
            continue
        if len(match["words"]) > _LONGEST_BOLD or match["words"].endswith(("。", ".", "！", "!")):
            continue
        words = "#" * min(level + 1, 6) + " " + match["words"].strip()
        edit = Edit(block.start, block.start + len(content), words, "bold-heading")
        yield report(
            "bold-heading",
            (block.start, block.start + len(content)),
            Message.of("repair.bold-heading"),
            severity="info",
            fix=mend("unsafe", edit),
        )


def _is_label(line: str, following: Block) -> bool:
    """Whether a bold line names what stands right below it: a file with its code, a list behind a colon."""
    return following.kind == "code" or (
        following.kind in ("list", "table") and line.rstrip("* \t").endswith((":", "："))
    )


def _labels(inspection: Inspection) -> frozenset[str]:
    """The bold lines that come back: those of a form."""
    lines = (
        inspection.content(block)
        for block in inspection.texts
        if block.kind == "paragraph" and inspection.text.startswith("**", block.start)
    )
    counts = Counter(normal_form(line) for line in lines if len(line) <= _LONGEST_BOLD and _BOLD_LINE.match(line))
    return frozenset(line for line, count in counts.items() if count >= _FORM)


def find_skipped_levels(inspection: Inspection) -> Iterator[Finding]:
    """A heading two levels or more below the one before it; a step that a draft always takes so, once."""
    headings = [block for block in inspection.blocks if block.kind == "heading"]
    levels = {heading.level for heading in headings}
    steps: set[tuple[int, int]] = set()
    for before, heading in pairwise(headings):
        step = before.level, heading.level
        if heading.level > before.level + 1 and (step not in steps or not levels.isdisjoint(range(*step)[1:])):
            steps.add(step)
            content = inspection.content(heading)
            yield report(
                "skipped-heading-level",
                (heading.start, heading.start + len(content)),
                Message.of("repair.skipped-heading-level", before=before.level, level=heading.level),
                severity="info",
            )
