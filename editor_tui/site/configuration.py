"""What the configuration of a generator says: single lines of its files, which are neither parsed nor run."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from typing import Final

CONFIG_FILES: Final = ("config.toml", "config.yaml", "config.yml", "config.json")
JEKYLL_FILES: Final = ("_config.yml", "_config.yaml", "_config.toml")
HUGO_FILES: Final = ("hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json")
_HUGO_FOLDER: Final = "config/_default"
ELEVENTY_FILES: Final = (
    ".eleventy.js", "eleventy.config.js", "eleventy.config.mjs", "eleventy.config.cjs", "eleventy.config.ts",
)  # fmt: skip
_SCRIPTS: Final = ("js", "ts", "mjs", "mts", "cjs")


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


def script_of(*names: str) -> str:
    """What a configuration that is a script says, whatever its ending is: `astro.config` for `astro.config.mjs`."""
    path = os.path.join(*names)
    return "".join(text_of(f"{path}.{ending}") for ending in _SCRIPTS)


def hugo_configs(root: str) -> Iterator[str]:
    """The texts of Hugo's configuration, also where it is cut into files."""
    for name in (*HUGO_FILES, *CONFIG_FILES):
        yield text_of(root, name)
    for name in ("hugo", "config", "languages"):
        for ending in ("toml", "yaml", "yml", "json"):
            yield text_of(root, _HUGO_FOLDER, f"{name}.{ending}")


def eleventy_folder(config: str, name: str) -> str:
    """A folder that Eleventy's script names: `dir: { output: "dist" }`, `eleventyConfig.setOutputDirectory("dist")`."""
    method = f"set{name.capitalize()}Directory"
    match = re.search(rf"(?:\b{name}:\s*|\b{method}\(\s*)['\"](?:\./)?([^'\"]*)['\"]", config)
    return match.group(1).strip("/").strip(".") if match else ""


def vitepress_root(root: str) -> str | None:
    """The folder that holds `.vitepress`; None where there is none."""
    for folder in ("", "docs", "src", "site", "website"):
        if os.path.isdir(os.path.join(root, folder, ".vitepress")):
            return folder
    return None
