"""Whether the settings name rules that there are. Settings themselves do not know any."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from editor_tui.errors import SettingsError, UsageError
from editor_tui.settings.load import find_setting
from editor_tui.settings.schema import Settings


def check_rule_names(settings: Settings, root: Path, environment: Mapping[str, str]) -> None:
    """Raises SettingsError with file and line for a name that is neither a rule nor a family."""
    named = list(_names(settings))
    if not named:
        return
    from editor_tui.repair.registry import FAMILIES
    from editor_tui.repair.selection import check_names

    for path, name in named:
        try:
            check_names([name], FAMILIES)
        except UsageError as error:
            file, line = find_setting(root, path, name, environment=environment)
            raise SettingsError(file, error.message, line=line) from error


def _names(settings: Settings) -> Iterator[tuple[tuple[str, ...], str]]:
    """Each name of a rule, and where in the settings it stands."""
    for key in ("select", "ignore"):
        yield from ((("check", key), name) for name in getattr(settings.check, key))
    for folder in settings.folder:
        yield from ((("folder", "ignore"), name) for name in folder.ignore)
