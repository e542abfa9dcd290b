"""What a generator writes, and what it reads that is no draft: told from the kind of site and its configuration."""

from __future__ import annotations

import re
from typing import Final

from editor_tui.site.configuration import (
    CONFIG_FILES,
    ELEVENTY_FILES,
    HUGO_FILES,
    JEKYLL_FILES,
    eleventy_folder,
    script_of,
    text_of,
    value_of,
)

_USUAL: Final[dict[str, tuple[str, ...]]] = {
    "jekyll": ("_site", "vendor"),
    "hugo": ("public", "resources", "themes"),
    "zola": ("public", "themes"),
    "astro": ("dist",),
    "hexo": ("public", "themes"),
    "docusaurus": ("build",),
    "mkdocs": ("site",),
    "eleventy": ("_site", "_includes", "_data"),
    "obsidian": ("_site",),
    "folder": ("_site",),
}
# The configuration files of a kind, and the key in them that names where it writes.
_NAMED: Final[dict[str, tuple[tuple[str, ...], str]]] = {
    "jekyll": (JEKYLL_FILES, "destination"),
    "hugo": ((*HUGO_FILES, *CONFIG_FILES), "publishDir"),
    "zola": (("config.toml",), "output_dir"),
    "hexo": (("_config.yml",), "public_dir"),
    "mkdocs": (("mkdocs.yml", "mkdocs.yaml"), "site_dir"),
}


def output_folders(root: str, kind: str) -> tuple[str, ...]:
    """Their paths in the site. A configuration that comes with a site may name any folder: one that it has at most."""
    found = list(_USUAL.get(kind, ()))
    if kind in _NAMED:
        files, key = _NAMED[kind]
        found += (value_of(text_of(root, name), key) for name in files)
    elif kind == "astro":
        found += re.findall(r"\boutDir:\s*['\"]([^'\"]+)['\"]", script_of(root, "astro.config"))
    elif kind == "eleventy":
        found += _eleventy(root)
    return tuple(dict.fromkeys(path for path in map(_plain, found) if path and ".." not in path.split("/")))


def _eleventy(root: str) -> list[str]:
    """Its output, and the folders of includes, layouts and data, which are looked for in its input."""
    config = "".join(text_of(root, name) for name in ELEVENTY_FILES)
    source = eleventy_folder(config, "input")
    below = f"{source}/" if source else ""
    own = [eleventy_folder(config, name) for name in ("includes", "layouts", "data")]
    return [eleventy_folder(config, "output"), *(below + name for name in ("_includes", "_data", *own) if name)]


def _plain(path: str) -> str:
    return path.strip().removeprefix("./").strip("/").removesuffix("/.").strip(".")
