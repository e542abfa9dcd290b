"""What the kinds of sites call their fields, where the settings leave it to them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from editor_tui.settings.schema import KeySettings, Settings

# The front matter that each generator's own documentation names; Jekyll and Hexo have our defaults.
_KEYS: Final[Mapping[str, Mapping[str, str]]] = {
    "zola": {"tags": "taxonomies.tags", "categories": "taxonomies.categories", "excerpt": "description"},
    "hugo": {"excerpt": "summary"},
    "astro": {"excerpt": "description", "date": "pubDate"},
    "zenn": {"tags": "topics", "date": "published_at"},
}


def with_keys_of(kind: str, settings: Settings) -> Settings:
    """The settings with the keys of this kind of site in place of those that are our defaults."""
    usual = KeySettings()
    changes = {
        name: key for name, key in _KEYS.get(kind, {}).items() if getattr(settings.keys, name) == getattr(usual, name)
    }
    return settings.replace(keys=settings.keys.replace(**changes)) if changes else settings


def for_rules(kind: str, settings: Settings) -> Settings:
    """The settings as rules need them: they must know of kramdown, whoever found out that this is a Jekyll site."""
    if settings.site.kind == "auto" and kind == "jekyll":
        return settings.replace(site=settings.site.replace(kind="jekyll"))
    return settings
