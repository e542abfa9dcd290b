"""Keeps what was being typed when the app had to end, for the next start."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

_NAME: Final = "typed.txt"


def keep_typed(folder: Path, texts: list[str]) -> Path | None:
    """Write the texts where the app can find them; None where there are none or they cannot be written."""
    texts = [text for text in texts if text.strip()]
    if not texts:
        return None
    path = folder / _NAME
    try:
        folder.mkdir(exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8", errors="surrogateescape") as file:
            file.write("\n\n".join(texts) + "\n")
    except OSError:
        return None
    return path
