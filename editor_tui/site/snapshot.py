"""What the disk says of a file at one moment: enough to see that it is another file a moment later."""

from __future__ import annotations

import os
from typing import NamedTuple

# SQLite keeps 63 bits; inode numbers of some file systems have 64.
INODE_BITS = (1 << 63) - 1


class Snapshot(NamedTuple):
    """Size in bytes, times in nanoseconds since the epoch, and the inode's number.

    The inode's change time catches what a restored modification time hides (`touch -r`, an unpacked archive).
    """

    size: int
    mtime_ns: int
    ctime_ns: int
    inode: int

    @classmethod
    def of(cls, stat: os.stat_result) -> Snapshot:
        return cls(stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino & INODE_BITS)
