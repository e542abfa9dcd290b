"""Makes a version: the source's own blocks and front matter with other words, and the proof that only words differ."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from editor_tui.errors import EditRefusedError
from editor_tui.messages import Message
from editor_tui.post.anchors import has_anchor_links, heading_ids, moved_anchors
from editor_tui.post.draft import Draft
from editor_tui.post.edits import Edit, apply_edits, in_order
from editor_tui.post.segments import Segment, find_segments, replace_segments
from editor_tui.post.segments.structure import Difference, find_differences
from editor_tui.site.memory import WrittenSegment
from editor_tui.tasks.translation.metadata import REASON, FieldRules, front_matter_edits
from editor_tui.tasks.translation.untranslated import untranslated_text


@dataclass(frozen=True, slots=True)
class Plan:
    """What a version is made of: the repaired source, its segments (front matter first), its path and language.

    `original` is the source's language. Segments of attributes lie within others.
    """

    source: Draft
    segments: tuple[Segment, ...]
    destination: str
    language: str
    rules: FieldRules
    original: str = "ja"


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
    source = _with_attributes(plan, words)
    made = _make(plan, source, words)
    if has_anchor_links(source):
        version = _utf_8(source.path, made.text)
        ids = dict(zip(heading_ids(plan.source), heading_ids(version), strict=False))
        made = _make(plan, source.with_edits(moved_anchors(source, ids, REASON)), words)
    return made


def _with_attributes(plan: Plan, words: Mapping[str, str]) -> Draft:
    """The source with the words inside its markup translated; they are no part of the segments around them."""
    edits = [
        Edit(segment.start, segment.end, _text_of(plan, segment, words), REASON)
        for segment in plan.segments
        if segment.kind == "attribute"
    ]
    return plan.source.with_edits(in_order(edits)) if edits else plan.source


def _body(plan: Plan, source: Draft) -> Sequence[Segment]:
    """The body's segments where they stand in `source`, which differs from the plan's within markup alone."""
    body = [segment for segment in plan.segments if not segment.key and segment.kind != "attribute"]
    if source is plan.source:
        return body
    found = find_segments(source, plan.original)
    if [segment.words for segment in found] != [segment.words for segment in body]:
        raise EditRefusedError(source.path, Message.of("tasks.translate-attributes"))
    return found


def _make(plan: Plan, source: Draft, words: Mapping[str, str]) -> Made:
    fields = {segment.key: _text_of(plan, segment, words) for segment in plan.segments if segment.key}
    body = _body(plan, source)
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
    replaced = iter(zip(body, edits, strict=True))
    for segment in plan.segments:
        if segment.kind == "attribute":
            written.append(WrittenSegment(segment.words, _text_of(plan, segment, words), -1))
        elif not segment.key:
            own, edit = next(replaced)
            written.append(WrittenSegment(own.words, edit.replacement, edit.start + shift))
            shift += len(edit.replacement) - (edit.end - edit.start)
    version = _utf_8(plan.destination, text)
    return Made(text, tuple(written), find_differences(plan.source, version))


def _text_of(plan: Plan, segment: Segment, words: Mapping[str, str]) -> str:
    if segment.words in words:
        return segment.restore(words[segment.words])
    if segment.kind == "attribute":
        # No comment can stand inside a tag, and an empty text is what a missing one is.
        return segment.protected.prefix[0] + segment.protected.suffix[-1]
    return untranslated_text(plan.destination, plan.language, field=bool(segment.key))


def _utf_8(path: str, text: str) -> Draft:
    """A version is UTF-8 whatever its source is in: it may have words that an old encoding lacks."""
    return Draft.with_text(path, text.encode("utf-8", "surrogateescape"), text)


def source_texts(plan: Plan) -> Sequence[str]:
    """The segments' texts in the source, with their markup, in the order of the plan."""
    return [
        segment.protected.restore(segment.words) if segment.key else plan.source.text[segment.start : segment.end]
        for segment in plan.segments
    ]
