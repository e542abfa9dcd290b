"""All checks on a segment and its translation."""

from __future__ import annotations

from editor_tui.text.parallel.chatter import find_chatter, find_empty
from editor_tui.text.parallel.emphasis import find_unrendered
from editor_tui.text.parallel.flaw import Flaw, Pair
from editor_tui.text.parallel.leftover import find_full_width, find_leftover
from editor_tui.text.parallel.length import find_length
from editor_tui.text.parallel.names import find_lost_names
from editor_tui.text.parallel.numbers import find_numbers
from editor_tui.text.parallel.sentences import find_doubled, find_dropped


def find_flaws(source: str, target: str, pair: Pair, kept: frozenset[str] = frozenset()) -> tuple[Flaw, ...]:
    """What is wrong with `target` as the translation of `source`, the plainest first.

    Both come without markup or with the same markers. `kept` are source words that a glossary leaves as they are.
    """
    if empty := tuple(find_empty(source, target, pair)):
        return () if source.strip() in kept else empty
    return (
        *find_chatter(source, target, pair),
        *find_leftover(source, target, pair, kept),
        *find_numbers(source, target, pair),
        *find_lost_names(source, target, pair),
        *find_doubled(source, target, pair),
        *find_dropped(source, target, pair),
        *find_length(source, target, pair),
        *find_unrendered(source, target, pair),
        *find_full_width(target, pair),
    )
