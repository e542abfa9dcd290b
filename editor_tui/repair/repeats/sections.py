"""Sections that stand again: with their headings, what is left of them, or the same one over and over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from editor_tui.kept import kept
from editor_tui.repair.repeats.chains import Chain
from editor_tui.repair.repeats.exposition import count_facts, is_plain, names_something
from editor_tui.repair.repeats.matches import Match
from editor_tui.repair.repeats.surroundings import is_led_up_to
from editor_tui.repair.repeats.text import Text
from editor_tui.text.script import weight

#: What must be left of a section for it to be one again (CJK characters, half of others).
_LEFT: Final = 20.0
#: What a paragraph must name in sentences that are the same, and how often others may have other words.
_FACTS: Final = 2
_EXCHANGED: Final = 4
#: What nobody shows again to sum up; and how many headings a text has that is no letter and no speech.
#: How alike two headings are that name two of a kind (RapidFuzz's ratio).
_SIBLINGS: Final = 70.0
_FIGURES: Final = frozenset({"code", "table", "list"})
_HEADED: Final = 3
#: Of so many sections a form would show in more than two.
_MANY: Final = 5


@dataclass(frozen=True, eq=False)
class Sections:
    """A chain whose copies of long paragraphs are `long`."""

    text: Text
    chain: Chain
    long: Sequence[Match]

    @kept
    def is_one_again(self) -> bool:
        """Whether a section stands again with its heading, under the same headings as before, and no other heading of
        the text comes back. Verse and speech may have a heading that does: "Refrain"."""
        units, paths = self.text.units, self.text.paths
        first, source = self.chain.matches[0].later, self.chain.matches[0].first
        if units[first].kind != "heading" or paths[first] != paths[source] or not self.chain.is_unbroken:
            return False
        copies = sum(unit.form == units[first].form for unit in units if unit.kind == "heading")
        says_enough = all(len(units[match.later].sentences) >= 2 for match in self.long)
        is_form = copies > 2 and not self._is_at_end
        if is_form or not says_enough or self._is_frame or not self._is_whole_section:
            return False
        own = {match.later for match in self.chain.matches}
        return not (self.text.has_returning_headings(own) or self._follows_a_sibling)

    @kept
    def is_behind_the_end(self) -> bool:
        """Whether a section stands again with its heading, or what is left of it, and then the text ends: a person who
        takes something up again puts no heading above it that stands there already."""
        units, paths, matches = self.text.units, self.text.paths, self.chain.matches
        first, last = self.chain.later
        if not self._is_at_end or not self.text.is_essay or last - first + 1 != len(matches):
            return False
        section, says = -1, 0.0
        for match in matches:
            unit = units[match.later]
            if unit.kind == "heading":
                section = match.first
                if match.relation != "same" or paths[match.later] != paths[section]:
                    return False
            elif units[match.first].section != section or not self._is_left_of(match):
                return False
            else:
                says += unit.weight
        if says < _LEFT or section < 0 or self._is_frame or self._follows_a_sibling:
            return False
        return not self.text.has_returning_headings({match.later for match in matches})

    @kept
    def is_over_and_over(self) -> bool:
        """Whether the end of a text is one stretch of it again, twice or more: facts, and nobody is led to expect
        them."""
        if not (self._is_at_end and self.text.is_essay and self.chain.rounds and self.long):
            return False
        units, (first, last) = self.text.units, self.chain.later
        keys = [unit.key for unit in units]
        said, size = keys[first : last + 1], last + 1 - first
        begin = first
        while begin >= size and keys[begin - size : begin] == said:
            begin -= size
        is_alone = self.chain.rounds == 1 and begin == first and keys[last + 1 : last + 1 + size] != said
        if is_alone or is_led_up_to(units, begin):
            return False
        return self._is_told

    @kept
    def is_appended(self) -> bool:
        """Whether a stretch without its heading is put behind the end of a text of facts, nothing of it left out, and
        what it says is no frame: the text does not begin with it."""
        units, (first, last) = self.text.units, self.chain.later
        if not (self._is_at_end and self.chain.rounds == 1 and len(self.long) >= 2):
            return False
        if is_led_up_to(units, first) or self.text.before(self.chain.source[0]) is None:
            return False
        if self._is_tail_of_section and self.text.sections < _MANY:
            return False
        if any(unit.kind in _FIGURES for unit in units[first:last]):
            return all(is_plain(units[match.later]) for match in self.long)
        return self._is_told and self.text.is_matter_of_fact and self.text.sections >= _HEADED

    @property
    def _is_frame(self) -> bool:
        """Whether a text is summed up at its end, in fewer words, under the heading that it begins with."""
        is_shorter = any(match.relation != "same" for match in self.chain.matches)
        return is_shorter and self._is_at_end and self.text.before(self.chain.source[0]) is None

    @property
    def _is_tail_of_section(self) -> bool:
        """Whether what is copied ends a section that begins otherwise: the same background behind two reports."""
        units, (source, last) = self.text.units, self.chain.source
        ends = units[last + 1].kind in {"heading", "rule"}
        return ends and units[source - 1].kind not in {"heading", "rule"}

    @property
    def _follows_a_sibling(self) -> bool:
        """Whether sections of the same kind stand above both: "Model 1" and "Model 2", each with its warranty."""
        headings = [unit for unit in self.text.units if unit.kind == "heading"]
        above = [
            next((unit.form for unit in reversed(headings) if unit.index < match), "")
            for match in (self.chain.source[0], self.chain.later[0])
        ]
        from rapidfuzz import fuzz

        return above[0] != above[1] and fuzz.ratio(above[0], above[1]) >= _SIBLINGS

    @property
    def _is_told(self) -> bool:
        """Whether it asks for nothing, is not spoken, and names something, itself or the text around it."""
        told = [self.text.units[match.later] for match in self.long]
        return all(map(is_plain, told)) and (self.text.is_matter_of_fact or any(map(names_something, told)))

    @property
    def _is_whole_section(self) -> bool:
        """Whether it ends where a section ends, both times, and so does what it copies."""
        units, ends = self.text.units, (self.chain.later[1], self.chain.source[1])
        return all(end + 1 == len(units) or units[end + 1].kind == "heading" for end in ends)

    @property
    def _is_at_end(self) -> bool:
        return self.text.ends_at(self.chain.later[1])

    def _is_left_of(self, match: Match) -> bool:
        """Whether a block is another again or a part of it, and nothing that is said to somebody."""
        unit = self.text.units[match.later]
        is_left = match.relation in {"same", "near", "part", "cut"} or self.is_reworded(match)
        return is_left and not match.is_line and (unit.kind != "paragraph" or is_plain(unit))

    def is_reworded(self, match: Match) -> bool:
        """Whether a paragraph says the same in other words here and there: most of its sentences are the same to the
        letter and name something, and what was exchanged is no name."""
        if match.relation != "changed" or match.alignment is None or not self.text.is_matter_of_fact:
            return False
        unit, difference = self.text.units[match.later], match.alignment.difference
        kept = "".join(
            unit.text[slice(*unit.spans[later])] for _, later, like in match.alignment.pairs if like == "same"
        )
        is_same = weight(kept) * 2 >= unit.weight and count_facts(kept) >= _FACTS
        return is_same and not (difference.facts or difference.names) and difference.said <= _EXCHANGED
