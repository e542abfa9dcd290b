"""How long a text is for its reader, and how long it may be."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from editor_tui.text.language import CJK_LANGUAGES

if TYPE_CHECKING:
    import regex

    from editor_tui.settings.schema import LengthSettings

# Code points that are a cluster each, whatever stands beside them, but for what is none of them: all below U+0300 but
# CR (which LF follows), Japanese punctuation, kana, the main kanji, full-width forms.
_ALONE: Final = re.compile(
    "[\x00-\x0c\x0e-\u02ff\u2010-\u2027\u3000-\u3029\u3041-\u3096\u309b-\u30ff\u4e00-\u9fff\uff01-\uff9d]*"
)


@cache
def _cluster() -> regex.Pattern[str]:
    import regex

    return regex.compile(r"\X")


def count_characters(text: str) -> int:
    """Grapheme clusters (UAX #29): が is one in any encoding, so are ﾊﾞ, an emoji family, a full-width letter."""
    # Loading what knows all clusters takes longer than checking a hundred drafts.
    if _ALONE.fullmatch(text):
        return len(text)
    return sum(1 for _ in _cluster().finditer(text))


def limits_in(lengths: LengthSettings, language: str) -> tuple[int, int]:
    """The fewest and most characters of a text in this language (ISO 639-1); one that is not known counts as Latin."""
    return lengths.ja if language in CJK_LANGUAGES else lengths.en
