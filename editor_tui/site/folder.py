"""The state folder of a site, where the index and the state are."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

FOLDER: Final = ".editor-tui"


def make_folder(folder: str | Path) -> None:
    """Make the state folder, which git ignores by a file of its own. Raises OSError.

    A cloned site may bring links of this name, or in it: they must not lead what we write out of the site.
    """
    if not os.path.isdir(folder):
        os.mkdir(folder)
    site = os.path.realpath(os.path.dirname(folder))
    _refuse_way_out(folder, site)
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_symlink():
                _refuse_way_out(entry.path, site)
    ignore = os.path.join(folder, ".gitignore")
    if not os.path.lexists(ignore):
        with open(ignore, "w", encoding="utf-8") as file:
            file.write("*\n")


def _refuse_way_out(place: str | Path, site: str) -> None:
    if os.path.commonpath((os.path.realpath(place), site)) != site:
        # Here, because hardly any list needs it.
        from editor_tui.messages import Message
        from editor_tui.messages.complaints import OwnRefusalError

        raise OwnRefusalError(Message.of("site.link-leads-out", path=str(place)))
