"""The guarded write: proved, journaled, atomic, and refused where the file is no longer the one that was read."""

from __future__ import annotations

import errno
import hashlib
import os
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from editor_tui.errors import ChangedSinceReadError, StateError, WriteError
from editor_tui.messages import Message
from editor_tui.messages.complaints import system_complaint
from editor_tui.post.draft import Draft
from editor_tui.post.edits import Edit
from editor_tui.site.disk import Disk
from editor_tui.site.files import Site
from editor_tui.site.journal import Journal
from editor_tui.site.lock import SiteLock
from editor_tui.site.recovery import clean_up, new_temporary_name, outcome_of
from editor_tui.site.runs import Dropped, Entry, Run
from editor_tui.site.snapshot import Snapshot, read_file

Prove = Callable[[Draft, Draft, Sequence[Edit]], None]
ProveNew = Callable[[Draft], None]

_REASONS: Final = {
    errno.ENOSPC: "site.disk-full",
    getattr(errno, "EDQUOT", errno.ENOSPC): "site.disk-full",
    errno.EACCES: "site.no-permission",
    errno.EPERM: "site.no-permission",
    errno.EROFS: "site.no-permission",
    errno.ENOENT: "site.folder-gone",
    errno.ENOTDIR: "site.folder-gone",
    errno.ENAMETOOLONG: "site.name-too-long",
}


@dataclass(frozen=True, slots=True)
class Replacement:
    """The bytes of a file before and after, None for no file. `folders` may go with a file that goes."""

    path: str
    before: bytes | None
    after: bytes | None
    reason: str
    folders: tuple[str, ...] = ()


class Writer:
    """Writes drafts of one site.

    `prove` raises EditRefusedError where edits changed more than they say, `prove_new` where a new draft is not whole.
    """

    def __init__(
        self,
        site: Site,
        journal: Journal,
        lock: SiteLock,
        prove: Prove,
        *,
        prove_new: ProveNew = lambda draft: None,
        disk: Disk | None = None,
    ) -> None:
        self.site, self.journal, self._lock = site, journal, lock
        self._prove, self._prove_new = prove, prove_new
        self._disk = disk or Disk()
        self._one_at_a_time = threading.Lock()
        self.dropped = Dropped(0, 0)

    @contextmanager
    def run(self, command: str, *, undoes: int | None = None, wait: float = 5.0) -> Iterator[Run]:
        """Hold the site's write lock around a run, after mending what a killed run left.

        When it ends, the journal forgets what its settings do not keep; `dropped` says what that was so far. Raises
        SiteLockedError where another editor-tui goes on writing for `wait` seconds, StateError without a journal.
        """
        with self._lock.held(command, wait) as first:
            if first:
                self.recover()
            with self.journal.run(command, undoes) as run:
                yield run
            if first:
                dropped = self.journal.prune(keep={run.id})
                self.dropped = Dropped(self.dropped.runs + dropped.runs, self.dropped.size + dropped.size)

    def recover(self) -> None:
        """Settle the writes of runs that were killed, and clear away their temporary files. The lock must be held."""
        for entry in self.journal.pending():
            self._settle(entry)
        self.journal.flush()

    def write(self, run: Run, before: Draft | None, after: Draft, edits: Sequence[Edit], reason: str) -> bool:
        """Write a draft; False where nothing changes. Without `before` the file must not exist yet.

        Raises EditRefusedError, ChangedSinceReadError, OutsideSiteError or WriteError; in each case the old file is
        whole and what another program wrote is kept.
        """
        if before is None:
            self._prove_new(after)
        elif before.data == after.data:
            return False
        else:
            self._prove(before, after, edits)
        self.put(run, Replacement(after.path, None if before is None else before.data, after.data, reason))
        return True

    def write_anew(self, run: Run, before: Draft, after: Draft, reason: str) -> bool:
        """Write a draft whose whole text is new, so that edits would say nothing (a version made again)."""
        if before.data == after.data:
            return False
        self._prove_new(after)
        self.put(run, Replacement(after.path, before.data, after.data, reason))
        return True

    def put(self, run: Run, change: Replacement) -> None:
        """Bring a file from some bytes to others, whatever they say. Errors as in `write`, less the proof's."""
        with self._one_at_a_time:
            place = self.site.locate(change.path)
            snapshot = self._guard(change.path, place, change.before)
            entry = self._record(run, change, place)
            try:
                if change.after is None:
                    self._remove(entry, place, snapshot)
                else:
                    self._make_folders(entry)
                    self._replace(entry, place, snapshot, change.after)
            except OSError as error:
                raise _write_error(change.path, error) from error
            finally:
                self._settle(entry)

    def _guard(self, path: str, place: Path, before: bytes | None) -> Snapshot | None:
        """The snapshot of the file whose bytes are the ones that were read, and which we may write."""
        if before is None:
            # A link that leads nowhere is something, too.
            if os.path.lexists(place) or os.path.lexists(self.site.root / path):
                raise ChangedSinceReadError(path, Message.of("site.exists-already"))
            return None
        if not os.path.lexists(place):
            raise ChangedSinceReadError(path, Message.of("site.gone-since-read"))
        # The bytes decide: a file that was only touched, saved again as it was, or moved and linked to loses nothing.
        data, snapshot = read_file(path, place)
        if data != before:
            raise ChangedSinceReadError(path, Message.of("site.changed-since-read"))
        # Replacing a file asks only the folder for permission; its own mode would go unheard.
        if not os.stat(place).st_mode & 0o222 or not os.access(place, os.W_OK):
            raise WriteError(path, Message.of("site.read-only"))
        return snapshot

    def _record(self, run: Run, change: Replacement, place: Path) -> Entry:
        before, after = _fingerprint(change.before), _fingerprint(change.after)
        folders = self._missing_folders(place) if after is not None else change.folders
        entry = Entry(0, run.id, change.path, before, after, change.reason, new_temporary_name(), folders)
        try:
            return self.journal.record(entry, change.before, change.after)
        except StateError as error:
            raise WriteError(change.path, Message.of("site.no-journal", detail=error.message)) from error

    def _missing_folders(self, place: Path) -> tuple[str, ...]:
        missing: list[str] = []
        for folder in place.parents:
            if folder.exists():
                break
            missing.append(folder.relative_to(self.site.root).as_posix())
        return tuple(reversed(missing))

    def _make_folders(self, entry: Entry) -> None:
        for folder in entry.folders:
            self._disk.make_folder(self.site.root / folder)
            self._sync_folder((self.site.root / folder).parent)

    def _remove(self, entry: Entry, place: Path, snapshot: Snapshot | None) -> None:
        self._look_again(entry.path, place, snapshot)
        self._disk.unlink(place)
        self._sync_folder(place.parent)

    def _replace(self, entry: Entry, place: Path, snapshot: Snapshot | None, data: bytes) -> None:
        temporary = place.parent / entry.temporary
        descriptor = self._disk.create(temporary)
        try:
            self._disk.write(descriptor, data)
            if snapshot is not None:
                self._disk.copy_rights(descriptor, place, os.stat(place))
            self._disk.sync(descriptor)
        finally:
            self._disk.close(descriptor)
        if snapshot is None:
            self._put_new(entry.path, temporary, place)
        else:
            self._look_again(entry.path, place, snapshot)
            self._disk.replace(temporary, place)
        self._sync_folder(place.parent)

    def _put_new(self, path: str, temporary: Path, place: Path) -> None:
        try:
            self._disk.link(temporary, place)
        except FileExistsError as error:
            raise ChangedSinceReadError(path, Message.of("site.exists-already")) from error
        except OSError as error:
            # A file system without hard links: look, then rename. The site's lock keeps our own kind away.
            if error.errno not in (errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK):
                raise
            if os.path.lexists(place):
                raise ChangedSinceReadError(path, Message.of("site.exists-already")) from error
            self._disk.replace(temporary, place)

    def _look_again(self, path: str, place: Path, snapshot: Snapshot | None) -> None:
        """A last look before the old file goes: preparing the new one took a while."""
        try:
            now = Snapshot.of(os.stat(place))
        except FileNotFoundError as error:
            raise ChangedSinceReadError(path, Message.of("site.gone-since-read")) from error
        if now != snapshot:
            raise ChangedSinceReadError(path, Message.of("site.changed-since-read"))

    def _sync_folder(self, folder: Path) -> None:
        # The new file is whole and in its place by now. Some file systems cannot sync a folder; that undoes nothing.
        with suppress(OSError):
            self._disk.sync_folder(folder)

    def _settle(self, entry: Entry) -> None:
        """Look how a write ended, clear away what it left, and say so in the journal."""
        outcome = outcome_of(self.site, entry)
        if clean_up(self.site, entry, outcome, self._disk):
            self.journal.settle(entry, outcome)


def _fingerprint(data: bytes | None) -> str | None:
    return None if data is None else hashlib.sha256(data).hexdigest()


def _write_error(path: str, error: OSError) -> WriteError:
    id = _REASONS.get(error.errno or 0, "site.not-written")
    return WriteError(path, Message.of(id, detail=system_complaint(error)))
