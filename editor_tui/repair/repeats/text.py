"""A body as a whole: what is known of all of its units together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Final

from editor_tui.kept import kept
from editor_tui.repair.repeats.exposition import names_something
from editor_tui.repair.repeats.surroundings import is_set_apart
from editor_tui.repair.repeats.units import LONG, Unit

_LINE: Final = 10.0
#: A word in dress, such as closes a text: "--- END ---", （了）.
_CLOSING: Final = re.compile(r"[^\w\s]+ ?[^\W_][\w ]{0,11}[^\w\s]+")
#: The share of its long paragraphs that name something, in a text that reports; and what a long report has.
_NAMING: Final = 0.6
_FACTUAL: Final = 0.25
_MANY: Final = 12
_MUCH: Final = 2000.0


@dataclass(frozen=True, eq=False)
class Text:
    """The units of a body with what is known of all of them. `borders` are units above which a marker stood."""

    units: Sequence[Unit]
    borders: Collection[int] = ()

    @kept
    def ends_whole(self) -> bool:
        """Whether prose ends with a mark here: then a paragraph without one was cut off.

        Where several stop above a rule line, breaking off is the form: drafts of a letter, fragments.
        """
        cut_off = [unit for unit in self.units if unit.is_cut_off and unit.is_prose and unit.weight >= _LINE]
        if len(cut_off) < 2:
            return True
        if sum(is_set_apart(self.units, unit.index) for unit in cut_off) >= 2:
            return False
        prose = [unit for unit in self.units if unit.is_prose and unit.weight >= _LINE]
        return all(
            sum(unit.is_cut_off for unit in units) <= max(1, len(units) // 3)
            for units in (prose, [unit for unit in prose if unit.weight >= LONG])
        )

    @kept
    def weight(self) -> float:
        return sum(unit.weight for unit in self.units if unit.is_text) or 1.0

    @kept
    def _paragraphs(self) -> dict[str, float]:
        """Its long paragraphs, each once, with their weights."""
        return {unit.key: unit.weight for unit in self.units if unit.is_long_prose and not unit.is_labelled}

    @kept
    def is_article(self) -> bool:
        """Whether it is long, and much of it paragraphs of whole sentences: no script, no form, no litany."""
        return self._is_prose(8, 900.0, 0.35)

    @kept
    def is_essay(self) -> bool:
        """Whether it is an article or nearly one: six paragraphs are enough to see what it is about."""
        return self._is_prose(6, 500.0, 0.3)

    @kept
    def is_report(self) -> bool:
        """Whether it is an article that names things all the way: news, a technical text; no tale and no sermon."""
        return self.is_article and self._names(_NAMING)

    @kept
    def is_matter_of_fact(self) -> bool:
        """Whether it names things again and again, even if it is short: who tells or preaches names next to nothing."""
        return self.is_essay and self._names(_FACTUAL)

    def _names(self, share: float) -> bool:
        """Whether so many of its long paragraphs name something; no more are read than it takes to say so."""
        long = {unit.key: unit for unit in self.units if unit.is_long_prose and not unit.is_labelled}
        return any(count / len(long) >= share for count in accumulate(map(names_something, long.values())))

    @kept
    def is_long_report(self) -> bool:
        """Whether so much is reported that a form would show more than once."""
        return self.is_report and len(self._paragraphs) >= _MANY and self.weight >= _MUCH

    def _is_prose(self, paragraphs: int, weight: float, share: float) -> bool:
        says = sum(self._paragraphs.values())
        return len(self._paragraphs) >= paragraphs and says >= max(weight, self.weight * share) and self.ends_whole

    @kept
    def sections(self) -> int:
        """How many headings it has."""
        return sum(unit.kind == "heading" for unit in self.units)

    @kept
    def recurring(self) -> set[str]:
        """Keys of what stands three times or more: a refrain, until there is better evidence."""
        counts = Counter(unit.key for unit in self.units)
        return {key for key, count in counts.items() if count >= 3}

    @kept
    def paths(self) -> list[tuple[str, ...]]:
        """For each unit the headings above it, outermost first."""
        paths = []
        stack: list[tuple[int, str]] = []
        for unit in self.units:
            if unit.kind == "heading":
                while stack and stack[-1][0] >= unit.level:
                    stack.pop()
                stack.append((unit.level, unit.form))
            paths.append(tuple(form for _, form in stack))
        return paths

    @kept
    def section_ends(self) -> dict[int, int]:
        """For each section its last unit that says something."""
        return {unit.section: unit.index for unit in self.units if not unit.is_furniture}

    def has_returning_headings(self, copies: Collection[int]) -> bool:
        """Whether a heading comes back with other text below it, leaving `copies` aside: the form of the document."""
        below: dict[str, str] = {}
        headings = [pair for pair in pairwise(self.units) if pair[0].kind == "heading" and pair[0].index not in copies]
        return any(below.setdefault(heading.form, following.key) != following.key for heading, following in headings)

    @kept
    def _tail(self) -> int:
        """The first unit from which on everything stands above already, but for a word that closes the text."""
        first: dict[str, int] = {}
        for unit in self.units:
            first.setdefault(unit.key, unit.index)
        tail = len(self.units)
        for unit in reversed(self.units):
            is_closing = unit.index + 1 == len(self.units) and _CLOSING.fullmatch(unit.text.strip())
            if first[unit.key] == unit.index and not unit.is_furniture and not is_closing:
                break
            tail = unit.index
        return tail

    def ends_at(self, index: int) -> bool:
        """Whether nothing but furniture follows a unit, or only what stands above the unit already."""
        return index + 1 >= self._tail

    def before(self, index: int) -> Unit | None:
        """The unit above that says something, in the same container."""
        for number in range(index - 1, -1, -1):
            if not self.units[number].is_furniture:
                return self.units[number]
        return None
