"""All that a proposal states must stand in the draft: numbers, dates, amounts, names in Latin, katakana and kanji."""

from __future__ import annotations

from collections.abc import Iterator

from editor_tui.messages import Message
from editor_tui.post.proposal import Problem
from editor_tui.tasks.checks.limits import Limits
from editor_tui.tasks.reading import Reading
from editor_tui.text.kanji_names import missing_kanji_names
from editor_tui.text.katakana import missing_katakana
from editor_tui.text.names import missing_names
from editor_tui.text.numbers import missing_quantities


def check_facts(value: object, reading: Reading, limits: Limits) -> Iterator[Problem]:
    """Notations are made equal before comparing; see `text/numbers/` and `text/names.py`."""
    is_list = isinstance(value, list | tuple)
    text = str(value)
    if isinstance(value, list | tuple):
        known = {*limits.kept, *limits.vocabulary.tags, *limits.choices}
        text = "\n".join(str(item) for item in value if item not in known)
    if numbers := [quantity.text for quantity in missing_quantities(text, reading.source)]:
        yield Problem("facts", Message.of("tasks.check-numbers", numbers=_some(numbers)))
    names = list(missing_names(text, reading.source, prose=not is_list))
    if reading.language == "ja":
        # A draft in another language spells its names otherwise.
        names += missing_katakana(text, reading.source)
        names += missing_kanji_names(text, reading.source)
    if names:
        yield Problem("facts", Message.of("tasks.check-names", names=_some(names)))


def _some(words: list[str]) -> str:
    return ", ".join(dict.fromkeys(words[:6]))
