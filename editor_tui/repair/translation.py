"""The translation family: versions that are missing, behind, or no longer say what their source says.

It looks at files as they are, whoever made them: by this program, another one, or by hand. Nothing is mended here; a
person or a model has to act.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Final

from editor_tui.messages import Message
from editor_tui.post.blocks import Block
from editor_tui.post.draft import Draft
from editor_tui.post.finding import Finding, Severity
from editor_tui.post.front_matter import value_span
from editor_tui.post.segments import Segment, find_segments
from editor_tui.post.segments.attributes import find_attributes
from editor_tui.post.segments.marks import MARKER
from editor_tui.post.segments.structure import find_differences, find_shapes
from editor_tui.post.staleness import find_staleness
from editor_tui.post.version_fields import language_of
from editor_tui.text.glossary import Glossary
from editor_tui.text.parallel import Pair
from editor_tui.text.parallel.leftover import find_leftover
from editor_tui.text.parallel.numbers import find_numbers

# Sites adapt links and tags to the language; blocks and code they do not.
_ADAPTED: Final = ("links", "images", "tags", "footnotes")
_NUMBERING: Final = re.compile(r"\d{1,2}[.)][ \t]+$")
_MARK: Final = "editor-tui: untranslated"


def find_translation_problems(
    source: Draft,
    target: Draft,
    glossary: Glossary | None = None,
    recorded: Sequence[str] = (),
    pair: Pair | None = None,
) -> tuple[Finding, ...]:
    """What is wrong with `target`, a version of `source`, in offsets of `target.text`, by place.

    `source` comes repaired. `recorded` are the `block_keys` of the source when the version was written, nothing where
    that is not known. `pair` are the languages, detected where it is None. Raises FrontMatterError.
    """
    pair = pair or Pair.of(language_of(source), language_of(target))
    glossary = glossary or Glossary()
    findings = [
        *_stale(source, target, recorded),
        *_structure(source, target),
        *_residue(source, target, pair, glossary),
        *_pairs(source, target, pair, glossary),
    ]
    return tuple(sorted(findings, key=lambda finding: (finding.start, finding.rule)))


def _message(name: str, **values: object) -> Message:
    return Message.of(f"repair.translation-{name}", **values)


def _stale(source: Draft, target: Draft, recorded: Sequence[str]) -> Iterator[Finding]:
    staleness = find_staleness(source, target, recorded)
    if recorded and not staleness.is_current:
        message = _message("stale", behind=staleness.behind, count=staleness.total, total=staleness.total)
        start = target.frame.body
        yield Finding("stale-translation", "warning", start, start, message)


def _structure(source: Draft, target: Draft) -> Iterator[Finding]:
    for found in find_differences(source, target):
        if not any(_MARK not in item for item in (*found.lost, *found.new)):
            # What is not translated yet is told as such.
            continue
        severity: Severity = "info" if found.kind in _ADAPTED else "warning"
        detail = ", ".join([*(f"−{item}" for item in found.lost[:3]), *(f"+{item}" for item in found.new[:3])])
        start = max(found.at, target.frame.body)
        message = _message("structure", kind=Message.of(f"repair.translation-kind-{found.kind}"), detail=detail[:200])
        yield Finding("translation-structure", severity, start, start, message)


def _residue(source: Draft, target: Draft, pair: Pair, glossary: Glossary) -> Iterator[Finding]:
    language = pair.source if pair.to_latin else ""
    for segment in (*find_segments(target, language), *find_attributes(target, language)):
        words = MARKER.sub(" ", segment.words)
        for flaw in find_leftover(source.body, words, pair, glossary.kept_words):
            yield _residue_finding(segment.start, segment.end, flaw.message.values["words"])
    for key in ("title", "excerpt", "description"):
        value, span = target.metadata.get(key), value_span(target, key)
        if isinstance(value, str) and span:
            for flaw in find_leftover(source.text, value, pair, glossary.kept_words):
                yield _residue_finding(*span, flaw.message.values["words"])
    at = target.text.find(_MARK)
    while at >= 0:
        yield Finding("translation-residue", "warning", at, at + len(_MARK), _message("placeholder"))
        at = target.text.find(_MARK, at + 1)


def _residue_finding(start: int, end: int, words: object) -> Finding:
    return Finding("translation-residue", "warning", start, end, _message("residue", words=words))


def _pairs(source: Draft, target: Draft, pair: Pair, glossary: Glossary) -> Iterator[Finding]:
    """Numbers and terms, block by block; blocks that have no counterpart are for the structure rule."""
    ours, theirs = _words(source), _words(target)
    shapes, others = [shape for shape, _, _ in ours], [shape for shape, _, _ in theirs]
    for match in SequenceMatcher(None, shapes, others, autojunk=False).get_matching_blocks():
        for offset in range(match.size):
            _, _, said = ours[match.a + offset]
            _, (start, end), words = theirs[match.b + offset]
            if _MARK in target.text[start:end]:
                continue
            for flaw in find_numbers(said, words, pair):
                name = "numbers-lost" if flaw.code == "numbers-lost" else "numbers-new"
                message = _message(name, numbers=flaw.message.values["numbers"])
                yield Finding("translation-numbers", "warning", start, end, message)
            for term in glossary.unkept_terms(said, words):
                message = _message("glossary", source=term.source, target=term.targets[0])
                yield Finding("translation-glossary", "info", start, end, message)


_Words = tuple[tuple[str, int], tuple[int, int], str]


def _words(draft: Draft) -> list[_Words]:
    """(kind and level, span, words) of each block as a reader sees it."""
    segments = find_segments(draft, "")
    shapes = find_shapes(draft)
    rows: list[_Words] = []
    place = 0
    for number, (shape, block) in enumerate(shapes):
        end = shapes[number + 1][1].start if number + 1 < len(shapes) else len(draft.text)
        inside: list[Segment] = []
        while place < len(segments) and segments[place].start < max(end, block.end):
            inside.append(segments[place])
            place += 1
        words = " ".join(map(_said, inside))
        rows.append((shape, _span(draft, block, inside), words))
    return rows


def _said(segment: Segment) -> str:
    """The words of a segment with the number before them, which is taken off in one version and not in another."""
    number = _NUMBERING.search(segment.protected.prefix)
    return (number.group() if number else "") + MARKER.sub("", segment.words)


def _span(draft: Draft, block: Block, inside: Sequence[Segment]) -> tuple[int, int]:
    end = max([block.end, *(segment.end for segment in inside)])
    return block.start, block.start + len(draft.text[block.start : end].rstrip())
