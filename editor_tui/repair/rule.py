"""What a rule is."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from editor_tui.post.finding import Finding
from editor_tui.repair.inspection import Inspection

Promise = Literal["safe", "unsafe", "report"]
Finder = Callable[[Inspection], Iterable[Finding]]

# What one pass mends, the next one reads: an inline marker must go before its line can be compared with another, a
# marker line before `---` under a text becomes a heading, repeats before the text that is left is judged.
STAGES = ("inline marks", "mark lines", "leaks", "repeats", "text", "fields")


# Rules are themselves, not equal to others: comparing tables of them is comparing places in memory.
@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """`name` is stable. `safety` is the most that a fix of this rule can be; `stage` counts from 0, see `STAGES`.

    A rule may stand in several rows with a finder each, and a finder may serve several rules: it runs once.
    """

    name: str
    family: str
    safety: Promise
    stage: int
    find: Finder
