"""What has to be asked: each text once, in groups of neighbours that fit into one request."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from editor_tui.llm.estimate import estimate_tokens
from editor_tui.post.segments import Segment

# What stands around a group is given as far as it helps to understand it: characters.
_CONTEXT = 400
# A longer list of short segments makes models lose count.
_MOST_UNITS = 40


@dataclass(frozen=True, slots=True)
class Unit:
    """A text to translate and the segments that have it, in order; `first` is the number of the first one."""

    words: str
    segments: tuple[Segment, ...]
    first: int


@dataclass(frozen=True, slots=True)
class Group:
    """Units for one request, with what stands before and behind them in the draft."""

    units: tuple[Unit, ...]
    before: str = ""
    after: str = ""

    def halves(self) -> tuple[Group, ...]:
        """Two groups where there can be two, so that a request that failed is tried in smaller pieces."""
        middle = (len(self.units) + 1) // 2
        if len(self.units) < 2:
            return (self,)
        return Group(self.units[:middle], self.before, ""), Group(self.units[middle:], "", self.after)


def find_units(segments: Sequence[Segment], known: Iterable[str]) -> list[Unit]:
    """The texts that are not known, each once, at its first place."""
    done = frozenset(known)
    holders: dict[str, list[int]] = {}
    for number, segment in enumerate(segments):
        holders.setdefault(segment.words, []).append(number)
    return [
        Unit(words, tuple(segments[number] for number in numbers), numbers[0])
        for words, numbers in holders.items()
        if words not in done
    ]


def group_units(units: Sequence[Unit], segments: Sequence[Segment], budget: int) -> list[Group]:
    """Neighbouring units within about `budget` tokens of source text a group, the context not counted."""
    return [_with_context(some, segments) for some in _bundles(units, budget)]


def _bundles(units: Sequence[Unit], budget: int) -> Iterator[tuple[Unit, ...]]:
    bundle: list[Unit] = []
    used = 0.0
    for unit in units:
        cost = estimate_tokens(unit.words) + 8
        if bundle and (used + cost > budget or len(bundle) >= _MOST_UNITS):
            yield tuple(bundle)
            bundle, used = [], 0.0
        bundle.append(unit)
        used += cost
    if bundle:
        yield tuple(bundle)


def _with_context(units: tuple[Unit, ...], segments: Sequence[Segment]) -> Group:
    first, last = units[0].first, units[-1].first
    headings = [segment.words for segment in segments[:first] if segment.kind == "heading"][-1:]
    before = [segment.words for segment in segments[max(first - 2, 0) : first]]
    text = "\n".join(dict.fromkeys(headings + before))
    after = segments[last + 1].words if last + 1 < len(segments) else ""
    return Group(units, text[-_CONTEXT:], after[:_CONTEXT])
