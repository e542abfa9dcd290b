"""What the kinds of sites call their fields and expect of a draft, where the settings leave it to them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from editor_tui.settings.schema import FolderSettings, Settings

# The front matter that each generator's own documentation names; Jekyll and Hexo have our defaults.
_KEYS: Final[Mapping[str, Mapping[str, str]]] = {
    "zola": {"tags": "taxonomies.tags", "categories": "taxonomies.categories", "excerpt": "description"},
    "hugo": {"excerpt": "summary"},
    "astro": {"excerpt": "description", "date": "pubDate"},
    # Neither has a field for an excerpt, and Qiita's own tool drops the keys that it does not know.
    "zenn": {"tags": "topics", "date": "published_at", "excerpt": ""},
    "qiita": {"date": "updated_at", "excerpt": ""},
    "docusaurus": {"excerpt": "description"},
    "vitepress": {"excerpt": "description"},
    "mkdocs": {"excerpt": "description"},
    "eleventy": {"excerpt": "description"},
    "obsidian": {"excerpt": "description", "date": "created"},
}
# There the first heading or the name of the file is the title.
_NEED_NO_TITLE: Final = frozenset({"docusaurus", "vitepress", "mkdocs", "obsidian"})
# Zola refuses a section with taxonomies.
_SECTIONS: Final = FolderSettings(path="**/_index*.md", skip=("tags", "categories"))
# Eleventy's collections are tags: one that stands on every post is what shows it in the list.
_ANY_SHARE: Final = 2.0


def with_keys_of(kind: str, settings: Settings) -> Settings:
    """The settings with what this kind of site has in place of our defaults. What a file sets, it keeps."""
    changes = {name: key for name, key in _KEYS.get(kind, {}).items() if name not in vars(settings.keys)}
    if changes:
        settings = settings.replace(keys=settings.keys.replace(**changes))
    if kind in _NEED_NO_TITLE and "required" not in vars(settings.check):
        settings = settings.replace(check=settings.check.replace(required=()))
    if kind == "zola":
        settings = settings.replace(folder=(*settings.folder, _SECTIONS))
    if kind == "eleventy" and "default_share" not in vars(settings.tags):
        settings = settings.replace(tags=settings.tags.replace(default_share=_ANY_SHARE))
    return settings


def for_rules(kind: str, settings: Settings) -> Settings:
    """The settings as rules need them, with the kinds that they must know of, whoever found that this is one."""
    if settings.site.kind == "auto" and (kind in ("jekyll", "folder") or kind in _NEED_NO_TITLE):
        return settings.replace(site=settings.site.replace(kind=kind))
    return settings
