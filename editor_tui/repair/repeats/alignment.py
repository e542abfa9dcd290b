"""Two blocks sentence by sentence: what both say, what only one of them says, and which of them is cut off."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Final, Literal

from editor_tui.repair.repeats.difference import Difference, compare
from editor_tui.repair.repeats.units import Unit
from editor_tui.text.script import weight

#: same: the same words; near: most of the words; cut-later and cut-earlier: one is the beginning of the other.
Likeness = Literal["same", "near", "cut-later", "cut-earlier"]
_PARTNER: Final = 0.72
#: Sentences of one side that weigh less together are no text of its own.
TOO_SHORT: Final = 4.0


@dataclass(frozen=True)
class Alignment:
    """`pairs` holds sentence numbers (earlier, later) and their likeness; the others are weights in CJK characters.

    `difference` is that of all pairs which are near.
    """

    pairs: tuple[tuple[int, int, Likeness], ...]
    shared: float
    missing: float
    own: float
    missing_only_at_end: bool
    difference: Difference

    @property
    def has_gap(self) -> bool:
        """Whether the later has lost sentences of the earlier between two that it kept."""
        kept = [earlier for earlier, _, _ in self.pairs]
        return any(after - before > 1 for before, after in pairwise(kept))

    def has(self, *likeness: Likeness) -> bool:
        return any(found in likeness for _, _, found in self.pairs)


def align(earlier: Unit, later: Unit) -> Alignment:
    """Pairs the sentences of two units, in order; a sentence has one partner at most."""
    pairs: list[tuple[int, int, Likeness]] = []
    matcher = SequenceMatcher(None, earlier.sentences, later.sentences, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            pairs += ((a + step, c + step, "same") for step in range(b - a))
        elif kind == "replace":
            pairs += _partners(earlier, later, range(a, b), range(c, d))
    paired = {pair[0] for pair in pairs}
    partnered = {pair[1] for pair in pairs}
    missing = [number for number in range(len(earlier.sentences)) if number not in paired]
    last = max(paired, default=-1)
    return Alignment(
        tuple(pairs),
        sum(weight(later.sentences[number]) for number in partnered),
        sum(weight(earlier.sentences[number]) for number in missing),
        sum(weight(form) for number, form in enumerate(later.sentences) if number not in partnered),
        all(number > last for number in missing),
        sum(
            (compare(_words(earlier, pair[0]), _words(later, pair[1])) for pair in pairs if pair[2] == "near"),
            _difference_of_short_ones(earlier, later, missing, partnered),
        ),
    )


def _difference_of_short_ones(earlier: Unit, later: Unit, missing: Sequence[int], partnered: set[int]) -> Difference:
    """What it means that both have a sentence too short to be compared: "三日。" and "四日。" are two days."""
    lost = "".join(earlier.sentences[number] for number in missing)
    own = "".join(form for number, form in enumerate(later.sentences) if number not in partnered)
    return Difference(said=1) if lost and own and weight(lost) < TOO_SHORT > weight(own) else Difference()


def _partners(earlier: Unit, later: Unit, left: range, right: range) -> list[tuple[int, int, Likeness]]:
    """Partners inside a stretch that differs, in order, the first that is like it."""
    found: list[tuple[int, int, Likeness]] = []
    begin = left.start
    for number in right:
        for other in range(begin, left.stop):
            if likeness := _liken(earlier, other, later, number):
                found.append((other, number, likeness))
                begin = other + 1
                break
    return found


def _liken(earlier: Unit, left: int, later: Unit, right: int) -> Likeness | None:
    """How a sentence is like an earlier one; None where they are two sentences."""
    old, new = earlier.sentences[left], later.sentences[right]
    if old == new:
        return "same"
    shorter, longer = sorted((len(old), len(new)))
    if shorter >= 4 and old.startswith(new):
        return "cut-later"
    if shorter >= 4 and new.startswith(old):
        return "cut-earlier"
    if shorter * 2 < longer or shorter < 6:
        return None
    from rapidfuzz import fuzz

    return "near" if fuzz.ratio(old, new) >= _PARTNER * 100 else None


def _words(unit: Unit, number: int) -> str:
    start, end = unit.spans[number]
    return unicodedata.normalize("NFKC", unit.text[start:end]).replace("*", "").strip()
