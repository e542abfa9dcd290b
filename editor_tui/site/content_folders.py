"""Where each kind of site keeps its drafts, told from folder names and single lines of configuration."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Final

CONFIG_FILES: Final = ("config.toml", "config.yaml", "config.yml", "config.json")
JEKYLL_FILES: Final = ("_config.yml", "_config.yaml", "_config.toml")
HUGO_FILES: Final = ("hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json")
_HUGO_FOLDER: Final = "config/_default"
ELEVENTY_FILES: Final = (
    ".eleventy.js", "eleventy.config.js", "eleventy.config.mjs", "eleventy.config.cjs", "eleventy.config.ts",
)  # fmt: skip


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


def hugo_configs(root: str) -> Iterator[str]:
    """The texts of Hugo's configuration, also where it is cut into files."""
    for name in (*HUGO_FILES, *CONFIG_FILES):
        yield text_of(root, name)
    for name in ("hugo", "config", "languages"):
        for ending in ("toml", "yaml", "yml", "json"):
            yield text_of(root, _HUGO_FOLDER, f"{name}.{ending}")


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
    config = "".join(text_of(root, f"docusaurus.config.{ending}") for ending in ("js", "ts", "mjs", "cjs"))
    yield from ("docs", "blog", "src/pages")
    yield from (path for path in re.findall(r"\bpath:\s*['\"](?:\./)?([\w./-]+)['\"]", config) if path.strip("./"))
    yield "i18n"


def _eleventy(root: str) -> Iterator[str]:
    config = "".join(text_of(root, name) for name in ELEVENTY_FILES)
    folder = re.search(r"(?:\binput:\s*|\bsetInputDirectory\(\s*)['\"](?:\./)?([^'\"]*)['\"]", config)
    yield folder.group(1).strip("/").strip(".") if folder else ""


def vitepress_root(root: str) -> str | None:
    """The folder that holds `.vitepress`; None where there is none."""
    for folder in ("", "docs", "src", "site", "website"):
        if os.path.isdir(os.path.join(root, folder, ".vitepress")):
            return folder
    return None


def _vitepress(root: str) -> Iterator[str]:
    folder = vitepress_root(root) or ""
    config = "".join(text_of(root, folder, ".vitepress", f"config.{ending}") for ending in ("js", "ts", "mjs", "mts"))
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


def value_of(config: str, key: str) -> str:
    """The value of the first plain `key: value` or `key = value` line at the margin, or ""."""
    return next(iter(values_of(config, key, indent=2)), "")


def values_of(config: str, key: str, *, indent: int = 8) -> list[str]:
    """The values of all such lines, indented by at most so many spaces."""
    if key.lower() not in config.lower():
        return []
    found: Iterable[str] = re.findall(rf"(?im)^[ \t]{{0,{indent}}}\"?{key}\"?[ \t]*[:=][ \t]*([^#\r\n,]*)", config)
    return [value.strip().strip("\"'").strip("/").removeprefix("./") for value in found]


def text_of(*names: str) -> str:
    """What a file says; "" where it is not there."""
    try:
        with open(os.path.join(*names), encoding="utf-8", errors="replace") as file:
            return file.read()
    except OSError:
        return ""
