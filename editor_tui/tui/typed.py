"""Keeps what was being typed when the app had to end, and gives it to the next start.

`typed.txt` is for people as well: before each text a line says where it was typed, and how long it is.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_NAME: Final = "typed.txt"
_HEAD: Final = re.compile(r"== ([^\t\n]*)\t([^\t\n]*)\t([^\t\n]*)\t(\d+)\n")


@dataclass(frozen=True, slots=True)
class Typed:
    """A text, and where it was typed: the pane ("form", "review" or ""), the draft's path, the field's name."""

    pane: str
    path: str
    field: str
    text: str


def keep_typed(folder: Path, texts: Sequence[Typed]) -> Path | None:
    """Write the texts where the app can find them; None where there are none or they cannot be written."""
    texts = [typed for typed in texts if typed.text.strip()]
    if not texts:
        return None
    path = folder / _NAME
    try:
        folder.mkdir(exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8", errors="surrogateescape", newline="") as file:
            for typed in texts:
                names = "\t".join(re.sub(r"[\t\n]", " ", name) for name in (typed.pane, typed.path, typed.field))
                file.write(f"== {names}\t{len(typed.text)}\n{typed.text}\n")
    except OSError:
        return None
    return path


def read_typed(folder: Path) -> list[Typed]:
    """What was kept; nothing where there is no such file, or it is not one of ours."""
    try:
        text = (folder / _NAME).read_bytes().decode("utf-8", "surrogateescape")
    except OSError:
        return []
    found = []
    position = 0
    while match := _HEAD.match(text, position):
        pane, draft, field, size = match.groups()
        end = match.end() + int(size)
        found.append(Typed(pane, draft, field, text[match.end() : end]))
        position = end + 1
    return found


def forget_typed(folder: Path) -> None:
    """The texts are back where they belong, or nobody wants them."""
    with suppress(OSError):
        (folder / _NAME).unlink(missing_ok=True)
