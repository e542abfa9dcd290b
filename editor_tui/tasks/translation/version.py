"""Makes a version: the source's own blocks and front matter with other words, and the proof that only words differ."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from editor_tui.post.draft import Draft
from editor_tui.post.edits import Edit, apply_edits, in_order
from editor_tui.post.segments import Segment, replace_segments
from editor_tui.post.segments_proof import Difference, find_differences
from editor_tui.site.memory import WrittenSegment
from editor_tui.tasks.translation.metadata import REASON, FieldRules, front_matter_edits
from editor_tui.tasks.translation.untranslated import untranslated_text


@dataclass(frozen=True, slots=True)
class Plan:
    """What a version is made of: the repaired source, its segments (front matter first), its path and language."""

    source: Draft
    segments: tuple[Segment, ...]
    destination: str
    language: str
    rules: FieldRules


@dataclass(frozen=True, slots=True)
class Made:
    """The version's text, the segments as written (one for each of the plan's), and how its structure differs."""

    text: str
    written: tuple[WrittenSegment, ...]
    differences: tuple[Difference, ...]


def make_version(plan: Plan, words: Mapping[str, str]) -> Made:
    """The version with `words` by source words; a segment without any gets a placeholder, never its source.

    Raises FrontMatterError and EditRefusedError where the front matter cannot be changed for certain, and MarkerError
    for words that do not fit.
    """
    fields = {segment.key: _text_of(plan, segment, words) for segment in plan.segments if segment.key}
    body = [segment for segment in plan.segments if not segment.key]
    source = plan.source
    known = {number: words[segment.words] for number, segment in enumerate(body) if segment.words in words}
    edits = list(replace_segments(body, known, REASON))
    for number, segment in enumerate(body):
        if number not in known:
            text = segment.protected.prefix + _text_of(plan, segment, words) + segment.protected.suffix
            edits.append(Edit(segment.start, segment.end, text, REASON))
    edits = list(in_order(edits))
    words_only = apply_edits(source.body, (edit.shifted(-source.frame.body) for edit in edits))
    head = front_matter_edits(source, fields, plan.rules, plan.language, words_only)
    text = apply_edits(source.text, (*head, *edits))
    shift = len(apply_edits(source.text[: source.frame.body], head)) - source.frame.body
    written = [
        WrittenSegment(segment.words, fields[segment.key], -1, segment.key) for segment in plan.segments if segment.key
    ]
    for segment, edit in zip(body, edits, strict=True):
        written.append(WrittenSegment(segment.words, edit.replacement, edit.start + shift))
        shift += len(edit.replacement) - (edit.end - edit.start)
    version = replace(source, path=plan.destination, data=_encoded(source, text))
    return Made(text, tuple(written), find_differences(source, version))


def _text_of(plan: Plan, segment: Segment, words: Mapping[str, str]) -> str:
    if segment.words in words:
        return segment.restore(words[segment.words])
    return untranslated_text(plan.destination, plan.language, field=bool(segment.key))


def _encoded(source: Draft, text: str) -> bytes:
    """English fits into any encoding that the source has; what does not makes the version UTF-8."""
    return text.encode(source.encoding, "surrogateescape") if source.encoding == "utf-8" else text.encode("utf-8")


def source_texts(plan: Plan) -> Sequence[str]:
    """The segments' texts in the source, with their markup, in the order of the plan."""
    return [
        segment.protected.restore(segment.words) if segment.key else plan.source.text[segment.start : segment.end]
        for segment in plan.segments
    ]
