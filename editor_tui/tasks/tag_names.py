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
from typing import Final

from editor_tui.errors import SettingsError
from editor_tui.messages import Message
from editor_tui.settings.file import not_toml
from editor_tui.settings.sense import find_cycle

FILE_NAME: Final = "tags.toml"
_TABLES: Final = ("aliases", "english")


@dataclass(frozen=True, slots=True)
class TagNames:
    """`aliases`: other name → tag; `english`: tag → English name."""

    aliases: Mapping[str, str] = field(default_factory=dict)
    english: Mapping[str, str] = field(default_factory=dict)


def read_tag_names(text: str, path: str = FILE_NAME) -> TagNames:
    """The names in a `tags.toml`. Raises SettingsError for what is no such file."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise not_toml(path, text, error) from error
    for name, table in data.items():
        if name not in _TABLES:
            raise SettingsError(path, Message.of("tasks.tags-file-table", name=name, choices=", ".join(_TABLES)))
        if not isinstance(table, dict) or not all(isinstance(value, str) for value in table.values()):
            raise SettingsError(path, Message.of("tasks.tags-file-value", name=name))
    names = TagNames(data.get("aliases", {}), data.get("english", {}))
    if cycle := find_cycle(names.aliases):
        raise SettingsError(path, Message.of("settings.alias-cycle", key="aliases", cycle=" → ".join(cycle)))
    return names
