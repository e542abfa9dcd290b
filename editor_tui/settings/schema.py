"""Every setting with its default. One class a table of `editor-tui.toml`.

A setting marked `trusted` is read from the environment, a flag or the user's own settings, never from a site's files:
a cloned site must not choose where a key is sent.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final, Literal

from editor_tui.settings.table import Table, trusted

# Nobody may change it: it is the default of many.
_NOTHING: Mapping[str, Any] = MappingProxyType({})
SiteKind = Literal[
    "auto", "jekyll", "hugo", "zola", "astro", "hexo", "zenn", "qiita", "docusaurus", "vitepress", "mkdocs", "eleventy",
    "obsidian", "folder",
]  # fmt: skip


class SiteSettings(Table):
    """`[site]`: which files are drafts. Globs are relative to the site."""

    kind: SiteKind = "auto"
    content: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    extensions: tuple[str, ...] = (".md", ".markdown", ".mdx")
    encodings: tuple[Literal["utf-8", "cp932", "shift_jis", "euc_jp"], ...] = ("utf-8",)
    language: str = "auto"


class KeySettings(Table):
    """`[keys]`: the front matter keys of the fields that editor-tui knows; dotted where nested, "" where absent."""

    title: str = "title"
    excerpt: str = "excerpt"
    description: str = ""
    tags: str = "tags"
    categories: str = "categories"
    date: str = "date"
    reading_time: str = "reading_time"
    draft: str = "draft"


class FolderSettings(Table):
    """`[[folder]]`: what is different for the drafts whose path matches `path`, a glob."""

    path: str = "**"
    ignore: tuple[str, ...] = ()
    skip: tuple[str, ...] = ()


class CheckSettings(Table):
    """`[check]`: rules and families to select or ignore, and what they need to know."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    required: tuple[str, ...] = ("title",)


class ReadingTimeSettings(Table):
    """`[reading-time]`: speeds a minute, and by how many minutes a value may be off."""

    characters_per_minute: int = 500
    words_per_minute: int = 225
    tolerance: int = 1


class LengthSettings(Table):
    """`[excerpt]`, `[description]`, `[title]`: limits in characters as a reader counts them, a language each."""

    ja: tuple[int, int] = (60, 120)
    en: tuple[int, int] = (120, 160)
    placeholders: tuple[str, ...] = ()
    forbidden_words: tuple[str, ...] = ()


class TagSettings(Table):
    """`[tags]`: how many tags a draft has, how many may be new, and what the site calls the same.

    `vocabulary` are tags that may be used although no draft has them yet.
    """

    vocabulary: tuple[str, ...] = ()
    minimum: int = 3
    maximum: int = 6
    new: int = 1
    keep_existing: bool = True
    aliases: Mapping[str, str] = _NOTHING
    english: Mapping[str, str] = _NOTHING
    default_share: float = 0.5


# What a template for the paths of versions may name.
VERSION_PATH_NAMES: Final = frozenset({"dir", "name", "stem", "ext", "lang", "root", "below"})


class TranslateSettings(Table):
    """`[translate]`: where English versions go and what is translated. Empty: by the kind of site."""

    to: str = "en"
    path: str = ""
    fields: tuple[str, ...] = ()
    glossary: str = "glossary.csv"
    segment_tokens: int = 1500


class PriceSettings(Table):
    """`[[model.price]]`: US dollars for a million tokens of the models whose name begins with `model`."""

    model: str = ""
    input: float = 0.0
    output: float = 0.0


class ModelSettings(Table):
    """`[model]`: which model is asked and how hard. Seconds, tokens, requests."""

    name: str = ""
    base_url: str = trusted(default="")
    key: str = trusted(default="", secret=True)
    keyring: str = trusted(default="")
    context_window: int = 128_000
    concurrency: int = 8
    requests_per_minute: int = 0
    tokens_per_minute: int = 0
    timeout: float = 120.0
    attempts: int = 6
    longest_wait: float = 120.0
    structured: Literal["auto", "json_schema", "json_object", "plain"] = "auto"
    price: tuple[PriceSettings, ...] = ()


class JournalSettings(Table):
    """`[journal]`: how long and how much undo remembers."""

    keep_days: int = 90
    keep_megabytes: int = 500


class AppSettings(Table):
    """`[app]`: how the terminal app looks and which keys it listens to."""

    language: Literal["auto", "en", "ja"] = "auto"
    theme: str = "dark"
    keymap: Literal["default", "vim"] = "default"
    keys: Mapping[str, str] = _NOTHING
    ascii: Literal["auto", "on", "off"] = "auto"
    ambiguous: Literal["auto", "narrow", "wide"] = "auto"
    marks: Literal["auto", "text", "colour"] = "auto"
    animation: bool = False
    real_cursor: bool = False


class Settings(Table):
    """Everything that can be set, read once and handed down."""

    site: SiteSettings = SiteSettings()
    keys: KeySettings = KeySettings()
    folder: tuple[FolderSettings, ...] = ()
    check: CheckSettings = CheckSettings()
    reading_time: ReadingTimeSettings = ReadingTimeSettings()
    excerpt: LengthSettings = LengthSettings()
    description: LengthSettings = LengthSettings(ja=(80, 160))
    title: LengthSettings = LengthSettings(ja=(10, 40), en=(20, 70))
    tags: TagSettings = TagSettings()
    choices: Mapping[str, tuple[str, ...]] = _NOTHING
    translate: TranslateSettings = TranslateSettings()
    model: ModelSettings = ModelSettings()
    journal: JournalSettings = JournalSettings()
    app: AppSettings = AppSettings()
