"""What kind of site this is, and where its drafts are. Told from file names and single lines of configuration."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Final, Literal

from editor_tui.errors import UsageError
from editor_tui.messages import Message
from editor_tui.settings.schema import SiteKind
from editor_tui.site.configuration import (
    CONFIG_FILES,
    ELEVENTY_FILES,
    HUGO_FILES,
    JEKYLL_FILES,
    text_of,
    vitepress_root,
)
from editor_tui.site.content_folders import CONTENT, subfolders
from editor_tui.site.output_folders import output_folders

if TYPE_CHECKING:
    from pathlib import Path

Detected = Literal[
    "jekyll", "hugo", "zola", "astro", "hexo", "zenn", "qiita", "docusaurus", "vitepress", "mkdocs", "eleventy",
    "obsidian", "folder",
]  # fmt: skip

_NO_SITES: Final = frozenset({"node_modules", "vendor", "themes"})


class Layout:
    """The kind of a site, its content folders (relative, "" for the whole site) and its generator's output folders."""

    __slots__ = ("content", "kind", "output")

    def __init__(self, kind: Detected, content: tuple[str, ...], output: tuple[str, ...]) -> None:
        self.kind, self.content, self.output = kind, content, output


def find_layout(site: str | Path, wanted: SiteKind = "auto") -> Layout:
    """The layout of the site in a folder; `wanted` is the kind that the settings say, "auto" to detect it."""
    root = os.path.realpath(site)
    kind = detect_kind(root) if wanted == "auto" else wanted
    folders = tuple(dict.fromkeys(folder for folder in CONTENT[kind](root) if _is_inside(root, folder)))
    written = output_folders(root, kind)
    # Where all drafts are in what is called output, it is none.
    folders = tuple(folder for folder in folders if not any(_holds(one, (folder,)) for one in written)) or folders
    return Layout(kind, folders or ("",), tuple(one for one in written if not _holds(one, folders)))


def detect_kind(root: str) -> Detected:
    """The kind of site, from the surest sign to the weakest. Raises UsageError where the folder cannot be read."""
    try:
        names = set(os.listdir(root))
    except OSError as error:
        from editor_tui.messages.complaints import system_complaint

        raise UsageError(Message.of("site.folder-unreadable", path=root, detail=system_complaint(error))) from error
    if any(name.startswith("astro.config.") for name in names):
        return "astro"
    if any(name.startswith("docusaurus.config.") for name in names):
        return "docusaurus"
    if any(os.path.exists(os.path.join(root, name)) for name in (*HUGO_FILES, "config/_default")):
        return "hugo"
    package = text_of(root, "package.json") if "package.json" in names else ""
    if '"hexo"' in package or os.path.isdir(os.path.join(root, "source/_posts")):
        return "hexo"
    if _is_zenn(root, names, package):
        return "zenn"
    if "qiita.config.json" in names or "@qiita/qiita-cli" in package:
        return "qiita"
    if names.intersection(ELEVENTY_FILES):
        return "eleventy"
    if names & {"mkdocs.yml", "mkdocs.yaml"}:
        return "mkdocs"
    if "_posts" in names or names.intersection(JEKYLL_FILES):
        return "jekyll"
    for name in CONFIG_FILES:
        # Zola and older Hugo sites both have a config.toml; the spelling of the address tells them apart.
        if name in names and (key := re.search(r"(?im)^[\s\"]*(base_?url)\b", text_of(root, name))):
            return "zola" if key.group(1) == "base_url" else "hugo"
    if vitepress_root(root) is not None:
        return "vitepress"
    return "obsidian" if ".obsidian" in names else "folder"


def find_sites_below(site: str | Path) -> dict[str, Detected]:
    """The sites of generators in the folders of a folder and in theirs, by path: what a monorepo has of them."""
    root = os.path.realpath(site)
    found: dict[str, Detected] = {}
    for folder in subfolders(root, ""):
        if folder in _NO_SITES:
            continue
        for path in (folder, *(f"{folder}/{name}" for name in subfolders(root, folder) if name not in _NO_SITES)):
            try:
                kind = detect_kind(os.path.join(root, path))
            except UsageError:
                continue
            if kind != "folder" and folder not in found:
                found[path] = kind
    return found


def _is_zenn(root: str, names: set[str], package: str) -> bool:
    if "articles" not in names and "books" not in names:
        return False
    if "zenn-cli" in package or {"articles", "books"} <= names:
        return True
    try:
        first = min(name for name in os.listdir(os.path.join(root, "articles")) if name.endswith(".md"))
    except (OSError, ValueError):
        return False
    return re.search(r"(?m)^topics:", text_of(root, "articles", first)) is not None


def _holds(folder: str, others: tuple[str, ...]) -> bool:
    """Is one of the others this folder, or in it?"""
    return any(f"{other}/".startswith(f"{folder}/") for other in others)


def _is_inside(root: str, folder: str) -> bool:
    """Is this an existing folder of the site? Configuration comes with a cloned site and is not trusted."""
    path = os.path.join(root, folder)
    return os.path.isdir(path) and (os.path.realpath(path) + os.sep).startswith(root.rstrip(os.sep) + os.sep)
