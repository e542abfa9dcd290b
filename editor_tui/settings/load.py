"""Which settings files hold for a site, and in what order."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING

from editor_tui.settings.schema import Settings

if TYPE_CHECKING:
    from pathlib import Path

FILE_NAME = "editor-tui.toml"
TAGS_FILE = "tags.toml"


def load_settings(
    site: str | Path, *, environment: Mapping[str, str] = os.environ, user_file: str | Path | None = None
) -> Settings:
    """The settings that hold for a site. Flags are laid over the result by whoever parses them.

    Raises SettingsError with the file and line of the first mistake.
    """
    settings = Settings()
    if user_file is None:
        user_file = _user_file(environment)
    if os.path.isfile(user_file):
        settings = _read_over(settings, user_file, trusted=True)
    if os.path.exists(file := os.path.join(site, FILE_NAME)):
        settings = _read_over(settings, file, trusted=False)
    elif os.path.isfile(file := os.path.join(site, "pyproject.toml")):
        settings = _read_over(settings, file, trusted=False, table=("tool", "editor-tui"))
    if name := environment.get("EDITOR_TUI_MODEL"):
        settings = settings.replace(model=settings.model.replace(name=name))
    return settings


def find_setting(
    site: str | Path, path: tuple[str, ...], value: str, *, environment: Mapping[str, str] = os.environ
) -> tuple[str, int | None]:
    """The file that says this of a setting, and its line: what a mistake is told with that shows only later."""
    from editor_tui.settings.lines import line_of_key, line_of_value

    own = os.path.join(site, FILE_NAME)
    for file in (own, os.path.join(site, "pyproject.toml"), _user_file(environment)):
        if os.path.isfile(file):
            with open(file, encoding="utf-8", errors="replace") as opened:
                text = opened.read()
            line = line_of_value(text, path, value) or (line_of_key(text, (*path, value)))
            if line is not None:
                return file, line
    return own, None


def _user_file(environment: Mapping[str, str]) -> str:
    if path := environment.get("EDITOR_TUI_CONFIG"):
        return os.path.expanduser(path)
    base = environment.get("XDG_CONFIG_HOME") or os.path.expanduser("~/.config")
    return os.path.join(base, "editor-tui", "config.toml")


def _read_over(settings: Settings, file: str | Path, *, trusted: bool, table: tuple[str, ...] = ()) -> Settings:
    # Here, because most sites have no settings file and a TOML parser in Python takes long to load.
    from pathlib import Path

    from editor_tui.settings.file import read_settings

    return read_settings(Path(file), settings, trusted=trusted, table=table)
