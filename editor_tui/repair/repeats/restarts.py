"""Repeats inside and between neighbours: a sentence twice, a tail begun again, a tail said again."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from editor_tui.post.edits import Edit
from editor_tui.repair.repeats.cuts import is_unnatural_end
from editor_tui.repair.repeats.exposition import is_exposition, is_plain, names_something
from editor_tui.repair.repeats.surroundings import is_led_up_to
from editor_tui.repair.repeats.text import Text
from editor_tui.repair.repeats.units import LONG, Unit
from editor_tui.text.normal import normal_form
from editor_tui.text.script import weight
from editor_tui.text.similarity import overlap

_DOUBLED: Final = 24.0
_DOUBLED_IN_ESSAY: Final = 14.0
_DOUBLED_LEAST: Final = 10.0
_STEM: Final = 6
_MARKUP: Final = re.compile(r"[<>{}$|\[\]]|https?:")
#: Rhetoric takes up a sentence of the paragraph above, but a short one, and only one.
_ECHO: Final = 48.0
_ECHO_OF_SEVERAL: Final = 26.0
_LONG_ECHO: Final = 60.0
_DRY_ECHO: Final = 20.0
_BRIEF_ECHO: Final = 14.0
_WHOLE_ECHO: Final = 80.0
_OVERLAP: Final = 5.0
_CLEAR_OVERLAP: Final = 8.0
_LONG_OVERLAP: Final = 12.0
_SHORT_OVERLAP: Final = 8


@dataclass(frozen=True)
class Slip:
    """A repeat of less than a block. `start, end` is the copy, `first` what it repeats; `edit` mends it, if certain."""

    rule: str
    start: int
    end: int
    first: tuple[int, int]
    edit: Edit | None


def find_slips(text: Text, busy: Collection[int]) -> list[Slip]:
    """All of them, in units that nothing else is done to; no two edits touch the same unit."""
    slips = []
    used = set(busy)
    for above, below in pairwise(text.units):
        if above.index in used or below.index in used or not _may_touch(above, below):
            continue
        if (
            above.is_running
            and below.is_running
            and (slip := _restart(text, above, below) or _echo(text, above, below))
        ):
            slips.append(slip)
            used |= {above.index, below.index}
    for unit in text.units:
        if unit.kind == "paragraph" and unit.index not in used and _may_be_doubled(unit) and unit.is_prose:
            slips += _doubled(text, unit)
    return sorted(_without_drills(text, slips), key=lambda slip: slip.start)


def _may_touch(above: Unit, below: Unit) -> bool:
    """Whether a look at their sentences could show anything: the second begins with words of the first."""
    return (
        above.kind == below.kind == "paragraph"
        and above.container == below.container
        and (below.form[:5] in above.form)
    )


def _may_be_doubled(unit: Unit) -> bool:
    return len(unit.words.different_pieces) < len(unit.words.pieces)


def _without_drills(text: Text, slips: list[Slip]) -> list[Slip]:
    """Where sentences are doubled again and again it is done on purpose."""
    doubled = [slip for slip in slips if slip.rule == "doubled-sentence"]
    if not any(slip.edit for slip in doubled) or (len(doubled) < 2 and sum(map(_said_twice, text.units)) < 2):
        return slips
    return [replace(slip, edit=None) if slip in doubled else slip for slip in slips]


def _said_twice(unit: Unit) -> int:
    """How many of its sentences say the one before them again, perhaps to somebody: "It rains. It rains, Jack." """
    stems = [sentence.rstrip("。.!?！？") for sentence in unit.sentences] if unit.is_running else []
    return sum(len(one) >= _STEM and other.startswith(one) for one, other in pairwise(stems))


def _doubled(text: Text, unit: Unit) -> Iterator[Slip]:
    """The same sentence twice in one paragraph: side by side it is a slip, apart it may be style."""
    if len(unit.sentences) < 2 or len(set(unit.sentences)) == len(unit.sentences):
        return
    seen: dict[str, int] = {}
    for number, sentence in enumerate(unit.sentences):
        before = seen.setdefault(sentence, number)
        if before == number or weight(sentence) < _DOUBLED_LEAST:
            continue
        start, end = (unit.start + offset for offset in unit.spans[number])
        first = (unit.start + unit.spans[before][0], unit.start + unit.spans[before][1])
        is_certain = (
            before == number - 1
            and unit.sentences.count(sentence) == 2
            and len(unit.sentences) >= 3
            and weight(sentence) >= (_DOUBLED_IN_ESSAY if text.is_essay else _DOUBLED)
            and not unit.is_labelled
            and not _MARKUP.search(unit.text[slice(*unit.spans[number])])
        )
        yield Slip("doubled-sentence", start, end, first, _without(unit, number) if is_certain else None)


def _without(unit: Unit, number: int) -> Edit:
    """Takes a sentence out with the space before it; what stands behind it stays."""
    start, end = unit.spans[number]
    begin = len(unit.text[:start].rstrip())
    return Edit(unit.start + begin, unit.start + start + len(unit.text[start:end].rstrip()), "", "doubled-sentence")


def _restart(text: Text, above: Unit, below: Unit) -> Slip | None:
    """Cut off, then begun again from somewhere in its last sentence."""
    if not above.is_cut_off or not text.ends_whole:
        return None
    shared = overlap(above.form, below.form)
    says = weight(above.form[-shared:])
    is_clear = says >= (_CLEAR_OVERLAP if above.weight >= LONG else _LONG_OVERLAP)
    joined = above.form[: len(above.form) - shared] + below.form if text.is_matter_of_fact else ""
    if not is_clear and not is_unnatural_end(above.form, 20, joined):
        return None
    if shared == len(above.form) or shared == len(below.form) or says < _OVERLAP or shared < 5:
        return None
    if below.weight < LONG and shared < (_SHORT_OVERLAP if text.is_matter_of_fact and not below.is_cut_off else 12):
        return None
    begin = _begin_of_tail(above, shared)
    end = len(above.text.rstrip())
    tail = (above.start + begin, above.start + end)
    first_end = below.start + _end_of_head(below, shared)
    if any(start == begin for start, _ in above.spans):
        # From a sentence's beginning: the two paragraphs stay two.
        edit = Edit(above.start + len(above.text[:begin].rstrip()), tail[1], "", "restart")
    else:
        edit = Edit(tail[0], below.start + len(below.text) - len(below.text.lstrip()), "", "restart")
    return Slip("restart", below.start, first_end, tail, None if _is_shown(text, above) else edit)


def _is_shown(text: Text, unit: Unit) -> bool:
    return is_led_up_to(text.units, unit.index, by_heading=False, by_short_line=False)


def _echo(text: Text, above: Unit, below: Unit) -> Slip | None:
    """The last sentences of a paragraph again at the beginning of the next."""
    if above.is_cut_off or above.is_labelled:
        return None
    for count in range(min(len(above.sentences), len(below.sentences) - 1), 0, -1):
        if above.sentences[-count:] == below.sentences[:count]:
            said = sum(map(weight, below.sentences[:count]))
            end = below.spans[count - 1][1]
            first = (above.start + above.spans[-count][0], above.start + len(above.text.rstrip()))
            edit = Edit(below.start, below.start + end, "", "restart")
            is_certain = said >= _least_echo(text, above, below, count) and not _is_shown(text, above)
            return Slip("restart", below.start, below.start + end, first, edit if is_certain else None)
    return None


def _least_echo(text: Text, above: Unit, below: Unit, count: int) -> float:
    """What `count` sentences must say that end one paragraph and begin the next, to be no figure of speech."""
    if count == len(above.sentences):
        return _WHOLE_ECHO
    if is_plain(above) and is_plain(below):
        names = names_something(above) + names_something(below)
        if text.is_matter_of_fact and names:
            return _BRIEF_ECHO
        if text.is_essay and names == 2:
            return _DRY_ECHO
    if not text.is_article:
        return _LONG_ECHO
    if is_exposition(above) and is_exposition(below):
        return _DRY_ECHO
    return _ECHO_OF_SEVERAL if count > 1 else _ECHO


def _begin_of_tail(unit: Unit, length: int) -> int:
    """Where in a unit's text the last `length` characters of its normal form begin."""
    begin = len(unit.text)
    tail = unit.form[-length:]
    while begin > 0 and len(normal_form(unit.text[begin:])) < length:
        begin -= 1
    assert normal_form(unit.text[begin:]).endswith(tail[-1:])
    return begin


def _end_of_head(unit: Unit, length: int) -> int:
    """Where in a unit's text the first `length` characters of its normal form end."""
    end = 0
    while end < len(unit.text) and len(normal_form(unit.text[:end])) < length:
        end += 1
    return end
