"""What is never certain, and worth a look: a list that stands again, a paragraph told again in other words."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from editor_tui.repair.repeats.matches import Matcher
from editor_tui.repair.repeats.units import Unit
from editor_tui.text.script import has_cjk

#: Items of a list that must stand again in a row, and what they must say together (CJK characters, half of others).
_ITEMS: Final = 3
_LIST: Final = 18.0
#: Retellings: the weight of both, how near their lengths must be, how alike they must be as a whole (RapidFuzz's
#: ratio) and in runs of five characters. Paragraphs of one theme reach 54 and 0.15, templates 75 and 0.22.
_PARAGRAPH: Final = 60.0
_LENGTHS: Final = 0.6
_ALIKE: Final = 54.0
_ALIKE_LATIN: Final = 62.0
_RUNS: Final = 0.2


@dataclass(frozen=True)
class Review:
    """Units `first` to `last` are much like `source_first` to `source_last`; nothing is done about it."""

    rule: str
    first: int
    last: int
    source_first: int
    source_last: int
    is_retold: bool = False


def find_reviews(matcher: Matcher, busy: Collection[int]) -> list[Review]:
    """Both kinds, in units that no other finding names."""
    return [*_lists(matcher, busy), *_retellings(matcher, busy)]


def _lists(matcher: Matcher, busy: Collection[int]) -> Iterator[Review]:
    units = matcher.units
    index = 0
    while index < len(units):
        length, source = 0, 0
        if units[index].kind == "list" and index not in busy:
            above = [other for other in matcher.copies.get(units[index].key, ()) if other < index]
            length, source = max(((_shared_items(units, other, index), -other) for other in above), default=(0, 0))
        if length >= _ITEMS and sum(unit.weight for unit in units[index : index + length]) >= _LIST:
            yield Review("repeated-block", index, index + length - 1, -source, -source + length - 1)
        index += max(length, 1)


def _shared_items(units: Sequence[Unit], above: int, below: int) -> int:
    """How many items of two lists are the same, in order."""
    count = 0
    while (
        below + count < len(units)
        and above + count < below
        and units[below + count].kind == "list"
        and units[below + count].key == units[above + count].key
    ):
        count += 1
    return count


def _retellings(matcher: Matcher, busy: Collection[int]) -> Iterator[Review]:
    for index, source in matcher.alike.items():
        unit, earlier = matcher.units[index], matcher.units[source]
        if index in busy or source in busy or not (unit.is_prose and earlier.is_prose):
            continue
        shorter, longer = sorted((unit.weight, earlier.weight))
        least = _ALIKE if has_cjk(unit.form) else _ALIKE_LATIN
        if shorter < _PARAGRAPH or shorter < longer * _LENGTHS:
            continue
        from rapidfuzz import fuzz

        if fuzz.ratio(earlier.form, unit.form) < least:
            continue
        runs, others = runs_of(earlier.form), runs_of(unit.form)
        if len(runs & others) >= _RUNS * min(len(runs), len(others)):
            yield Review("near-repeat", index, index, source, source, is_retold=True)


def runs_of(form: str) -> set[str]:
    """All runs of five characters."""
    return {form[at : at + 5] for at in range(len(form) - 4)}
