"""Nothing is lost: what a removed block said still stands in the result, word for word or in a fuller form."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Final

from editor_tui.repair.repeats.pieces import pieces_of
from editor_tui.repair.repeats.plan import Plan
from editor_tui.repair.repeats.units import Unit

_SHORT: Final = 12
_PARTNER: Final = 65
_PIECES: Final = 0.8
_ADDRESS: Final = re.compile(r"(?<=\])\([^)]*\)|https?://[!-~]+")


def put_back_what_would_be_lost(units: Sequence[Unit], plan: Plan, title: str = "") -> None:
    """Keeps units until every sentence that goes has its like in what stays, or is the draft's `title`."""
    while lost := _losses(units, plan, title):
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


def _losses(units: Sequence[Unit], plan: Plan, title: str) -> list[int]:
    staying = [units[plan.fuller.get(unit.index, unit.index)] for unit in units if unit.index not in plan.removed]
    forms = {unit.form for unit in staying}
    whole = "\x00".join(unit.form for unit in staying)
    lost = []
    for index in [*plan.removed, *plan.fuller]:
        unit = units[index]
        if unit.form in forms or unit.form in whole or unit.form == title:
            continue
        is_gathered = index in plan.removed and plan.removed[index].relation == "gathered"
        sentences = unit.sentences
        if is_gathered:
            heads = {title, *(stays.form for stays in staying if stays.kind == "heading")}
            sentences = [without_heads(form, heads) for form in sentences]
        if not all(_still_stands(form, whole, staying, is_gathered=is_gathered) for form in sentences):
            lost.append(index)
    return lost


def without_heads(sentence: str, heads: Collection[str]) -> str:
    """What is left of a sentence without the headings that were poured in before it, which end with no full stop."""
    while head := max((head for head in heads if head and sentence.startswith(head)), key=len, default=""):
        sentence = sentence[len(head) :]
    return sentence


def _still_stands(sentence: str, whole: str, staying: Sequence[Unit], *, is_gathered: bool) -> bool:
    """Whether a sentence stands in what stays. What was gathered from several blocks may have been in halves: there a
    part of it is not enough."""
    if len(sentence) < _SHORT or sentence in whole or sentence.rstrip("。.!?") in whole:
        return True
    # An address says nothing, and many are alike.
    pieces = pieces_of(_ADDRESS.sub("", sentence))
    size = sum(map(len, pieces))
    for form in [unit.form for unit in staying] if is_gathered else [whole]:
        if size and sum(len(piece) for piece in pieces if piece in form) >= _PIECES * size:
            return True
    from rapidfuzz import fuzz, process

    standing = [other for unit in staying if unit.is_text for other in _whole_sentences(unit)]
    found = process.extractOne(sentence, standing, scorer=fuzz.ratio, processor=_without_addresses)
    if found is None or found[1] < _PARTNER:
        return False
    # Two whole sentences may have run into one where the first ends with no full stop.
    rest = sentence.split(found[0], 1) if is_gathered and found[0] in sentence else []
    return set(filter(None, rest)) <= set(standing)


def _whole_sentences(unit: Unit) -> list[str]:
    """What it says, without a sentence that is cut off: that one holds no other."""
    return unit.sentences[:-1] if unit.is_cut_off else unit.sentences


def _without_addresses(sentence: str) -> str:
    return _ADDRESS.sub("", sentence) if "//" in sentence else sentence


def _undo_replacement(plan: Plan, source: int) -> None:
    plan.put_back(plan.fuller[source])
