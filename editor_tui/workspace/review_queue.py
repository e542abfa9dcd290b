"""The proposals under review, in order, with what was decided of each. Both faces review by it; it knows neither."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, Protocol

from editor_tui.errors import DraftError, UsageError
from editor_tui.messages import Message
from editor_tui.post.draft import Draft
from editor_tui.post.proposal import Problem, Proposal
from editor_tui.settings import Settings
from editor_tui.workspace.decisions import Item, accepted_part, is_valid_edit, items_of

if TYPE_CHECKING:
    from editor_tui.site.runs import Run
    from editor_tui.site.undo import Undone
    from editor_tui.workspace.writing import Writing


class ReviewDesk(Protocol):
    """What a review asks of a workspace."""

    @property
    def settings(self) -> Settings: ...
    def read(self, path: str) -> Draft: ...
    def waiting(self) -> Sequence[Proposal]: ...
    def writing(self, command: str) -> AbstractContextManager[Writing]: ...
    def apply(self, proposal: Proposal, writing: Writing | None = None) -> bool: ...
    def check_value(self, proposal: Proposal, part: int, text: str) -> Sequence[Problem]: ...
    def reject(self, *proposals: Proposal) -> int: ...
    def undo(self, run: int | None = None) -> Undone: ...
    def history(self) -> Sequence[Run]: ...


# The runs that decide about proposals. What else was written is taken back as a whole, where it is seen what it was.
_REVIEWS: Final = frozenset({"review", "apply", "reject"})


@dataclass
class Case:
    """One proposal with its draft and its items."""

    proposal: Proposal
    draft: Draft
    items: tuple[Item, ...]


@dataclass
class ReviewQueue:
    """`at` is the case that is open. Cases are read when they are first needed."""

    desk: ReviewDesk
    proposals: list[Proposal]
    at: int = 0
    _cases: dict[int, Case] = field(default_factory=dict)
    _done: list[tuple[int, int]] = field(default_factory=list)
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

    def is_valid(self, item: int, text: str) -> bool:
        """Whether a typed text can stand for an item's value: of its kind, and from the closed list of its key."""
        case = self.case()
        return is_valid_edit(case.proposal, case.items[item], text, self.desk.settings.choices)

    def revise(self, item: int, text: str) -> Item:
        """The item with a text that a person typed. It is accepted, or undecided where the checks find something.

        Raises what `ReviewDesk.check_value` raises, with nothing changed.
        """
        case = self.case()
        old = case.items[item]
        problems = tuple(self.desk.check_value(case.proposal, old.part, text)) if old.kind == "field" else old.problems
        found = problems if old.kind == "field" else ()
        self.decide(item, replace(old, new=text, problems=problems, decision="undecided" if found else "accepted"))
        return case.items[item]

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
            self._close(writing.run.id)
        else:
            self.reject()

    def reject(self) -> None:
        """Drop the whole proposal, also where its draft cannot be read."""
        self._close(self.desk.reject(self.proposals[self.at]))

    def _close(self, run: int) -> None:
        self._done.append((run, self.at))
        self._closed.add(self.at)

    def undo(self) -> bool:
        """Take back the last decision and open its case again; False where nothing of it can be reviewed.

        Before the first decision of this review that is the last one of an earlier one, also before a restart. Raises
        UsageError where something else was done since, the errors of `Desk.undo`, and the one that kept the draft from
        being restored.
        """
        if not self._done:
            return self._undo_earlier()
        run, at = self._done[-1]
        undone = self.desk.undo(run)
        if undone.refused:
            raise undone.refused[0].error
        self._done.pop()
        if case := self._cases.get(at):
            self._cases[at] = Case(case.proposal, self.desk.read(case.proposal.path), case.items)
        self._closed.discard(at)
        self.at = at
        return True

    def _undo_earlier(self) -> bool:
        last = next((run for run in self.desk.history() if run.standing and run.undoes is None), None)
        if last is None:
            raise UsageError(Message.of("site.nothing-to-undo"))
        if last.command not in _REVIEWS:
            raise UsageError(Message.of("workspace.undo-elsewhere", command=last.command, run=last.id))
        undone = self.desk.undo(last.id)
        if undone.refused:
            raise undone.refused[0].error
        known = {proposal.key for proposal in self.proposals}
        files = {*undone.restored, *undone.removed, *undone.reopened}
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
