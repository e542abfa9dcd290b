"""The same section in another draft of the site."""

from __future__ import annotations

from collections.abc import Iterator

from editor_tui.messages import Message
from editor_tui.post.blocks import Block
from editor_tui.post.finding import Finding
from editor_tui.repair.inspection import Inspection
from editor_tui.repair.keys import form_key
from editor_tui.repair.report import report
from editor_tui.text.normal import normal_forms
from editor_tui.text.script import weight

# A run of paragraphs in the same other draft is reported from this weight on (about three sentences).
_LEAST_WEIGHT = 100
_LEAST_PARAGRAPH = 40

_Place = tuple[str, int]


def find_repeats_elsewhere(inspection: Inspection) -> Iterator[Finding]:
    """Runs of paragraphs that stand in one other draft too. One lookup a paragraph in the site's index."""
    if inspection.draft.path not in inspection.facts.sharing:
        return
    prose = [block for block in inspection.texts if block.kind == "paragraph"]
    text = inspection.text
    forms = normal_forms([text[block.start : block.end] for block in prose])
    run: list[Block] = []
    heavy = 0.0
    other: _Place | None = None
    for block, form in zip(prose, forms, strict=True):
        light = weight(form) < _LEAST_PARAGRAPH
        places = () if light else _others(inspection, form)
        same = next((place for place in places if other and place[0] == other[0]), None)
        if light and run:
            continue
        if same is None:
            yield from _finding(run, heavy, other)
            run, heavy, other = [], 0.0, places[0] if places else None
        if places:
            run.append(block)
            heavy += weight(form)
    yield from _finding(run, heavy, other)


def _others(inspection: Inspection, form: str) -> tuple[_Place, ...]:
    places = inspection.facts.shared.get(form_key(form), ())
    return tuple(place for place in places if place[0] != inspection.draft.path)


def _finding(run: list[Block], heavy: float, other: _Place | None) -> Iterator[Finding]:
    if run and other and heavy >= _LEAST_WEIGHT:
        message = Message.of("repair.repeat-elsewhere", path=other[0], line=other[1], count=len(run))
        yield report("repeat-elsewhere", (run[0].start, run[-1].end), message, severity="info")
