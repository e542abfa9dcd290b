"""Takes back what a run did: the exact bytes, or a refusal that shows what happened to the file since; decisions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from editor_tui.errors import DraftError, UsageError
from editor_tui.messages import Message
from editor_tui.site.files import Site
from editor_tui.site.journal import Journal
from editor_tui.site.runs import Entry, Run
from editor_tui.site.snapshot import read_file
from editor_tui.site.writer import Replacement, Writer


@dataclass(frozen=True, slots=True)
class Refusal:
    """A draft that was left alone, and the difference from what the run wrote to what stands there, as a patch."""

    error: DraftError
    difference: str = ""


@dataclass(frozen=True, slots=True)
class Undone:
    """What undo did: `run` was taken back by the run `by`, which can be taken back in turn.

    `restored` are the paths that have their old bytes again, `removed` those of files that the run had made. `reopened`
    are those about which the run had only decided. `first` is the run that all this is about: `run`, or where that took
    back another one, the first of the chain; `again` is whether what that one did stands again.
    """

    run: Run
    by: Run
    first: int
    again: bool = False
    restored: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    refused: tuple[Refusal, ...] = ()
    reopened: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        """How many drafts are as they were."""
        return len(self.restored) + len(self.removed) + len(self.reopened)


def undo(writer: Writer, run: int | None = None, path: str | None = None) -> Undone:
    """Take back a run, or what it did to one draft; without a number the last run that still stands.

    Raises UsageError where there is nothing to take back, and what `Writer.run` raises.
    """
    wanted = find_run(writer.journal, run, path)
    with writer.run(f"undo {wanted.id}", undoes=wanted.id) as by:
        standing = writer.journal.standing(wanted.id)
        restored: list[str] = []
        removed: list[str] = []
        refused: list[Refusal] = []
        for change in _changes_back(writer.journal, wanted):
            if change.path not in standing or path not in (None, change.path):
                continue
            try:
                writer.put(by, change)
            except DraftError as error:
                refused.append(Refusal(error, _difference(writer.site, change)))
            else:
                (removed if change.after is None else restored).append(change.path)
        reopened = [one for one in writer.journal.decided(wanted.id) if one in standing and path in (None, one)]
        writer.journal.decide(by, reopened)
    first, again = _first_of(writer.journal, wanted)
    return Undone(wanted, by, first, again, tuple(restored), tuple(removed), tuple(refused), tuple(reopened))


def find_run(journal: Journal, run: int | None, path: str | None = None) -> Run:
    """The run that undo would take back. Raises UsageError where there is none."""
    if run is None:
        if (last := journal.last(path)) is None:
            raise UsageError(Message.of("site.nothing-to-undo"))
        return last
    wanted = next((known for known in journal.runs() if known.id == run), None)
    if wanted is None:
        raise UsageError(Message.of("site.no-such-run", run=run))
    if not wanted.standing or path not in (None, *journal.standing(run)):
        raise UsageError(Message.of("site.undone-already", run=run))
    return wanted


def _first_of(journal: Journal, run: Run) -> tuple[int, bool]:
    """The run at the beginning of a chain in which each took back the one before, and whether it stands again."""
    known = {one.id: one for one in journal.runs()} if run.undoes is not None else {}
    again = False
    while run.undoes is not None:
        again = not again
        if run.undoes not in known:
            return run.undoes, again
        run = known[run.undoes]
    return run.id, again


def _changes_back(journal: Journal, run: Run) -> Iterator[Replacement]:
    """For each path of a run the way back, from what its last write made to what its first write found."""
    first: dict[str, Entry] = {}
    last: dict[str, Entry] = {}
    for entry in journal.entries(run.id):
        first.setdefault(entry.path, entry)
        last[entry.path] = entry
    for path in reversed(first):
        before, after = journal.content(last[path].after), journal.content(first[path].before)
        yield Replacement(path, before, after, f"undo {run.id}", first[path].folders)


def _difference(site: Site, change: Replacement) -> str:
    """What somebody did since to the bytes that the run wrote; "" where no file is there to compare."""
    import difflib

    try:
        now = read_file(change.path, site.locate(change.path))[0]
    except DraftError:
        now = b""
    patch = difflib.unified_diff(
        _lines(change.before or b""), _lines(now), f"{change.path} (written)", f"{change.path} (now)"
    )
    return "".join(line if line.endswith("\n") else line + "\n" for line in patch)


def _lines(data: bytes) -> list[str]:
    return data.decode("utf-8", "replace").replace("\r\n", "\n").splitlines(keepends=True)
