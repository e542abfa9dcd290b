"""Nothing is lost: what a removed block said still stands in the result, word for word or in a fuller form."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Final

from editor_tui.kept import kept
from editor_tui.repair.repeats.pieces import pieces_of
from editor_tui.repair.repeats.plan import Plan
from editor_tui.repair.repeats.units import Unit

_SHORT: Final = 12
_PARTNER: Final = 65
_PIECES: Final = 0.8
_DRESS: Final = re.compile(r"#{1,6}|\d{1,2}[.)](?!\d)|[-・]")
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


class _Standing:
    """What stays, as one text and sentence by sentence."""

    def __init__(self, units: Sequence[Unit]) -> None:
        self.units = units
        self.whole = "\x00".join(unit.form for unit in units)

    @kept
    def sentences(self) -> list[str]:
        return [sentence for unit in self.units if unit.is_text for sentence in _whole_sentences(unit)]

    @kept
    def bare_sentences(self) -> list[str]:
        return [_without_addresses(sentence) for sentence in self.sentences]


def _losses(units: Sequence[Unit], plan: Plan, title: str) -> list[int]:
    if not (plan.removed or plan.fuller):
        return []
    staying = _Standing(
        [units[plan.fuller.get(unit.index, unit.index)] for unit in units if unit.index not in plan.removed]
    )
    forms = {unit.form for unit in staying.units}
    lost = []
    for index in [*plan.removed, *plan.fuller]:
        unit = units[index]
        if unit.form in forms or unit.form == title:
            continue
        near = _Standing([stays for stays in _in_its_place(units, plan, index) if stays.form in forms])
        if _stands_in(unit.form, near, staying):
            continue
        is_gathered = index in plan.removed and plan.removed[index].relation == "gathered"
        sentences = unit.sentences
        if is_gathered:
            heads = {title, *(stays.form for stays in staying.units if stays.kind == "heading")}
            sentences = [without_heads(form, heads) for form in sentences]
        if not all(_still_stands(form, near, staying, is_gathered=is_gathered) for form in sentences):
            lost.append(index)
    return lost


def _in_its_place(units: Sequence[Unit], plan: Plan, index: int) -> list[Unit]:
    """What a unit that goes repeats, or what takes its place: there its sentences stand, in most cases."""
    sources = plan.removed[index].sources if index in plan.removed else (index,)
    return [units[plan.fuller.get(source, source)] for source in sources]


def _stands_in(words: str, near: _Standing, staying: _Standing) -> bool:
    # Near is looked at first because all takes a hundred times as long.
    return words in near.whole or words in staying.whole


def without_heads(sentence: str, heads: Collection[str]) -> str:
    """What is left of a sentence without what was poured in before it: headings, which end with no full stop, and the
    marks of headings and list items."""
    while True:
        dress = _DRESS.match(sentence)
        head = max((head for head in heads if head and sentence.startswith(head)), key=len, default="")
        if not (dress or head):
            return sentence
        sentence = sentence[dress.end() if dress else len(head) :]


def _still_stands(sentence: str, near: _Standing, staying: _Standing, *, is_gathered: bool) -> bool:
    """Whether a sentence stands in what stays; `near` is what stays in its place. What was gathered from several blocks
    may have been in halves: there a part of it is not enough."""
    if len(sentence) < _SHORT or _stands_in(sentence, near, staying) or sentence.rstrip("。.!?") in staying.whole:
        return True
    # An address says nothing, and many are alike.
    pieces = pieces_of(_ADDRESS.sub("", sentence))
    if _has_most(near.whole, pieces) and not is_gathered:
        return True
    if _has_most(staying.whole, pieces) and (
        not is_gathered or any(_has_most(unit.form, pieces) for unit in staying.units)
    ):
        return True
    if is_gathered:
        return _is_joined(sentence, staying)
    return any(_partner(sentence, standing) for standing in (near, staying))


def _has_most(form: str, pieces: Sequence[str]) -> bool:
    size = sum(map(len, pieces))
    return size > 0 and sum(len(piece) for piece in pieces if piece in form) >= _PIECES * size


def _partner(sentence: str, standing: _Standing) -> str:
    """The sentence that is most like one, if it is much like it."""
    from rapidfuzz import fuzz, process

    bare = _without_addresses(sentence)
    found = process.extractOne(bare, standing.bare_sentences, scorer=fuzz.ratio, score_cutoff=_PARTNER)
    return standing.sentences[found[2]] if found else ""


def _is_joined(sentence: str, staying: _Standing) -> bool:
    """Whether one that stands is much like it; where two have run into one, the first without a full stop, both."""
    partner = _partner(sentence, staying)
    rest = sentence.split(partner, 1) if partner and partner in sentence else []
    return bool(partner) and set(filter(None, rest)) <= set(staying.sentences)


def _whole_sentences(unit: Unit) -> list[str]:
    """What it says, without a sentence that is cut off: that one holds no other."""
    return unit.sentences[:-1] if unit.is_cut_off else unit.sentences


def _without_addresses(sentence: str) -> str:
    return _ADDRESS.sub("", sentence) if "//" in sentence else sentence


def _undo_replacement(plan: Plan, source: int) -> None:
    plan.put_back(plan.fuller[source])
