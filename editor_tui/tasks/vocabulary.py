"""The site's tags: how often and when each is used, what it is also called, and what a new tag is folded into."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from editor_tui.text.tag_forms import likely_typos, near_duplicates, tag_key

# Below this many tagged drafts a share of them says nothing.
_ENOUGH_DRAFTS = 20


@dataclass(frozen=True, slots=True)
class TagUse:
    """A tag, on how many drafts it stands, and the dates (ISO 8601, "" if none is known) of its first and last use."""

    tag: str
    count: int
    first: str = ""
    last: str = ""


@dataclass(frozen=True)
class Vocabulary:
    """`uses` by count, most used first. `aliases`: other names → tag. `english`: tag → its English name.

    `tagged` is the number of drafts that have tags, `closed` whether no tag may be new.
    """

    uses: tuple[TagUse, ...] = ()
    tagged: int = 0
    aliases: Mapping[str, str] = field(default_factory=dict)
    english: Mapping[str, str] = field(default_factory=dict)
    closed: bool = False

    @cached_property
    def tags(self) -> tuple[str, ...]:
        """All tags, the most used first. Of several spellings of one tag only the most used one, or the alias's."""
        return tuple(dict.fromkeys(self._by_key[tag_key(self._unaliased(use.tag))] for use in self.uses))

    @cached_property
    def _by_key(self) -> Mapping[str, str]:
        """The one spelling for each key. `uses` come most used first, so the first spelling wins."""
        known: dict[str, str] = {tag_key(tag): tag for tag in self.aliases.values()}
        for use in self.uses:
            known.setdefault(tag_key(self._unaliased(use.tag)), self._unaliased(use.tag))
        return known

    @cached_property
    def _names(self) -> Mapping[str, str]:
        """Aliases and English names by key."""
        names = {tag_key(english): tag for tag, english in self.english.items()}
        return names | {tag_key(alias): tag for alias, tag in self.aliases.items()}

    def _unaliased(self, tag: str) -> str:
        return self._names.get(tag_key(tag), tag)

    def canonical(self, tag: str) -> str | None:
        """The vocabulary's own spelling of a tag, whatever it is called here; None where the tag is new."""
        key = tag_key(tag)
        if named := self._names.get(key):
            return self._by_key.get(tag_key(named), named)
        return self._by_key.get(key)

    def count(self, tag: str) -> int:
        """On how many drafts the tag stands, all its spellings together."""
        return self._counts.get(self.canonical(tag) or "", 0)

    @cached_property
    def _counts(self) -> Mapping[str, int]:
        counts: dict[str, int] = {}
        for use in self.uses:
            name = self.canonical(use.tag) or use.tag
            counts[name] = counts.get(name, 0) + use.count
        return counts

    def is_default(self, tag: str, share: float) -> bool:
        """Whether the site puts the tag on everything: on more than `share` of its tagged drafts."""
        return self.tagged >= _ENOUGH_DRAFTS and self.count(tag) >= share * self.tagged

    def duplicates(self) -> list[tuple[str, ...]]:
        """Groups of tags that are one, the most used first in each."""
        return near_duplicates([use.tag for use in self.uses], dict(self._alias_pairs()))

    def typos(self) -> dict[str, tuple[str, ...]]:
        """Tags that differ from others by a letter: a person has to say whether they are one."""
        return likely_typos([use.tag for use in self.uses if use.count])

    def _alias_pairs(self) -> Iterable[tuple[str, str]]:
        yield from self.aliases.items()
        yield from ((english, tag) for tag, english in self.english.items())


class VocabularyCollector:
    """Counts tags in one pass over the drafts."""

    def __init__(self) -> None:
        self._dates: dict[str, list[str]] = {}
        self._sets: dict[tuple[str, ...], int] = {}
        self._tagged = 0

    def add(self, tags: Iterable[str], date: str = "") -> None:
        """One draft's tags, and its date in ISO 8601 if it has one."""
        own = tuple(dict.fromkeys(tags))
        if not own:
            return
        self._tagged += 1
        for tag in own:
            self._dates.setdefault(tag, []).append(date)
        key = tuple(sorted(own))
        self._sets[key] = self._sets.get(key, 0) + 1

    def vocabulary(
        self,
        aliases: Mapping[str, str] | None = None,
        english: Mapping[str, str] | None = None,
        *,
        closed: bool = False,
    ) -> Vocabulary:
        """What was counted, with what the settings call the same."""
        uses = [TagUse(tag, len(dates), *_ends(dates)) for tag, dates in self._dates.items()]
        ordered = tuple(sorted(uses, key=lambda use: (-use.count, use.tag)))
        return Vocabulary(ordered, self._tagged, aliases or {}, english or {}, closed)

    def default_sets(self, share: float) -> list[tuple[tuple[str, ...], int]]:
        """Sets of tags that more than `share` of the tagged drafts have exactly, with how many have them."""
        common = [
            (tags, count) for tags, count in self._sets.items() if len(tags) > 1 and count >= share * self._tagged
        ]
        return sorted(common, key=lambda item: -item[1]) if self._tagged >= _ENOUGH_DRAFTS else []


def _ends(dates: list[str]) -> tuple[str, str]:
    known = [date for date in dates if date]
    return (min(known), max(known)) if known else ("", "")
