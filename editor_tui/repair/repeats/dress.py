"""The dress of a copy: spaces, widths and line breaks that nothing else in the text has, so that nobody typed it so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from editor_tui.repair.repeats.matches import Match
from editor_tui.repair.repeats.units import Unit

#: Lines wrapped, two spaces, a space where Japanese has none, a wide or a fixed one, wide letters and digits.
_ODD: Final = tuple(
    map(
        re.compile,
        (r"\S *\n *\S", r"\S  +\S", r"[。、] \S", r"\u3000", r"\u00a0", r"[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]"),
    )
)


def is_dressed_oddly(units: Sequence[Unit], match: Match) -> bool:
    """Whether a paragraph differs from its source in a dress that no other paragraph of the text wears."""
    copy, source = units[match.later], units[match.first]
    if match.relation != "same" or copy.kind != "paragraph" or copy.text == source.text:
        return False
    worn = [odd for odd in _ODD if odd.search(copy.text.rstrip()) and not odd.search(source.text.rstrip())]
    others = [unit.text.rstrip() for unit in units if unit.kind == "paragraph" and unit.key != copy.key] if worn else []
    return any(not any(map(odd.search, others)) for odd in worn)
