"""What is known of a whole site: what its drafts have in common. Collected by `repair/collector.py`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from editor_tui.text.tag_forms import tag_key

# A share says nothing about a handful of drafts.
_ENOUGH_DRAFTS = 20
# Above this share, a heading that repeats the title is what the site does (about 250 of 415 Electron documents).
_HABIT = 0.1
# Below this share, a first line that repeats the title is rare enough to be meant.
_FAULT = 0.01

Echo = Literal["habit", "fault", "unknown"]


@dataclass(frozen=True)
class SiteFacts:
    """Values only: frozen, picklable, the same whatever the order in which drafts were read.

    Versions of other drafts add nothing but the words that are theirs alone (`Contribution.beside`): what repairs ask
    for is the same before a site is translated and after.

    `titled` drafts have a title; of these `heading_echoes` begin with it as a heading and `line_echoes` as a line of
    text. `tag_days` are the first and the last day (`2025-10-01`) of each tag. `tag_sets` and `excerpts` hold
    what stands in two drafts or more, by its folded text; `excerpt_ends` the endings that excerpts share. `boilerplate`
    are the keys (`keys.text_key`) of blocks that stand in many drafts. `shared` maps the key of a paragraph that
    stands in more than one draft to its places, `(path, line of the file)`, the first of each draft; `sharing` are
    the paths of these drafts.
    """

    drafts: int = 0
    titled: int = 0
    heading_echoes: int = 0
    line_echoes: int = 0
    tagged: int = 0
    excerpted: int = 0
    tag_counts: Mapping[str, int] = field(default_factory=dict)
    tag_days: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    tag_sets: Mapping[tuple[str, ...], int] = field(default_factory=dict)
    excerpts: Mapping[str, int] = field(default_factory=dict)
    excerpt_ends: Mapping[str, int] = field(default_factory=dict)
    duplicate_titles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    boilerplate: frozenset[int] = frozenset()
    shared: Mapping[int, tuple[tuple[str, int], ...]] = field(default_factory=dict)
    sharing: frozenset[str] = frozenset()

    @property
    def heading_echo_share(self) -> float:
        """The share of titled drafts that begin with their title as a heading."""
        return self.heading_echoes / self.titled if self.titled else 0.0

    @property
    def heading_echoes_are(self) -> Echo:
        """What a heading that repeats the title is on this site."""
        if self.titled < _ENOUGH_DRAFTS:
            return "unknown"
        if self.heading_echo_share >= _HABIT:
            return "habit"
        # Where lines echo titles as well, more often, a machine made both; people only do the headings.
        return "fault" if self.line_echoes > self.heading_echoes else "unknown"

    @property
    def line_echoes_are(self) -> Echo:
        """What a first line that repeats the title is: one in a thousand is somebody's choice."""
        if self.titled < _ENOUGH_DRAFTS or self.line_echoes >= max(2, _FAULT * self.titled):
            return "fault"
        return "unknown"

    @property
    def has_many_line_echoes(self) -> bool:
        """Whether a machine has put titles into the bodies of this site."""
        return self.titled >= _ENOUGH_DRAFTS and self.line_echoes_are == "fault"

    def tag_share(self, tag: str) -> float:
        return self.tag_counts.get(tag, 0) / self.tagged if self.tagged else 0.0

    @cached_property
    def single_tags(self) -> int:
        """How many of the site's tags stand only once."""
        return sum(count == 1 for count in self.tag_counts.values())

    @cached_property
    def tag_spellings(self) -> Mapping[str, Sequence[str]]:
        """The tags of the site, by what the spellings of one tag have in common (`tag_key`)."""
        spellings: dict[str, list[str]] = {}
        for tag in self.tag_counts:
            spellings.setdefault(tag_key(tag), []).append(tag)
        return spellings

    def set_share(self, tags: tuple[str, ...]) -> float:
        """The share of tagged drafts that have exactly these tags, in any order; 0 for a handful of drafts."""
        if self.tagged < _ENOUGH_DRAFTS:
            return 0.0
        return self.tag_sets.get(tuple(sorted(tags)), 1) / self.tagged
