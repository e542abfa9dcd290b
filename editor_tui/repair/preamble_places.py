"""Where a model's acceptance of a task is no author's words: in front of what stands above already."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from editor_tui.post.blocks import Block
from editor_tui.repair.inspection import Inspection
from editor_tui.repair.repeats.exposition import is_plain, names_something
from editor_tui.repair.repeats.surroundings import leads_in
from editor_tui.repair.repeats.units import LONG, Unit, read_units
from editor_tui.text.script import weight

#: A line that weighs less (CJK characters, half of others) leads up to what follows.
_SHORT: Final = 20.0
#: What the paragraphs that stand again must say, in all.
_MUCH: Final = 60.0
#: An author frames a text with so many paragraphs at most; with fewer of its own it is no article.
_FRAME: Final = 3
#: How many paragraphs stand on one line, and what of it may be its own, such as the title.
_POURED: Final = 3
_OWN: Final = 0.1
#: The share of its long paragraphs that name something: stories reach 0.2, most reports 0.5.
_NAMING: Final = 0.33
_TEXTS: Final = frozenset({"paragraph", "list", "table"})
#: Speech and stage directions: quotation marks or brackets around all of a paragraph, or a speaker's name before it.
_SPOKEN: Final = re.compile(
    r"[^\s。、「」]{0,8}(?:(?:「[^」]*」|『[^』]*』|“[^”]*”)\s*)+\Z|\"[^\"]*\"\Z|[（(][^）)]*[）)]\Z|[^\s。、]{1,8}\u3000\S"
)
#: So many blocks on, speech tells that a tale or a play has begun.
_SOON: Final = 3


def is_at_copies(inspection: Inspection, block: Block) -> bool:
    """Whether right behind a block stands, or stood until it was taken out, what stands above it already."""
    text = inspection.text
    below = len(text) - len(text[block.end :].lstrip())
    return any(block.end <= cut <= below for cut in inspection.cuts) or _is_before_copies(inspection, block)


def is_in_dialogue(inspection: Inspection, texts: Sequence[Block], index: int) -> bool:
    """Whether speech follows soon, before a heading or a paragraph of some length: a model delivers an article."""
    for block in texts[index + 1 : index + 1 + _SOON]:
        content = inspection.content(block)
        if _SPOKEN.match(content):
            return True
        if block.kind == "heading" or weight(content) >= LONG:
            return False
    return False


def _is_before_copies(inspection: Inspection, block: Block) -> bool:
    """Whether everything from a block to the end stands above it, and nothing leads up to the block.

    A text that ends with its first words, and a short one that shows a passage twice, may be meant so; where no heading
    comes along and the text does not report, it may be a story.
    """
    units = read_units(inspection.text, inspection.blocks, known=inspection.words)
    above = [unit for unit in units if unit.end <= block.start]
    below = [unit for unit in units if unit.start >= block.end and not unit.is_furniture]
    forms = {unit.form for unit in above}
    if not above or not below or _leads_up(above[-1]):
        return False
    if len(below) == 1 and _is_poured(below[0], above):
        return True
    if any(unit.form not in forms for unit in below):
        return False
    long = [unit for unit in below if unit.is_long_prose]
    own = {unit.form for unit in above if unit.is_long_prose} - {unit.form for unit in long}
    is_ring = below[0].form == above[0].form and len(long) <= _FRAME
    if is_ring or sum(unit.weight for unit in long) < _MUCH or len(own) < _FRAME:
        return False
    return below[0].kind == "heading" or (all(map(is_plain, long)) and _reports(above))


def _is_poured(unit: Unit, above: Sequence[Unit]) -> bool:
    """Whether it is three paragraphs or more that stand above, on one line."""
    rest, paragraphs = unit.form, {one.form for one in above if one.is_long_prose and one.form in unit.form}
    for form in paragraphs:
        rest = rest.replace(form, "")
    return len(paragraphs) >= _POURED and len(rest) <= _OWN * len(unit.form)


def _reports(units: Sequence[Unit]) -> bool:
    """Whether enough of what these say names what it is about: no story."""
    long = [unit for unit in units if unit.is_long_prose]
    return sum(map(names_something, long)) >= _NAMING * len(long)


def _leads_up(unit: Unit) -> bool:
    """Whether a unit is there for what follows it: a heading, a short line, a colon, a quoted question."""
    is_short = unit.kind == "paragraph" and unit.weight < _SHORT
    return is_short or unit.kind not in _TEXTS or leads_in(unit)
