"""The page on settings has each of them, with its default, and no other."""

import re
import tomllib
from pathlib import Path

from editor_tui.settings.schema import FolderSettings, PriceSettings, Settings
from editor_tui.settings.table import Table

PAGE = (Path(__file__).parents[2] / "docs" / "settings.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| `(\w+)`( †)? \| `(.*?)` \|", re.MULTILINE)


def documented():
    """(table, setting) with the default, and whether only trusted files may set it; tables of one kind by the first."""
    found = {}
    for section in PAGE.split("\n## ")[1:]:
        heading, _, text = section.partition("\n")
        name = re.search(r"[\w.-]+", heading).group().replace("-", "_")
        for setting, mark, default in ROW.findall(text):
            found[name, setting] = tomllib.loads(f"value = {default}")["value"], bool(mark)
    return found


def known():
    """The same as the program has it."""
    found = {}
    tables = {"folder": FolderSettings(), "model.price": PriceSettings()}
    for name in Settings.names:
        if isinstance(table := getattr(Settings(), name), Table) and name not in ("description", "title"):
            tables[name] = table
    for name, table in tables.items():
        for setting in table.names:
            value = getattr(table, setting)
            if (name, setting) != ("model", "price"):
                plain = list(value) if isinstance(value, tuple) else value
                found[name, setting] = plain, setting in table.trusted
    return found


def test_every_setting_is_documented_with_its_default():
    assert documented() == known()


def test_the_lengths_of_descriptions_and_titles_are_those_of_the_page():
    settings = Settings()

    for limits in (settings.description.ja, settings.title.ja, settings.title.en):
        assert f"`{list(limits)}`" in PAGE
    assert settings.description.en == settings.excerpt.en
