"""How far a version in another language is behind its source, block by block."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from editor_tui.post.blocks import split_blocks
from editor_tui.post.draft import Draft
from editor_tui.post.segments.structure import find_shapes

_FRONT: Final = "front:"


@dataclass(frozen=True, slots=True)
class Staleness:
    """`behind` of `total` blocks of the source are not in the version as they are now."""

    behind: int
    total: int

    @property
    def is_current(self) -> bool:
        return self.behind == 0


def block_keys(draft: Draft) -> tuple[str, ...]:
    """A short hash of every block of the body, blank lines aside; white space at line ends makes no difference."""
    return tuple(
        hashlib.sha256(draft.text[block.start : block.end].strip().encode("utf-8", "surrogateescape")).hexdigest()[:16]
        for block in split_blocks(draft)
        if block.kind != "blank"
    )


def front_key(draft: Draft) -> str:
    """A hash of the front matter, to see whether it changed."""
    front = draft.text[: draft.frame.body]
    return hashlib.sha256(front.encode("utf-8", "surrogateescape")).hexdigest()[:16]


def recorded_keys(blocks: Sequence[str], front: str) -> tuple[str, ...]:
    """What `find_staleness` compares a source with: its `block_keys` and `front_key`, if known, of another day."""
    return (_FRONT + front, *blocks) if front and blocks else tuple(blocks)


def find_staleness(source: Draft, version: Draft, recorded: Sequence[str] = ()) -> Staleness:
    """How far `version` is behind `source`, which comes repaired if it was translated so.

    `recorded` are the `recorded_keys` of the source when the version was written; the front matter counts as a block.
    Without them only the kinds of the blocks can be compared, so that words that changed are not seen.
    """
    keys = block_keys(source)
    if recorded and recorded[0].startswith(_FRONT):
        keys = recorded_keys(keys, front_key(source))
    if recorded:
        return Staleness(_changed(recorded, keys), len(keys))
    shapes = [shape for shape, _ in find_shapes(source)]
    others = [shape for shape, _ in find_shapes(version)]
    return Staleness(_changed(others, shapes), len(shapes))


def _changed(before: Sequence[object], now: Sequence[object]) -> int:
    """How many items were changed, added or removed; an item that was moved counts once or twice."""
    if tuple(before) == tuple(now):
        return 0
    codes = SequenceMatcher(None, list(map(str, before)), list(map(str, now)), autojunk=False).get_opcodes()
    return sum(max(i2 - i1, j2 - j1) for tag, i1, i2, j1, j2 in codes if tag != "equal")
