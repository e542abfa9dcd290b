"""The blocks of an edited text from those of the text before, where the edits take whole paragraphs out, put one line
of text in the place of another, or part a rule from the paragraph above it.

Cutting a body into blocks is what costs most in a stage that finds little.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from editor_tui.post.blocks import Block, is_plain, make_block
from editor_tui.post.edits import Edit

_BREAKS: Final = re.compile(r"[\r\n]")
# Blocks that leave nothing open behind them: what follows is read the same with and without them.
_CLOSED: Final = frozenset({"paragraph", "heading", "rule", "blank"})
# Of these the ones that no line below them can belong to.
_COMPLETE: Final = frozenset({"heading", "rule", "blank"})


def blocks_after(text: str, blocks: Sequence[Block], edits: Sequence[Edit]) -> tuple[Block, ...] | None:
    """The blocks of a text after the edits, which are in order; None where only cutting it anew can tell."""
    starts = [block.start for block in blocks]
    made: list[Block] = []
    done = shift = 0
    for edit in edits:
        first, last = bisect_left(starts, edit.start), bisect_left(starts, edit.end)
        made += _moved(blocks[done:first], shift)
        done = last
        if edit.replacement:
            block = _replaced(text, blocks, edit, first)
            if block is None:
                return None
            made += _moved([block], shift)
        elif not _is_clean(blocks, starts, edit, first, last):
            return None
        shift += len(edit.replacement) - (edit.end - edit.start)
    made += _moved(blocks[done:], shift)
    return _joined(made)


def _is_clean(blocks: Sequence[Block], starts: Sequence[int], edit: Edit, first: int, last: int) -> bool:
    """Whether the edit takes out `blocks[first:last]`, all closed, between blocks that do not grow together."""
    ends_at = starts[last] if last < len(blocks) else blocks[-1].end
    if first >= len(blocks) or starts[first] != edit.start or ends_at != edit.end or first == last:
        return False
    before = next((block for block in reversed(blocks[:first]) if block.kind != "blank"), None)
    if before is not None and before.kind not in _CLOSED:
        return False
    if any(block.kind not in _CLOSED for block in blocks[first:last]):
        return False
    if last == len(blocks) or blocks[last].kind == "blank":
        return True
    # What follows had a blank line above it, and still has, or what needs none.
    return blocks[last - 1].kind == "blank" and (first == 0 or blocks[first - 1].kind in _COMPLETE)


def _replaced(text: str, blocks: Sequence[Block], edit: Edit, first: int) -> Block | None:
    """The block that an edit at the beginning of `blocks[first]` makes, with the line end that it leaves."""
    if first >= len(blocks) or blocks[first].start != edit.start:
        return None
    kind, start, end, _ = blocks[first]
    if kind == "rule" and edit.end == start:
        is_parted = first > 0 and blocks[first - 1].kind == "paragraph" and edit.replacement in ("\n", "\r\n")
        return Block("blank", start, start + len(edit.replacement)) if is_parted else None
    is_last = first + 1 == len(blocks)
    if kind != "paragraph" or text[start] in "<>" or edit.end > end or text[edit.end : end].strip("\r\n"):
        return None
    if edit.end == end and not is_last:
        return None
    is_alone = (first == 0 or blocks[first - 1].kind == "blank") and (is_last or blocks[first + 1].kind == "blank")
    if not is_alone or _BREAKS.search(edit.replacement) or not is_plain(edit.replacement):
        return None
    return Block("paragraph", start, start + len(edit.replacement) + end - edit.end)


def _moved(blocks: Sequence[Block], shift: int) -> Sequence[Block]:
    if not shift:
        return blocks
    return [make_block((kind, start + shift, end + shift, level)) for kind, start, end, level in blocks]


def _joined(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks with blank ones that have met made one."""
    joined: list[Block] = []
    for block in blocks:
        if block.kind == "blank" and joined and joined[-1].kind == "blank":
            joined[-1] = Block("blank", joined[-1].start, block.end)
        else:
            joined.append(block)
    return tuple(joined)
