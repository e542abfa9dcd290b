"""Nothing is lost: what a removed block said still stands in the result, word for word or in a fuller form."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from editor_tui.repair.repeats.pieces import pieces_of
from editor_tui.repair.repeats.plan import Plan
from editor_tui.repair.repeats.units import Unit

_SHORT: Final = 12
_PARTNER: Final = 65
_PIECES: Final = 0.8


def put_back_what_would_be_lost(units: Sequence[Unit], plan: Plan) -> None:
    """Keeps units until every sentence that goes has its like in what stays."""
    while lost := _losses(units, plan):
        for index in _first_of(lost, plan):
            if index in plan.removed:
                plan.put_back(index)
            else:
                _undo_replacement(plan, index)


def _first_of(lost: Sequence[int], plan: Plan) -> list[int]:
    """Those that copy nothing which is put back itself: with it their sentences stand again."""
    back = set(lost)
    first = [index for index in lost if index not in plan.removed or back.isdisjoint(plan.removed[index].sources)]
    return first or list(lost)


def _losses(units: Sequence[Unit], plan: Plan) -> list[int]:
    staying = [units[plan.fuller.get(unit.index, unit.index)] for unit in units if unit.index not in plan.removed]
    whole = "\x00".join(unit.form for unit in staying)
    lost = []
    for index in [*plan.removed, *plan.fuller]:
        unit = units[index]
        if unit.form in whole:
            continue
        if not all(_still_stands(sentence, whole, staying) for sentence in unit.sentences):
            lost.append(index)
    return lost


def _still_stands(sentence: str, whole: str, staying: Sequence[Unit]) -> bool:
    if len(sentence) < _SHORT or sentence in whole or sentence.rstrip("。.!?") in whole:
        return True
    pieces = pieces_of(sentence)
    size = sum(map(len, pieces))
    if size and sum(len(piece) for piece in pieces if piece in whole) >= _PIECES * size:
        return True
    from rapidfuzz import fuzz, process

    found = process.extractOne(
        sentence, [other for unit in staying if unit.is_text for other in unit.sentences], scorer=fuzz.ratio
    )
    return found is not None and found[1] >= _PARTNER


def _undo_replacement(plan: Plan, source: int) -> None:
    plan.put_back(plan.fuller[source])
