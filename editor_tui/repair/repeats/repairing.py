"""Repair to a fixed point: what one pass leaves behind may let the next one see more."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from editor_tui.post.blocks import Block
from editor_tui.post.draft import Draft
from editor_tui.post.edits import Edit, compose
from editor_tui.post.finding import Finding
from editor_tui.repair.repeats.finding import edits_of, findings_of, look
from editor_tui.repair.repeats.words import Known

# Three are enough on every post that was measured; the rest is for those that were not.
_PASSES: Final = 8


def find_repeats(
    draft: Draft,
    boilerplate: Collection[str] = (),
    borders: Sequence[int] = (),
    blocks: Sequence[Block] | None = None,
    *,
    title: str = "",
    known: Known | None = None,
) -> tuple[Finding, ...]:
    """What repeats in a draft, in order. The safe fixes may be applied together.

    `boilerplate` holds normal forms (`text.normal.normal_form`) of blocks that many posts of the site share;
    `borders` are offsets of the draft's text at which an end marker or a leaked prompt stood before it was taken out;
    `blocks` are the draft's, where the caller has cut them already; `title` is its title. `known` serves several looks
    at a draft that is mended meanwhile: what was read once is not read again. Raises FrontMatterError where the front
    matter is never closed.
    """
    return tuple(findings_of(look(draft, boilerplate, borders, blocks, title=title, known=known)))


def repair_repeats(
    draft: Draft,
    boilerplate: Collection[str] = (),
    borders: Sequence[int] = (),
    *,
    title: str = "",
    unsafe: bool = False,
    rules: Collection[str] | None = None,
) -> tuple[Edit, ...]:
    """The edits on the draft that take its repeats away, until there are none that are certain.

    With `rules` only those rules act; with `unsafe` exact copies go that may have been meant. A sentence that stands
    only once is never taken away. Raises FrontMatterError where the front matter is never closed.
    """
    done: tuple[Edit, ...] = ()
    known: Known = {}
    current, marks = draft, list(borders)
    for _ in range(_PASSES):
        seen = look(current, boilerplate, marks, title=title, known=known, rules=rules, unsafe=unsafe)
        edits = edits_of(seen, rules)
        if not edits:
            break
        done = compose(done, edits)
        current = current.with_edits(edits)
        marks = [moved for mark in marks if (moved := _moved(edits, mark)) is not None]
    return done


def _moved(edits: Sequence[Edit], offset: int) -> int | None:
    """Where an offset stands after the edits; None where the text around it is gone."""
    shift = 0
    for edit in edits:
        if edit.start <= offset < edit.end:
            return None
        if edit.end <= offset:
            shift += len(edit.replacement) - (edit.end - edit.start)
    return offset + shift
