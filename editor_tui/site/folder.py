"""The state folder of a site, where the index and the state are."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

FOLDER: Final = ".editor-tui"


def make_folder(folder: Path) -> None:
    """Make the state folder, which git ignores by a file of its own. Raises OSError.

    A cloned site may bring a link of this name: it must not lead our files out of the site.
    """
    folder.mkdir(exist_ok=True)
    if not folder.resolve().is_relative_to(folder.parent.resolve()):
        raise PermissionError(f"{folder} is a link that leads out of the site")
    ignore = folder / ".gitignore"
    if not os.path.lexists(ignore):
        ignore.write_text("*\n", encoding="utf-8")
