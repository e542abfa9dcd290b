"""Edits on a text: the only way in which anything changes a draft."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace `text[start:end]` by `replacement`. Offsets are code points; `reason` is a rule or a task."""

    start: int
    end: int
    replacement: str
    reason: str

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")

    def __reduce__(self) -> tuple[type[Edit], tuple[object, ...]]:
        # What dataclasses do for pickling takes several times as long, and processes exchange thousands of edits.
        return Edit, (self.start, self.end, self.replacement, self.reason)

    def shifted(self, distance: int) -> Edit:
        return Edit(self.start + distance, self.end + distance, self.replacement, self.reason)


def in_order(edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """The edits by place. Raises ValueError where two overlap; insertions at one place keep their order."""
    ordered = tuple(sorted(edits, key=lambda edit: (edit.start, edit.end)))
    for before, after in pairwise(ordered):
        if after.start < before.end:
            raise ValueError(f"edits overlap: {before} and {after}")
    return ordered


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """The text after all edits, each given in offsets of the text before."""
    parts: list[str] = []
    position = 0
    for edit in in_order(edits):
        parts += text[position : edit.start], edit.replacement
        position = edit.end
    parts.append(text[position:])
    return "".join(parts)


def original_offset(edits: Sequence[Edit], offset: int, *, at_end: bool = False) -> int:
    """Where an offset of the edited text stood in the original; inside a replacement: the start of what was replaced.

    With `at_end`, an offset that ends a span: inside a replacement it maps to the end of what was replaced.
    """
    shift = 0
    for edit in edits:
        new_start = edit.start + shift
        new_end = new_start + len(edit.replacement)
        if offset < new_start or (offset == new_start and at_end):
            break
        if offset < new_end or (offset == new_end and at_end):
            return edit.end if at_end else edit.start
        shift += len(edit.replacement) - (edit.end - edit.start)
    return offset - shift


def compose(first: Sequence[Edit], second: Sequence[Edit]) -> tuple[Edit, ...]:
    """One list of edits that does what `first` and then `second` do.

    `second` is given in offsets of the text that `first` makes. Edits that touch each other become one, with the
    reason of the last. Law: applying the result equals applying both in turn.
    """
    if not first:
        return _joined(in_order(second))
    pieces = _replace(_replace([_Kept(0, _ENDLESS)], in_order(first)), in_order(second))
    edits: list[Edit] = []
    position = 0
    words: list[_New] = []
    for piece in pieces:
        if isinstance(piece, _New):
            words.append(piece)
            continue
        if words:
            replacement = "".join(word.text for word in words)
            edits.append(Edit(position, piece.start, replacement, words[-1].reason))
            words = []
        position = piece.end
    return tuple(edit for edit in edits if edit.replacement or edit.end > edit.start)


def _joined(edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """Edits in order, those that touch each other made one."""
    joined: list[Edit] = []
    for edit in edits:
        if joined and joined[-1].end == edit.start:
            before = joined.pop()
            edit = Edit(before.start, edit.end, before.replacement + edit.replacement, edit.reason)
        joined.append(edit)
    return tuple(edit for edit in joined if edit.replacement or edit.end > edit.start)


# A piece table: a text as spans kept of the original and words that are new. The last span has no end.
_ENDLESS = 1 << 62


@dataclass(frozen=True, slots=True)
class _Kept:
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _New:
    text: str
    reason: str


def _length(piece: _Kept | _New) -> int:
    return piece.end - piece.start if isinstance(piece, _Kept) else len(piece.text)


def _split(piece: _Kept | _New, at: int) -> tuple[_Kept | _New, _Kept | _New]:
    if isinstance(piece, _Kept):
        return _Kept(piece.start, piece.start + at), _Kept(piece.start + at, piece.end)
    return _New(piece.text[:at], piece.reason), _New(piece.text[at:], piece.reason)


def _replace(pieces: Sequence[_Kept | _New], edits: Sequence[Edit]) -> list[_Kept | _New]:
    """The pieces after the edits, which are in order and in offsets of the text that the pieces spell."""
    made: list[_Kept | _New] = []
    rest = list(reversed(pieces))
    position = 0
    for edit in edits:
        for border, keep in ((edit.start, True), (edit.end, False)):
            while position < border:
                piece = rest.pop()
                if position + _length(piece) > border:
                    piece, remainder = _split(piece, border - position)
                    rest.append(remainder)
                position += _length(piece)
                if keep:
                    made.append(piece)
        made.append(_New(edit.replacement, edit.reason))
    return made + rest[::-1]
