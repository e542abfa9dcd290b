"""Which folder is the site."""

from __future__ import annotations

import os
from typing import Final

from editor_tui.errors import UsageError
from editor_tui.messages import Message
from editor_tui.settings.load import FILE_NAME
from editor_tui.site.folder import FOLDER

# What makes a folder a site for us, and what makes it one for a site generator.
_OURS: Final = (FILE_NAME, FOLDER)
_GENERATORS: Final = (
    "_config.yml", "_config.yaml", "_config.toml", "hugo.toml", "hugo.yaml", "hugo.json", "config.toml", "config.yaml",
    "astro.config.mjs", "astro.config.ts", "astro.config.js", "zola.toml", "docusaurus.config.js",
    "docusaurus.config.ts", "eleventy.config.js", ".eleventy.js", "mkdocs.yml", "qiita.config.json", ".vitepress",
    ".obsidian", ".git",
)  # fmt: skip


def find_root(site: str | None) -> str:
    """The site's root: `site` if it is given, else the nearest folder upwards that looks like one, else where we are.

    A folder that editor-tui was set up in wins over one that only a generator was. Raises UsageError where `site` is
    not a folder, and where there is no current one.
    """
    try:
        # Also with `site`: it and the paths of a command may be given from here.
        here = os.path.realpath(os.getcwd())
    except FileNotFoundError as error:
        raise UsageError(Message.of("workspace.no-current-folder")) from error
    if site is not None:
        if not os.path.isdir(site):
            raise UsageError(Message.of("workspace.not-a-folder", path=site))
        return os.path.realpath(site)
    for markers in (_OURS, _GENERATORS):
        folder, below = here, ""
        while folder != below:
            if any(os.path.exists(os.path.join(folder, marker)) for marker in markers):
                return folder
            folder, below = os.path.dirname(folder), folder
    return here
