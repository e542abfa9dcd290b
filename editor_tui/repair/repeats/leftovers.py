"""What is left over of copies in a draft that is damaged for certain: ends of paragraphs, broken-off twins.

Alone none of it is evidence. In a draft in which several stretches stand again, with breaks that nobody writes, most of
it nothing else, it is what is left of one more copy.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from itertools import islice, pairwise
from typing import Final

from editor_tui.repair.repeats.evidence import Evidence
from editor_tui.repair.repeats.judgement import has_break
from editor_tui.repair.repeats.matches import Match
from editor_tui.repair.repeats.plan import Plan
from editor_tui.repair.repeats.surroundings import leads_in
from editor_tui.repair.repeats.text import Text
from editor_tui.repair.repeats.units import Unit

#: The rules that leftovers fall under.
LEFTOVERS: Final = ("restart", "repeated-block", "repeated-section")
#: The share of a draft that must be repeats where only one of them shows a break.
_HEAVY: Final = 0.3
#: What an end must say to be one (CJK characters, half of others), and by how many letters it is looked up.
_LEAST: Final = 14.0
_LOOKED_UP: Final = 8

#: Rule, the unit that goes, the one that says all of it and stays.
Leftover = tuple[str, Unit, Unit]


def take_leftovers(text: Text, certain: Sequence[Evidence], plan: Plan, busy: Collection[int]) -> None:
    """Adds what is left over to what goes, by what is `certain`; what is `busy` is edited otherwise, proves nothing."""
    if not _is_damaged(text, certain):
        return
    gone = {*plan.removed, *plan.fuller, *plan.fuller.values(), *busy}
    staying = [unit for unit in text.units if unit.index not in gone]
    for rule, unit, source in (*_ends(staying), *_twins(staying)):
        if source.index not in plan.removed and unit.index not in plan.removed:
            plan.removed[unit.index] = Match(unit.index, (source.index,), "part")
            plan.rules[unit.index] = rule
            plan.reviewed.pop(unit.index, None)


def _is_damaged(text: Text, certain: Sequence[Evidence]) -> bool:
    """Whether several stretches are damage, two of them with a break, or one of so much that the draft is repeats."""
    # No more are asked for than it takes.
    breaks = len(list(islice(filter(has_break, certain), 2)))
    return breaks == 2 or (breaks == 1 and sum(one.weight for one in certain) / text.weight >= _HEAVY)


def _ends(units: Sequence[Unit]) -> Iterator[Leftover]:
    """Paragraphs that are the end of one above: from the middle of a sentence on, wherever they stand; whole sentences
    right behind it, or where the text ends."""
    by_end: dict[str, list[Unit]] = defaultdict(list)
    for number, unit in enumerate(units):
        if unit.kind != "paragraph":
            continue
        alike = by_end[unit.form[-_LOOKED_UP:]]
        above, below = units[max(number - 1, 0)], units[number + 1] if number + 1 < len(units) else None
        for source in alike if alike and _may_be_left_over(unit) else ():
            if _is_headless_end(unit, source):
                # What is broken off may go on in it.
                is_left = not above.is_cut_off
            else:
                is_last = below is None or below.kind == "rule"
                is_left = (above is source or is_last) and _is_end(unit, source)
            if is_left and not leads_in(above):
                yield "restart", unit, source
                break
        alike.append(unit)


def _may_be_left_over(unit: Unit) -> bool:
    return unit.weight >= _LEAST and unit.is_prose and not (unit.is_labelled or unit.is_cut_off)


def _is_end(unit: Unit, source: Unit) -> bool:
    count = len(unit.sentences)
    return count < len(source.sentences) and source.sentences[-count:] == unit.sentences


def _is_headless_end(unit: Unit, source: Unit) -> bool:
    count = len(unit.sentences)
    if count > len(source.sentences):
        return False
    whole, *others = source.sentences[-count:]
    begun = unit.sentences[0]
    return others == unit.sentences[1:] and len(begun) < len(whole) and whole.endswith(begun)


def _twins(units: Sequence[Unit]) -> Iterator[Leftover]:
    """Broken-off text right above the same or the whole: a block twice, and its heading again; a heading cut off."""
    for above, below in pairwise(units):
        if above.words is below.words or above.key == below.key:
            if above.kind == "paragraph" and above.is_cut_off and above.is_prose:
                yield "repeated-block", below, above
        elif above.kind == below.kind == "heading" and above.level == below.level and _is_begun(above, below):
            yield "restart", above, below
    for number, unit in enumerate(units):
        if unit.kind != "heading" or number < 3:
            continue
        heading, *between = units[number - 3 : number]
        if heading.key == unit.key and heading.level == unit.level and _is_cut_twice(*between):
            yield "repeated-section", unit, heading


def _is_begun(heading: Unit, whole: Unit) -> bool:
    return len(heading.form) < len(whole.form) and whole.form.startswith(heading.form)


def _is_cut_twice(above: Unit, below: Unit) -> bool:
    return above.key == below.key and above.is_cut_off
