"""Two blocks sentence by sentence: what both say, what only one of them says, and which of them is cut off."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from itertools import pairwise
from typing import Final, Literal

from editor_tui.kept import kept
from editor_tui.repair.repeats.difference import NO_DIFFERENCE, Difference, compare
from editor_tui.repair.repeats.units import Unit
from editor_tui.text.nfkc import to_nfkc
from editor_tui.text.script import weight

#: same: the same words; near: most of the words; cut-later and cut-earlier: one is the beginning of the other.
Likeness = Literal["same", "near", "cut-later", "cut-earlier"]
_PARTNER: Final = 72.0
#: What no sentence begins with.
_MIDDLE: Final = re.compile(r"[を、。ーっゃゅょッャュョ)」a-z]|[のがには](?=[一-鿿ァ-ヴ])")
#: Sentences of one side that weigh less together are no text of its own.
TOO_SHORT: Final = 4.0


@dataclass(frozen=True, eq=False)
class Alignment:
    """`pairs` holds sentence numbers (earlier, later) and their likeness; weights are in CJK characters.

    Of most alignments only what both share is asked for.
    """

    earlier: Unit
    later: Unit
    pairs: tuple[tuple[int, int, Likeness], ...]

    @kept
    def shared(self) -> float:
        """What the sentences of the later weigh that have a partner."""
        sentences = self.later.sentences
        return weight("".join([sentences[number] for _, number, _ in self.pairs]))

    @kept
    def missing(self) -> float:
        """What those of the earlier weigh that have none."""
        return weight("".join(self._lost))

    @kept
    def own(self) -> float:
        """What those of the later weigh that have none."""
        return weight("".join(self._added))

    @kept
    def missing_only_at_end(self) -> bool:
        paired = [number for number, _, _ in self.pairs]
        return paired == list(range(len(paired)))

    @kept
    def difference(self) -> Difference:
        """That of all pairs which are near."""
        near = (pair for pair in self.pairs if pair[2] == "near")
        differences = (compare(_words(self.earlier, above), _words(self.later, below)) for above, below, _ in near)
        return sum(differences, self._difference_of_short_ones)

    @property
    def _difference_of_short_ones(self) -> Difference:
        """What it means that both have a sentence too short to be compared: "三日。" and "四日。" are two days."""
        is_short = self.missing < TOO_SHORT > self.own
        return Difference(said=1) if is_short and any(self._lost) and any(self._added) else NO_DIFFERENCE

    @kept
    def _lost(self) -> list[str]:
        paired = {number for number, _, _ in self.pairs}
        return [form for number, form in enumerate(self.earlier.sentences) if number not in paired]

    @kept
    def _added(self) -> list[str]:
        paired = {number for _, number, _ in self.pairs}
        return [form for number, form in enumerate(self.later.sentences) if number not in paired]

    @property
    def has_gap(self) -> bool:
        """Whether the later has lost sentences of the earlier between two that it kept."""
        paired = [number for number, _, _ in self.pairs]
        return any(after - before > 1 for before, after in pairwise(paired))

    def has(self, *likeness: Likeness) -> bool:
        return any(found in likeness for _, _, found in self.pairs)


def align(earlier: Unit, later: Unit) -> Alignment:
    """Pairs the sentences of two units, in order; a sentence has one partner at most."""
    pairs: list[tuple[int, int, Likeness]] = []
    old, new = earlier.sentences, later.sentences
    above = below = 0
    for a, b, size in (*same_runs(old, new), (len(old), len(new), 0)):
        if above < a and below < b:
            pairs += _partners(old, new, range(above, a), range(below, b))
        pairs += [(a + step, b + step, "same") for step in range(size)]
        above, below = a + size, b + size
    return Alignment(earlier, later, tuple(pairs))


def same_runs(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int, int]]:
    """What `SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()` gives, but for the empty last one.

    Where no sentence stands twice on its side, runs of the same sentences need no search: the longest one, then the
    longest of what is before it on both sides, and of what is behind it.
    """
    places = {sentence: place for place, sentence in enumerate(new)}
    if len(places) < len(new) or len(set(old)) < len(old):
        blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
        return [(block.a, block.b, block.size) for block in blocks[:-1]]
    runs: list[tuple[int, int, int]] = []
    for number, sentence in enumerate(old):
        place = places.get(sentence)
        if place is None:
            continue
        if runs and sum(runs[-1][::2]) == number and runs[-1][1] + runs[-1][2] == place:
            runs[-1] = (runs[-1][0], runs[-1][1], runs[-1][2] + 1)
        else:
            runs.append((number, place, 1))
    return _in_order(runs) if len(runs) > 1 else runs


def _in_order(runs: Sequence[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """The runs that are in order on both sides, the longest chosen first, the first of those that are as long."""
    if not runs:
        return []
    best = max(runs, key=lambda run: run[2])
    before = [run for run in runs if run[0] < best[0] and run[1] < best[1]]
    behind = [run for run in runs if run[0] > best[0] and run[1] > best[1]]
    return [*_in_order(before), best, *_in_order(behind)]


def _partners(old: Sequence[str], new: Sequence[str], left: range, right: range) -> list[tuple[int, int, Likeness]]:
    """Partners inside a stretch that differs, in order, the first that is like it."""
    found: list[tuple[int, int, Likeness]] = []
    begin = left.start
    for number in right:
        for other in range(begin, left.stop):
            if likeness := _liken(old[other], new[number]):
                found.append((other, number, likeness))
                begin = other + 1
                break
    return found


def _liken(old: str, new: str) -> Likeness | None:
    """How a sentence is like an earlier one; None where they are two sentences."""
    if old == new:
        return "same"
    shorter, longer = (len(old), len(new)) if len(old) < len(new) else (len(new), len(old))
    if shorter < 4:
        return None
    if old.startswith(new):
        return "cut-later"
    if new.startswith(old) or _is_headless(old, new):
        return "cut-earlier"
    if shorter * 2 < longer or shorter < 6:
        return None
    return "near" if _ratio()(old, new, score_cutoff=_PARTNER) else None


@cache
def _ratio() -> Callable[..., float]:
    # Imported when it is first needed: a list of drafts compares nothing.
    from rapidfuzz.fuzz import ratio

    return ratio


def _is_headless(form: str, whole: str) -> bool:
    """Whether a sentence is the end of another, from the middle of a word or a phrase on."""
    return whole.endswith(form) and _MIDDLE.match(form) is not None


def _words(unit: Unit, number: int) -> str:
    start, end = unit.spans[number]
    return to_nfkc(unit.text[start:end]).replace("*", "").strip()
