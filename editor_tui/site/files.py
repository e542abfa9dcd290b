"""Finds and reads the drafts of a site. Paths are relative to the site, with "/" between names.

A name that is not text keeps its bytes as lone surrogates (`os.fsdecode`). Nothing outside the site is ever read:
a cloned site may hold links to anything.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Final

from editor_tui.errors import DraftError, OutsideSiteError
from editor_tui.messages import Message
from editor_tui.settings.schema import SiteSettings
from editor_tui.site.folder import FOLDER
from editor_tui.site.globs import has_magic, match_any
from editor_tui.site.kind import Layout, find_layout
from editor_tui.site.snapshot import Snapshot, read_file, read_now

if TYPE_CHECKING:
    from pathlib import Path

    from editor_tui.post.draft import Draft

_NEVER: Final = frozenset({".git", FOLDER})
_SKIPPED: Final = frozenset({"node_modules", "__pycache__"})
_NO_LINK: Final = getattr(os, "O_NOFOLLOW", 0)


# A folder and the names of files in it.
Names = tuple[str, list[str]]


class Site:
    """The folder tree at `root`, as the settings see it. `prefix` is what stands before the paths of its files."""

    def __init__(self, root: str | Path, settings: SiteSettings | None = None) -> None:
        self._root = os.path.realpath(root)
        self.settings = settings or SiteSettings()
        self.prefix = self._root.rstrip(os.sep) + os.sep
        self._is_excluded = match_any(self.settings.exclude)
        self._endings = tuple(ending.lower() for ending in self.settings.extensions)
        self._real_folders: set[str] = set()

    @cached_property
    def root(self) -> Path:
        """The folder itself."""
        return _path(self._root)

    @cached_property
    def layout(self) -> Layout:
        """The kind of site with its content folders, detected once."""
        return find_layout(self._root, self.settings.kind)

    @property
    def content(self) -> tuple[str, ...]:
        """The content folders or globs: those of the settings, else those of the kind of site."""
        return self.settings.content or self.layout.content

    def paths(self, patterns: Sequence[str] = ()) -> list[str]:
        """The drafts that files, folders or globs mean, sorted; those of the content folders where none is given.

        A relative name counts from the current directory, and from the site where nothing is there. A file that is
        named is taken whatever its ending. Raises DraftError for a name that is not there and OutsideSiteError for
        one that is, but not in the site.
        """
        folders = self.folders(patterns).items()
        return sorted(f"{folder}/{name}" if folder else name for folder, names in folders for name in names)

    def folders(self, patterns: Sequence[str] = ()) -> dict[str, list[str]]:
        """The same drafts as `paths`: the names of files, sorted, by the folders that they are in ("" for the site)."""
        self._real_folders.clear()
        found: dict[str, list[str]] = {}
        for pattern in patterns or self.content:
            for folder, names in self._find(pattern) if patterns else self._find_content(pattern):
                found[folder] = list({*found[folder], *names}) if folder in found else names
        return {folder: sorted(names) for folder, names in found.items() if names}

    def exists(self, path: str) -> bool:
        """Is there a file, inside the site, at this path?"""
        try:
            return os.path.lexists(self.prefix + path) and os.path.isfile(self._real(path))
        except OutsideSiteError:
            return False

    def read(self, path: str) -> Draft:
        """The file at a path as a draft.

        Raises DraftError where it cannot be read, EncodingError where it is no text in the encodings of the settings,
        OutsideSiteError where the path leads out.
        """
        return self.read_with_snapshot(path)[0]

    def read_with_snapshot(self, path: str) -> tuple[Draft, Snapshot]:
        """A draft, and what the disk said of its file while it was read."""
        # Here, because a list of drafts that have not changed reads none.
        from editor_tui.post.encoding import decode

        data, snapshot = self._read_plain(path) or read_file(path, self.locate(path))
        return decode(path, data, self.settings.encodings), snapshot

    def locate(self, path: str) -> Path:
        """The file itself: links followed, inside the site, whether it is there or not. Else OutsideSiteError."""
        return _path(self._real(path))

    def _real(self, path: str) -> str:
        place = os.path.realpath(self.prefix + path)
        if not (place + os.sep).startswith(self.prefix) or _NEVER.intersection(place[len(self.prefix) :].split(os.sep)):
            raise OutsideSiteError(path, Message.of("site.outside"))
        return place

    def _read_plain(self, path: str) -> tuple[bytes, Snapshot] | None:
        """The file without a look at every folder above it, where these were looked at and it is no link itself."""
        folder = path.rpartition("/")[0]
        if not _NO_LINK or ".." in path:
            return None
        if folder not in self._real_folders:
            if self._real(folder) != (self.prefix + folder).rstrip(os.sep):
                return None
            self._real_folders.add(folder)
        try:
            return read_now(path, self.prefix + path, _NO_LINK)
        except OSError:
            return None

    def relative(self, place: str | Path) -> str | None:
        """The path of a place in the file system, or None outside the site."""
        place = os.path.abspath(place)
        if not (place + os.sep).startswith(self.prefix):
            folder, name = os.path.split(place)
            place = os.path.join(os.path.realpath(folder), name)
        if not (place + os.sep).startswith(self.prefix):
            return None
        return place[len(self.prefix) :].replace(os.sep, "/")

    def _find(self, pattern: str) -> Iterable[Names]:
        """What one pattern of a user means."""
        outside = False
        for base in dict.fromkeys((os.getcwd(), self._root)):
            path = self.relative(os.path.join(base, pattern))
            if path is None:
                outside = outside or os.path.lexists(os.path.join(base, pattern))
            elif os.path.lexists(self.prefix + path):
                self._real(path)
                return self._walk(path) if os.path.isdir(self.prefix + path) else self._named(path)
            elif has_magic(pattern) and (found := list(self._match(path))):
                return found
        if outside:
            raise OutsideSiteError(pattern, Message.of("site.outside"))
        raise DraftError(pattern, Message.of("site.nothing-matches" if has_magic(pattern) else "site.no-such-file"))

    def _find_content(self, pattern: str) -> Iterable[Names]:
        """What a content folder or glob of the settings means; one that is not there means nothing."""
        path = pattern.strip("/")
        if has_magic(path):
            return self._match(path)
        if self.relative(self.prefix + path) is None:
            raise OutsideSiteError(pattern, Message.of("site.outside"))
        if os.path.isdir(self.prefix + path):
            return self._walk(path)
        return [_split(path)] if self.exists(path) else []

    def _named(self, path: str) -> list[Names]:
        if not os.path.exists(self.prefix + path):
            raise DraftError(path, Message.of("site.broken-link"))
        return [_split(path)]

    def _match(self, pattern: str) -> Iterator[Names]:
        """Drafts that match a glob, or that are in a folder that does."""
        wanted = match_any((pattern,))
        fixed = pattern[: min(pattern.find(character) for character in "*?[" if character in pattern)]
        folder = fixed.rpartition("/")[0]
        if os.path.isdir(self.prefix + folder):
            for here, names in self._walk(folder):
                before = f"{here}/" if here else ""
                if matching := [name for name in names if wanted(before + name)]:
                    yield here, matching

    def _walk(self, folder: str) -> list[Names]:
        """The drafts in a folder of the site and below it."""
        links: list[str] = []
        found: list[Names] = []
        endings = self._endings
        waiting = [folder.strip("/")]
        while waiting:
            here = waiting.pop()
            before = here + "/" if here else ""
            drafts: list[str] = []
            for entry in _entries(self.prefix + here):
                name = entry.name
                if name[0] == ".":
                    continue
                # The usual file first, with one question to the system.
                if name.endswith(endings) and entry.is_file(follow_symlinks=False):
                    drafts.append(name)
                elif name in _SKIPPED:
                    continue
                elif entry.is_symlink():
                    links.append(before + name)
                elif entry.is_dir(follow_symlinks=False):
                    if before + name not in self.layout.output and not self._is_excluded(before + name):
                        waiting.append(before + name)
                elif name.lower().endswith(endings):
                    drafts.append(name)
            if self.settings.exclude:
                drafts = [name for name in drafts if not self._is_excluded(before + name)]
            found.append((here, drafts))
        if links:
            known = {f"{here}/{name}" if here else name for here, names in found for name in names}
            found += map(_split, self._linked(links, known))
        return found

    def _linked(self, links: Iterable[str], found: set[str]) -> Iterator[str]:
        """Links to drafts in the site that are not found by their own names. Linked folders are not entered."""
        for path in links:
            if not path.lower().endswith(self._endings) or self._is_excluded(path):
                continue
            try:
                place = self._real(path)
            except OutsideSiteError:
                continue
            if os.path.isfile(place) and self.relative(place) not in found:
                yield path


def _path(place: str) -> Path:
    # Here, because a list needs no such values, and their module takes as long to load as 2,000 drafts to list.
    from pathlib import Path

    return Path(place)


def by_folder(paths: Iterable[str]) -> dict[str, list[str]]:
    """The names of files, sorted, by the folders of their paths."""
    folders: dict[str, list[str]] = {}
    for folder, name in map(_split, sorted(set(paths))):
        folders.setdefault(folder, []).extend(name)
    return folders


def _split(path: str) -> Names:
    folder, _, name = path.rpartition("/")
    return folder, [name]


def _entries(folder: str) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except (PermissionError, FileNotFoundError):
        # A folder that went away or that we may not enter holds no drafts for us.
        return []
