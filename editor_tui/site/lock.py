"""One editor-tui at a time writes to a site.

The lock is the system's own, on an open file: it goes with the process that had it, so none is ever stale.
"""

from __future__ import annotations

import json
import os
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Final

from editor_tui.errors import SiteLockedError, StateError
from editor_tui.messages import Message
from editor_tui.messages.complaints import system_complaint
from editor_tui.site.folder import make_folder

FILE: Final = "lock"
_PAUSE: Final = 0.05
# On Windows a locked byte cannot be read: lock one behind everything that the file says.
_LOCKED_BYTE: Final = 1 << 20


class SiteLock:
    """The write lock of the site whose state is in `folder`. Threads of one process share it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._mutex = threading.Lock()
        self._holders = 0
        self._descriptor = -1

    @contextmanager
    def held(self, command: str, wait: float = 5.0) -> Iterator[bool]:
        """Hold the lock, waiting up to `wait` seconds for it; True where this process did not hold it before.

        Raises SiteLockedError, naming who has it, or StateError where the file system has no locks.
        """
        first = self._enter(command, wait)
        try:
            yield first
        finally:
            with self._mutex:
                self._holders -= 1
                if self._holders == 0:
                    # Closing it is what gives the lock back; the file stays, because removing it would race.
                    os.close(self._descriptor)

    def _enter(self, command: str, wait: float) -> bool:
        with self._mutex:
            if self._holders == 0:
                self._descriptor = self._acquire(command, time.monotonic() + wait)
            self._holders += 1
            return self._holders == 1

    def _acquire(self, command: str, deadline: float) -> int:
        place = self._folder / FILE
        try:
            make_folder(self._folder)
            descriptor = os.open(place, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o666)
        except OSError as error:
            raise _unusable(self._folder, error) from error
        with ExitStack() as unless_locked:
            unless_locked.callback(os.close, descriptor)
            try:
                while not try_lock(descriptor):
                    if time.monotonic() >= deadline:
                        raise SiteLockedError(_who(place))
                    time.sleep(_PAUSE)
                _sign(descriptor, command)
            except OSError as error:
                raise _unusable(self._folder, error) from error
            unless_locked.pop_all()
        return descriptor


if sys.platform == "win32":
    import msvcrt

    def try_lock(descriptor: int) -> bool:
        """Lock the open file for this process; False where another one has it."""
        os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except PermissionError:
            return False
        return True

else:
    import fcntl

    def try_lock(descriptor: int) -> bool:
        """Lock the open file for this process; False where another one has it. Raises OSError without locks."""
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


def _sign(descriptor: int, command: str) -> None:
    """Say in the file who holds the lock, for those who wait."""
    os.ftruncate(descriptor, 0)
    os.lseek(descriptor, 0, os.SEEK_SET)
    os.write(descriptor, json.dumps({"pid": os.getpid(), "command": command, "started": time.time()}).encode())


def _who(place: Path) -> Message:
    with suppress(OSError, ValueError, KeyError, TypeError):
        holder = json.loads(place.read_bytes())
        started = time.strftime("%H:%M", time.localtime(float(holder["started"])))
        return Message.of("site.locked", pid=int(holder["pid"]), command=str(holder["command"]), started=started)
    return Message.of("site.locked-by-another")


def _unusable(folder: Path, error: OSError) -> StateError:
    return StateError(Message.of("site.state-unusable", folder=str(folder), detail=system_complaint(error)))
