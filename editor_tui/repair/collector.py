"""Collects `SiteFacts` in one pass over the drafts, in parts that can be merged.

Memory grows with the number of different paragraphs, not with their length: about 200 bytes each.
"""

from __future__ import annotations

from collections import Counter
from typing import TypeVar

from editor_tui.errors import FrontMatterError
from editor_tui.post.blocks import Block, split_blocks
from editor_tui.post.draft import Draft
from editor_tui.repair.facts import SiteFacts
from editor_tui.repair.keys import form_key
from editor_tui.repair.values import tags_of, text_of
from editor_tui.settings.schema import KeySettings
from editor_tui.text.normal import normal_form, normal_forms

_T = TypeVar("_T")

# A block that stands in this many drafts is the site's own: a call to action, a notice, a signature.
BOILERPLATE_DRAFTS = 4
# Shorter blocks are the same by chance. Code points of the block as it stands.
_SHORTEST = 20
_PLACES = 3
_END = 12
_KINDS = frozenset({"paragraph", "list", "quote", "html", "table", "container", "template"})


class FactsCollector:
    """`add` every draft, `merge` what other processes collected, then ask for the `facts`."""

    def __init__(self, keys: KeySettings | None = None) -> None:
        self._keys = keys or KeySettings()
        self._paths: list[str] = []
        self._counts: Counter[str] = Counter()
        self._tags: Counter[str] = Counter()
        self._tag_sets: Counter[tuple[str, ...]] = Counter()
        self._excerpts: Counter[str] = Counter()
        self._excerpt_ends: Counter[str] = Counter()
        self._titles: dict[str, list[int]] = {}
        # The first place of every block as draft << 24 | line, and the places of those that were seen again.
        self._first: dict[int, int] = {}
        self._again: dict[int, list[int]] = {}

    def add(self, draft: Draft) -> None:
        """Take a draft in. One whose front matter cannot be read counts with its body alone, or not at all."""
        number = len(self._paths)
        self._paths.append(draft.path)
        self._counts["drafts"] += 1
        try:
            blocks = split_blocks(draft)
        except FrontMatterError:
            return
        self._add_fields(draft, number, blocks)
        self._add_blocks(draft, number, blocks)

    def _add_fields(self, draft: Draft, number: int, blocks: tuple[Block, ...]) -> None:
        try:
            metadata = draft.metadata
        except FrontMatterError:
            return
        if title := normal_form(text_of(metadata, self._keys.title)):
            self._counts["titled"] += 1
            self._titles.setdefault(title, []).append(number)
            first = next((block for block in blocks if block.kind != "blank"), None)
            if first and first.kind == "heading" and heading_key(draft.text[first.start : first.end]) == title:
                self._counts["heading_echoes"] += 1
        if tags := tags_of(metadata, self._keys.tags):
            self._counts["tagged"] += 1
            self._tags.update(set(tags))
            self._tag_sets[tuple(sorted(tags))] += 1
        if excerpt := normal_form(text_of(metadata, self._keys.excerpt)):
            self._counts["excerpted"] += 1
            self._excerpts[excerpt] += 1
            self._excerpt_ends[excerpt[-_END:]] += 1

    def _add_blocks(self, draft: Draft, number: int, blocks: tuple[Block, ...]) -> None:
        text = draft.text
        chosen = [block for block in blocks if block.kind in _KINDS and block.end - block.start >= _SHORTEST]
        forms = normal_forms([text[block.start : block.end] for block in chosen])
        seen: set[int] = set()
        for block, form in zip(chosen, forms, strict=True):
            key = form_key(form)
            if key not in seen:
                seen.add(key)
                self._place(key, number << 24 | draft.line_of(block.start))

    def _place(self, key: int, place: int) -> None:
        if key not in self._first:
            self._first[key] = place
        else:
            self._again.setdefault(key, [self._first[key]]).append(place)

    def merge(self, other: FactsCollector) -> None:
        """Take in what another collector saw, as if its drafts came after these."""
        shift = len(self._paths) << 24
        for mine, others in (
            (self._counts, other._counts),
            (self._tags, other._tags),
            (self._tag_sets, other._tag_sets),
            (self._excerpts, other._excerpts),
            (self._excerpt_ends, other._excerpt_ends),
        ):
            mine.update(others)  # type: ignore[arg-type]
        for title, numbers in other._titles.items():
            self._titles.setdefault(title, []).extend(number + len(self._paths) for number in numbers)
        for key, first in other._first.items():
            for place in other._again.get(key, (first,)):
                self._place(key, place + shift)
        self._paths += other._paths

    def facts(self) -> SiteFacts:
        """What the drafts so far have in common."""
        return SiteFacts(
            drafts=self._counts["drafts"],
            titled=self._counts["titled"],
            heading_echoes=self._counts["heading_echoes"],
            tagged=self._counts["tagged"],
            excerpted=self._counts["excerpted"],
            tag_counts=dict(self._tags),
            tag_sets=_repeated(self._tag_sets),
            excerpts=_repeated(self._excerpts),
            excerpt_ends=_repeated(self._excerpt_ends),
            duplicate_titles={
                title: tuple(self._paths[number] for number in numbers)
                for title, numbers in self._titles.items()
                if len(numbers) > 1
            },
            boilerplate=frozenset(key for key, places in self._again.items() if len(places) >= BOILERPLATE_DRAFTS),
            shared={
                key: tuple((self._paths[place >> 24], place & 0xFFFFFF) for place in places)
                for key, places in self._again.items()
                if len(places) <= _PLACES
            },
        )


def heading_key(text: str) -> str:
    """The fold of a heading without its marks."""
    lines = text.strip().splitlines()
    return normal_form(lines[0].strip().strip("#")) if lines else ""


def _repeated(counter: Counter[_T]) -> dict[_T, int]:
    return {value: count for value, count in counter.items() if count > 1}
