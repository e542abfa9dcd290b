"""End markers: `---END---` and its like, on lines of their own and at the ends of lines.

A marker is taken out only where nothing says that the author put it there: not in code, a quotation or a list, not
where the text speaks of it, and in mid-document only where the text around it shows that a model stopped and began
again. Everything else is reported.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Literal

from editor_tui.messages import Message
from editor_tui.post.edits import Edit
from editor_tui.post.finding import Finding, Fix, Severity
from editor_tui.repair.inspection import Inspection
from editor_tui.repair.lines import removal
from editor_tui.repair.report import Span, mend, report
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
_INLINE = re.compile(r"(?P<mark>-{3,} ?(?:END|EOF) ?-{3,}|<\|(?:endoftext|im_end|eot_id)\|>)[ \t\u3000]*")
_WORDS = re.compile(r"(?<![A-Za-z])(?:END|EOF|EOT|EOS)(?![A-Za-z])|END ?OF|<\||[終完了]|おわり|以上|(?i:fin|the end)")
_SPOKEN_OF = re.compile(
    r"[「『“\"'`（(]\s*[-=<\[]{0,6}[|]?\s*(?:END|EOF)\s*[|]?[-=>\]]{0,6}\s*[」』”\"'`）)]"
    r"|(?:終了|エンド|終端|末尾|END|EOF)(?:の)?(?:マーカー|マーク|記号|文字列|トークン)"
    r"|(?i:\b(?:end|stop|eof)[- ](?:marker|token|of[- ]text (?:marker|token)|sequence|mark)s?\b)"
)  # fmt: skip
_ITEM = re.compile(r"\s*(?:[-*+]|\d{1,9}[.)])[ \t]")
_PROBE = 16

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
        if _is_quoted(inspection, start, end):
            continue
        line_start, line_end = _line(text, start)
        fix: Fix | None = None
        if spoken_of:
            pass
        elif not text[end:line_end].strip():
            kept = line_start + len(text[line_start:start].rstrip())
            fix = mend("safe", Edit(kept, line_end, "", "end-marker"))
        elif not text[line_start:start].strip():
            fix = mend("safe", Edit(start, match.end(), "", "end-marker"))
        yield report("end-marker", (start, end), _message(text[start:end], "certain" if fix else "spoken-of"), fix=fix)


def _is_beside_text(text: str, match: re.Match[str]) -> bool:
    start, end = _line(text, match.start())
    return bool((text[start : match.start()] + text[match.end() : end]).strip())


def find_marker_lines(inspection: Inspection) -> Iterator[Finding]:
    """Lines that are nothing but a marker."""
    text = inspection.text
    marks = [
        (span, word)
        for span in inspection.lines
        if span[1] - span[0] <= _LONGEST
        and _WORDS.search(text, *span)
        and (word := marker_word(text[slice(*span)]))
        and not _is_quoted(inspection, *span)
    ]
    if not marks:
        return
    case = _judge(inspection, [span for span, word in marks if word in _MACHINE_WORDS])
    for span, word in marks:
        line = text[slice(*span)].strip()
        mine = case if word in _MACHINE_WORDS and _MACHINE_DRESS.match(_narrow(line)) else "peoples"
        if mine == "peoples" and word not in _MACHINE_WORDS and not _is_last(inspection, span):
            continue
        fix = mend("safe", removal(text, *span, "end-marker")) if mine == "certain" else None
        severity: Severity = "warning" if mine == "certain" else "info"
        yield report("end-marker", span, _message(line, mine), severity=severity, fix=fix)


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


def _judge(inspection: Inspection, spans: list[Span]) -> _Case:
    """What the markers of a draft are, all together: a person who uses them uses them regularly."""
    if _is_spoken_of(inspection):
        return "spoken-of"
    inside = [span for span in spans if not _is_last(inspection, span)]
    if any(_is_announced(inspection, span) for span in spans):
        return "spoken-of"
    shown = sum(_shows_restart(inspection, span, spans) for span in inside)
    return "certain" if not inside or shown * 2 >= len(inside) else "in-mid-text"


def _shows_restart(inspection: Inspection, span: Span, marks: list[Span]) -> bool:
    """Whether the text stops in mid-sentence before a marker, or goes on after it with what stood there already."""
    text = inspection.text
    before, after = _neighbours(inspection, span, marks)
    if before and inspection.kind_at(before[0]) == "paragraph" and is_cut_off(text[slice(*before)]):
        return True
    if after is None:
        return True
    probe = text[slice(*after)].strip()[:_PROBE]
    return len(probe) >= 6 and text.find(probe, inspection.body, span[0]) != -1


def _neighbours(inspection: Inspection, span: Span, marks: list[Span]) -> tuple[Span | None, Span | None]:
    """The lines around a marker that say something and are no markers themselves."""
    telling = [
        line for line in inspection.lines if line not in marks and any(map(str.isalnum, inspection.text[slice(*line)]))
    ]
    before = [line for line in telling if line[1] <= span[0]]
    after = [line for line in telling if line[0] >= span[1]]
    return before[-1] if before else None, after[0] if after else None


def _is_announced(inspection: Inspection, span: Span) -> bool:
    """Whether the line before leads in to what follows, as in "ends with this line:"."""
    before, _ = _neighbours(inspection, span, [span])
    return before is not None and inspection.text[slice(*before)].rstrip().endswith((":", "："))


def _is_last(inspection: Inspection, span: Span) -> bool:
    """Whether nothing but markers and rules follows."""
    rest = inspection.text[span[1] :]
    return not any(any(map(str.isalnum, line)) and not marker_word(line) for line in rest.splitlines())


def _is_quoted(inspection: Inspection, start: int, end: int) -> bool:
    """Whether a marker stands in code, a quotation, a list, HTML, or between quotation marks."""
    if inspection.kind_at(start) not in ("paragraph", "heading") or inspection.is_in_code_span(start):
        return True
    if _ITEM.match(inspection.text, _line(inspection.text, start)[0]):
        return True
    return inspection.text[max(start - 1, 0) : start] in tuple("「『“\"'`（(") and start > 0


def _is_spoken_of(inspection: Inspection) -> bool:
    """Whether the draft says something about markers, or shows one in its code."""
    text = inspection.text
    if _SPOKEN_OF.search(text, inspection.body):
        return True
    return any(
        inspection.kind_at(match.start("mark")) in ("code", "quote", "list", "table")
        for match in _INLINE.finditer(text, inspection.body)
    )


def _line(text: str, offset: int) -> Span:
    start = max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1
    ends = [end for end in (text.find("\n", offset), text.find("\r", offset)) if end >= 0]
    return start, min(ends, default=len(text))


def _narrow(line: str) -> str:
    return unicodedata.normalize("NFKC", line.strip())


def _message(mark: str, case: _Case) -> Message:
    return Message.of(f"repair.end-marker-{case}", mark=mark)
