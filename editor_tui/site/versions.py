"""Where the version of a draft in another language is kept, and which draft a version is of."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from typing import Final

from editor_tui.errors import OutsideSiteError
from editor_tui.messages import Message

_TEMPLATES: Final = {
    "jekyll": "{dir}/{lang}/{name}",
    "hugo": "{dir}/{stem}.{lang}{ext}",
    # Zola reads `post.en.md` as Hugo does.
    "zola": "{dir}/{stem}.{lang}{ext}",
    # Astro's recipe for several languages has a folder a language directly under the collection.
    "astro": "{root}/{lang}/{below}/{name}",
    "hexo": "{dir}/{lang}/{name}",
    # Zenn takes no folders below `articles` and no dots in a slug.
    "zenn": "{dir}/{stem}-{lang}{ext}",
    "folder": "{dir}/{stem}.{lang}{ext}",
}
_PLACEHOLDER: Final = re.compile(r"\{(\w+)\}")
# How sites mark Japanese originals that have a folder or an ending of their own.
_SOURCE_MARK: Final = re.compile(
    r"(?i)(?:(?<=/)|\A)(?:ja|ja-jp|ja_jp|jp)(?=/)|(?<=\.)(?:ja|ja-jp|ja_jp|jp)(?=\.[^./]*\Z)"
)


@dataclass(frozen=True, slots=True)
class VersionPaths:
    """Paths of versions by a template with {dir}, {name}, {stem}, {ext}, {lang}, {root} and {below}.

    `root` is the content folder that a draft is in, `below` its folder from there. Without a template the kind of
    site decides, and an original that is marked as Japanese (`ja/post.md`, `post.ja.md`) has its mark replaced.
    """

    kind: str
    content: tuple[str, ...] = ("",)
    template: str = ""

    def version_of(self, path: str, language: str = "en") -> str:
        """The path of the draft's version in a language. Raises OutsideSiteError where the template leads out."""
        if not self.template and (marked := _replace_mark(path, language)):
            return marked
        folder, _, name = path.rpartition("/")
        stem, ending = posixpath.splitext(name)
        values = {"dir": folder, "name": name, "stem": stem, "ext": ending, "lang": language}
        if "{root}" in self._template or "{below}" in self._template:
            root = self._root(path)
            values |= {"root": root, "below": posixpath.relpath(folder or ".", root or ".").removeprefix(".")}
        # Not str.format: the template comes with the site, and format reads attributes.
        made = _PLACEHOLDER.sub(lambda match: values.get(match.group(1), match.group()), self._template)
        # Most of 10,000 paths are as they should be.
        if "//" in made or "./" in made or made.startswith("/") or made.endswith((".", "/")):
            made = posixpath.normpath("/".join(part for part in made.split("/") if part))
        if made.startswith("../") or made in ("..", ".", ""):
            raise OutsideSiteError(path, Message.of("site.version-outside", template=self._template))
        return made

    def is_version(self, path: str, language: str = "en") -> bool:
        """Does the path look like that of a version in this language, by its folder or its ending?"""
        folder, _, name = path.rpartition("/")
        if language not in path:
            return False
        if language in folder.split("/"):
            return True
        stem = posixpath.splitext(name)[0]
        return stem.endswith(f".{language}") or (self.kind == "zenn" and stem.endswith(f"-{language}"))

    @property
    def _template(self) -> str:
        return self.template or _TEMPLATES[self.kind]

    def _root(self, path: str) -> str:
        holding = (root for root in self.content if not root or path.startswith(root + "/"))
        return max(holding, key=len, default="")


def _replace_mark(path: str, language: str) -> str | None:
    """The path with the mark of its ending, else of its first marked folder, replaced."""
    folded = path.lower()
    if "ja" not in folded and "jp" not in folded:
        return None
    marks = list(_SOURCE_MARK.finditer(path))
    if not marks:
        return None
    mark = marks[-1] if path.find("/", marks[-1].end()) < 0 else marks[0]
    return path[: mark.start()] + language + path[mark.end() :]
