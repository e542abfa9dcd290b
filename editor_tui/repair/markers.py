"""End markers: `---END---` and its like, on lines of their own and at the ends of lines.

A marker is taken out only where nothing says that the author put it there: not in code, a quotation or a list, not
where the text speaks of it, and in mid-document only where the text around it shows that a model stopped and began
again. Everything else is reported.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Set
from typing import Literal

from editor_tui.messages import Message
from editor_tui.post.edits import Edit
from editor_tui.post.finding import Finding, Fix, Severity
from editor_tui.repair.inspection import Inspection
from editor_tui.repair.lines import line_start, removal
from editor_tui.repair.report import Span, mend, report
from editor_tui.text.script import weight
from editor_tui.text.sentences import is_cut_off

_LONGEST = 40
_MACHINE_WORDS = frozenset(
    {"END", "EOF", "EOT", "EOS", "ENDOFTEXT", "ENDOFFILE", "ENDOFARTICLE", "ENDOFDOCUMENT", "ENDOFPOST", "ENDOFCONTENT",
     "ENDARTICLE", "ENDOFOUTPUT", "IMEND", "EOTID"}
)  # fmt: skip
_PEOPLES_WORDS = frozenset({"終", "完", "了", "終わり", "おわり", "終了", "以上", "FIN", "THEEND"})
_OPENING, _CLOSING = "[(<【［（＜〔《「『", "])>】］）＞〕》」』"
# The dress of a machine: dashes, equals and number signs in threes, or brackets. Flourishes are a person's.
_MACHINE_DRESS = re.compile(
    r"(?:[-=#]{3,}\s*\w[\w ]*\w\s*[-=#]{3,}|[-=#]{3,}\w+|<\|\w+\|>|<{1,3}[\w ]+>{1,3}|[\[【［][\w ]+[\]】］])$"
)
# In bold: **---END---**.
_STRESSED = re.compile(r"^\*\*([^*]+)\*\*$")
# A word between rules: what a model sets below its text.
_RULED = re.compile(r"([-=*#])\1{2,} ?[^\W_][^\W_ ]*(?: [^\W_]+)* ?\1{3,}$")
# A line that begins with no letter and is short enough: what a marker line is, and few others are.
_DRESSED = re.compile(rf"\n(?:[^\w\r\n]|_)[^\r\n]{{0,{_LONGEST - 1}}}(?=[\r\n]|\Z)")
_INLINE = re.compile(r"(?P<mark>---+ ?(?:END|EOF) ?-{3,}|<\|(?:endoftext|im_end|eot_id)\|>)[ \t\u3000]*")
_WORDS = re.compile(r"(?<![A-Za-z])(?:END|EOF|EOT|EOS)(?![A-Za-z])|END ?OF|<\||[終完了]|おわり|以上|(?i:fin|the end)")
_MENTION = re.compile(r"END|EOF")
_QUOTED = re.compile(r"[「『“\"'`（(]\s{0,2}[-=<\[]{0,6}[|]?\s?(?:END|EOF)\s?[|]?[-=>\]]{0,6}\s{0,2}[」』”\"'`）)]")
_NAMES = ("マーカー", "マーク", "記号", "文字列", "トークン", "marker", "token", "sequence", "mark")
_NAMED = re.compile(
    r"(?:終了|エンド|終端|末尾|END|EOF)の?(?:マーカー|マーク|記号|文字列|トークン)"
    r"|\b(?:[Ee]nd|END|[Ss]top|EOF)[- ](?:of[- ]text )?(?:marker|token|sequence|mark)s?\b"
)
# What stands right before a mark that is spoken of: "and at the end".
_ENDING = re.compile(
    r"(?:終わり|終り|最後|末尾|おしまい)[にはをのへで、]*\s*$|\b(?:ends?|close[sd]?|line|with|by|say|write|type)[:,]?\s*$"
)
_REACH = 12
_ITEM = re.compile(r"\s*(?:[-*+]|\d{1,9}[.)])[ \t]")
_WORD = re.compile(r"[^\W_]")
_PROBE, _LEAST_PROBE = 16, 6
# CJK characters, and half of others: a line that says less has no sentence that could stop.
_SAYS_SOMETHING = 10.0

_Case = Literal["certain", "spoken-of", "in-mid-text", "peoples"]


def find_inline_markers(inspection: Inspection) -> Iterator[Finding]:
    """Markers at the beginning or end of a line of text. In mid-line they are reported only."""
    text = inspection.text
    if "END" not in text and "EOF" not in text and "<|" not in text:
        return
    matches = [match for match in _INLINE.finditer(text, inspection.body) if _is_beside_text(text, match)]
    spoken_of = bool(matches) and _is_spoken_of(inspection)
    for match in matches:
        start, end = match.span("mark")
        if _is_quoted(inspection, start):
            continue
        line_start, line_end = _line(text, start)
        fix: Fix | None = None
        if spoken_of or _ENDING.search(text[line_start:start]):
            pass
        elif not text[end:line_end].strip():
            kept = line_start + len(text[line_start:start].rstrip())
            fix = mend("safe", Edit(kept, line_end, "", "end-marker"))
        elif not text[line_start:start].strip():
            fix = mend("safe", Edit(start, match.end(), "", "end-marker"))
        yield report("end-marker", (start, end), _message(text[start:end], "certain" if fix else "spoken-of"), fix=fix)


def _is_beside_text(text: str, match: re.Match[str]) -> bool:
    start, end = _line(text, match.start())
    return bool((text[start : match.start()] + text[match.end() : end]).strip("* \t"))


def find_marker_lines(inspection: Inspection) -> Iterator[Finding]:
    """Lines that are nothing but a marker."""
    text = inspection.text
    marks = [
        (span, word)
        for span in _dressed_lines(inspection)
        if _WORDS.search(text, *span)
        and (word := marker_word(text[slice(*span)]))
        and not _is_quoted(inspection, span[0])
    ]
    if not marks:
        return
    telling = _telling_lines(inspection, {span for span, _ in marks})
    case = _judge(inspection, [span for span, word in marks if word in _MACHINE_WORDS], telling)
    for span, word in marks:
        line = text[slice(*span)].strip()
        bare = _STRESSED.sub(r"\1", _narrow(line))
        mine = case if word in _MACHINE_WORDS and _MACHINE_DRESS.match(bare) else "peoples"
        if mine == "peoples" and case != "spoken-of":
            is_models = _is_before_a_copy(inspection, span, telling) or _is_left_by_a_copy(inspection, span, telling)
            mine = "certain" if is_models else "peoples"
        if mine == "peoples" and word not in _MACHINE_WORDS and _neighbours(span, telling)[1]:
            continue
        fix = mend("safe", removal(text, *span, "end-marker")) if mine == "certain" else None
        severity: Severity = "warning" if mine == "certain" else "info"
        yield report("end-marker", span, _message(line, mine), severity=severity, fix=fix)


def find_left_markers(inspection: Inspection) -> Iterator[Finding]:
    """Marker lines of what was taken out because it stands above."""
    if inspection.cuts:
        yield from (one for one in find_marker_lines(inspection) if one.fix)


def _dressed_lines(inspection: Inspection) -> Iterable[Span]:
    """The short lines that begin with no letter or digit."""
    text, body = inspection.text, inspection.body
    if body and text[body - 1] == "\n" and "\r" not in text:
        return ((match.start() + 1, match.end()) for match in _DRESSED.finditer(text, body - 1))
    return (span for span in inspection.lines if span[1] - span[0] <= _LONGEST and not text[span[0]].isalnum())


def marker_word(line: str) -> str:
    """The word of a line that is nothing but a dressed marker word, in capitals; "" for any other line."""
    line = _narrow(line)
    letters = "".join(filter(str.isalnum, line)).upper()
    if letters not in _MACHINE_WORDS and letters not in _PEOPLES_WORDS:
        return ""
    dress = [character for character in line if not character.isalnum() and not character.isspace()]
    if not dress or line[0].isalnum():
        return ""
    bracketed = line[0] in _OPENING and line[-1] in _CLOSING
    return letters if len(dress) >= (2 if bracketed or letters in _PEOPLES_WORDS else 3) else ""


def _judge(inspection: Inspection, spans: list[Span], telling: list[Span]) -> _Case:
    """What the markers of a draft are, all together: a person who uses them uses them regularly."""
    if not spans:
        return "peoples"
    around = [_neighbours(span, telling) for span in spans]
    announced = sum(before is not None and _leads_in(inspection.text[slice(*before)]) for before, _ in around)
    if announced * 2 >= len(spans) or _is_spoken_of(inspection):
        return "spoken-of"
    inside = [(before, after) for before, after in around if after is not None]
    shown = sum(_shows_restart(inspection, before, after) for before, after in inside)
    return "certain" if shown * 2 >= len(inside) else "in-mid-text"


def _leads_in(line: str) -> bool:
    """Whether a line announces what follows, as in "ends with this line:"."""
    return line.rstrip().endswith((":", "："))


def _shows_restart(inspection: Inspection, before: Span | None, after: Span) -> bool:
    """Whether the text stops in mid-sentence before a marker, or goes on after it with what stood there already."""
    text = inspection.text
    if before and inspection.kind_at(before[0]) == "paragraph" and _is_broken_off(text[slice(*before)]):
        return True
    probe = text[slice(*after)].strip()[:_PROBE]
    return len(probe) >= _LEAST_PROBE and text.find(probe, inspection.body, before[1] if before else after[0]) != -1


def _is_broken_off(line: str) -> bool:
    """Whether a line stops in mid-sentence; a short one, "Ends" above the notes for editors, is whole as it is."""
    return is_cut_off(line) and weight(line) >= _SAYS_SOMETHING


def _is_before_a_copy(inspection: Inspection, span: Span, telling: list[Span]) -> bool:
    """Whether the next two lines that say something, one of them at some length, stand above word for word: a person
    who writes "the end" does not go on with what was said."""
    at = bisect_left(telling, span)
    lines = [inspection.text[slice(*line)].strip() for line in telling[at : at + 2]]
    above = {inspection.text[slice(*line)].strip() for line in telling[:at]}
    return len(lines) == 2 and max(map(len, lines)) >= 2 * _LONGEST and above.issuperset(lines)


def _is_left_by_a_copy(inspection: Inspection, span: Span, telling: list[Span]) -> bool:
    """Whether a machine's word, or a person's between dashes, is the last line, and what stood right above it was
    taken out because it stands above that."""
    before, after = _neighbours(span, telling)
    if after or not before or not _RULED.match(inspection.text[slice(*span)].strip()):
        return False
    return any(before[1] <= cut <= span[0] for cut in inspection.cuts)


def _telling_lines(inspection: Inspection, marks: Set[Span]) -> list[Span]:
    """The lines that say something and are no markers."""
    text = inspection.text
    return [line for line in inspection.lines if line not in marks and _WORD.search(text, *line)]


def _neighbours(span: Span, telling: list[Span]) -> tuple[Span | None, Span | None]:
    """The lines around a marker that say something."""
    at = bisect_left(telling, span)
    return telling[at - 1] if at else None, telling[at] if at < len(telling) else None


def _is_quoted(inspection: Inspection, start: int) -> bool:
    """Whether a marker stands in code, a quotation, a list, HTML, or between quotation marks."""
    if inspection.kind_at(start) not in ("paragraph", "heading") or inspection.is_in_code_span(start):
        return True
    if _ITEM.match(inspection.text, _line(inspection.text, start)[0]):
        return True
    return inspection.text[max(start - 1, 0) : start] in tuple("「『“\"'`（(") and start > 0


def _is_spoken_of(inspection: Inspection) -> bool:
    """Whether the draft says something about markers, or shows one in its code."""
    text = inspection.text
    if any(name in text for name in _NAMES) and _NAMED.search(text, inspection.body):
        return True
    return any(
        _QUOTED.search(text, max(match.start() - _REACH, inspection.body), match.end() + _REACH)
        or inspection.kind_at(match.start()) in ("code", "quote", "list", "table")
        for match in _MENTION.finditer(text, inspection.body)
    )


def _line(text: str, offset: int) -> Span:
    end = text.find("\n", offset)
    end = len(text) if end < 0 else end
    other = text.find("\r", offset, end)
    return line_start(text, offset), end if other < 0 else other


def _narrow(line: str) -> str:
    return unicodedata.normalize("NFKC", line.strip())


def _message(mark: str, case: _Case) -> Message:
    return Message.of(f"repair.end-marker-{case}", mark=mark)
