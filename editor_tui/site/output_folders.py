"""What a generator writes, and what it reads that is no draft: told from the kind of site and its configuration."""

from __future__ import annotations

import re
from typing import Final

from editor_tui.site.content_folders import CONFIG_FILES, ELEVENTY_FILES, HUGO_FILES, JEKYLL_FILES, text_of, value_of

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
_SCRIPTS: Final = ("js", "ts", "mjs", "cjs")


def output_folders(root: str, kind: str) -> tuple[str, ...]:
    """Their paths in the site. A configuration that comes with a site may name any folder: one that it has at most."""
    found = list(_USUAL.get(kind, ()))
    if kind in _NAMED:
        files, key = _NAMED[kind]
        found += (value_of(text_of(root, name), key) for name in files)
    elif kind == "astro":
        config = "".join(text_of(root, f"astro.config.{ending}") for ending in _SCRIPTS)
        found += re.findall(r"\boutDir:\s*['\"]([^'\"]+)['\"]", config)
    elif kind == "eleventy":
        found += _eleventy(root)
    return tuple(dict.fromkeys(path for path in map(_plain, found) if path and ".." not in path.split("/")))


def _eleventy(root: str) -> list[str]:
    """Its output, and the folders of includes, layouts and data, which are looked for in its input."""
    config = "".join(text_of(root, name) for name in ELEVENTY_FILES)
    source = _plain(_eleventy_folder(config, "input"))
    below = f"{source}/" if source else ""
    own = [_eleventy_folder(config, name) for name in ("includes", "layouts", "data")]
    return [_eleventy_folder(config, "output"), *(below + name for name in ("_includes", "_data", *own) if name)]


def _eleventy_folder(config: str, name: str) -> str:
    """`dir: { output: "dist" }` or `eleventyConfig.setOutputDirectory("dist")`."""
    method = f"set{name.capitalize()}Directory"
    match = re.search(rf"(?:\b{name}:\s*|\b{method}\(\s*)['\"]([^'\"]*)['\"]", config)
    return match.group(1) if match else ""


def _plain(path: str) -> str:
    return path.strip().removeprefix("./").strip("/").removesuffix("/.").strip(".")
