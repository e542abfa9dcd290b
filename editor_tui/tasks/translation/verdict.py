"""Whether a reply's words can take the place of a segment's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from editor_tui.post.segments import Segment
from editor_tui.post.segments.marks import MARKER, MarkerError
from editor_tui.text.glossary import Glossary
from editor_tui.text.parallel import Flaw, Pair, find_flaws
from editor_tui.text.parallel.emphasis import find_unrendered
from editor_tui.text.parallel.flaw import shown

_BLOCK_MARK: Final = re.compile(r"\s*(#{1,6}|>|[-+*]|\d{1,2}[.)]|```|\|)(?=\s|\|)")
# A sign that no rule takes for a letter, a digit or punctuation of either language.
_TALK: Final = ("empty", "echo", "refusal", "preamble", "note")
_WITHIN_WORD: Final = re.compile(r"(?<=[A-Za-z0-9])</?a\d+>(?=[A-Za-z0-9])")
_STAND_IN: Final = "\u00a4"


def find_faults(segments: Sequence[Segment], words: str, pair: Pair, glossary: Glossary) -> tuple[Flaw, ...]:
    """What is wrong with `words` as the translation of these segments, which all have the same words."""
    plain_source, plain_target = without_markers(segments[0].words), without_markers(words)
    flaws = find_flaws(plain_source, plain_target, pair, glossary.kept_words)
    if found := _form_faults(segments, words):
        # A refusal has no markers either: say what it is.
        return tuple(flaw for flaw in flaws if flaw.code in _TALK) or found
    if not any(flaw.code.startswith("emphasis") for flaw in flaws):
        flaws += tuple(find_unrendered(_with_brackets(segments[0].words), _with_brackets(words), pair))
    return flaws + glossary_flaws(plain_source, plain_target, glossary)


def _with_brackets(words: str) -> str:
    """The words with punctuation where links and tags begin and end: emphasis next to them may not be rendered."""
    return MARKER.sub(lambda match: _STAND_IN if match.group(1) else ")" if match.group(2) else "[", words)


def glossary_flaws(source: str, target: str, glossary: Glossary) -> tuple[Flaw, ...]:
    """The terms that a translation does not use."""
    return tuple(
        Flaw.of("glossary", source=term.source, target=term.targets[0])
        for term in glossary.unkept_terms(source, target)
    )


def without_markers(words: str) -> str:
    """The words as a reader sees them, with a sign for what is not words; tags part the digits of 10<sup>9</sup>."""
    words = _WITHIN_WORD.sub(" ", words)
    return MARKER.sub(lambda match: _STAND_IN if match.group(1) else "", words)


def _form_faults(segments: Sequence[Segment], words: str) -> tuple[Flaw, ...]:
    if not words.strip():
        return (Flaw.of("empty"),)
    if re.search(r"\n\s*\n", words.strip()):
        return (Flaw.of("lines"),)
    mark = _BLOCK_MARK.match(words)
    if mark and not _BLOCK_MARK.match(segments[0].words):
        return (Flaw.of("markup", mark=mark.group(1)),)
    for segment in segments:
        try:
            segment.restore(words)
        except MarkerError as error:
            return (Flaw.of(f"markers-{error.fault}", markers=shown(list(error.markers))),)
    return ()
