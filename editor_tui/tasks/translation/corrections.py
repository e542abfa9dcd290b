"""A person's corrections in a version: found by comparing the file with what was last written there, and learned."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Final

from editor_tui.post.draft import Draft
from editor_tui.post.front_matter import get_value
from editor_tui.post.merge import Conflict, merge_pieces, split_pieces
from editor_tui.post.segments import Segment
from editor_tui.post.segments.attributes import blank_attributes
from editor_tui.post.segments.marks import Protected
from editor_tui.post.segments.tokens import find_tokens
from editor_tui.site.memory import Remembered, Version, WrittenSegment
from editor_tui.tasks.translation.untranslated import is_untranslated

_IN_PAGE: Final = re.compile(r"""(?<=\]\()#[^\s)]+|(?<=href=["'])#[^"']+""")


def mark_again(segment: Segment, text: str) -> str | None:
    """`text`, which stands in the segment's place, with the segment's own markers; None where markup differs.

    Numbers follow the source: a link that a person moved keeps the number that it has in the source.
    """
    protected: Protected = segment.protected
    inner = text.removeprefix(protected.prefix).removesuffix(protected.suffix)
    if len(inner) != len(text) - len(protected.prefix) - len(protected.suffix):
        return None
    free = list(enumerate(protected.marks, 1))
    open_numbers: list[int] = []
    words: list[str] = []
    for token in find_tokens(inner):
        if token.kind == "text":
            words.append(token.text)
        elif token.side == "close":
            number = open_numbers.pop()
            if _plain(protected.marks[number - 1].closing or "") != _plain(token.text):
                return None
            words.append(f"</a{number}>")
        else:
            wanted = token.side == "open"
            match = next(
                (
                    (n, mark)
                    for n, mark in free
                    if _plain(mark.opening) == _plain(token.text) and (mark.closing is not None) == wanted
                ),
                None,
            )
            if match is None:
                return None
            free.remove(match)
            words.append(f"<a{match[0]}>" if wanted else f"<c{match[0]}/>")
            if wanted:
                open_numbers.append(match[0])
    return None if free or open_numbers else "".join(words).strip()


def _plain(markup: str) -> str:
    """Markup without what differs between languages: words of attributes, and where in the page a link leads."""
    return _IN_PAGE.sub("#", blank_attributes(markup))


def find_corrections(segments: Sequence[Segment], version: Version, present: Draft) -> tuple[Remembered, ...]:
    """What a person made of segments since `version` was written, as far as it can be told segment by segment.

    Only of `segments`, which the source still has. Placeholders that a person filled in count.
    """
    by_words: dict[str, Segment] = {segment.words: segment for segment in segments}
    written = Draft(version.path, version.text.encode("utf-8", "surrogateescape"))
    found: dict[str, str] = {}
    for item, text in (*_changed_fields(version, present), *_changed_lines(version, written, present)):
        segment = by_words.get(item.source)
        if segment is None or is_untranslated(text):
            continue
        words = mark_again(segment, text) if not segment.key else text.strip()
        if words:
            found[item.source] = words
    return tuple(Remembered(source, target, "person") for source, target in found.items())


def _changed_fields(version: Version, present: Draft) -> Iterator[tuple[WrittenSegment, str]]:
    for item in version.segments:
        if item.key and "[" not in item.key:
            value = get_value(present, item.key)
            if isinstance(value, str) and value.strip() and value != item.target:
                yield item, value


def _changed_lines(version: Version, written: Draft, present: Draft) -> Iterator[tuple[WrittenSegment, str]]:
    """(segment, its new text) on lines that were changed but not moved, added or removed."""
    starts, lines = _lines(written.text)
    _, others = _lines(present.text)
    on_line: dict[int, list[WrittenSegment]] = {}
    line = 0
    for item in sorted((item for item in version.segments if not item.key and item.start >= 0), key=lambda i: i.start):
        while line + 1 < len(starts) and starts[line + 1] <= item.start:
            line += 1
        on_line.setdefault(line, []).append(item)
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, lines, others, autojunk=False).get_opcodes():
        if tag == "replace" and i2 - i1 == j2 - j1:
            for before, after in zip(range(i1, i2), range(j1, j2), strict=True):
                yield from _changed_in_line(on_line.get(before, []), starts[before], lines[before], others[after])


def _lines(text: str) -> tuple[list[int], list[str]]:
    lines = re.findall(r"[^\n]*\n|[^\n]+", text)
    starts, position = [], 0
    for line in lines:
        starts.append(position)
        position += len(line)
    return starts, lines


def _changed_in_line(
    items: Sequence[WrittenSegment], start: int, line: str, other: str
) -> Iterator[tuple[WrittenSegment, str]]:
    """The segments' new texts, if everything between them is as it was."""
    pattern, position = "", 0
    for item in items:
        at = item.start - start
        pattern += re.escape(line[position:at]) + "(.*?)"
        position = at + len(item.target)
    match = re.fullmatch(pattern + re.escape(line[position:]), other, re.DOTALL) if items else None
    if match:
        for item, text in zip(items, match.groups(), strict=True):
            if text != item.target:
                yield item, text


@dataclass(frozen=True, slots=True)
class Merged:
    """The text to write, and the places where a person's words were kept against a new translation."""

    text: str
    conflicts: tuple[Conflict, ...] = ()


def keep_corrections(version: Version | None, present: Draft | None, text: str) -> Merged:
    """The new text with everything that a person changed in the file since `version` was written."""
    if present is None or version is None or present.text == version.text:
        return Merged(text)
    base, ours = (replace(present, data=new.encode("utf-8", "surrogateescape")) for new in (version.text, text))
    merged, conflicts = merge_pieces(split_pieces(base), split_pieces(present), split_pieces(ours))
    after = replace(present, data=merged.encode("utf-8", "surrogateescape"))
    return Merged(merged, tuple(conflict for conflict in conflicts if not _says_the_same(conflict, after, ours)))


def _says_the_same(conflict: Conflict, merged: Draft, ours: Draft) -> bool:
    """A front matter line that only looks different: its value is the same."""
    key = re.match(r"([\w.-]+)[ \t]*[:=]", conflict.ours)
    if key is None or conflict.ours.count("\n") > 1 or merged.frame.format is None:
        return False
    name = key.group(1)
    return get_value(merged, name) is not None and get_value(merged, name) == get_value(ours, name)
