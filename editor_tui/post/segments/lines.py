"""Where the prose of a block stands: runs of lines that are read as one, without the marks of lists and quotes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, Literal

from editor_tui.post.blocks import Block
from editor_tui.text.width import text_width

RunKind = Literal["paragraph", "heading", "item", "cell", "html", "field", "attribute"]


@dataclass(frozen=True, slots=True)
class Run:
    """Prose in `text[start:end]`; `words` is that without line ends and without what stands before each line."""

    kind: RunKind
    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class ProseLine:
    """Prose on one line, from `start`; `opens` where it does not go on with what stands before it."""

    kind: RunKind
    start: int
    text: str
    opens: bool


LINE: Final = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_ITEM: Final = r"(?:[-*+]|\d{1,9}[.)])[ \t]+"
_PEEL: Final = re.compile(rf"[ \t]*(?:>[ \t]?|{_ITEM}(?:\[[ xX]\][ \t]+)?|\[\^[^\]\s]+\]:[ \t]*|:[ \t]+)*[ \t]*")
_SHORTCODE_END: Final = re.compile(r"[ \t]*/?[>%]\}\}")
# An item that is indented too far to be one, and an abbreviation: their marks are no words all the same.
_MARKED: Final = re.compile(rf"[ \t]+{_ITEM}|\*\[[^\]]+\]:[ \t]*")
_OPENS: Final = re.compile(rf"{_ITEM}|\[\^[^\]\s]+\]:|:[ \t]|\*\[")
_HEADING: Final = re.compile(r"#{1,6}(?:[ \t]+|$)")
_HEADING_END: Final = re.compile(r"[ \t]+#+[ \t]*$|[ \t]+$")
_NOTHING: Final = re.compile(
    r"[=-]+[ \t]*$|\[(?!\^)[^\]]+\]:[ \t]*\S+|\[![A-Za-z][^\[\]]*\][-+]?(?=[ \t]|$)|:{3,}|!!!|\?\?\?|===[!+]?[ \t]+\""
)
# The title of `:::details Title`, `:::tip[Title]` and `> [!note]- Title`.
_TITLED: Final = re.compile(
    r":{3,}[ \t]*[\w-]+(?:[ \t]+(?:info|warn|alert)\b)?(?:\[(?P<inside>[^\[\]]+)\]|[ \t]*(?P<title>[^\s{\[].*))"
    r"|\[![A-Za-z][^\[\]]*\][-+]?[ \t]+(?P<callout>\S.*)"
)
_PROGRAM: Final = re.compile(r"[ \t]*(?:(?:import|export)\b|\{(?:/\*|[ \t]*$))", re.MULTILINE)
_ROW: Final = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_VERBATIM: Final = (
    (re.compile(r"(`{3,})[^`]*$|(~{3,})"), ""),
    (re.compile(r"\{%-?\s*(highlight|raw|comment|capture)\b"), r"\{%-?\s*end@\b"),
    (re.compile(r"\$\$(?!.*\$\$)"), r"\$\$"),
    (re.compile(r"<!--(?!.*-->)"), r"-->"),
    (re.compile(r"<(script|style|pre|svg)\b(?!.*</\1)", re.IGNORECASE), r"</@"),
)
_ENDS: Final = re.compile(
    r"[。．！？!?：:」』）】)…\.]['\"*_~」』）)]*[ \t\u3000]*$|(?: {2,}|\\|<br ?/?>)$|(?:[>}]|%%)[ \t]*$"
)
_BEGINS: Final = re.compile(r"[<{・●○■□◆◇▼▲▶►★☆※→⇒✓✔①-⑳【■|]|!\[|:::|\d+[.)．、]|%%|\w[\w -]{0,30}::[ \t]")
_CJK: Final = r"[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]"
_CJK_END: Final = re.compile(_CJK + r"$")
_CJK_START: Final = re.compile(_CJK)
# A line that was broken at the edge of an editor's window is at least so long, in columns.
_BROKEN_JAPANESE = 40


def find_runs(text: str, block: Block) -> Iterator[Run]:
    """The runs of one block in order. Code, math, rules and link definitions have none; HTML is for `segments.html`."""
    is_program = block.kind == "template" and _PROGRAM.match(text, block.start)
    if block.kind not in ("code", "rule", "math", "attribute", "blank", "html") and not is_program:
        yield from join_lines(_prose_lines(text, block))


def join_lines(lines: Iterable[ProseLine]) -> Iterator[Run]:
    """Lines as runs: a line that was only broken for its length goes on, any other stands alone.

    A hard break, the end of a sentence and a bullet end a run, so that line breaks that mean something stay.
    """
    waiting: list[ProseLine] = []
    for line in lines:
        if waiting and not _continues(waiting[-1], line):
            yield _run(waiting)
            waiting = []
        waiting.append(line)
    if waiting:
        yield _run(waiting)


def _run(lines: list[ProseLine]) -> Run:
    words = lines[0].text
    for line in lines[1:]:
        glue = "" if _CJK_END.search(words.rstrip(" \t")) and _CJK_START.match(line.text) else " "
        words = words.rstrip(" \t") + glue + line.text
    return Run(lines[0].kind, lines[0].start, lines[-1].start + len(lines[-1].text), words)


def _continues(before: ProseLine, line: ProseLine) -> bool:
    if line.opens or before.kind in ("cell", "heading") or _ENDS.search(before.text) or _BEGINS.match(line.text):
        return False
    return not _CJK_END.search(before.text.rstrip()) or text_width(before.text) >= _BROKEN_JAPANESE


def _prose_lines(text: str, block: Block) -> Iterator[ProseLine]:
    """The lines that hold prose, without their marks and without the code between them."""
    closing: re.Pattern[str] | None = None
    opens = True
    quotes = 0
    rows = list(_rows(text, block))
    table = _table_rows([rest for _, _, rest in rows]) if block.kind in ("table", "quote", "list") else frozenset()
    for index, (start, marks, rest) in enumerate(rows):
        if closing is not None:
            closing = None if closing.search(rest) else closing
            opens = True
        elif (closing := _verbatim(rest)) is not None or not rest.strip() or _NOTHING.match(rest):
            yield from _container_title(rest, start)
            opens = True
        elif index in table:
            yield from _cells(rest, start)
            opens = True
        else:
            yield _line(rest, start, block, opens or bool(_OPENS.search(marks)) or marks.count(">") != quotes)
            opens, quotes = False, marks.count(">")


def _rows(text: str, block: Block) -> Iterator[tuple[int, str, str]]:
    """(where the words start, the marks before them, the words) of each line."""
    for match in LINE.finditer(text, block.start, block.end):
        line = match.group().rstrip("\r\n")
        if block.kind in ("paragraph", "heading", "table"):
            marked = _MARKED.match(line) if block.kind == "paragraph" else None
            start = marked.end() if marked else len(line) - len(line.lstrip(" \t"))
        else:
            # The end of a shortcode over several lines looks like the mark of a quotation.
            peeled = None if _SHORTCODE_END.match(line) else _PEEL.match(line)
            start = peeled.end() if peeled else 0
        yield match.start() + start, line[:start], line[start:]


def _table_rows(lines: list[str]) -> frozenset[int]:
    """Which lines are rows of a table: from the line above a delimiter row as far as there are pipes."""
    found: set[int] = set()
    for index, line in enumerate(lines):
        delimiter = lines[index + 1] if index + 1 < len(lines) else ""
        if "|" in line and ((index - 1 in found) or ("|" in delimiter and _ROW.match(delimiter))):
            found.add(index)
    return frozenset(found)


def _line(rest: str, start: int, block: Block, opens: bool) -> ProseLine:
    heading = _HEADING.match(rest) if block.kind != "paragraph" else None
    if heading is None:
        kind: RunKind = "heading" if block.kind == "heading" else "item" if block.kind == "list" else "paragraph"
        return ProseLine(kind, start, rest, opens)
    closing = _HEADING_END.search(rest, heading.end())
    return ProseLine(
        "heading", start + heading.end(), rest[heading.end() : closing.start() if closing else len(rest)], True
    )


def _container_title(rest: str, start: int) -> Iterator[ProseLine]:
    if (match := _TITLED.match(rest)) and match.lastgroup:
        yield ProseLine("heading", start + match.start(match.lastgroup), match[match.lastgroup], True)


def _verbatim(rest: str) -> re.Pattern[str] | None:
    """What ends the code or comment that begins on this line, or None."""
    for opening, closing in _VERBATIM:
        if match := opening.match(rest):
            if not closing:
                fence = match.group(1) or match.group(2)
                return re.compile(rf"^[ \t>]*{re.escape(fence[0])}{{{len(fence)},}}[ \t]*$")
            return re.compile(closing.replace("@", match.group(1) if match.groups() else ""), re.IGNORECASE)
    return None


def _cells(row: str, start: int) -> Iterator[ProseLine]:
    if not _ROW.match(row):
        for cell in re.finditer(r"(?:[^|\\]|\\.)+", row):
            if words := cell.group().strip(" \t"):
                yield ProseLine("cell", start + cell.start() + cell.group().index(words), words, True)
