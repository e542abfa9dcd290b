"""A run that writes: every change of it goes through one proof, one journal entry and one guarded write."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from editor_tui.post.draft import Draft
from editor_tui.post.edits import Edit
from editor_tui.post.proposal import Usage
from editor_tui.site.runs import Run
from editor_tui.site.writer import Writer


class Writing:
    """One run with the site's write lock held. Errors are those of `Writer.write`."""

    def __init__(self, writer: Writer, run: Run) -> None:
        self._writer, self.run = writer, run

    def write(self, before: Draft, edits: Sequence[Edit], reason: str) -> bool:
        """Write a draft with these edits; False where they change nothing."""
        return self._writer.write(self.run, before, before.with_edits(edits), edits, reason)

    def create(self, draft: Draft, reason: str) -> None:
        """Write a file that must not exist yet."""
        self._writer.write(self.run, None, draft, (), reason)

    def replace(self, before: Draft, text: str, reason: str) -> bool:
        """Write a file whose whole text is new: a version that we made ourselves and make again."""
        after = before.with_edits((Edit(0, len(before.text), text, reason),))
        return self._writer.write_anew(self.run, before, after, reason)

    def account(self, counts: Mapping[str, int], usage: Usage) -> None:
        """What the run has done and spent so far, for `history`."""
        self._writer.journal.account(self.run, counts, usage)


@contextmanager
def begin_writing(writer: Writer, command: str) -> Iterator[Writing]:
    """Hold the lock and a run of the journal. Raises SiteLockedError where somebody else goes on writing."""
    with writer.run(command) as run:
        yield Writing(writer, run)
