"""What happens when the app must end: a clean terminal, nothing typed lost, no draft text or key printed."""

from __future__ import annotations

import asyncio
import os
import signal
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Final

SIGNALS: Final = ("SIGTERM", "SIGHUP")


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
