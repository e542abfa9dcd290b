"""Which settings files hold for a site, and in what order."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from editor_tui.settings.schema import Settings

FILE_NAME = "editor-tui.toml"


def load_settings(
    site: Path, *, environment: Mapping[str, str] = os.environ, user_file: Path | None = None
) -> Settings:
    """The settings that hold for a site. Flags are laid over the result by whoever parses them.

    Raises SettingsError with the file and line of the first mistake.
    """
    settings = Settings()
    if user_file is None:
        user_file = _user_file(environment)
    if user_file.is_file():
        settings = _read_over(settings, user_file, trusted=True)
    if (file := site / FILE_NAME).is_file():
        settings = _read_over(settings, file, trusted=False)
    elif (file := site / "pyproject.toml").is_file():
        settings = _read_over(settings, file, trusted=False, table=("tool", "editor-tui"))
    if name := environment.get("EDITOR_TUI_MODEL"):
        settings = replace(settings, model=replace(settings.model, name=name))
    return settings


def _user_file(environment: Mapping[str, str]) -> Path:
    if path := environment.get("EDITOR_TUI_CONFIG"):
        return Path(path).expanduser()
    base = environment.get("XDG_CONFIG_HOME") or os.path.expanduser("~/.config")
    return Path(base) / "editor-tui" / "config.toml"


def _read_over(settings: Settings, file: Path, *, trusted: bool, table: tuple[str, ...] = ()) -> Settings:
    # Here, because most sites have no settings file and a TOML parser in Python takes long to load.
    from editor_tui.settings.file import read_settings

    return read_settings(file, settings, trusted=trusted, table=table)
