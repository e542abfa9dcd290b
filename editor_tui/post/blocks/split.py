"""Cuts a body into blocks. It keeps every line as it is, and says nothing of what a block means."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import accumulate

from editor_tui.post.blocks import lines as mark
from editor_tui.post.blocks.block import Block, Kind, make_block
from editor_tui.post.blocks.dialects import comment_lines, expression_lines, is_admonition
from editor_tui.post.blocks.paragraphs import paragraph_pieces
from editor_tui.post.draft import Draft

# A piece of the body: kind, how many lines, heading level.
_Piece = tuple[Kind, int, int]


def split_blocks(draft: Draft) -> tuple[Block, ...]:
    """The blocks of a draft's body, in order; together they are the body, nothing lost and nothing twice.

    Raises FrontMatterError where the front matter is never closed.
    """
    return draft.blocks


def split_text(text: str, start: int = 0) -> tuple[Block, ...]:
    """The blocks of `text[start:]`, with offsets of `text` in code points."""
    rows = mark.split_lines(text[start:] if start else text)
    borders = list(accumulate(map(len, rows), initial=start))
    blocks = []
    line = 0
    for kind, count, level in _Splitter(rows).pieces():
        blocks.append(make_block((kind, borders[line], borders[line + count], level)))
        line += count
    return tuple(blocks)


def _is_marker(bare: str) -> bool:
    return ("END" in bare or "EOF" in bare) and mark.MARKER.match(bare) is not None


def is_plain(row: str) -> bool:
    """Whether a line is text for certain, if it stands alone: most lines are, and need no second look."""
    first = row[0]
    if "|" in row or not (first.isalnum() or first in "「『（【“" or (row.startswith("**") and row[2:3].isalnum())):
        return False
    return not (mark.ITEM.match(row) if first.isdigit() else first in "ie" and mark.MODULE.match(row))


class _Splitter:
    """One pass over the lines. `inside` is the column at which the content of the open list item begins, or 0."""

    def __init__(self, rows: list[str]) -> None:
        self.rows = rows
        self.inside = 0
        self.inside_kind: Kind = "list"
        self.in_conflict = False

    def pieces(self) -> Iterator[_Piece]:
        rows, count = self.rows, len(self.rows)
        at = 0
        while at < count:
            first = at
            if rows[at].isspace():
                while at < count and rows[at].isspace():
                    at += 1
                yield "blank", at - first, 0
            elif is_plain(rows[at]) and (at + 1 == count or rows[at + 1].isspace()):
                self.inside = 0
                at += 1
                yield "paragraph", 1, 0
            else:
                for piece in self._next(at):
                    yield piece
                    at += piece[1]

    def _next(self, at: int) -> list[_Piece]:
        """The block, or the blocks of one group of text lines, that begin at a line that is not blank."""
        row = self.rows[at]
        bare = row.strip()
        indent = mark.indent_of(row)
        if self.inside and indent < min(self.inside, 4) and not mark.ITEM.match(row):
            # Less than the innermost item asks for: what an outer item holds, or the end of the list.
            self.inside = indent if indent > 1 else 0
        if indent >= self.inside + 4 and bare[0] not in "`~" and not mark.ITEM.match(row):
            return [("code", self._indented(at, self.inside + 4), 0)]
        recognise = _BY_FIRST.get(bare[0])
        piece = recognise(self, at) if recognise else None
        if piece is None and bare[0].isdigit():
            piece = self._item(at)
        if piece is None and "|" in row and self._begins_table(at):
            piece = ("table", self._table(at), 0)
        if piece is None and bare[0] in "ie" and mark.MODULE.match(row):
            piece = ("template", self._until_blank(at), 0)
        if piece is not None:
            return [piece]
        if self.inside:
            return [(self.inside_kind, self._text(at), 0)]
        return self._paragraph(at)

    # Spans of lines

    def _while(self, at: int, goes_on: Callable[[str], bool]) -> int:
        end = at + 1
        while end < len(self.rows) and goes_on(self.rows[end]):
            end += 1
        return end - at

    def _until_blank(self, at: int) -> int:
        return self._while(at, lambda line: bool(line.strip()))

    def _until(self, at: int, ends: Callable[[str], bool]) -> int | None:
        """How many lines up to and with the first that ends the block; None where there is none."""
        for end in range(at, len(self.rows)):
            if ends(self.rows[end]):
                return end - at + 1
        return None

    def _indented(self, at: int, least: int) -> int:
        """Indented code: blank lines belong to it only between its lines."""
        count = 1
        for end in range(at + 1, len(self.rows)):
            row = self.rows[end]
            if not row.strip():
                continue
            if mark.indent_of(row) < least:
                break
            count = end - at + 1
        return count

    def _text(self, at: int) -> int:
        """How many lines of running text: up to a blank line or one that begins another block."""
        end = at + 1
        while end < len(self.rows) and not self._interrupts(end):
            end += 1
        return end - at

    def _interrupts(self, at: int) -> bool:
        row = self.rows[at]
        bare = row.strip()
        if not bare:
            return True
        first = bare[0]
        if first in mark.INTERRUPTING:
            line = row.rstrip("\r\n")
            if any(pattern.match(line) for pattern in mark.INTERRUPTING[first]):
                return True
            if first in "-*+" and (item := mark.ITEM.match(line)) and item.group(3).strip("\r\n"):
                return True
        if first.isdigit() and (item := mark.ITEM.match(row)):
            return bool(self.inside) or item.group(2)[:-1] == "1"
        if self.in_conflict and mark.CONFLICT.match(bare):
            return True
        return ("|" in row and self._begins_table(at)) or _is_marker(bare)

    # Kinds of blocks; each gives None where the line is something else

    def _heading(self, at: int) -> _Piece | None:
        match = mark.HEADING.match(self.rows[at])
        return ("heading", 1, len(match.group(1))) if match else None

    def _fence(self, at: int) -> _Piece | None:
        match = mark.FENCE.match(self.rows[at].rstrip("\r\n"))
        if match is None:
            return None
        closing = re.compile(rf"\s*{re.escape(match.group(1)[0])}{{{len(match.group(1))},}}\s*$")
        # A fence that is never closed runs to the end, as in every renderer.
        length = self._until(at + 1, lambda line: bool(closing.match(line))) if at + 1 < len(self.rows) else None
        return ("code", len(self.rows) - at if length is None else length + 1, 0)

    def _quote(self, at: int) -> _Piece | None:
        if self.in_conflict and mark.CONFLICT.match(self.rows[at].strip()):
            self.in_conflict = False
            return ("paragraph", 1, 0)
        if not mark.QUOTE.match(self.rows[at]):
            return None
        end = at + self._while(at, lambda line: bool(mark.QUOTE.match(line)))
        while end < len(self.rows) and not self._interrupts(end):
            end += 1
        return ("quote", end - at, 0)

    def _dash(self, at: int) -> _Piece | None:
        line = self.rows[at].rstrip("\r\n")
        if mark.RULE.match(line):
            return ("rule", 1, 0)
        if mark.MARKER.match(line.strip()):
            return ("paragraph", 1, 0)
        return self._item(at)

    def _item(self, at: int) -> _Piece | None:
        match = mark.ITEM.match(self.rows[at].rstrip("\r\n"))
        if match is None:
            return None
        before = mark.indent_of(match.group(1))
        if before >= self.inside + 4 and not self.inside:
            return None
        self.inside = before + len(match.group(2)) + min(max(len(match.group(3)), 1), 4)
        self.inside_kind = "list"
        return ("list", self._text(at), 0)

    def _begins_table(self, at: int) -> bool:
        if at + 1 >= len(self.rows):
            return False
        delimiter = self.rows[at + 1].rstrip("\r\n")
        return "|" in delimiter and "-" in delimiter and bool(mark.TABLE_DELIMITER.match(delimiter))

    def _table(self, at: int) -> int:
        return self._while(at, lambda line: "|" in line)

    def _pipe(self, at: int) -> _Piece | None:
        return ("table", self._table(at), 0) if self._begins_table(at) else None

    def _angle(self, at: int) -> _Piece | None:
        row = self.rows[at]
        if mark.CONFLICT_START.match(row.strip()):
            self.in_conflict = True
            return ("paragraph", 1, 0)
        if verbatim := mark.HTML_VERBATIM.match(row):
            closing = f"</{verbatim.group(1).lower()}>"
            return ("html", self._until(at, lambda line: closing in line.lower()) or len(self.rows) - at, 0)
        if comment := mark.HTML_COMMENT.match(row):
            end = mark.COMMENT_ENDS[next(n for n, group in enumerate(comment.groups()) if group)]
            return ("html", self._until(at, lambda line: end in line) or len(self.rows) - at, 0)
        if mark.HTML_BLOCK.match(row) or mark.HTML_COMPONENT.match(row):
            return ("html", self._until_blank(at), 0)
        return ("html", self._until_blank(at), 0) if mark.HTML_TAG.match(row) else None

    def _brace(self, at: int) -> _Piece | None:
        row = self.rows[at].rstrip("\r\n")
        if mark.ATTRIBUTE.match(row):
            return ("attribute", 1, 0)
        if code := mark.TEMPLATE_CODE.match(row):
            closing = re.compile(rf"\{{(?:%-?|\{{[<%])\s*/?\s*(?:end)?{code.group(1)}\b")
            if at + 1 < len(self.rows) and (length := self._until(at + 1, lambda line: bool(closing.search(line)))):
                return ("code", length + 1, 0)
        if mark.TEMPLATE.match(row):
            return ("template", 1, 0)
        if mark.TEMPLATE_OPEN.match(row) and (length := self._until(at, lambda line: "%}" in line or "}}" in line)):
            return ("template", length, 0)
        length = expression_lines(self.rows, at)
        return ("template", length, 0) if length else None

    def _percent(self, at: int) -> _Piece | None:
        length = comment_lines(self.rows, at)
        return ("html", length, 0) if length else None

    def _admonition(self, at: int) -> _Piece | None:
        if not is_admonition(self.rows, at):
            return None
        self.inside, self.inside_kind = mark.indent_of(self.rows[at]) + 4, "list"
        return ("container", 1, 0)

    def _colon(self, at: int) -> _Piece | None:
        if mark.CONTAINER.match(self.rows[at]):
            return ("container", 1, 0)
        return ("definition", self._text(at), 0) if mark.DEFINITION.match(self.rows[at]) else None

    def _bracket(self, at: int) -> _Piece | None:
        if mark.FOOTNOTE.match(self.rows[at]):
            length = self._text(at)
            self.inside, self.inside_kind = 4, "footnote"
            return ("footnote", length, 0)
        if mark.DEFINITION.match(self.rows[at]):
            return ("definition", 1, 0)
        return ("paragraph", 1, 0) if mark.MARKER.match(self.rows[at].strip()) else None

    def _math(self, at: int) -> _Piece | None:
        match = mark.MATH.match(self.rows[at])
        if match is None:
            return None
        closing = {"$$": "$$", "\\[": "\\]"}.get(match.group(1), f"\\end{{{match.group(2)}}}")
        if closing in self.rows[at][match.end() :]:
            return ("math", 1, 0) if self.rows[at].rstrip().endswith(closing) else None
        length = self._until(at + 1, lambda line: closing in line or not line.strip()) if at + 1 < len(self.rows) else 0
        if not length or closing not in self.rows[at + length]:
            return None
        return ("math", length + 1, 0)

    # Running text

    def _paragraph(self, at: int) -> list[_Piece]:
        bare = self.rows[at].strip()
        if _is_marker(bare) or (self.in_conflict and mark.CONFLICT.match(bare)):
            return [("paragraph", 1, 0)]
        end = at + self._text(at)
        group = [row.rstrip("\r\n") for row in self.rows[at:end]]
        pieces: list[_Piece] = [("paragraph", count, 0) for count in paragraph_pieces(group)]
        if end < len(self.rows) and (level := self._underlined(pieces[-1][1], group[-1], end)):
            pieces[-1] = ("heading", pieces[-1][1] + 1, level)
        return pieces

    def _underlined(self, count: int, text: str, at: int) -> int:
        """The level of a setext heading, or 0. A rule glued under a paragraph is no heading that anybody meant."""
        underline = mark.UNDERLINE.match(self.rows[at].rstrip("\r\n"))
        if underline is None or count > 1 or (self.in_conflict and mark.CONFLICT.match(self.rows[at].strip())):
            return 0
        if underline.group(1):
            return 1 if len(text) <= 120 else 0
        return 0 if len(text) > 80 or text.rstrip().endswith(("。", ".", "！", "!", "、", ":", "：")) else 2


_BY_FIRST: dict[str, Callable[[_Splitter, int], _Piece | None]] = {
    "#": _Splitter._heading,
    "`": _Splitter._fence,
    "~": _Splitter._fence,
    ">": _Splitter._quote,
    "-": _Splitter._dash,
    "*": _Splitter._dash,
    "_": _Splitter._dash,
    "+": _Splitter._item,
    "|": _Splitter._pipe,
    "<": _Splitter._angle,
    "{": _Splitter._brace,
    "%": _Splitter._percent,
    "!": _Splitter._admonition,
    "?": _Splitter._admonition,
    "=": _Splitter._admonition,
    ":": _Splitter._colon,
    "[": _Splitter._bracket,
    "$": _Splitter._math,
    "\\": _Splitter._math,
}
