"""The editor's own text editor, in this terminal, while the app waits."""

from __future__ import annotations

import os
import shlex
import subprocess
from collections.abc import Mapping
from pathlib import PurePath
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from textual.app import App

# Editors that are told the line as `FILE:LINE`, after an option or without one; the others as `+LINE FILE`.
_GOTO: Final = frozenset({"code", "codium"})
_COLON: Final = frozenset({"subl", "hx", "helix", "zed"})


def edit_command(path: str, line: int = 1, environment: Mapping[str, str] = os.environ) -> list[str] | None:
    """The command that opens a file at a line in `$VISUAL` or `$EDITOR`; None where neither is a command."""
    try:
        words = shlex.split(environment.get("VISUAL") or environment.get("EDITOR") or "")
    except ValueError:
        # A quotation mark without its other one.
        return None
    if not words:
        return None
    name = PurePath(words[0]).stem
    if name in _GOTO:
        return [*words, "--wait", "--goto", f"{path}:{line}"]
    if name in _COLON:
        return [*words, f"{path}:{line}"]
    return [*words, f"+{line}", path]


def edit_file(app: App[object], path: str, line: int = 1) -> bool:
    """Open the file and wait. False where there is no editor, or it failed, or the app cannot be suspended here."""
    from textual.app import SuspendNotSupported

    command = edit_command(path, line)
    if command is None:
        return False
    try:
        with app.suspend():
            return subprocess.run(command, check=False).returncode == 0
    except (SuspendNotSupported, OSError):
        return False
