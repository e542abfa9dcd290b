"""Protects inline markup in a piece of prose by short markers, and puts it back.

`<c1/>` stands for one thing (code, an image, a tag), `<a2>…</a2>` for a pair around words (a link, a tag and its end).
Models copy such markers more safely than anything else that was tried in the open; what comes back is checked all
the same.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from editor_tui.post.segments.tokens import Token

MARKER: Final = re.compile(r"<c(\d+)/>|<(/?)a(\d+)>")
_BULLET: Final = re.compile(r"[ \t]*(?:[・●○■□◆◇▼▲▶►★☆※→⇒✓✔✅①-⑳][ \t\u3000]*|\d{1,2}[.)][ \t]+)?[ \t\u3000]*")
_BOLD: Final = re.compile(r"(\*{1,3}|_{1,3}|~~)(?=[^\s*_~])")
# Particles and counters, with which no Japanese sentence begins.
_GOES_ON: Final = frozenset("をにはがのとでもへや年月日人件回つ")
_AT_EITHER_END: Final = frozenset({"html", "template", "attribute", "image", "entity"})
_ORDERED: Final = frozenset({"html", "template", "attribute"})

Fault = Literal["missing", "added", "order"]


class MarkerError(ValueError):
    """A text whose markers are not those that were given out. `fault` says how, `markers` which."""

    def __init__(self, fault: Fault, markers: Sequence[str]) -> None:
        super().__init__(fault, markers)
        self.fault = fault
        self.markers = tuple(markers)


@dataclass(frozen=True, slots=True)
class Mark:
    """What a marker stands for: the exact markup, in two parts where it goes around words. `ordered`: never moved."""

    opening: str
    closing: str | None = None
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Protected:
    """Prose with markers; marker n is `marks[n - 1]`. `prefix` and `suffix` are markup that no words come before."""

    prefix: str
    text: str
    suffix: str
    marks: tuple[Mark, ...]

    def restore(self, text: str, *, keep_order: bool = False) -> str:
        """`text` with its markers turned back into markup. Raises MarkerError where they are not the same.

        Markers may change places, as words do between languages, except tags, and none where `keep_order` is set.
        """
        check_markers(self.text, text, self.marks, keep_order=keep_order)
        return self.prefix + MARKER.sub(self._markup, text) + self.suffix

    def _markup(self, match: re.Match[str]) -> str:
        single, slash, pair = match.groups()
        mark = self.marks[int(single or pair) - 1]
        return (mark.closing or "") if slash else mark.opening


def protect(tokens: Sequence[Token]) -> Protected:
    """The tokens as prose with markers, with markup and bullets at both ends taken off."""
    prefix, middle, suffix = _trim(list(tokens))
    marks: list[Mark] = []
    open_marks: list[int] = []
    words: list[str] = []
    for token in _joined(middle):
        if token.side == "close":
            number = open_marks.pop()
            marks[number - 1] = Mark(marks[number - 1].opening, token.text, marks[number - 1].ordered)
            words.append(f"</a{number}>")
            continue
        if token.kind == "text":
            words.append(token.text)
            continue
        marks.append(Mark(token.text, None, token.kind in _ORDERED))
        words.append(f"<a{len(marks)}>" if token.side == "open" else f"<c{len(marks)}/>")
        if token.side == "open":
            open_marks.append(len(marks))
    return Protected(prefix, "".join(words), suffix, tuple(marks))


def check_markers(source: str, target: str, marks: Sequence[Mark], *, keep_order: bool = False) -> None:
    """Raises MarkerError where the target's markers are not the source's: each once, pairs closed and nested."""
    expected = [match.group() for match in MARKER.finditer(source)]
    found = [match.group() for match in MARKER.finditer(target)]
    if missing := [marker for marker in expected if marker not in found]:
        raise MarkerError("missing", missing)
    if len(found) > len(expected):
        raise MarkerError("added", [marker for marker in found if marker not in expected or found.count(marker) > 1])
    if not _is_nested(target) or (keep_order and found != expected):
        raise MarkerError("order", expected)
    fixed = {str(number) for number, mark in enumerate(marks, 1) if mark.ordered}
    if [m for m in expected if m.strip("<>/ac") in fixed] != [m for m in found if m.strip("<>/ac") in fixed]:
        raise MarkerError("order", [marker for marker in expected if marker.strip("<>/ac") in fixed])


def _is_nested(text: str) -> bool:
    waiting: list[str] = []
    for match in MARKER.finditer(text):
        _, slash, pair = match.groups()
        if pair and not slash:
            waiting.append(pair)
        elif pair and (not waiting or waiting.pop() != pair):
            return False
    return not waiting


def _joined(tokens: Sequence[Token]) -> list[Token]:
    """Neighbours without words between them as one token; text that looks like a marker as markup."""
    joined: list[Token] = []
    for token in tokens:
        if token.kind == "text" and MARKER.search(token.text):
            token = Token("html", token.text)
        before = joined[-1] if joined else None
        if before and token.kind != "text" and before.kind != "text" and token.side == before.side == "whole":
            kind = before.kind if before.kind in _ORDERED else token.kind
            joined[-1] = Token(kind, before.text + token.text)
        else:
            joined.append(token)
    return joined


def _trim(tokens: list[Token]) -> tuple[str, list[Token], str]:
    """(markup before the words, tokens with words at both ends, markup behind them)"""
    prefix, suffix = "", ""
    before = -1
    while tokens and before != len(prefix) + len(suffix):
        before = len(prefix) + len(suffix)
        if tokens[0].kind == "text":
            bullet = _BULLET.match(tokens[0].text)
            prefix, tokens = _take_start(prefix, tokens, bullet.end() if bullet else 0)
        elif tokens[0].side == "whole" and tokens[0].kind in _AT_EITHER_END and not _is_a_word(tokens):
            prefix, tokens = prefix + tokens[0].text, tokens[1:]
        if not tokens:
            break
        last = tokens[-1]
        if last.kind == "text":
            suffix, tokens = _take_end(suffix, tokens, len(last.text.rstrip(" \t\u3000")))
        elif last.side == "whole" and (last.kind in _AT_EITHER_END or last.kind == "footnote"):
            suffix, tokens = last.text + suffix, tokens[:-1]
        if _is_one_pair(tokens):
            prefix, suffix, tokens = prefix + tokens[0].text, tokens[-1].text + suffix, tokens[1:-1]
        elif marker := _emphasis_around(tokens):
            prefix, tokens = _take_start(prefix, tokens, len(marker))
            suffix, tokens = _take_end(suffix, tokens, len(tokens[-1].text) - len(marker))
    return prefix, tokens, suffix


def _is_a_word(tokens: Sequence[Token]) -> bool:
    """Whether a template tag stands for words of the sentence that goes on right behind it: `{% link a %}を読む。`"""
    return (
        tokens[0].kind == "template" and len(tokens) > 1 and tokens[1].kind == "text" and tokens[1].text[0] in _GOES_ON
    )


def _take_start(prefix: str, tokens: list[Token], length: int) -> tuple[str, list[Token]]:
    text = tokens[0].text
    rest = [Token("text", text[length:])] if text[length:] else []
    return prefix + text[:length], rest + tokens[1:]


def _take_end(suffix: str, tokens: list[Token], keep: int) -> tuple[str, list[Token]]:
    text = tokens[-1].text
    rest = [Token("text", text[:keep])] if text[:keep] else []
    return text[keep:] + suffix, tokens[:-1] + rest


def _is_one_pair(tokens: Sequence[Token]) -> bool:
    """Whether the first token opens a pair that only the last one closes."""
    if len(tokens) < 2 or tokens[0].side != "open" or tokens[-1].side != "close":
        return False
    depth = 0
    for index, token in enumerate(tokens):
        depth += {"open": 1, "close": -1, "whole": 0}[token.side]
        if not depth:
            return index == len(tokens) - 1
    return False


def _emphasis_around(tokens: Sequence[Token]) -> str:
    """The emphasis that goes around all of the tokens, or ""."""
    if not tokens or tokens[0].kind != "text" or tokens[-1].kind != "text":
        return ""
    match = _BOLD.match(tokens[0].text)
    if match is None or not tokens[-1].text.endswith(match.group(1)):
        return ""
    marker = match.group(1)
    words = "".join(token.text for token in tokens if token.kind == "text")
    inside = words[len(marker) : -len(marker)]
    return marker if inside.strip() and marker[0] not in inside and inside[-1] not in " \t\\" else ""
