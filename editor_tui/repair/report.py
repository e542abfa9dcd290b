"""Short words for what every rule makes: findings and fixes."""

from __future__ import annotations

from editor_tui.messages import Message
from editor_tui.post.edits import Edit
from editor_tui.post.finding import Finding, Fix, Safety, Severity

Span = tuple[int, int]


def report(
    rule: str, span: Span, message: Message, *, severity: Severity = "warning", fix: Fix | None = None
) -> Finding:
    """A finding at a span, in code points of the draft's text."""
    return Finding(rule, severity, span[0], span[1], message, fix)


def mend(safety: Safety, *edits: Edit) -> Fix:
    """A fix made of these edits."""
    return Fix(safety, edits)
