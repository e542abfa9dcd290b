"""The system calls that change a site's files, one method each, so that a test can make any of them fail."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

# Windows has no folders to open, no owners and no modes worth keeping.
_POSIX = os.name == "posix"


class Disk:
    """What the writer does to files. Every method raises OSError."""

    def create(self, place: Path) -> int:
        """A descriptor of a new, empty file; never of one that is there."""
        return os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)

    def write(self, descriptor: int, data: bytes) -> None:
        """Write all of it."""
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(descriptor, rest) :]

    def copy_rights(self, descriptor: int, place: Path, original: os.stat_result) -> None:
        """Give the new file the owner, mode and extended attributes of the one at `place`."""
        if not _POSIX:
            return
        made = os.fstat(descriptor)
        if (made.st_uid, made.st_gid) != (original.st_uid, original.st_gid):
            os.fchown(descriptor, original.st_uid, original.st_gid)
        os.fchmod(descriptor, original.st_mode & 0o7777)
        if sys.platform == "linux":
            # Labels and access lists where we may; a file system that has none, or keeps them to itself, is fine.
            with suppress(OSError):
                for name in os.listxattr(place):
                    os.setxattr(descriptor, name, os.getxattr(place, name))

    def sync(self, descriptor: int) -> None:
        """Have the file on the disk itself when this returns."""
        if sys.platform == "darwin":
            import fcntl

            # On macOS fsync leaves the data in the drive's own memory.
            with suppress(OSError):
                fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
                return
        os.fsync(descriptor)

    def close(self, descriptor: int) -> None:
        os.close(descriptor)

    def replace(self, temporary: Path, place: Path) -> None:
        """Put the temporary file in the place of an old one, in one step."""
        os.replace(temporary, place)

    def link(self, temporary: Path, place: Path) -> None:
        """Give the temporary file its name where nothing stands. FileExistsError where something does."""
        if not _POSIX:
            # Windows: renaming never overwrites there.
            os.rename(temporary, place)
            return
        os.link(temporary, place)
        os.unlink(temporary)

    def unlink(self, place: Path) -> None:
        os.unlink(place)

    def make_folder(self, place: Path) -> None:
        os.mkdir(place)

    def remove_folder(self, place: Path) -> None:
        os.rmdir(place)

    def sync_folder(self, place: Path) -> None:
        """Have the folder's names on the disk itself."""
        if _POSIX:
            descriptor = os.open(place, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
