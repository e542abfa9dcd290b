"""Source language and its punctuation left in a translation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from editor_tui.text.language import CJK_LANGUAGES
from editor_tui.text.parallel.flaw import Flaw, Pair, shown

_JAPANESE: Final = re.compile(r"[\u3005\u3006\u3040-\u30ff\u31f0-\u31ff\u3400-\u9fff\uf900-\ufaff\uff66-\uff9f]+")
_HANGUL: Final = re.compile(r"[\uac00-\ud7af\u1100-\u11ff]+")
_FULL_WIDTH: Final = re.compile(r"[\u3001-\u3003\u3008-\u3011\u3014-\u301f\u30fb\uff01-\uff65\uffe0-\uffe6\u3000]")
_LATIN_RUN: Final = re.compile(r"(?:\b[a-z][a-z'’-]*\b[ ,]+){6,}[a-z]+", re.IGNORECASE)
_KANA: Final = re.compile(r"[\u3040-\u30ff]")
# "Tohoku (東北)": a name's own spelling in brackets behind it is no leftover.
_IN_BRACKETS: Final = re.compile(r"(?<=[\w.’'] )[(\[][^()\[\]]{1,20}[)\]]")


def find_leftover(source: str, target: str, pair: Pair, allowed: frozenset[str] = frozenset()) -> Iterator[Flaw]:
    """Text in the source's script where the target's language has none; `allowed` are words that stay."""
    if pair.source == pair.target:
        return
    cleaned = target
    for word in sorted(allowed, key=len, reverse=True):
        cleaned = cleaned.replace(word, "")
    if pair.to_latin and pair.source in CJK_LANGUAGES:
        cleaned = _IN_BRACKETS.sub(lambda match: "" if match.group()[1:-1] in source else match.group(), cleaned)
        script = _HANGUL if pair.source == "ko" else _JAPANESE
        if words := script.findall(cleaned):
            yield Flaw.of("leftover", words=shown(words))
    elif pair.target in ("zh", "ko") and pair.source == "ja":
        if _KANA.search(cleaned):
            yield Flaw.of("leftover", words=shown(re.findall(r"[\u3040-\u30ff]+", cleaned)))
    elif pair.target in CJK_LANGUAGES and pair.source not in CJK_LANGUAGES and (runs := _LATIN_RUN.findall(cleaned)):
        yield Flaw.of("leftover", words=shown([run[:40] for run in runs], 2))


def find_full_width(target: str, pair: Pair) -> Iterator[Flaw]:
    """Full-width punctuation in a language that has none."""
    if pair.to_latin and (marks := _FULL_WIDTH.findall(target.replace("•", ""))):
        yield Flaw.of("full-width", marks=shown([mark if mark.strip() else "U+3000" for mark in marks]))
