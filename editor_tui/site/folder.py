"""The state folder of a site, where the index and the state are."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

FOLDER: Final = ".editor-tui"


def make_folder(folder: str | Path) -> None:
    """Make the state folder, which git ignores by a file of its own. Raises OSError.

    A cloned site may bring a link of this name: it must not lead our files out of the site.
    """
    if not os.path.isdir(folder):
        os.mkdir(folder)
    real, site = os.path.realpath(folder), os.path.realpath(os.path.dirname(folder))
    if os.path.commonpath((real, site)) != site:
        raise PermissionError(f"{folder} is a link that leads out of the site")
    ignore = os.path.join(folder, ".gitignore")
    if not os.path.lexists(ignore):
        with open(ignore, "w", encoding="utf-8") as file:
            file.write("*\n")
