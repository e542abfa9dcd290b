"""What has been worked out of a draft once, for another process that reads the same file.

Its frame, its front matter and its blocks, in a fifteenth of its bytes. For processes of one run; never for the disk.
"""

from __future__ import annotations

import pickle

from editor_tui.errors import FrontMatterError
from editor_tui.post.blocks import Block
from editor_tui.post.draft import Draft
from editor_tui.post.frame import Frame


def known_of(draft: Draft) -> bytes:
    """What is known of a draft; nothing where its front matter cannot be read."""
    try:
        frame, metadata = draft.frame, draft.metadata
    except FrontMatterError:
        return b""
    columns = tuple(zip(*draft.blocks, strict=True))
    return pickle.dumps((hash(draft.data), (frame.format, frame.start, frame.end, frame.body), metadata, columns))


def with_known(draft: Draft, known: bytes) -> Draft:
    """The draft with what is known of it, if it still has the bytes that it had."""
    if not known:
        return draft
    # Bytes are hashed alike in processes that were forked; where they began anew, drafts are read anew.
    fingerprint, frame, metadata, columns = pickle.loads(known)
    if fingerprint == hash(draft.data):
        blocks = tuple(map(Block, *columns)) if columns else ()
        draft.__dict__.update(frame=Frame(*frame), metadata=metadata, blocks=blocks)
    return draft
