"""How a site tells the languages of its drafts apart: which one carries no mark, and which folders are languages."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from editor_tui.site.configuration import (
    CONFIG_FILES,
    JEKYLL_FILES,
    hugo_configs,
    script_of,
    text_of,
    value_of,
    vitepress_root,
)
from editor_tui.site.content_folders import subfolders

_CODE: Final = re.compile(
    r"(?:af|ar|az|be|bg|bn|bs|ca|cs|cy|da|de|el|en|eo|es|et|eu|fa|fi|fil|fr|ga|gl|gu|he|hi|hr|hu|hy|id|is|it|ja|jp|"
    r"ka|kk|km|kn|ko|lo|lt|lv|mk|ml|mn|mr|ms|my|nb|ne|nl|nn|no|pa|pcm|pl|pt|ro|ru|sa|si|sk|sl|sq|sr|sv|sw|ta|te|"
    r"th|tl|tr|uk|ur|uz|vi|zh)"
    r"(?:[-_][a-z]{2,4})?",
    re.IGNORECASE,
)


class Languages(NamedTuple):
    """`plain`: the language whose drafts carry no mark, "" where none or nobody says; `folders`: those that are one.

    `share_addresses`: versions are told by having the address of their source, and must keep it.
    """

    plain: str = ""
    folders: frozenset[str] = frozenset()
    share_addresses: bool = False


UNKNOWN: Final = Languages()


def find_languages(root: str, kind: str, content: Sequence[str], target: str) -> Languages:
    """What the configuration and the folders of a site say of its languages, for versions in the target language."""
    below = {name for folder in content for name in subfolders(root, folder)}
    plain = _PLAIN[kind](root).partition("-")[0].lower() if kind in _PLAIN else ""
    if kind != "docusaurus" and plain in {name.lower() for name in below}:
        plain = ""
    folders = frozenset(name for name in below if is_language(name))
    # A folder "it" is a language only where it stands among others.
    are_languages = target in below or (plain == target and len(folders) > 1)
    return Languages(plain, folders if are_languages else frozenset(), kind == "jekyll" and _is_polyglot(root))


def is_language(name: str) -> bool:
    """Is this a code of a language, with or without a region: `ja`, `pt-br`, `zh_Hant`?"""
    return _CODE.fullmatch(name) is not None


def _hugo(root: str) -> str:
    configs = list(hugo_configs(root))
    has_folders = any(re.search(r"(?im)^\s*contentDir\s*[:=]", config) for config in configs)
    return "" if has_folders else next(filter(None, (value_of(text, "defaultContentLanguage") for text in configs)), "")


def _zola(root: str) -> str:
    return next(filter(None, (value_of(text_of(root, name), "default_language") for name in CONFIG_FILES)), "")


def _astro(root: str) -> str:
    config = script_of(root, "astro.config")
    if re.search(r"prefixDefaultLocale:\s*true", config):
        return ""
    return _first(config, r"\broot:\s*\{[^{}]*\blang:\s*['\"]([\w-]+)", r"\bdefaultLocale:\s*['\"]([\w-]+)")


def _docusaurus(root: str) -> str:
    return _first(script_of(root, "docusaurus.config"), r"\bdefaultLocale:\s*['\"]([\w-]+)")


def _vitepress(root: str) -> str:
    config = script_of(root, vitepress_root(root) or "", ".vitepress", "config")
    return _first(config, r"\broot:\s*\{[^{}]*\blang:\s*['\"]([\w-]+)", r"\blang:\s*['\"]([\w-]+)")


def _mkdocs(root: str) -> str:
    """The default language of its plugin for several, unless each has a folder: versions have an ending otherwise."""
    config = text_of(root, "mkdocs.yml") + text_of(root, "mkdocs.yaml")
    if "i18n" not in config or re.search(r"\bdocs_structure:\s*['\"]?folder", config):
        return ""
    listed = re.split(r"(?m)^\s*-\s+(?=locale:)", config)[1:]
    default = next((entry for entry in listed if re.search(r"(?m)^\s*default:\s*true\b", entry)), "")
    return _first(default, r"locale:\s*['\"]?([\w-]+)") or _first(config, r"\bdefault_language:\s*['\"]?([\w-]+)")


def _is_polyglot(root: str) -> bool:
    """Does Jekyll have the plugin jekyll-polyglot, which takes pages with one address for versions of each other?"""
    return any("polyglot" in text_of(root, name) for name in (*JEKYLL_FILES, "Gemfile"))


def _first(config: str, *patterns: str) -> str:
    return next((match.group(1) for pattern in patterns if (match := re.search(pattern, config))), "")


_PLAIN: Final[dict[str, Callable[[str], str]]] = {
    "hugo": _hugo,
    "zola": _zola,
    "astro": _astro,
    "docusaurus": _docusaurus,
    "vitepress": _vitepress,
    "mkdocs": _mkdocs,
}
