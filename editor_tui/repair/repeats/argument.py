"""What speaks for a copy of facts and argument being misplaced, and what for its having a role where it stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from editor_tui.kept import kept
from editor_tui.repair.repeats.chains import Chain
from editor_tui.repair.repeats.exposition import (
    asks_for_something,
    goes_on,
    is_dense,
    is_exposition,
    is_plain,
    is_report,
    names_something,
)
from editor_tui.repair.repeats.headings import belongs_under
from editor_tui.repair.repeats.matches import Match
from editor_tui.repair.repeats.surroundings import is_form_alike, is_led_up_to
from editor_tui.repair.repeats.text import Text
from editor_tui.repair.repeats.units import LONG, Unit


@dataclass(frozen=True, eq=False)
class Argument:
    """A chain whose copies of long paragraphs are `long`."""

    text: Text
    chain: Chain
    long: Sequence[Match]

    @kept
    def is_argued(self) -> bool:
        """Whether what stands again is exposition, most of it that is long, and asks for nothing."""
        return not any(map(asks_for_something, self._judgeds)) and self._most(is_exposition)

    @kept
    def is_reported(self) -> bool:
        """Whether it is told as all of a report is."""
        return self.text.is_report and self._most(is_report)

    @kept
    def is_plain(self) -> bool:
        """Whether none of it asks for anything, is spoken or has a speaker's name before it."""
        return all(map(is_plain, self._judgeds))

    @kept
    def names_something(self) -> bool:
        """Whether one of its paragraphs names what it is about."""
        return any(map(names_something, self._judgeds))

    def _most(self, test: Callable[[Unit], bool]) -> bool:
        return sum(map(test, self._judgeds)) * 2 > len(self._judgeds)

    @kept
    def _judgeds(self) -> list[Unit]:
        return [self._judged(match) for match in self.long]

    @kept
    def is_argued_densely(self) -> bool:
        """Whether it has its place in one section only: several such paragraphs, or one that is full of facts."""
        return self.is_argued and (len(self.long) > 1 or is_dense(self._judged(self.long[0])))

    @kept
    def is_torn_out(self) -> bool:
        """Whether it begins with a word that joins it to the paragraph above its first stand."""
        units, source = self.text.units, self.chain.source[0]
        return source > 0 and units[source - 1].is_running and goes_on(units[self.chain.later[0]])

    @kept
    def belongs_above(self) -> bool:
        """Whether it has words of the heading that its first stand has, and none of that above the copy."""
        units, source, later = self.text.units, self.chain.source[0], self.chain.later[0]
        sections = units[source].section, units[later].section
        if min(sections) < 0 or sections[0] == sections[1]:
            return False
        headings = [units[section].text for section in sections]
        # Names of functions: the same words may be said of each.
        if any("`" in heading or "(" in heading for heading in headings):
            return False
        return belongs_under("".join(unit.text for unit in self._judgeds), *headings)

    @kept
    def is_introduced(self) -> bool:
        """Whether a colon or a short line stands above it."""
        return is_led_up_to(self.text.units, self.chain.later[0], by_heading=False)

    def _judged(self, match: Match) -> Unit:
        """Of a long copy and its source the one that says less; the source where sentences were lost from within."""
        is_source = match.relation == "more" or (match.alignment is not None and match.alignment.has_gap)
        return self.text.units[match.first if is_source else match.later]

    @kept
    def is_summing_up(self) -> bool:
        """Whether it takes up, in the last section and behind a paragraph of its own, what stands in the first."""
        units = self.text.units
        sections = [unit.section for unit in units]
        above = units[self.chain.later[0] - 1]
        is_last = units[self.chain.later[0]].section == sections[-1] and above.is_running
        return is_last and units[self.chain.source[0]].section == sections[0]

    @kept
    def is_opening(self) -> bool:
        """Whether it copies the first paragraph: a lead is told more fully below, an abstract is taken up at the end
        or under a heading."""
        before = self.text.before(self.chain.source[0])
        if before is not None and (self.text.before(before.index) is not None or before.weight >= LONG):
            return False
        (first, last), units = self.chain.later, self.text.units
        is_elsewhere = self.text.ends_at(last) or units[first].section != units[self.chain.source[0]].section
        is_fuller = any(match.relation == "more" for match in self.long)
        return is_elsewhere or is_fuller or not self.is_argued_densely

    @kept
    def is_in_form(self) -> bool:
        """Whether both stand in the same place of what is alike around them."""
        is_appended = self.text.ends_at(self.chain.later[1]) and len(self.long) > 1
        return is_form_alike(self.text.units, self.chain.source, self.chain.later, by_end=not is_appended)

    @kept
    def is_in_form_above(self) -> bool:
        """Whether what stands above both, or right below both, is alike."""
        return is_form_alike(self.text.units, self.chain.source, self.chain.later, by_end=False)

    @kept
    def is_quoted(self) -> bool:
        """Whether a colon stands above what is copied."""
        return is_led_up_to(self.text.units, self.chain.source[0], by_heading=False, by_short_line=False)
