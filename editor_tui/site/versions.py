"""Where the version of a draft in another language is kept, and which draft a version is of."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from editor_tui.errors import OutsideSiteError
from editor_tui.messages import Message
from editor_tui.settings.schema import VERSION_PATH_NAMES
from editor_tui.site.languages import UNKNOWN, Languages

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
    "qiita": "{dir}/{stem}-{lang}{ext}",
    "vitepress": "{root}/{lang}/{below}/{name}",
    "eleventy": "{root}/{lang}/{below}/{name}",
    "mkdocs": "{dir}/{stem}.{lang}{ext}",
    "obsidian": "{dir}/{stem}.{lang}{ext}",
    "folder": "{dir}/{stem}.{lang}{ext}",
}
# Docusaurus has a folder a language, and in it one a plugin.
_PLUGINS: Final = {"docs": "content-docs", "blog": "content-blog", "src/pages": "content-pages"}
_PLUGIN_FOLDER: Final = re.compile(r"i18n/([\w-]+)/docusaurus-plugin-(content-[\w-]+)/(?:current/)?(.*)")
_PLACEHOLDER: Final = re.compile(r"\{(\w+)\}")
# How sites mark Japanese originals that have a folder or an ending of their own.
_SOURCE_MARK: Final = re.compile(
    r"(?i)(?:(?<=/)|\A)(?:ja|ja-jp|ja_jp|jp)(?=/)|(?<=\.)(?:ja|ja-jp|ja_jp|jp)(?=/|\.[^./]*\Z)"
)


@dataclass(frozen=True, slots=True)
class VersionPaths:
    """Paths of versions by a template with {dir}, {name}, {stem}, {ext}, {lang}, {root} and {below}.

    `root` is the content folder that a draft is in, `below` its folder from there. Without a template the kind of
    site decides, and an original that is marked as Japanese (`ja/post.md`, `post.ja.md`) or stands in a folder of
    another language has its mark replaced; for the language that carries no mark it is taken away.
    """

    kind: str
    content: tuple[str, ...] = ("",)
    template: str = ""
    languages: Languages = UNKNOWN

    def version_of(self, path: str, language: str = "en") -> str:
        """The path of the draft's version in a language. Raises OutsideSiteError where the template leads out."""
        if not self.template and (known := self._by_mark(path, language)):
            return known
        folder, _, name = path.rpartition("/")
        stem, ending = posixpath.splitext(name)
        values = {"dir": folder, "name": name, "stem": stem, "ext": ending, "lang": language}
        if "{root}" in self._template or "{below}" in self._template:
            root = self._root(path)
            values |= {"root": root, "below": posixpath.relpath(folder or ".", root or ".").removeprefix(".")}
        made = _pattern(self._template) % values
        # Most of 10,000 paths are as they should be.
        if "//" in made or "./" in made or made.startswith("/") or made.endswith((".", "/")):
            made = posixpath.normpath("/".join(part for part in made.split("/") if part))
        if made.startswith("../") or made in ("..", ".", ""):
            raise OutsideSiteError(path, Message.of("site.version-outside", template=self._template))
        return made

    def is_version(self, path: str, language: str = "en") -> bool:
        """Does the path look like that of a version in this language, by its folder or its ending?"""
        if language == self.languages.plain and not self.template:
            return not self._mark(path) and not path.startswith("i18n/")
        folder, _, name = path.rpartition("/")
        if language not in path:
            return False
        if language in folder.split("/") or folder.partition("/")[0].endswith(f".{language}"):
            return True
        stem = posixpath.splitext(name)[0]
        return stem.endswith(f".{language}") or (self.kind in ("zenn", "qiita") and stem.endswith(f"-{language}"))

    @property
    def _template(self) -> str:
        return self.template or _TEMPLATES[self.kind]

    def _root(self, path: str) -> str:
        holding = (root for root in self.content if not root or path.startswith(root + "/"))
        return max(holding, key=len, default="")

    def _by_mark(self, path: str, language: str) -> str:
        """The path by what marks the languages of this site; "" where the template has to say."""
        if self.kind == "docusaurus":
            return self._in_plugin(path, language)
        if not (mark := self._mark(path)):
            return ""
        before, after = path[: mark[0]], path[mark[1] :]
        if language != self.languages.plain:
            return before + language + after
        return before + after[1:] if after.startswith("/") and not before.endswith(".") else before[:-1] + after

    def _mark(self, path: str) -> tuple[int, int] | None:
        """Where the mark of a language stands in the path: its ending, else its first marked folder."""
        folded = path.lower()
        marks = list(_SOURCE_MARK.finditer(path)) if "ja" in folded or "jp" in folded else []
        if marks:
            return (marks[-1] if path.find("/", marks[-1].end()) < 0 else marks[0]).span()
        if not self.languages.folders:
            return None
        root = self._root(path)
        start = len(root) + 1 if root else 0
        name = path[start:].partition("/")[0]
        return (start, start + len(name)) if name in self.languages.folders and len(path) > start + len(name) else None

    def _in_plugin(self, path: str, language: str) -> str:
        """The path in the folder that Docusaurus has for a plugin and a language; of its own one for the plain one."""
        if match := _PLUGIN_FOLDER.fullmatch(path):
            plugin, rest = match.group(2, 3)
            root = next((root for root, name in _PLUGINS.items() if name == plugin), plugin[len("content-docs-") :])
        else:
            root = self._root(path)
            plugin, rest = _PLUGINS.get(root, f"content-docs-{root}"), path[len(root) :].lstrip("/")
        if language == self.languages.plain and match:
            return f"{root}/{rest}"
        current = "current/" if plugin.startswith("content-docs") else ""
        return f"i18n/{language}/docusaurus-plugin-{plugin}/{current}{rest}"


@lru_cache(maxsize=16)
def _pattern(template: str) -> str:
    """The template for the operator "%". Not for `str.format`: it comes with the site, and format reads attributes."""
    return _PLACEHOLDER.sub(
        lambda match: f"%({match[1]})s" if match[1] in VERSION_PATH_NAMES else match[0], template.replace("%", "%%")
    )
