"""What kind of site this is, and where its drafts are. Told from file names and single lines of configuration."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final, Literal

from editor_tui.errors import UsageError
from editor_tui.messages import Message
from editor_tui.settings.schema import SiteKind

if TYPE_CHECKING:
    from pathlib import Path

Detected = Literal["jekyll", "hugo", "zola", "astro", "hexo", "zenn", "folder"]

_HUGO_FILES: Final = ("hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json", "config/_default")
_JEKYLL_FILES: Final = ("_config.yml", "_config.yaml", "_config.toml")
_CONFIG_FILES: Final = ("config.toml", "config.yaml", "config.yml", "config.json")
# What a generator writes; only at the site's root, because a content folder may well be called "public".
_OUTPUT: Final[dict[str, tuple[str, ...]]] = {
    "jekyll": ("_site", "vendor"),
    "hugo": ("public", "resources", "themes"),
    "zola": ("public", "themes"),
    "astro": ("dist",),
    "hexo": ("public", "themes"),
    "zenn": (),
    "folder": ("_site",),
}


class Layout:
    """The kind of a site, its content folders (relative, "" for the whole site) and its generator's output folders."""

    __slots__ = ("content", "kind", "output")

    def __init__(self, kind: Detected, content: tuple[str, ...], output: tuple[str, ...]) -> None:
        self.kind, self.content, self.output = kind, content, output


def find_layout(site: str | Path, wanted: SiteKind = "auto") -> Layout:
    """The layout of the site in a folder; `wanted` is the kind that the settings say, "auto" to detect it."""
    root = os.path.realpath(site)
    kind = detect_kind(root) if wanted == "auto" else wanted
    folders = tuple(dict.fromkeys(folder for folder in _CONTENT[kind](root) if _is_inside(root, folder)))
    return Layout(kind, folders or ("",), _OUTPUT[kind])


def detect_kind(root: str) -> Detected:
    """The kind of site, from the surest sign to the weakest. Raises UsageError where the folder cannot be read."""
    try:
        names = set(os.listdir(root))
    except OSError as error:
        raise UsageError(
            Message.of("site.folder-unreadable", path=root, detail=error.strerror or str(error))
        ) from error
    if any(name.startswith("astro.config.") for name in names):
        return "astro"
    if any(os.path.exists(os.path.join(root, name)) for name in _HUGO_FILES):
        return "hugo"
    package = _text(root, "package.json") if "package.json" in names else ""
    if '"hexo"' in package or os.path.isdir(os.path.join(root, "source/_posts")):
        return "hexo"
    if _is_zenn(root, names, package):
        return "zenn"
    if "_posts" in names or names.intersection(_JEKYLL_FILES):
        return "jekyll"
    for name in _CONFIG_FILES:
        # Zola and older Hugo sites both have a config.toml; the spelling of the address tells them apart.
        if name in names and (key := re.search(r"(?im)^[\s\"]*(base_?url)\b", _text(root, name))):
            return "zola" if key.group(1) == "base_url" else "hugo"
    return "folder"


def _is_zenn(root: str, names: set[str], package: str) -> bool:
    if "articles" not in names and "books" not in names:
        return False
    if "zenn-cli" in package or {"articles", "books"} <= names:
        return True
    try:
        first = min(name for name in os.listdir(os.path.join(root, "articles")) if name.endswith(".md"))
    except (OSError, ValueError):
        return False
    return re.search(r"(?m)^topics:", _text(root, "articles", first)) is not None


def _jekyll(root: str) -> Iterator[str]:
    config = "".join(_text(root, name) for name in _JEKYLL_FILES)
    collections = _value(config, "collections_dir")
    bases = [_value(config, "source"), *([collections] if collections else [])]
    for base in bases:
        for folder in ("", *_subfolders(root, base)):
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
    for name in ("hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json", *_CONFIG_FILES):
        if folder := _value(_text(root, name), "contentDir"):
            yield folder
    yield "content"


def _zola(root: str) -> Iterator[str]:
    yield "content"


def _astro(root: str) -> Iterator[str]:
    """Each collection is a content folder of its own: languages are told apart below it."""
    collections = [f"src/content/{name}" for name in _subfolders(root, "src/content")]
    yield from collections or ("src/content", "src/data/blog", "src/blog", "content")
    yield "src/pages"


def _hexo(root: str) -> Iterator[str]:
    source = _value(_text(root, "_config.yml"), "source_dir") or "source"
    yield from (f"{source}/_posts", f"{source}/_drafts")


def _zenn(root: str) -> Iterator[str]:
    yield from ("articles", "books")


def _folder(root: str) -> Iterator[str]:
    yield ""


_CONTENT: Final[dict[str, Callable[[str], Iterator[str]]]] = {
    "jekyll": _jekyll,
    "hugo": _hugo,
    "zola": _zola,
    "astro": _astro,
    "hexo": _hexo,
    "zenn": _zenn,
    "folder": _folder,
}


def _subfolders(root: str, folder: str) -> list[str]:
    try:
        with os.scandir(os.path.join(root, folder)) as entries:
            return sorted(
                entry.name for entry in entries if entry.name[0] not in "._" and entry.is_dir(follow_symlinks=False)
            )
    except OSError:
        return []


def _is_inside(root: str, folder: str) -> bool:
    """Is this an existing folder of the site? Configuration comes with a cloned site and is not trusted."""
    path = os.path.join(root, folder)
    return os.path.isdir(path) and (os.path.realpath(path) + os.sep).startswith(root.rstrip(os.sep) + os.sep)


def _value(config: str, key: str) -> str:
    """The value of a plain `key: value` or `key = value` line at the margin, or ""."""
    if key.lower() not in config.lower():
        return ""
    match = re.search(rf"(?im)^[ \t]{{0,2}}\"?{key}\"?[ \t]*[:=][ \t]*([^#\r\n,]*)", config)
    return match.group(1).strip().strip("\"'").strip("/").removeprefix("./") if match else ""


def _text(*names: str) -> str:
    try:
        with open(os.path.join(*names), encoding="utf-8", errors="replace") as file:
            return file.read()
    except OSError:
        return ""
