"""What the app asks of the desk for several drafts at once. No screen; call it in a thread."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from editor_tui.errors import DraftError
from editor_tui.messages import Message
from editor_tui.post.proposal import Proposal
from editor_tui.tui.desk import Desk
from editor_tui.tui.entries import Entry, entry_of, is_entry_of, with_state

# Seconds after which somebody who waits wants to see how far it is.
_PATIENCE = 0.5


@dataclass(frozen=True, slots=True)
class Waiting:
    """The paths with proposals, and those of them where a part did not pass its checks."""

    paths: frozenset[str] = frozenset()
    doubtful: frozenset[str] = frozenset()
    proposals: int = 0


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many drafts were done, and what went wrong with the others."""

    done: int = 0
    troubles: tuple[Message, ...] = ()


def find_waiting(desk: Desk) -> Waiting:
    proposals = desk.waiting()
    return Waiting(
        frozenset(proposal.path for proposal in proposals),
        frozenset(proposal.path for proposal in proposals if not proposal.passed),
        len(proposals),
    )


def known_entries(desk: Desk) -> list[Entry]:
    """The entries as the index has them, without a look at the disk."""
    waiting = find_waiting(desk)
    rows = list(desk.known_rows())
    rows.reverse()
    entries = []
    # Row by row, so that rows and entries of 100,000 drafts are never in memory together.
    while rows:
        entries.append(entry_of(rows.pop(), waiting.paths, waiting.doubtful))
    return entries


def read_entries(
    desk: Desk, patterns: Sequence[str], known: Sequence[Entry], tell: Callable[[list[Entry]], bool]
) -> tuple[list[Entry], bool] | None:
    """The entries as the disk has them now, and whether any differs; what is `known` and the same is used again.

    `tell` gets those so far now and then; where it answers False, this gives None.
    """
    waiting = find_waiting(desk)
    by_path = {entry.path: entry for entry in known}
    entries: list[Entry] = []
    same = 0
    told = time.monotonic()
    for row in desk.rows(patterns):
        old = by_path.get(row.path)
        if old is not None and is_entry_of(old, row):
            entries.append(with_state(old, waiting.paths, waiting.doubtful))
            same += entries[-1] is old
        else:
            entries.append(entry_of(row, waiting.paths, waiting.doubtful))
        if time.monotonic() - told > _PATIENCE:
            told = time.monotonic()
            if not tell(entries.copy()):
                return None
    return entries, not same == len(entries) == len(known)


def proposals_in_order(desk: Desk, paths: Iterable[str]) -> list[Proposal]:
    """All proposals that wait for these paths, draft by draft in their order."""
    by_path: dict[str, list[Proposal]] = {}
    for proposal in desk.waiting():
        by_path.setdefault(proposal.path, []).append(proposal)
    return [proposal for path in paths for proposal in by_path.get(path, ())]


def propose_fixes(desk: Desk, paths: Sequence[str]) -> Outcome:
    """Save a repair for every draft that has one."""
    done = 0
    troubles: list[Message] = []
    for path in paths:
        try:
            proposal = desk.propose_fix(desk.read(path))
            if proposal is not None:
                desk.save(proposal)
                done += 1
        except DraftError as error:
            troubles.append(error.message)
    return Outcome(done, tuple(troubles))


def apply_clean(desk: Desk, proposals: Iterable[Proposal]) -> Outcome:
    """Write every proposal that passed all its checks, in one run that one undo takes back."""
    done = 0
    troubles: list[Message] = []
    with desk.writing("review") as writing:
        for proposal in proposals:
            if proposal.passed:
                try:
                    desk.apply(proposal, writing)
                    done += 1
                except DraftError as error:
                    troubles.append(error.message)
    return Outcome(done, tuple(troubles))
