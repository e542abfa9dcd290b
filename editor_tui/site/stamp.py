"""What the disk said of a file when a row was made, as bytes: one comparison tells whether rows still hold.

Size, times and inode. A time less than two seconds before the file was read proves nothing (the clock of a file system
is coarse, as git's "racy" entries know): a stamp with such a time is equal to none.
"""

from __future__ import annotations

import os
from array import array
from collections.abc import Sequence
from functools import partial
from itertools import chain
from operator import attrgetter
from struct import Struct, error
from typing import Final

from editor_tui.site.snapshot import INODE_BITS, Snapshot

_STAMP: Final = Struct("=4q")
_OF_STAT: Final = attrgetter("st_size", "st_mtime_ns", "st_ctime_ns", "st_ino")
_RACY_NS: Final = 2_000_000_000
# The length of a stamp, and a time that no file has.
SIZE: Final = _STAMP.size
NEVER: Final = -1


def stamp_of(place: str) -> bytes:
    """The stamp of a file as it is now. Raises OSError where there is none."""
    stat = os.stat(place)
    try:
        return _STAMP.pack(stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino & INODE_BITS)
    except error:
        # Times beyond the year 2262 fit nowhere.
        return b""


def stamps_of(folder: str, names: Sequence[str]) -> bytes | None:
    """The stamps of files of a folder, one behind the other: 10,000 in the time of a fortieth of a second.

    None where one of them is not there, or has a number that has no place in a stamp.
    """
    descriptor = None
    try:
        if os.stat in os.supports_dir_fd:
            # Names without folders are found in two thirds of the time.
            descriptor = os.open(folder, os.O_RDONLY)
            stats = map(partial(os.stat, dir_fd=descriptor), names)
        else:
            stats = map(os.stat, (os.path.join(folder, name) for name in names))
        return array("q", chain.from_iterable(map(_OF_STAT, stats))).tobytes()
    except (OSError, OverflowError):
        return None
    finally:
        if descriptor is not None:
            os.close(descriptor)


def kept_stamp(snapshot: Snapshot, seen: int) -> bytes:
    """The stamp to keep with what was made of a file, read at `seen` (nanoseconds since the epoch)."""
    changed = snapshot.ctime_ns if is_certain(snapshot, seen) else NEVER
    try:
        return _STAMP.pack(snapshot.size, snapshot.mtime_ns, changed, snapshot.inode)
    except error:
        return b""


def kept_time(modified: int, seen: int) -> int:
    """The time of another file to keep with a row that was made at `seen`; 0 for no file."""
    return modified if modified < seen - _RACY_NS else NEVER


def is_certain(snapshot: Snapshot, seen: int) -> bool:
    """Had the file stood still for long enough when it was read?"""
    return max(snapshot.mtime_ns, snapshot.ctime_ns) < seen - _RACY_NS


def is_same_size(kept: bytes, now: bytes) -> bool:
    """Can a file with other times still hold what it held?"""
    return len(kept) == len(now) == SIZE and kept[:8] == now[:8]
