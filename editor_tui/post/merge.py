"""Merges two changes of one text, piece by piece, and never loses what a person wrote."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from editor_tui.post.blocks import split_blocks
from editor_tui.post.draft import Draft
from editor_tui.post.frame import find_frame


@dataclass(frozen=True, slots=True)
class Conflict:
    """A place that both sides changed in different ways: `theirs` was kept, `ours` is what would have been there."""

    theirs: str
    ours: str


def split_pieces(draft: Draft) -> list[str]:
    """The text in pieces: a line each of the front matter, then the blocks of the body, blank lines among them."""
    body = find_frame(draft.text).body
    pieces = draft.text[:body].splitlines(keepends=True)
    return pieces + [draft.text[block.start : block.end] for block in split_blocks(draft)]


def merge_pieces(base: Sequence[str], theirs: Sequence[str], ours: Sequence[str]) -> tuple[str, tuple[Conflict, ...]]:
    """The text with the changes of both sides since `base`; where both changed a place, theirs stands.

    The three-way merge of diff3 (Khanna, Kunal and Pierce, "A formal investigation of diff3", 2007).
    """
    merged: list[str] = []
    conflicts: list[Conflict] = []
    for old, their, our in _finer(_chunks(base, theirs, ours)):
        if their in (old, our):
            merged += our
        else:
            merged += their
            if our != old:
                conflicts.append(Conflict("".join(their), "".join(our)))
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
