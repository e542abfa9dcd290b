"""What has been worked out of a draft once, for another process that reads the same file.

Its frame, its front matter and its blocks, in a twentieth of its bytes. For processes of one run; never for the disk.
"""

from __future__ import annotations

import pickle
from array import array
from typing import Final, get_args

from xxhash import xxh3_64_intdigest

from editor_tui.errors import FrontMatterError
from editor_tui.post.blocks import Kind, make_block
from editor_tui.post.draft import Draft
from editor_tui.post.frame import Frame

_KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
_NUMBERS: Final = {kind: number for number, kind in enumerate(_KINDS)}


def known_of(draft: Draft) -> bytes:
    """What is known of a draft; nothing where its front matter cannot be read."""
    try:
        frame, metadata = draft.frame, draft.metadata
    except FrontMatterError:
        return b""
    # Blocks are the body, one behind the other: each begins where the one before it ends.
    blocks = draft.blocks
    kinds = bytes([_NUMBERS[block.kind] for block in blocks])
    ends = array("I", [block.end for block in blocks])
    place = (frame.format, frame.start, frame.end, frame.body)
    levels = bytes([block.level for block in blocks])
    return pickle.dumps((xxh3_64_intdigest(draft.data), place, metadata, kinds, ends, levels))


def with_known(draft: Draft, known: bytes) -> Draft:
    """The draft with what is known of it, if it still has the bytes that it had."""
    if not known:
        return draft
    fingerprint, place, metadata, kinds, ends, levels = pickle.loads(known)
    if fingerprint == xxh3_64_intdigest(draft.data):
        frame = Frame(*place)
        blocks = tuple(
            map(make_block, zip(map(_KINDS.__getitem__, kinds), (frame.body, *ends), ends, levels, strict=False))
        )
        draft.__dict__.update(frame=frame, metadata=metadata, blocks=blocks)
    return draft
