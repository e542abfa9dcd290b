"""The proposals under review, in order, with what was decided of each. Asks the desk; knows no screen."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from editor_tui.errors import DraftError
from editor_tui.post.draft import Draft
from editor_tui.post.proposal import Proposal
from editor_tui.tui.desk import Desk
from editor_tui.workspace.decisions import Item, accepted_part, items_of


@dataclass
class Case:
    """One proposal with its draft and its items."""

    proposal: Proposal
    draft: Draft
    items: tuple[Item, ...]


@dataclass
class ReviewQueue:
    """`at` is the case that is open. Cases are read when they are first needed."""

    desk: Desk
    proposals: list[Proposal]
    at: int = 0
    _cases: dict[int, Case] = field(default_factory=dict)
    _done: list[tuple[int | None, int]] = field(default_factory=list)
    _closed: set[int] = field(default_factory=set)

    @property
    def left(self) -> int:
        return len(self.proposals) - len(self._closed)

    def case(self, at: int | None = None) -> Case:
        """The open case, or the one at a position. Raises DraftError where its draft cannot be read."""
        at = self.at if at is None else at
        if at not in self._cases:
            proposal = self.proposals[at]
            draft = self.desk.read(proposal.path)
            self._cases[at] = Case(proposal, draft, items_of(proposal, draft))
        return self._cases[at]

    def decide(self, item: int, changed: Item) -> None:
        case = self.case()
        case.items = (*case.items[:item], changed, *case.items[item + 1 :])

    def replace_proposal(self, proposal: Proposal) -> None:
        """Another answer for the open case."""
        self.proposals[self.at] = proposal
        self._cases.pop(self.at, None)

    def apply(self) -> None:
        """Write what was accepted; the rest of the proposal is dropped. Raises DraftError, with nothing written."""
        case = self.case()
        chosen = accepted_part(case.proposal, case.items)
        if chosen.parts:
            with self.desk.writing("review") as writing:
                self.desk.apply(chosen, writing)
            self._done.append((writing.run.id, self.at))
        else:
            self.desk.reject(case.proposal)
            self._done.append((None, self.at))
        self._closed.add(self.at)

    def reject(self) -> None:
        self.desk.reject(self.proposals[self.at])
        self._done.append((None, self.at))
        self._closed.add(self.at)

    def undo(self) -> bool:
        """Take back the last decision and open its case again; False where nothing of it can be reviewed.

        Before the first decision of this review that is what the last run wrote, also before a restart. Raises the
        errors of `Desk.undo`, and the one that kept the draft from being restored.
        """
        if not self._done:
            return self._undo_earlier()
        run, at = self._done[-1]
        if run is not None:
            undone = self.desk.undo(run)
            if undone.refused:
                raise undone.refused[0].error
        self._done.pop()
        waiting = replace(self.proposals[at], status="waiting")
        self.desk.save(waiting)
        if case := self._cases.get(at):
            self._cases[at] = Case(waiting, self.desk.read(waiting.path), case.items)
        self._closed.discard(at)
        self.at = at
        return True

    def _undo_earlier(self) -> bool:
        undone = self.desk.undo()
        if undone.refused:
            raise undone.refused[0].error
        known = {proposal.key for proposal in self.proposals}
        files = {*undone.restored, *undone.removed}
        again = [
            one
            for one in self.desk.waiting()
            if one.key not in known and (one.path in files or one.destination in files)
        ]
        # Positions move: nothing of this review is decided yet, so only what was read has to be read again.
        self.proposals[self.at : self.at] = again
        self._cases.clear()
        return bool(again)

    def step(self, by: int) -> bool:
        """Open the next (1) or previous (-1) case that is not closed, round the end; False where none is left."""
        count = len(self.proposals)
        for distance in range(1, count + 1):
            at = (self.at + by * distance) % count
            if at not in self._closed:
                self.at = at
                return True
        return False

    def title(self, at: int) -> str:
        """What the draft calls itself, else its file's name."""
        path = self.proposals[at].path
        try:
            title = self.case(at).draft.metadata.get(self.desk.settings.keys.title)
        except DraftError:
            title = None
        return title if isinstance(title, str) and title else path.rpartition("/")[2]

    def next_path(self) -> str:
        """The path of the case that comes after this one, or ""."""
        count = len(self.proposals)
        for distance in range(1, count):
            at = (self.at + distance) % count
            if at not in self._closed:
                return self.proposals[at].path
        return ""
