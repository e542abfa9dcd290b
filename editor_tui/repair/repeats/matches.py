"""For every unit what it repeats of the text above it, if anything.

Candidates come from an index of pieces. What a unit really shares with its candidate is then seen sentence by sentence.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final, Literal

from editor_tui.repair.repeats.alignment import TOO_SHORT, Alignment, align
from editor_tui.repair.repeats.units import Unit
from editor_tui.repair.repeats.words import Words

#: same: nothing but dress differs; near: slips of the pen; changed: the same sentences, some saying something else;
#: part: less than the earlier; cut: its beginning, cut off; more: all of the earlier, and something new;
#: both: each has sentences of its own; gathered: several earlier units again, in one.
Relation = Literal["same", "near", "changed", "part", "cut", "more", "both", "gathered"]

#: A piece that stands in more units than this says nothing about any of them.
_COMMON: Final = 12
#: The share of a unit's pieces (or of its candidate's, if that is smaller) below which they are not compared.
_SHARED: Final = 0.12
#: Units whose pieces come to less are only compared as a whole (characters of normal forms).
_LEAST: Final = 16
#: The share of its pieces that must stand above for a unit to be several others again.
_COVERED: Final = 0.8


@dataclass(frozen=True)
class Match:
    """Unit `later` repeats the units `sources`, all of them above it, in order."""

    later: int
    sources: tuple[int, ...]
    relation: Relation
    alignment: Alignment | None = None

    @property
    def first(self) -> int:
        return self.sources[0]

    @property
    def last(self) -> int:
        return self.sources[-1]

    @property
    def is_line(self) -> bool:
        """Whether it is one of the lines that a paragraph was broken into."""
        return self.relation == "part" and self.alignment is None


class Matcher:
    """Finds matches from the top to the bottom of one text."""

    def __init__(self, units: Sequence[Unit]) -> None:
        self.units = units
        self.copies: dict[str, list[int]] = defaultdict(list)
        #: What has words in common with an earlier unit but is no copy of it, by the later one.
        self.alike: dict[int, int] = {}
        self._holders: dict[str, list[int]] = defaultdict(list)
        self._shared = _shared_pieces(units)

    def shares_nothing(self) -> bool:
        """Whether no two units have anything in common: most drafts, and all that is asked of them."""
        texts = [unit for unit in self.units if unit.is_text]
        return not any(self._shared.values()) and len({unit.key for unit in texts}) == len(texts)

    def matches(self) -> list[Match | None]:
        """For every unit its match above, or None."""
        found: list[Match | None] = []
        expected = -1
        for unit in self.units:
            match = self._match(unit, expected)
            found.append(match)
            if match:
                expected = match.last + 1
            elif expected >= 0:
                expected += 1
            self.copies[unit.key].append(unit.index)
            if not match or match.relation != "same":
                self._enter(unit)
        return found

    def _enter(self, unit: Unit) -> None:
        """Make a unit a candidate for those below. A copy is none: what it copies is."""
        index = unit.index
        for piece in self._shared[unit.words]:
            self._holders[piece].append(index)

    def _match(self, unit: Unit, expected: int) -> Match | None:
        if earlier := self.copies.get(unit.key):
            # They are in order, and a text of one line a hundred thousand times has as many.
            at = bisect_left(earlier, expected)
            is_near = at < len(earlier) and earlier[at] <= expected + 3
            return Match(unit.index, (earlier[at if is_near else 0],), "same")
        if not (unit.is_text and self._shared[unit.words]) or unit.words.size < _LEAST:
            return None
        votes = self._votes(unit)
        if not votes:
            return None
        best = self._best(votes, expected)
        size = unit.words.size
        single = None
        if votes[best] >= _SHARED * min(size, self.units[best].words.size):
            single = self._single(unit, best)
            if single is None:
                self.alike[unit.index] = best
        if (single and single.relation not in {"both", "changed", "more"}) or sum(votes.values()) < _COVERED * size:
            return single
        # All of one paragraph and more may be several paragraphs again, poured into one.
        return self._gathered(unit, votes) or single

    def _votes(self, unit: Unit) -> dict[int, int]:
        """How many characters of pieces each unit above has in common with one."""
        votes: dict[int, int] = {}
        for piece in self._shared[unit.words]:
            if (holders := self._holders.get(piece)) and len(holders) <= _COMMON:
                length = len(piece)
                for holder in holders:
                    votes[holder] = votes.get(holder, 0) + length
        return votes

    def _best(self, votes: dict[int, int], expected: int) -> int:
        """The unit with most in common; among equals what comes next in the run, then the first."""
        most = max(votes.values())
        good = [index for index, count in votes.items() if count >= most * 0.8]
        following = [index for index in good if expected - 1 <= index <= expected + 3]
        return min(following or good)

    def _single(self, unit: Unit, source: int) -> Match | None:
        earlier = self.units[source]
        if earlier.kind != unit.kind:
            return None
        alignment = align(earlier, unit)
        if alignment.shared < 10:
            return None
        relation = _relation(alignment)
        if relation == "both" and alignment.shared < 0.5 * min(earlier.weight, unit.weight):
            return None
        return Match(unit.index, (source,), relation, alignment)

    def _gathered(self, unit: Unit, votes: dict[int, int]) -> Match | None:
        """Whether nearly all of it stands above, in several units."""
        left = set(unit.words.pieces)
        size = sum(map(len, left))
        sources = []
        for source, _ in Counter(votes).most_common(40):
            here = left.intersection(self.units[source].words.pieces)
            if sum(map(len, here)) >= max(12, self.units[source].words.size * 0.2):
                sources.append(source)
                left -= here
        covered = size - sum(map(len, left))
        if len(sources) < 2 or covered < _COVERED * size:
            return None
        return Match(unit.index, tuple(sorted(sources)), "gathered")


def _shared_pieces(units: Sequence[Unit]) -> dict[Words, list[str]]:
    """For all words the pieces that stand in others too, each once: most pieces stand nowhere else.

    In their order: what comes first wins a tie, and a set has another order in every process.
    """
    different = dict.fromkeys(unit.words for unit in units)
    counts = Counter(chain.from_iterable(words.different_pieces for words in different))
    shared = {piece for piece, count in counts.items() if count > 1}
    return {words: [piece for piece in words.different_pieces if piece in shared] for words in different}


def _relation(alignment: Alignment) -> Relation:
    has_own, has_missing = alignment.own >= TOO_SHORT, alignment.missing >= TOO_SHORT
    if has_own and has_missing:
        return "both"
    if not alignment.difference.is_slip:
        return "changed"
    if has_own:
        return "both" if alignment.has("cut-later") else "more"
    if alignment.has("cut-earlier"):
        return "both" if has_missing or alignment.has("cut-later") else "more"
    if alignment.has("cut-later"):
        return "cut" if alignment.missing_only_at_end else "part"
    if has_missing:
        return "part"
    return "near" if alignment.has("near") else "same"
