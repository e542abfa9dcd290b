"""What is wrong with a title."""

from __future__ import annotations

import re
from collections.abc import Iterator

from editor_tui.errors import EditRefusedError, FrontMatterError
from editor_tui.messages import Message
from editor_tui.post.finding import Finding
from editor_tui.post.front_matter import set_value
from editor_tui.repair.fields import field_span
from editor_tui.repair.inspection import Inspection
from editor_tui.repair.report import mend, report
from editor_tui.text.script import has_cjk

# Stars between letters or digits may be powers: 2**3**4.
_BOLD = re.compile(r"(?<![A-Za-z0-9*`])\*\*(?=[^\s*])([^*`]+)(?<=[^\s*])\*\*(?![A-Za-z0-9*`])")
_HEADING = re.compile(r"#{1,6}[ \t\u3000]+(?=\S)")
# What no finished Japanese title ends in. は, へ, に, を and とは do end headlines.
_CUT_JA = re.compile(
    r"(?:[一-龯々ァ-ヶーA-Za-z0-9」』）]の|[、，・「『（(【〈《：:]|(?<=[一-龯])が|という|における|による|ための|に関する|(?:について|として|に関して|に際して|に向けて)の)$"
)
# "Vitamin A" ends in no article.
_CUT_EN = re.compile(r"(?:\b(?:(?i:the|an|and|or|of the)|a)|[,(\[{&])$")
_BRACKETS = ("「」", "『』", "（）", "()", "【】", "“”")


def find_title_markup(inspection: Inspection) -> Iterator[Finding]:
    """Bold marks around words of a title, or a heading mark before it: templates show them as they are."""
    title = inspection.title
    key = inspection.settings.keys.title
    if "*" not in title and "#" not in title[:6]:
        return
    bare = _HEADING.sub("", _BOLD.sub(r"\1", title), count=1) if title else ""
    if bare == title or not bare.strip():
        return
    try:
        fix = mend("safe", *set_value(inspection.draft, key, bare, reason="title-markup"))
    except (FrontMatterError, EditRefusedError):
        fix = None
    yield report("title-markup", field_span(inspection, key), Message.of("repair.title-markup", title=bare), fix=fix)


def is_cut_off_title(title: str) -> bool:
    """Whether a title stops in the middle: headlines end in nouns and some particles, but not in these."""
    title = title.strip()
    if not title:
        return False
    # Not by the whole: "Copilotにおける" is a Japanese end of a title in Latin letters.
    ends = _CUT_JA.search(title) if has_cjk(title[-4:]) else _CUT_EN.search(title)
    is_open = any(title.count(pair[0]) > title.count(pair[1]) for pair in _BRACKETS)
    return ends is not None or title.endswith(("\ufffd", "…", "...")) or is_open


def find_cut_off_titles(inspection: Inspection) -> Iterator[Finding]:
    """A title that stops in the middle: behind a particle or a comma, or in an open bracket."""
    title = inspection.title.strip()
    if is_cut_off_title(title):
        span = field_span(inspection, inspection.settings.keys.title)
        yield report("title-cut-off", span, Message.of("repair.title-cut-off", tail=title[-12:]))
