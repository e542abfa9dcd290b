"""What a check reports about a draft."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from editor_tui.messages import Message
from editor_tui.post.edits import Edit

Severity = Literal["error", "warning", "info"]
Safety = Literal["safe", "unsafe"]


@dataclass(frozen=True, slots=True)
class Fix:
    """The edits that mend a finding. Only safe ones are applied without a person."""

    safety: Safety
    edits: tuple[Edit, ...]

    def __reduce__(self) -> tuple[type[Fix], tuple[object, ...]]:
        return Fix, (self.safety, self.edits)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong: `draft.text[start:end]`, in code points of the draft as it was given to the check.

    `first` is the span where a repeat stands first, for the rules of the repeats family.
    """

    rule: str
    severity: Severity
    start: int
    end: int
    message: Message
    fix: Fix | None = None
    first: tuple[int, int] | None = None

    def __reduce__(self) -> tuple[type[Finding], tuple[object, ...]]:
        # Processes exchange thousands of these; what dataclasses do for pickling takes several times as long.
        return Finding, (self.rule, self.severity, self.start, self.end, self.message, self.fix, self.first)
