"""Collects `SiteFacts` in one pass over the drafts, in parts that can be merged.

Memory grows with the number of different paragraphs, not with their length: about 200 bytes each.
"""

from __future__ import annotations

from array import array
from collections import Counter
from typing import Final, TypeVar

from editor_tui.post.draft import Draft
from editor_tui.repair.contribution import Contribution, contribution_of
from editor_tui.repair.facts import SiteFacts
from editor_tui.repair.keys import KEYS
from editor_tui.settings.schema import KeySettings

# A block that stands in this many drafts is the site's own: a call to action, a notice, a signature.
BOILERPLATE_DRAFTS: Final = 4
_PLACES: Final = 3
_END: Final = 12
_LINE_BITS: Final = 24

_T = TypeVar("_T")


class FactsCollector:
    """`add` every draft, `merge` what other processes collected, then ask for the `facts`."""

    def __init__(self, keys: KeySettings | None = None) -> None:
        self._keys = keys or KeySettings()
        self._paths: list[str] = []
        self._counts: Counter[str] = Counter()
        self._tags: Counter[str] = Counter()
        self._tag_days: dict[str, tuple[str, str]] = {}
        self._tag_sets: Counter[tuple[str, ...]] = Counter()
        self._excerpts: Counter[str] = Counter()
        self._excerpt_ends: Counter[str] = Counter()
        self._titles: dict[str, list[int]] = {}
        # The first place of every block as draft << 24 | line, and all places of those that were seen again.
        self._first: dict[int, int] = {}
        self._again: dict[int, list[int]] = {}

    def add(self, draft: Draft) -> None:
        """Take a draft in."""
        self.take(contribution_of(draft, self._keys))

    def take(self, contribution: Contribution) -> None:
        """Take in what a draft adds, from a cache or another process."""
        number = len(self._paths)
        self._paths.append(contribution.path)
        if contribution.title:
            self._counts["titled"] += 1
            self._titles.setdefault(contribution.title, []).append(number)
        if contribution.echo:
            self._counts[contribution.echo] += 1
        if tags := contribution.tags:
            self._counts["tagged"] += 1
            self._tags.update(set(tags))
            self._tag_sets[tuple(sorted(tags))] += 1
            for tag in tags if contribution.day else ():
                self._use(tag, contribution.day, contribution.day)
        if excerpt := contribution.excerpt:
            self._counts["excerpted"] += 1
            self._excerpts[excerpt] += 1
            self._excerpt_ends[excerpt[-_END:]] += 1
        places = array(KEYS, contribution.blocks)
        for key, line in zip(places[::2], places[1::2], strict=True):
            self._place(key, number << _LINE_BITS | line)

    def _use(self, tag: str, first: str, last: str) -> None:
        known = self._tag_days.get(tag, (first, last))
        self._tag_days[tag] = min(known[0], first), max(known[1], last)

    def _place(self, key: int, place: int) -> None:
        first = self._first.setdefault(key, place)
        if first != place:
            self._again.setdefault(key, [first]).append(place)

    def merge(self, other: FactsCollector) -> None:
        """Take in what another collector saw, as if its drafts came after these."""
        shift = len(self._paths)
        self._counts += other._counts
        self._tags += other._tags
        self._tag_sets += other._tag_sets
        for tag, days in other._tag_days.items():
            self._use(tag, *days)
        self._excerpts += other._excerpts
        self._excerpt_ends += other._excerpt_ends
        for title, numbers in other._titles.items():
            self._titles.setdefault(title, []).extend(number + shift for number in numbers)
        for key, first in other._first.items():
            for place in other._again.get(key, (first,)):
                self._place(key, place + (shift << _LINE_BITS))
        self._paths += other._paths

    def facts(self) -> SiteFacts:
        """What the drafts so far have in common."""
        shared = {
            key: tuple((self._paths[place >> _LINE_BITS], place & 0xFFFFFF) for place in places)
            for key, places in self._again.items()
            if len(places) <= _PLACES
        }
        return SiteFacts(
            drafts=len(self._paths),
            titled=self._counts["titled"],
            heading_echoes=self._counts["heading"],
            line_echoes=self._counts["line"],
            tagged=self._counts["tagged"],
            excerpted=self._counts["excerpted"],
            tag_counts=dict(self._tags),
            tag_days=dict(self._tag_days),
            tag_sets=_repeated(self._tag_sets),
            excerpts=_repeated(self._excerpts),
            excerpt_ends=_repeated(self._excerpt_ends),
            duplicate_titles={
                title: tuple(self._paths[number] for number in numbers)
                for title, numbers in self._titles.items()
                if len(numbers) > 1
            },
            boilerplate=frozenset(key for key, places in self._again.items() if len(places) >= BOILERPLATE_DRAFTS),
            shared=shared,
            sharing=frozenset(path for places in shared.values() for path, _ in places),
        )


def _repeated(counter: Counter[_T]) -> dict[_T, int]:
    return {value: count for value, count in counter.items() if count > 1}
