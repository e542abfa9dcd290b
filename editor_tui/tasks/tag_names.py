"""`tags.toml`: what a site calls the same, and the English names of its tags.

```toml
[aliases]            # other name = tag
"人工知能" = "AI"

[english]            # tag = English name
"生成AI" = "Generative AI"
```
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from editor_tui.errors import SettingsError
from editor_tui.messages import Message
from editor_tui.settings.file import not_toml, read_text
from editor_tui.settings.lines import line_of_key
from editor_tui.settings.load import TAGS_FILE
from editor_tui.settings.sense import find_cycle

_TABLES: Final = ("aliases", "english")


@dataclass(frozen=True, slots=True)
class TagNames:
    """`aliases`: other name → tag; `english`: tag → English name."""

    aliases: Mapping[str, str] = field(default_factory=dict)
    english: Mapping[str, str] = field(default_factory=dict)


def load_tag_names(root: Path) -> TagNames:
    """The names of a site's tags file, if it has one. Raises SettingsError for a broken one."""
    file = root / TAGS_FILE
    return read_tag_names(read_text(file), str(file)) if file.exists() else TagNames()


def read_tag_names(text: str, path: str = TAGS_FILE) -> TagNames:
    """The names in a `tags.toml`. Raises SettingsError for what is no such file."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise not_toml(path, text, error) from error
    for name, table in data.items():
        if name not in _TABLES:
            message = Message.of("tasks.tags-file-table", name=name, choices=", ".join(_TABLES))
            raise SettingsError(path, message, line=line_of_key(text, (name,)))
        if not isinstance(table, dict):
            raise SettingsError(path, Message.of("tasks.tags-file-value", name=name), line=line_of_key(text, (name,)))
        for key, value in table.items():
            if not isinstance(value, str):
                line = line_of_key(text, (name, key))
                raise SettingsError(path, Message.of("tasks.tags-file-value", name=name), line=line)
    names = TagNames(data.get("aliases", {}), data.get("english", {}))
    if cycle := find_cycle(names.aliases):
        message = Message.of("settings.alias-cycle", key="aliases", cycle=" → ".join(cycle))
        raise SettingsError(path, message, line=line_of_key(text, ("aliases", cycle[0])))
    return names
