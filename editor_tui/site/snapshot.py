"""A file at one moment: its bytes, and what the disk says of it, by which another file is seen a moment later."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING, Final, NamedTuple

from editor_tui.errors import DraftError
from editor_tui.messages import Message

if TYPE_CHECKING:
    from pathlib import Path

# SQLite keeps 63 bits; inode numbers of some file systems have 64.
INODE_BITS = (1 << 63) - 1
_ATTEMPTS: Final = 10
_AT_ONCE: Final = 1 << 20


class Snapshot(NamedTuple):
    """Size in bytes, times in nanoseconds since the epoch, and the inode's number.

    The inode's change time catches what a restored modification time hides (`touch -r`, an unpacked archive).
    """

    size: int
    mtime_ns: int
    ctime_ns: int
    inode: int

    @classmethod
    def of(cls, status: os.stat_result) -> Snapshot:
        return cls(status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino & INODE_BITS)


def read_file(path: str, place: Path) -> tuple[bytes, Snapshot]:
    """The bytes of a regular file and its snapshot, of one moment: read again while somebody writes it.

    Raises DraftError for `path`, as the user knows the file.
    """
    try:
        return read_now(path, str(place))
    except FileNotFoundError as error:
        raise DraftError(path, Message.of("site.no-such-file")) from error
    except OSError as error:
        # Here, because hardly any list needs it.
        from editor_tui.messages.complaints import system_complaint

        raise DraftError(path, Message.of("site.unreadable", detail=system_complaint(error))) from error


def read_now(path: str, place: str, flags: int = 0) -> tuple[bytes, Snapshot]:
    """The same with these flags of `os.open` besides; OSErrors stay what they are."""
    # O_NONBLOCK: a pipe that is named like a draft must not hold us up.
    descriptor = os.open(place, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | flags)
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise DraftError(path, Message.of("site.not-a-file"))
        before = Snapshot.of(status)
        for _ in range(_ATTEMPTS):
            data = _read_all(descriptor, before.size)
            after = Snapshot.of(os.fstat(descriptor))
            if before == after:
                return data, after
            before = after
            os.lseek(descriptor, 0, os.SEEK_SET)
    finally:
        os.close(descriptor)
    raise DraftError(path, Message.of("site.being-written"))


def _read_all(descriptor: int, size: int) -> bytes:
    """All bytes of a file that had so many a moment ago."""
    data = os.read(descriptor, size + 1)
    if len(data) == size:
        # There was room for one more byte: this is the end, and most files are read with one question.
        return data
    parts = [data]
    while part := os.read(descriptor, _AT_ONCE):
        parts.append(part)
    return b"".join(parts)
