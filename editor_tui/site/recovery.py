"""How a write ended that nobody saw end, and what it may have left: told from the files themselves."""

from __future__ import annotations

import hashlib
import os
import re
import secrets
from collections.abc import Sequence
from typing import Final

from editor_tui.errors import DraftError
from editor_tui.site.disk import Disk
from editor_tui.site.files import Site
from editor_tui.site.runs import Entry, Outcome
from editor_tui.site.snapshot import read_file

_TEMPORARY: Final = re.compile(r"\.editor-tui-[0-9a-f]{16}\.tmp")


def new_temporary_name() -> str:
    """A name that no file has: hidden from site generators, short enough for every folder, known again as ours."""
    return f".editor-tui-{secrets.token_hex(8)}.tmp"


def outcome_of(site: Site, entry: Entry) -> Outcome:
    """Was the entry's write done? `pending` where the file cannot be looked at now."""
    try:
        place = site.locate(entry.path)
        now = hashlib.sha256(read_file(entry.path, place)[0]).hexdigest() if os.path.lexists(place) else None
    except DraftError:
        return "pending"
    if now == entry.after:
        return "written"
    if now == entry.before or (place.parent / entry.temporary).exists():
        return "not-written"
    # Somebody wrote the file since. Undo will see that and refuse, so this is the answer that loses nothing.
    return "written"


def clean_up(site: Site, entry: Entry, outcome: Outcome, disk: Disk) -> bool:
    """Remove the temporary file of an entry, and the folders made for a draft that is not there.

    False where that does not work now; it is tried again when the next run begins.
    """
    if outcome == "pending":
        return False
    try:
        # A file that became a link meanwhile, or was one, has its temporary file beside the link or beside its target.
        for folder in {site.locate(entry.path).parent, site.locate(entry.path.rpartition("/")[0])}:
            # The state comes with the site: a name that is not one of ours is nothing for us to remove.
            if _TEMPORARY.fullmatch(entry.temporary) and (temporary := folder / entry.temporary).exists():
                disk.unlink(temporary)
        if (outcome == "written") == (entry.after is None):
            _remove_empty(site, entry.folders, disk)
    except (OSError, DraftError):
        return False
    return True


def _remove_empty(site: Site, folders: Sequence[str], disk: Disk) -> None:
    for folder in reversed(folders):
        place = site.locate(folder)
        if place.is_dir() and not any(place.iterdir()):
            disk.remove_folder(place)
