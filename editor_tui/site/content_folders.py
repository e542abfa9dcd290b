"""Where each kind of site keeps its drafts, told from folder names and single lines of configuration."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from typing import Final

from editor_tui.site.configuration import (
    ELEVENTY_FILES,
    JEKYLL_FILES,
    eleventy_folder,
    hugo_configs,
    script_of,
    text_of,
    value_of,
    values_of,
    vitepress_root,
)


def _jekyll(root: str) -> Iterator[str]:
    config = "".join(text_of(root, name) for name in JEKYLL_FILES)
    collections = value_of(config, "collections_dir")
    bases = [value_of(config, "source"), *([collections] if collections else [])]
    for base in bases:
        for folder in ("", *subfolders(root, base), *(f"_i18n/{name}" for name in subfolders(root, "_i18n"))):
            for name in ("_posts", "_drafts", *(f"_{name}" for name in _collections(config))):
                yield "/".join(part for part in (base, folder, name) if part)


def _collections(config: str) -> list[str]:
    """The names below `collections:`, written as a mapping or as a list."""
    if "collections:" not in config:
        return []
    block = re.search(r"(?m)^collections:[ \t]*(?:#.*)?\n((?:[ \t]+.*\n|-.*\n|[ \t]*#.*\n|\s*\n)*)", config + "\n")
    if block is None:
        return []
    lines = [line for line in block.group(1).splitlines() if line.strip() and not line.lstrip().startswith("#")]
    indent = min((len(line) - len(line.lstrip()) for line in lines), default=0)
    names = (re.match(r"-?[ \t]*([\w-]+)", line[indent:]) for line in lines if not line[indent : indent + 1].isspace())
    return [match.group(1) for match in names if match is not None]


def _hugo(root: str) -> Iterator[str]:
    """One folder, or one a language; a folder within another one is part of it."""
    found = [folder for config in hugo_configs(root) for folder in values_of(config, "contentDir")]
    yield "content"
    yield from (folder for folder in found if not folder.startswith("content/"))


def _zola(root: str) -> Iterator[str]:
    yield "content"


def _astro(root: str) -> Iterator[str]:
    """Each collection is a content folder of its own: languages are told apart below it."""
    collections = [f"src/content/{name}" for name in subfolders(root, "src/content")]
    yield from collections or ("src/content", "src/data/blog", "src/blog", "content")
    yield "src/pages"


def _hexo(root: str) -> Iterator[str]:
    source = value_of(text_of(root, "_config.yml"), "source_dir") or "source"
    yield from (f"{source}/_posts", f"{source}/_drafts")


def _zenn(root: str) -> Iterator[str]:
    yield from ("articles", "books")


def _folder(root: str) -> Iterator[str]:
    yield ""


def _docusaurus(root: str) -> Iterator[str]:
    """The folders of its plugins, and the versions in other languages."""
    config = script_of(root, "docusaurus.config")
    yield from ("docs", "blog", "src/pages")
    yield from (path for path in re.findall(r"\bpath:\s*['\"](?:\./)?([\w./-]+)['\"]", config) if path.strip("./"))
    yield "i18n"


def _eleventy(root: str) -> Iterator[str]:
    yield eleventy_folder("".join(text_of(root, name) for name in ELEVENTY_FILES), "input")


def _vitepress(root: str) -> Iterator[str]:
    folder = vitepress_root(root) or ""
    config = script_of(root, folder, ".vitepress", "config")
    below = re.search(r"\bsrcDir:\s*['\"](?:\./)?([^'\"]*)['\"]", config)
    yield "/".join(part for part in (folder, below.group(1).strip("/") if below else "") if part)


def _mkdocs(root: str) -> Iterator[str]:
    yield value_of(text_of(root, "mkdocs.yml") + text_of(root, "mkdocs.yaml"), "docs_dir") or "docs"


def _qiita(root: str) -> Iterator[str]:
    yield "public"


CONTENT: Final[dict[str, Callable[[str], Iterator[str]]]] = {
    "jekyll": _jekyll,
    "hugo": _hugo,
    "zola": _zola,
    "astro": _astro,
    "hexo": _hexo,
    "zenn": _zenn,
    "qiita": _qiita,
    "docusaurus": _docusaurus,
    "vitepress": _vitepress,
    "mkdocs": _mkdocs,
    "eleventy": _eleventy,
    "obsidian": _folder,
    "folder": _folder,
}


def subfolders(root: str, folder: str) -> list[str]:
    """The names of the folders in a folder, sorted, without hidden ones."""
    try:
        with os.scandir(os.path.join(root, folder)) as entries:
            return sorted(
                entry.name for entry in entries if entry.name[0] not in "._" and entry.is_dir(follow_symlinks=False)
            )
    except OSError:
        return []
