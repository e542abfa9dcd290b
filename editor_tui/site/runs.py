"""What the journal keeps: runs, and their writes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from editor_tui.post.proposal import Usage

Outcome = Literal["pending", "written", "not-written"]


@dataclass(frozen=True, slots=True)
class Run:
    """One command that asked or wrote. Times in seconds since the epoch; `ended` None: still going, or killed.

    `counts` is what the command says of itself; `written` the number of drafts that it wrote, `decided` of those for
    which it dropped a proposal or took that back, `standing` of those of both that were not taken back since. `undoes`
    is the run that this one took back.
    """

    id: int
    command: str
    started: float
    ended: float | None = None
    undoes: int | None = None
    counts: Mapping[str, int] = field(default_factory=dict)
    usage: Usage = field(default_factory=Usage)
    written: int = 0
    standing: int = 0
    decided: int = 0


@dataclass(frozen=True, slots=True)
class Entry:
    """One write: fingerprints of the bytes before and after, None where no file stood or stands.

    `temporary` is the name of the file that the new bytes are written to first, `folders` those made for the draft.
    """

    id: int
    run: int
    path: str
    before: str | None
    after: str | None
    reason: str
    temporary: str
    folders: tuple[str, ...] = ()
    outcome: Outcome = "pending"


@dataclass(frozen=True, slots=True)
class Dropped:
    """What the journal forgot to stay within its bounds: the runs, and the size of what they held, in bytes."""

    runs: int
    size: int
