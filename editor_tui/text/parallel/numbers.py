"""Numbers, dates and amounts of a source that a translation does not have, and the other way round."""

from __future__ import annotations

from collections.abc import Iterator

from editor_tui.text.numbers import missing_quantities
from editor_tui.text.parallel.flaw import Flaw, Pair, shown


def find_numbers(source: str, target: str, pair: Pair) -> Iterator[Flaw]:
    """Only Japanese and English have rules; between other languages digits would mislead."""
    if {pair.source, pair.target} <= {"ja", "en"}:
        if lost := [quantity.text for quantity in missing_quantities(source, target)]:
            yield Flaw.of("numbers-lost", numbers=shown(lost))
        if new := [quantity.text for quantity in missing_quantities(target, source)]:
            yield Flaw.of("numbers-new", numbers=shown(new))
