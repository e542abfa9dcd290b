"""What stands right above a copy: a person who repeats something leads up to it.

"Here it is once more:", a heading of its own, a stage direction. A model that goes on with an article puts the copy
behind whatever stood last.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from editor_tui.repair.repeats.units import LONG, Unit
from editor_tui.text.script import weight
from editor_tui.text.similarity import common_prefix

#: A line that weighs less heads what follows it; this much in common is the same beginning.
_HEADS: Final = 20.0
_ALIKE: Final = 5
_DIGITS: Final = re.compile(r"[0-9一二三四五六七八九十]+")
_LEADS_IN: Final = re.compile(r"[:：]\W*\Z")


def is_led_up_to(units: Sequence[Unit], index: int, *, by_heading: bool = True, by_short_line: bool = True) -> bool:
    """Whether a line that ends in a colon, a heading, or a short line stands right above a unit."""
    for number in range(index - 1, -1, -1):
        unit = units[number]
        if unit.is_furniture:
            continue
        if unit.kind == "heading":
            return by_heading
        if not unit.is_text or (unit.is_cut_off and unit.weight >= _HEADS):
            return False
        is_short = by_short_line and unit.weight < LONG and unit.kind != "list"
        return is_short or leads_in(unit)
    return False


def leads_in(unit: Unit) -> bool:
    """Whether it ends in a colon: what follows belongs to it."""
    return _LEADS_IN.search(unit.text.rstrip()) is not None


def are_numbered(units: Sequence[Unit], source: int, later: int) -> bool:
    """Whether a line in bold, or a short one, stands right above both, another each time: chapters, days."""
    above, above_copy = units[source - 1] if source else None, units[later - 1]
    if above is None or above.form == above_copy.form:
        return False
    return all(unit.kind == "paragraph" and unit.weight < _HEADS for unit in (above, above_copy))


def is_all_below_a_heading(units: Sequence[Unit], stretch: tuple[int, int]) -> bool:
    """Whether a stretch is all that stands under a heading: "Without mistakes"."""
    first, last = stretch
    following = next((unit for unit in units[last + 1 :] if not unit.is_furniture), None)
    return units[first].section == first - 1 and (following is None or following.kind == "heading")


def is_set_apart(units: Sequence[Unit], index: int) -> bool:
    """Whether a rule line stands right below a unit: drafts of a letter, each broken off, are kept apart so."""
    return index + 1 < len(units) and units[index + 1].kind == "rule"


def is_form_alike(
    units: Sequence[Unit], source: tuple[int, int], later: tuple[int, int], *, by_end: bool = True
) -> bool:
    """Whether a stretch and its copy stand in the same place of a form: as far from a heading, a rule, a bold or a
    short line, above or below, or between neighbours that begin alike."""
    for one, other, step in ((source[0], later[0], -1), (source[1], later[1], 1)):
        mark, mark_of_copy = _mark(units, one, step), _mark(units, other, step)
        if mark != mark_of_copy and mark - one == mark_of_copy - other and (by_end or step < 0):
            return True
        if _begin_alike(neighbour(units, one, step), neighbour(units, other, step)):
            return True
    return False


def _mark(units: Sequence[Unit], index: int, step: int) -> int:
    """The nearest line above or below that parts what stands around it; the end of the text where there is none."""
    index += step
    while 0 <= index < len(units):
        unit = units[index]
        if unit.kind in {"heading", "rule"} or (unit.kind == "paragraph" and unit.weight < _HEADS):
            return index
        index += step
    return index


def neighbour(units: Sequence[Unit], index: int, step: int) -> Unit | None:
    """The nearest unit above or below that says something."""
    index += step
    while 0 <= index < len(units):
        if not units[index].is_furniture:
            return units[index]
        index += step
    return None


def _begin_alike(unit: Unit | None, other: Unit | None) -> bool:
    """Whether two different paragraphs begin with the same words, whatever the numbers in them."""
    if unit is None or other is None or unit is other or unit.kind != other.kind:
        return False
    begin, begin_other = (_DIGITS.sub("0", one.form)[: 2 * _ALIKE] for one in (unit, other))
    shared = common_prefix(begin, begin_other)
    return weight(begin[:shared]) >= _ALIKE
