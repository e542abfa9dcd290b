"""What the index keeps of one folder: the rows of its drafts, and what the disk said when each was made."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Final, NamedTuple

from editor_tui.site.columns import is_packable, pack_rows, unpack_rows
from editor_tui.site.rows import Row
from editor_tui.site.stamp import NEVER, SIZE

_BETWEEN_NAMES: Final = "/"
_BEHIND_FOLDER: Final = "\0"
# Equal to that of no file.
_NO_STAMP: Final = bytes(SIZE)
_DAMAGED: Final = (ValueError, TypeError, AttributeError, LookupError)


class Kept(NamedTuple):
    """A row with the stamp of its file, the time of its version or source, and the file's SHA-256, each if known."""

    row: Row
    stamp: bytes
    other: int
    fingerprint: str


class Packed(NamedTuple):
    """A page as columns of the index's file.

    `others` are empty where no draft has a version or source, and `elsewhere` names the folders that these would be in.
    """

    names: bytes
    stamps: bytes
    others: bytes
    elsewhere: bytes
    shown: bytes


class Page:
    """The rows of a folder ("" for the site's own), in the order of their names."""

    def __init__(self, folder: str, packed: Packed) -> None:
        self.folder, self._packed = folder, packed
        self._stamped = len(packed.stamps) == (packed.names.count(_BETWEEN_NAMES.encode()) + 1) * SIZE

    def is_of(self, names: Sequence[str], stamps: bytes | None) -> bool:
        """Are these its files, and do they stand as they stood?"""
        return stamps == self._packed.stamps and _join(names) == self._packed.names

    @cached_property
    def names(self) -> list[str]:
        return self._packed.names.decode("utf-8", "surrogateescape").split(_BETWEEN_NAMES)

    @property
    def stamps(self) -> bytes:
        """The stamps of its files, one behind the other."""
        return self._packed.stamps if self._stamped else _NO_STAMP * len(self.names)

    @cached_property
    def rows(self) -> list[Row]:
        """The rows; none where a damaged file holds something else."""
        return self._unpack(self.names)

    def brief_rows(self, names: Sequence[str]) -> list[Row]:
        """The rows without tags, source and version, where these are its names."""
        return self._unpack(names, brief=True)

    def _unpack(self, names: Sequence[str], *, brief: bool = False) -> list[Row]:
        try:
            return unpack_rows(self.folder, names, self._packed.shown, brief=brief)
        except _DAMAGED:
            return []

    @property
    def has_others(self) -> bool:
        """Had any of its drafts a version or source?"""
        return bool(self._packed.others)

    @property
    def elsewhere(self) -> list[str]:
        """The folders that versions and sources of its drafts would be in."""
        return self._packed.elsewhere.decode("utf-8", "replace").split(_BEHIND_FOLDER)[:-1]

    @cached_property
    def others(self) -> array[int]:
        """When the version or source of each draft was modified; 0 where there was none."""
        times = array("q")
        try:
            times.frombytes(self._packed.others or bytes(times.itemsize * len(self.names)))
        except ValueError:
            times = array("q")
        return times if len(times) == len(self.names) else array("q", [NEVER]) * len(self.names)

    def kept(self, fingerprints: bytes) -> dict[str, Kept]:
        """Each row by its file's name, with what is kept of it."""
        known = fingerprints.decode("ascii", "replace").split(_BETWEEN_NAMES)
        if len(known) != len(self.names):
            known = [""] * len(self.names)
        stamps = (self.stamps[at : at + SIZE] for at in range(0, len(self.stamps), SIZE))
        kept = map(Kept, self.rows, stamps, self.others, known)
        return dict(zip(self.names, kept, strict=False))


def pack_page(kept: Mapping[str, Kept]) -> tuple[Packed, bytes] | None:
    """The columns of a page and those of the fingerprints; None for a page without rows."""
    found = sorted((name, one) for name, one in kept.items() if is_packable(one.row))
    if not found:
        return None
    entries = [one for _, one in found]
    others = array("q", [one.other for one in entries]) if any(one.other for one in entries) else array("q")
    named = filter(None, (one.row.version or one.row.source for one in entries))
    packed = Packed(
        _join([name for name, _ in found]),
        b"".join(one.stamp or _NO_STAMP for one in entries),
        others.tobytes(),
        "".join({other.rpartition("/")[0] + _BEHIND_FOLDER for other in named}).encode("utf-8", "replace"),
        pack_rows([one.row for one in entries]),
    )
    return packed, _BETWEEN_NAMES.join(one.fingerprint for one in entries).encode()


def _join(names: Iterable[str]) -> bytes:
    return _BETWEEN_NAMES.join(names).encode("utf-8", "surrogateescape")
