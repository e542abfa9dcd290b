"""What stands right above a copy: a person who repeats something leads up to it.

"Here it is once more:", a heading of its own, a stage direction. A model that goes on with an article puts the copy
behind whatever stood last.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from editor_tui.repair.repeats.units import LONG, Unit

_LEADS_IN: Final = re.compile(r"[:：]\W*\Z")


def is_led_up_to(units: Sequence[Unit], index: int, *, by_heading: bool = True, by_short_line: bool = True) -> bool:
    """Whether a line that ends in a colon, a heading, or a short line stands right above a unit."""
    for number in range(index - 1, -1, -1):
        unit = units[number]
        if unit.is_furniture:
            continue
        if unit.kind == "heading":
            return by_heading
        if not unit.is_text or unit.is_cut_off:
            return False
        return (by_short_line and unit.weight < LONG) or bool(_LEADS_IN.search(unit.text.rstrip()))
    return False
