"""What the disk said when a row was made, as bytes: one comparison tells whether the row still holds.

Of the draft's file size, times and inode; of its version in the other language, or its source, the time. A time less
than two seconds before the file was read proves nothing (the clock of a file system is coarse, as git's "racy" entries
know): a stamp with such a time is equal to none.
"""

from __future__ import annotations

import os
from struct import Struct, error
from typing import Final

from editor_tui.site.snapshot import INODE_BITS, Snapshot

_STAMP: Final = Struct("<5q")
_RACY_NS: Final = 2_000_000_000
_NEVER: Final = -1


def current_stamp(stat: os.stat_result, other: int) -> bytes:
    """The stamp of a file as it is now; `other` is the time of its version, 0 where there is none."""
    try:
        return _STAMP.pack(stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino & INODE_BITS, other)
    except error:
        # Times beyond the year 2262 fit nowhere.
        return b""


def kept_stamp(snapshot: Snapshot, other: int, seen: int) -> bytes:
    """The stamp to keep with what was made of a file, read at `seen` (nanoseconds since the epoch)."""
    certain = seen - _RACY_NS
    changed = snapshot.ctime_ns if is_certain(snapshot, seen) else _NEVER
    try:
        return _STAMP.pack(
            snapshot.size, snapshot.mtime_ns, changed, snapshot.inode, other if other < certain else _NEVER
        )
    except error:
        return b""


def is_certain(snapshot: Snapshot, seen: int) -> bool:
    """Had the file stood still for long enough when it was read?"""
    return max(snapshot.mtime_ns, snapshot.ctime_ns) < seen - _RACY_NS


def may_be_same_bytes(kept: bytes, now: bytes) -> bool:
    """Can a file with other times still hold what it held? The version has to stand as it stood."""
    try:
        (size, *_, other), (size_now, *_, other_now) = _STAMP.unpack(kept), _STAMP.unpack(now)
    except (error, TypeError):
        return False
    return bool(size == size_now and other == other_now)
