"""The blocks of an edited text from those of the text before, where the edits only take out whole paragraphs.

Cutting a body into blocks is what costs most in a stage that finds little.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from editor_tui.post.blocks import Block
from editor_tui.post.edits import Edit

# Blocks that leave nothing open behind them: what follows is read the same with and without them.
_CLOSED: Final = frozenset({"paragraph", "heading", "rule", "blank"})


def blocks_after(blocks: Sequence[Block], edits: Sequence[Edit]) -> tuple[Block, ...] | None:
    """The blocks after the edits, which are in order; None where only cutting the text anew can tell."""
    starts = [block.start for block in blocks]
    made: list[Block] = []
    done = shift = 0
    for edit in edits:
        first, last = bisect_left(starts, edit.start), bisect_left(starts, edit.end)
        if edit.replacement or not _is_clean(blocks, starts, edit, first, last):
            return None
        made += _moved(blocks[done:first], shift)
        shift -= edit.end - edit.start
        done = last
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
    # What follows had a blank line above it, and still has.
    return blocks[last - 1].kind == "blank" and (first == 0 or blocks[first - 1].kind == "blank")


def _moved(blocks: Sequence[Block], shift: int) -> Sequence[Block]:
    if not shift:
        return blocks
    return [Block(block.kind, block.start + shift, block.end + shift, block.level) for block in blocks]


def _joined(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks with blank ones that have met made one."""
    joined: list[Block] = []
    for block in blocks:
        if block.kind == "blank" and joined and joined[-1].kind == "blank":
            joined[-1] = Block("blank", joined[-1].start, block.end)
        else:
            joined.append(block)
    return tuple(joined)
