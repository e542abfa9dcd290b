"""Earlier paragraphs poured into one line, with a sentence of its own in it: the line keeps that, and only that."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from editor_tui.post.edits import Edit
from editor_tui.repair.repeats.evidence import Evidence
from editor_tui.repair.repeats.guard import without_heads
from editor_tui.repair.repeats.plan import Plan
from editor_tui.repair.repeats.restarts import Slip
from editor_tui.repair.repeats.text import Text
from editor_tui.repair.repeats.units import Unit
from editor_tui.text.script import weight

#: The share of a line that may be its own, and the length below which a sentence is no evidence (characters).
_OWN: Final = 0.2
_SHORT: Final = 12


def trim_glued(text: Text, evidence: Sequence[Evidence], plan: Plan) -> dict[int, Slip]:
    """By unit, the lines that the plan could not take away whole."""
    glued = {
        match.later: match
        for one in evidence
        for match in one.chain.matches
        if match.relation == "gathered" and match.later in plan.reviewed and one.is_gathered
    }
    if not glued:
        return {}
    units = text.units
    gone = {*plan.removed, *plan.fuller, *glued}
    standing = "\x00".join(unit.form for unit in units if unit.index not in gone)
    heads = {unit.form for unit in units if unit.kind == "heading" and unit.index not in gone}
    trimmed = {}
    for index, match in glued.items():
        unit = units[index]
        kept = _own(unit, standing, heads)
        if kept and sum(weight(unit.sentences[number]) for number in kept) <= _OWN * unit.weight:
            words = "".join(unit.text[slice(*unit.spans[number])] for number in kept).strip()
            end = unit.start + len(unit.text.rstrip())
            edit = Edit(unit.start, end, words, "glued-echo")
            trimmed[index] = Slip(
                "glued-echo", unit.start, end, (units[match.first].start, units[match.last].end), edit
            )
    return trimmed


def _own(unit: Unit, standing: str, heads: Collection[str]) -> list[int]:
    """The sentences that do not stand elsewhere word for word; a short one stays with the one before it."""
    own: list[int] = []
    for number, sentence in enumerate(unit.sentences):
        follows = bool(own) and own[-1] == number - 1
        bare = (sentence if sentence in standing else without_heads(sentence, heads)).rstrip("。.!?")
        if bare not in standing or (follows and len(sentence) < _SHORT):
            own.append(number)
    return own
