"""What the index keeps of one folder: the rows of its drafts, and what the disk said when each was made."""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from functools import cached_property
from typing import Final, NamedTuple

from editor_tui.site.columns import is_packable, pack_rows, unpack_rows
from editor_tui.site.rows import Row
from editor_tui.site.stamp import NEVER, SIZE

_BETWEEN_NAMES: Final = "/"
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
    """A page as columns of the index's file."""

    names: bytes
    stamps: bytes
    others: bytes
    shown: bytes


class Page:
    """The rows of a folder ("" for the site's own), in the order of their names."""

    def __init__(self, folder: str, packed: Packed) -> None:
        self.folder, self._packed = folder, packed
        self.names = packed.names.decode("utf-8", "surrogateescape").split(_BETWEEN_NAMES)
        whole = len(packed.stamps) == len(self.names) * SIZE
        self.stamps = packed.stamps if whole else _NO_STAMP * len(self.names)

    @cached_property
    def rows(self) -> list[Row]:
        """The rows; none where a damaged file holds something else."""
        try:
            return unpack_rows(self.folder, self.names, self._packed.shown)
        except _DAMAGED:
            return []

    @cached_property
    def others(self) -> array[int]:
        """When the version or source of each draft was modified; 0 where there was none."""
        times = array("q")
        try:
            times.frombytes(self._packed.others)
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
    packed = Packed(
        _BETWEEN_NAMES.join(name for name, _ in found).encode("utf-8", "surrogateescape"),
        b"".join(one.stamp or _NO_STAMP for one in entries),
        array("q", [one.other for one in entries]).tobytes(),
        pack_rows([one.row for one in entries]),
    )
    return packed, _BETWEEN_NAMES.join(one.fingerprint for one in entries).encode()
