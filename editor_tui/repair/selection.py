"""Which rules run: what the settings, a folder and the flags say together."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase

from editor_tui.errors import UsageError
from editor_tui.messages import Message
from editor_tui.settings.schema import FolderSettings


@dataclass(frozen=True, slots=True)
class Selection:
    """Names of rules and families. Nothing selected means everything; the more exact name wins, then `ignore`."""

    select: frozenset[str] = frozenset()
    ignore: frozenset[str] = frozenset()

    @classmethod
    def of(cls, select: Iterable[str] = (), ignore: Iterable[str] = ()) -> Selection:
        return cls(frozenset(select), frozenset(ignore))

    def includes(self, rule: str, family: str) -> bool:
        if rule in self.ignore:
            return False
        if rule in self.select:
            return True
        return family not in self.ignore and (not self.select or family in self.select)

    def without(self, names: Iterable[str]) -> Selection:
        """The same with these ignored as well."""
        return Selection(self.select, self.ignore | frozenset(names))

    def for_path(self, path: str, folders: Iterable[FolderSettings]) -> Selection:
        """What holds for the draft at a path: every `[[folder]]` whose glob fits has its say."""
        return self.without(name for folder in folders if fits(path, folder.path) for name in folder.ignore)


def fits(path: str, pattern: str) -> bool:
    """Whether a path is what a glob means: `*` within names, `**` across folders, a folder with all that is in it."""
    names, wanted = path.split("/"), pattern.strip("/").split("/")
    return _fits(names, wanted) or _fits(names, [*wanted, "**"])


def _fits(names: list[str], wanted: list[str]) -> bool:
    if not wanted:
        return not names
    if wanted[0] == "**":
        return any(_fits(names[skipped:], wanted[1:]) for skipped in range(len(names) + 1))
    return bool(names) and fnmatchcase(names[0], wanted[0]) and _fits(names[1:], wanted[1:])


def check_names(names: Iterable[str], families: Mapping[str, str]) -> None:
    """`families` maps every rule to its family. Raises UsageError for a name that is neither, with the nearest one."""
    known = sorted({*families, *families.values()})
    for name in names:
        if name not in known:
            near = difflib.get_close_matches(name, known, n=1, cutoff=0.0)
            raise UsageError(Message.of("repair.unknown-rule", name=name, nearest=near[0]))
