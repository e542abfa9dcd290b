"""Merges two changes of one text, piece by piece, and never loses what a person wrote."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from editor_tui.post.blocks import split_blocks
from editor_tui.post.draft import Draft
from editor_tui.post.frame import find_frame

_WHOLE: Final = ("code", "math")


@dataclass(frozen=True, slots=True)
class Conflict:
    """A place that both sides changed in different ways: `theirs` was kept, `ours` is what would have been there.

    `at` is where `ours` begins in the text of that side.
    """

    theirs: str
    ours: str
    at: int = 0


def split_pieces(draft: Draft) -> list[str]:
    """The text in pieces: lines, but code and math whole, so that no half of either side is ever put together."""
    body = find_frame(draft.text).body
    pieces = _lines(draft.text[:body])
    for block in split_blocks(draft):
        text = draft.text[block.start : block.end]
        pieces += [text] if block.kind in _WHOLE else _lines(text)
    return pieces


def _lines(text: str) -> list[str]:
    # Not splitlines: U+2028 and others end no line in a file.
    return re.findall(r"[^\n]*\n|[^\n]+", text)


def merge_pieces(base: Sequence[str], theirs: Sequence[str], ours: Sequence[str]) -> tuple[str, tuple[Conflict, ...]]:
    """The text with the changes of both sides since `base`; where both changed a place, theirs stands.

    The three-way merge of diff3 (Khanna, Kunal and Pierce, "A formal investigation of diff3", 2007).
    """
    merged: list[str] = []
    conflicts: list[Conflict] = []
    at = 0
    for old, their, our in _finer(_chunks(base, theirs, ours)):
        if their in (old, our):
            merged += our
        else:
            merged += their
            if our != old:
                conflicts.append(Conflict("".join(their), "".join(our), at))
        at += sum(map(len, our))
    return "".join(merged), tuple(conflicts)


_Chunk = tuple[list[str], list[str], list[str]]


def _finer(chunks: Iterator[_Chunk]) -> Iterator[_Chunk]:
    """Chunks of equal length piece by piece: changes of neighbouring pieces are no conflict where nothing moved."""
    for old, their, our in chunks:
        if len(old) == len(their) == len(our):
            yield from (([a], [b], [c]) for a, b, c in zip(old, their, our, strict=True))
        else:
            yield old, their, our


def _chunks(base: Sequence[str], theirs: Sequence[str], ours: Sequence[str]) -> Iterator[_Chunk]:
    """(base, theirs, ours) in turn where all three agree and where they do not."""
    to_theirs, to_ours = _matches(base, theirs), _matches(base, ours)
    at = their_at = our_at = 0
    for index in range(len(base) + 1):
        stable = index in to_theirs and index in to_ours
        if not stable and index < len(base):
            continue
        their_end = to_theirs[index] if stable else len(theirs)
        our_end = to_ours[index] if stable else len(ours)
        if (at, their_at, our_at) != (index, their_end, our_end):
            yield list(base[at:index]), list(theirs[their_at:their_end]), list(ours[our_at:our_end])
        if stable:
            yield [base[index]], [theirs[their_end]], [ours[our_end]]
        at, their_at, our_at = index + 1, their_end + 1, our_end + 1


def _matches(base: Sequence[str], other: Sequence[str]) -> dict[int, int]:
    """Which piece of `other` each unchanged piece of the base is."""
    blocks = SequenceMatcher(None, base, other, autojunk=False).get_matching_blocks()
    return {block.a + offset: block.b + offset for block in blocks for offset in range(block.size)}
