"""The site's tags: how often and when each is used, what it is also called, and what a new tag is folded into."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from editor_tui.text.tag_forms import likely_typos, near_duplicates, tag_key

# Below this many tagged drafts a share of them says nothing.
_ENOUGH_DRAFTS = 20
# So many drafts with exactly the same tags were given them by habit.
_FEWEST_ALIKE = 3
_SHARE_ALIKE = 0.05


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

    def common_sets(self, tag_sets: Mapping[tuple[str, ...], int]) -> list[tuple[tuple[str, ...], int]]:
        """Sets of two tags or more that a twentieth of the tagged drafts has exactly, with how many have them."""
        least = max(_FEWEST_ALIKE, _SHARE_ALIKE * self.tagged)
        common = [(tags, count) for tags, count in tag_sets.items() if len(tags) > 1 and count >= least]
        return sorted(common, key=lambda item: (-item[1], item[0])) if self.tagged >= _ENOUGH_DRAFTS else []

    def typos(self) -> dict[str, tuple[str, ...]]:
        """Tags that differ from others by a letter: a person has to say whether they are one."""
        return likely_typos([use.tag for use in self.uses if use.count])

    def _alias_pairs(self) -> Iterable[tuple[str, str]]:
        yield from self.aliases.items()
        yield from ((english, tag) for tag, english in self.english.items())
