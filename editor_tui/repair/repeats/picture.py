"""A draft as a strip of blocks: which block stands for the first time, which copies which."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from editor_tui.post.draft import Draft
from editor_tui.repair.repeats.finding import look


def block_map(draft: Draft, boilerplate: Collection[str] = (), borders: Sequence[int] = ()) -> tuple[int | None, ...]:
    """For every block of `split_blocks(draft)` the number of the block that it copies, or None.

    The number is that of a first stand: no copy is said to copy a copy.
    """
    seen = look(draft, boilerplate, borders)
    copied: dict[int, int] = {}
    for later, match in sorted({**seen.plan.removed, **seen.plan.reviewed}.items()):
        block = seen.units[match.first].block
        copied[seen.units[later].block] = copied.get(block, block)
    return tuple(copied.get(number) for number in range(len(seen.blocks)))
