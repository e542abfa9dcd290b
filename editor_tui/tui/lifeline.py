"""What happens when the app must end: a clean terminal, nothing typed lost, no draft text or key printed."""

from __future__ import annotations

import asyncio
import errno
import os
import signal
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Final

SIGNALS: Final = ("SIGTERM", "SIGHUP", "SIGINT")
# What a process ends with that its terminal hung up on: 128 + SIGHUP.
HUNG_UP: Final = 129
LOOK_EVERY: Final = 2.0
"""Seconds between two looks at the terminal."""


def listen(end: Callable[[int], None]) -> None:
    """Call `end` with the exit code (128 + number) when the process is asked to stop. Nothing on Windows."""
    loop = asyncio.get_running_loop()
    for name in SIGNALS:
        number = getattr(signal, name, None)
        if number is not None:
            try:
                loop.add_signal_handler(number, end, 128 + number)
            except (NotImplementedError, RuntimeError, ValueError):
                return


def has_hung_up(descriptor: int = 0) -> bool:
    """Is this a terminal that is gone? Never on Windows.

    A closed window does not always come with a SIGHUP (a shell may keep it to itself), and Textual would go on reading
    from what is not there, as fast as it can.
    """
    try:
        import termios
    except ImportError:
        return False
    try:
        termios.tcgetattr(descriptor)
    except termios.error as error:
        return bool(error.args[0] == errno.EIO)
    return False


def write_crash_report(error: BaseException, folder: Path) -> Path | None:
    """Where and of which kind an error was, without values: locals and messages may hold draft text or a key."""
    frames = traceback.extract_tb(error.__traceback__)
    lines = [f"{frame.filename}:{frame.lineno} in {frame.name}" for frame in frames]
    chain: list[str] = []
    cause = error.__cause__ or error.__context__
    while cause is not None and len(chain) < 10:
        chain.append(f"because of {type(cause).__name__}")
        cause = cause.__cause__ or cause.__context__
    path = folder / "crash.log"
    try:
        folder.mkdir(exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8", errors="backslashreplace") as file:
            file.write("\n".join([type(error).__name__, *chain, *lines, ""]))
    except OSError:
        return None
    return path
