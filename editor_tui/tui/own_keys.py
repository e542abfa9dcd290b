"""Whether the keys that a user has chosen are for actions that there are."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from pathlib import Path

from editor_tui.errors import SettingsError
from editor_tui.messages import Message
from editor_tui.settings.load import find_setting
from editor_tui.tui.actions import BY_ID


def check_own_keys(keys: Mapping[str, str], root: Path) -> None:
    """Raises SettingsError with file, line and the nearest name for an id that no action has."""
    for name in keys:
        if name not in BY_ID:
            near = difflib.get_close_matches(name, BY_ID, n=1, cutoff=0.0)[0]
            file, line = find_setting(root, ("app", "keys"), name)
            raise SettingsError(file, Message.of("settings.unknown-action", name=name, nearest=near), line=line)
