"""What tells damage from repetition that an author meant.

A person repeats a refrain, a warning, a clause; the text around it is whole. What a person never does: stop in the
middle of a sentence and begin again, put the same run of paragraphs behind the end once more, pour earlier paragraphs
into one line. Only that is evidence.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from editor_tui.kept import kept
from editor_tui.repair.repeats.argument import Argument
from editor_tui.repair.repeats.chains import Chain
from editor_tui.repair.repeats.cuts import is_unnatural_end
from editor_tui.repair.repeats.difference import Difference
from editor_tui.repair.repeats.exposition import is_exposition, is_report
from editor_tui.repair.repeats.matches import Match
from editor_tui.repair.repeats.sections import Sections
from editor_tui.repair.repeats.surroundings import (
    are_numbered,
    is_all_below_a_heading,
    is_led_up_to,
    is_set_apart,
)
from editor_tui.repair.repeats.text import Text
from editor_tui.repair.repeats.units import LONG

#: What a copy that stops in mid-sentence must say to count: less than a whole one, for nobody cuts a text off.
_CUT_LEAST: Final = 24.0
#: An author frames a text with so many paragraphs at most.
_FRAME: Final = 3
#: So many different paragraphs come round in a run that goes on by itself.
_ROUND: Final = 6
_COPIES: Final = frozenset({"same", "near", "part", "cut", "more", "gathered"})


@dataclass(frozen=True, eq=False)
class Evidence:
    """What speaks for one chain being damage."""

    text: Text
    chain: Chain

    @kept
    def long(self) -> list[Match]:
        """The copies of running text that are long enough to count."""
        units = self.text.units
        return [
            match
            for match in self.chain.matches
            if self._is_copy(match)
            and units[match.later].is_prose
            and units[match.later].weight >= (_CUT_LEAST if match.relation == "cut" else LONG)
            and self.chain.is_at_home(units, match)
        ]

    @property
    def copied(self) -> str:
        """The key of the first long paragraph that stands again, whichever of its stands is meant."""
        return self.text.units[self.long[0].first].key

    @kept
    def _difference(self) -> Difference:
        """All that differs between the copy and its source, without sentences that say something else."""
        near = [match.alignment for match in self.chain.matches if match.alignment]
        return sum((one.difference for one in near if one.difference.said < 2), Difference())

    def _is_copy(self, match: Match) -> bool:
        return match.relation in _COPIES or self._is_slip_in_run(match)

    def _is_slip_in_run(self, match: Match) -> bool:
        """Whether what may be a slip in this paragraph is one, by those in the paragraphs around it."""
        if match.relation != "changed" or match.alignment is None or match.alignment.difference.said > 1:
            return False
        return self._difference.is_slip and self._difference.slips >= 2

    @kept
    def is_garbled_run(self) -> bool:
        """Whether several paragraphs stand again with words spoiled in two places or more."""
        return len(self.long) >= 2 and self._difference.is_slip and self._difference.is_spoilt

    @kept
    def argument(self) -> Argument:
        """What speaks for it that it is exposition."""
        return Argument(self.text, self.chain, self.long)

    @kept
    def sections(self) -> Sections:
        """What speaks for it that it is sections which stand again."""
        return Sections(self.text, self.chain, self.long)

    @kept
    def weight(self) -> float:
        return sum(self.text.units[match.later].weight for match in self.long)

    @kept
    def whole_weight(self) -> float:
        """What all of the copy says, with its lists and short lines."""
        units = [self.text.units[match.later] for match in self.chain.matches if match.relation in _COPIES]
        return sum(unit.weight for unit in units if unit.is_text)

    @kept
    def is_at_border(self) -> bool:
        """Whether an end marker or a leaked prompt stood right before or behind the copy."""
        first, last = self.chain.later
        return any(first <= border <= last + 1 for border in self.text.borders)

    @kept
    def begins_behind_a_cut(self) -> bool:
        """Whether the text above stops in the middle of a sentence, and then this begins again."""
        before = self.text.before(self.chain.later[0])
        if before is None or not before.is_cut_off or is_set_apart(self.text.units, before.index):
            return False
        return before.is_prose and is_unnatural_end(before.form, LONG) and self.text.ends_whole

    @kept
    def holds_a_cut(self) -> bool:
        """Whether one of two copies stops in the middle of a sentence that the other finishes."""
        return self.is_finished or any(self._is_cut(match) for match in self.chain.matches)

    @kept
    def is_finished(self) -> bool:
        """Whether a long paragraph was broken off, and the copy finishes it as exposition."""
        match = self.chain.matches[-1]
        source, later = self.text.units[match.first], self.text.units[match.later]
        if match.relation != "more" or not source.is_cut_off or not later.form.startswith(source.form):
            return False
        if self.text.is_report and source.weight >= _CUT_LEAST:
            return is_report(later)
        return source.weight >= LONG and is_exposition(later)

    def _is_cut(self, match: Match) -> bool:
        if match.alignment is None or match.relation not in {"cut", "more"} or not self.text.ends_whole:
            return False
        later, source = self.text.units[match.later], self.text.units[match.first]
        if is_set_apart(self.text.units, (later if match.relation == "cut" else source).index):
            return False
        if match.relation == "cut":
            return later.is_prose and later.is_cut_off and is_unnatural_end(later.form, 20, source.form)
        if match.relation == "more" and match.alignment.has("cut-earlier"):
            return source.is_prose and source.is_cut_off and is_unnatural_end(source.form, 20, later.form)
        return False

    @kept
    def is_gathered(self) -> bool:
        """Whether several earlier paragraphs stand again on one line."""
        return any(self._is_glued(match) for match in self.chain.matches)

    def _is_glued(self, match: Match) -> bool:
        units = self.text.units
        if match.relation != "gathered" or units[match.later].is_verse:
            return False
        whole = [source for source in match.sources if units[source].form in units[match.later].form]
        long = [source for source in whole if units[source].is_long_prose]
        if len(match.sources) >= 4 and units[match.later].weight >= 300 and len(units[match.later].sentences) >= 3:
            return True
        return len(whole) >= 3 and len(long) >= 2 and units[match.later].weight >= 150

    @kept
    def is_going_round(self) -> bool:
        """Whether a run of several paragraphs comes again and again until most of the text is nothing else."""
        (first, last), units = self.chain.later, self.text.units
        if len({units[match.later].key for match in self.long}) < _ROUND or len(self.long) < 2 * _ROUND:
            return False
        return self.weight * 2 > self.text.weight and len(self.chain.matches) >= 0.9 * (last - first + 1)

    @kept
    def is_led_up_to(self) -> bool:
        """Whether something that is no copy itself introduces it: a heading, a short line, a colon."""
        return is_led_up_to(self.text.units, self.chain.later[0])

    @kept
    def is_announced(self) -> bool:
        """Whether a heading of its own or a colon stands above it."""
        return is_led_up_to(self.text.units, self.chain.later[0], by_short_line=False)

    @kept
    def is_numbered(self) -> bool:
        """Whether lines of their own part what is copied and the copy: the first day and the second."""
        return any(are_numbered(self.text.units, match.first, match.later) for match in self.chain.matches)

    @kept
    def is_shown(self) -> bool:
        """Whether what is copied stands there to be looked at: "Read these two:"."""
        return is_led_up_to(self.text.units, self.chain.source[0], by_heading=False)

    @kept
    def is_tandem(self) -> bool:
        """Whether the copy follows what it copies, with nothing of its own between."""
        before = self.text.before(self.chain.later[0])
        return before is not None and self.chain.source[0] <= before.index <= self.chain.source[1]

    @kept
    def is_at_end(self) -> bool:
        """Whether nothing but furniture follows."""
        return self.text.ends_at(self.chain.later[1])

    @kept
    def is_ring(self) -> bool:
        """Whether a text ends with the words that it began with, on purpose as far as anybody can tell."""
        if len(self.long) > _FRAME or self.has_same_heading:
            return False
        return self.is_at_end and not self.is_tandem and self.text.before(self.chain.source[0]) is None

    @kept
    def is_circle(self) -> bool:
        """Whether a tale breaks off, begins again and ends so, as if it went on for ever."""
        is_broken = self.begins_behind_a_cut and self.is_at_end and not self.text.is_matter_of_fact
        return is_broken and self.text.before(self.chain.source[0]) is None

    @kept
    def is_garbled_alone(self) -> bool:
        """Whether one paragraph stands again with words spoiled in several places, and no line says why."""
        match = self.chain.matches[0]
        if len(self.chain.matches) > 1 or match.relation != "near" or match.alignment is None:
            return False
        is_introduced = is_led_up_to(self.text.units, match.later, by_heading=False)
        if is_introduced or self.begins_alike or is_all_below_a_heading(self.text.units, self.chain.later):
            return False
        unit = self.text.units[match.later]
        return unit.is_prose and unit.weight >= LONG and match.alignment.difference.is_spoilt

    @kept
    def is_drafted(self) -> bool:
        """Whether a short text shows how one beginning grew, draft by draft."""
        grown = [match for match in self.chain.matches if match.relation == "more"]
        drafts = {match.first for match in grown} | {match.later for match in grown}
        return len(drafts) < 2 * len(grown) and not self.text.is_article

    @kept
    def is_refrain(self) -> bool:
        """Whether one or two paragraphs come round again and again, with something new between them."""
        (first, last), (_, source_last) = self.chain.later, self.chain.source
        if len({self.text.units[match.later].key for match in self.long}) >= 3:
            return False
        return source_last >= first and sum(map(self._is_copy, self.chain.matches)) < last - first + 1

    @kept
    def has_same_heading(self) -> bool:
        """Whether the copy brings its heading along, under the same headings as the first time."""
        return any(
            self.text.units[match.later].kind == "heading"
            and self.text.paths[match.later] == self.text.paths[match.first]
            for match in self.chain.matches
        )

    @kept
    def is_in_one_section(self) -> bool:
        """Whether the headings above both are the same."""
        return self.text.paths[self.chain.later[0]] == self.text.paths[self.chain.source[0]]

    @kept
    def is_broken_anew(self) -> bool:
        """Whether a whole paragraph stands again with its lines broken elsewhere."""
        units = self.text.units
        later = [units[match.later] for match in self.chain.matches if units[match.later].kind == "paragraph"]
        sources = {source for match in self.chain.matches for source in match.sources}
        above = [units[number] for number in sorted(sources) if units[number].kind == "paragraph"]
        if len(later) == len(above) or any(unit.is_verse for unit in (*later, *above)):
            return False
        return "".join(unit.form for unit in later) == "".join(unit.form for unit in above)

    @kept
    def is_parallel(self) -> bool:
        """Whether both stand in the same place of sections that have other headings: the document's form."""
        if self.is_in_one_section:
            return False
        units = self.text.units
        (first, last), (source, source_last) = self.chain.later, self.chain.source
        if units[first].kind == "heading":
            return True
        if first - units[first].section == source - units[source].section:
            return True
        ends = self.text.section_ends
        ends_alike = ends[units[last].section] - last == ends[units[source_last].section] - source_last
        return ends_alike and not self._is_put_behind_a_last_section

    @kept
    def begins_alike(self) -> bool:
        """Whether both stand equally far below headings, different ones."""
        units, first, source = self.text.units, self.chain.later[0], self.chain.source[0]
        return first - units[first].section == source - units[source].section and not self.is_in_one_section

    @property
    def _is_put_behind_a_last_section(self) -> bool:
        """Whether a text is at its end, its last section has said what it says, and then this follows."""
        first = self.chain.later[0]
        has_own = first - self.text.units[first].section > 2
        is_much = len(self.long) >= 3 or self.text.sections >= 4 or (len(self.long) == 2 and self.argument.is_argued)
        return self.is_at_end and has_own and is_much
