"""Names in Latin letters: OpenAI, HYPER CLOVA X, GPT-4o, Node.js. A text that says what another one says adds none."""

from __future__ import annotations

import re
from typing import Final

from editor_tui.text.half_width import fold
from editor_tui.text.language import CJK_LANGUAGES, detect_language
from editor_tui.text.sentences import sentence_spans

# × and ÷ stand among the accented letters of Unicode.
_LATIN: Final = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f"
_TOKEN: Final = re.compile(rf"(?<![A-Za-z0-9])[{_LATIN}][0-9{_LATIN}]*(?:[&.'+/_-]?[0-9{_LATIN}]+)*[+#]{{0,2}}")
_JOINTS: Final = re.compile(r"[\s\-_.'/&]+")
_POSSESSIVE: Final = re.compile(r"'s$|'$")
# Capitalised in English wherever they stand, and no name that a draft would have to give.
_COMMON_WORDS: Final = (
    "i english japanese korean chinese american european monday tuesday wednesday thursday friday saturday sunday "
    "january february march april may june july august september october november december jan feb mar apr jun jul "
    "aug sep sept oct nov dec vs ok a.m p.m am pm"
)
_COMMON: Final = frozenset(_COMMON_WORDS.split())
_LETTER: Final = re.compile(f"[{_LATIN}]")


def missing_names(candidate: str, source: str, *, prose: bool = True) -> tuple[str, ...]:
    """The Latin names of `candidate` that do not stand in `source`, each once.

    In Japanese every Latin word is a name. In English those are which have a capital or a digit and do not open a
    sentence; without `prose` there are no sentences to be opened. Width, case, hyphens, plural and genitive make no
    difference.
    """
    known = _keys(source)
    squeezed = _squeeze(fold(source))
    is_japanese = detect_language(candidate) in CJK_LANGUAGES
    sentences = [] if is_japanese or not prose else sentence_spans(candidate)
    openings = {_opening(candidate, start, end) for start, end in sentences}
    missing = [
        candidate[match.start() : match.end()]
        for match in _TOKEN.finditer(fold(candidate))
        if _is_name(match.group(), is_japanese=is_japanese, opens=match.start() in openings)
        and not _stands(match.group(), known, squeezed)
    ]
    return tuple(dict.fromkeys(missing))


def _is_name(word: str, *, is_japanese: bool, opens: bool) -> bool:
    if len(word) == 1 or word.lower() in _COMMON:
        return False
    if is_japanese:
        return True
    inner = word[1:]
    if any(character.isupper() or character.isdigit() for character in inner):
        return True
    return word[0].isupper() and not opens


def _opening(text: str, start: int, end: int) -> int:
    """Where the first word of a sentence begins."""
    match = _LETTER.search(text, start, end)
    return match.start() if match else start


def _stands(word: str, known: frozenset[str], squeezed: str) -> bool:
    key = _key(word)
    if key in known or (len(key) > 3 and key.removesuffix("s") in known):
        return True
    # Written together or apart: HyperClova X, Hyper CLOVA X. A short word would be found inside others.
    return len(key) > 4 and key in squeezed


def _keys(source: str) -> frozenset[str]:
    keys = set()
    for match in _TOKEN.finditer(fold(source)):
        keys.add(_key(match.group()))
        keys.update(_key(part) for part in re.split(r"[-/&.]", match.group()) if part)
    return frozenset(keys | {key.removesuffix("s") for key in keys})


def _key(word: str) -> str:
    return _squeeze(_POSSESSIVE.sub("", word))


def _squeeze(text: str) -> str:
    return _JOINTS.sub("", text).lower()
