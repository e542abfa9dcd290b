"""How many tokens a text has, estimated from its scripts when no tokenizer file is at hand.

A weight for each kind of character or word, fitted by non-negative least squares on 1,256 Japanese posts and on 17
other languages, code and HTML against tiktoken's o200k_base and cl100k_base. Mean error on posts: about 1 %.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

Encoding = Literal["o200k_base", "cl100k_base"]

# Long runs of letters and digits (base64, hashes) are no words: three quarters of a token for each character.
_OPAQUE: Final = re.compile(r"(?=[A-Za-z+/]*\d)[A-Za-z\d+/]{21,}")
_OPAQUE_WEIGHT: Final = 0.75
# Kinds of characters: a letter for each, and the ranges that it stands for. The first range that fits holds.
_KINDS: Final[Sequence[tuple[str, str, tuple[tuple[int, int], ...]]]] = (
    ("space", " ", ((0x09, 0x09), (0x20, 0x20))),
    ("line ends", "N", ((0x0A, 0x0D),)),
    ("letter", "L", ((0x41, 0x5A), (0x61, 0x7A))),
    ("digits", "D", ((0x30, 0x39),)),
    ("punctuation", "P", ((0x21, 0x7E),)),
    ("hiragana", "h", ((0x3041, 0x309F),)),
    ("katakana", "k", ((0x30A0, 0x30FF), (0xFF66, 0xFF9F))),
    ("kanji", "K", ((0x3005, 0x3007), (0x3400, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x3FFFF))),
    ("cjk punctuation", "c", ((0x3000, 0x3040), (0xFF01, 0xFF65), (0xFFE0, 0xFFEE))),
    ("hangul", "g", ((0x1100, 0x11FF), (0x3130, 0x318F), (0xAC00, 0xD7AF))),
    ("accented", "a", ((0xC0, 0x24F), (0x1E00, 0x1EFF))),
    ("greek and cyrillic", "G", ((0x370, 0x52F),)),
    ("arabic and hebrew", "A", ((0x590, 0x6FF),)),
    ("indic and thai", "I", ((0x900, 0xEFF),)),
    ("emoji", "E", ((0x200D, 0x200D), (0xFE00, 0xFE0F), (0x1F000, 0x1FAFF))),
    ("other", "o", ((0x00, 0x10FFFF),)),
)
_LETTER_OF: Final = {name: letter for name, letter, _ in _KINDS}
_BY_CHARACTER: Final = ("hiragana", "katakana", "kanji", "cjk punctuation", "hangul", "accented", "greek and cyrillic",
                        "arabic and hebrew", "indic and thai", "emoji", "other", "letter", "punctuation")  # fmt: skip
_BY_RUN: Final = {
    "word": re.compile("L+"),
    "punctuation run": re.compile("P+"),
    "digits": re.compile("D{1,3}"),
    "line ends": re.compile("N+"),
}


class _Kinds(dict[int, str]):
    """The kind of each character that was met so far, for `str.translate`."""

    def __missing__(self, character: int) -> str:
        letter = next(letter for _, letter, spans in _KINDS if any(a <= character <= b for a, b in spans))
        self[character] = letter
        return letter


_KIND_OF: Final = _Kinds()
_WEIGHTS: Final[Mapping[Encoding, Mapping[str, float]]] = {
    "o200k_base": {
        "hiragana": 0.684, "katakana": 0.687, "kanji": 0.937, "cjk punctuation": 0.772, "hangul": 0.660,
        "accented": 0.593, "greek and cyrillic": 0.333, "arabic and hebrew": 0.387, "indic and thai": 0.391,
        "emoji": 2.209, "other": 0.488, "word": 0.234, "letter": 0.176, "digits": 1.562, "punctuation": 0.425,
        "punctuation run": 0.048, "line ends": 1.318,
    },
    "cl100k_base": {
        "hiragana": 0.920, "katakana": 1.003, "kanji": 1.443, "cjk punctuation": 0.744, "hangul": 1.070,
        "accented": 1.466, "greek and cyrillic": 0.600, "arabic and hebrew": 0.959, "indic and thai": 1.057,
        "emoji": 2.576, "other": 0.808, "word": 0.196, "letter": 0.194, "digits": 1.653, "punctuation": 0.421,
        "punctuation run": 0.024, "line ends": 1.176,
    },
}  # fmt: skip


def estimate_tokens(text: str, encoding: Encoding = "o200k_base") -> float:
    """About how many tokens the text has."""
    return measure(text, encoding).tokens


@dataclass(frozen=True, slots=True)
class Measure:
    """An estimate of tokens, and a number that the true one does not exceed."""

    tokens: float
    bound: int


def measure(text: str, encoding: Encoding = "o200k_base") -> Measure:
    """Both for one text.

    The bound: for Japanese prose 1.12 × estimate + 12 was exceeded by less than 0.02 % of 20,000 pieces; anything else
    gets 1.35 × estimate + 16. The bytes of UTF-8 are a bound for every text.
    """
    weights = _WEIGHTS[encoding]
    total = 0.0
    if opaque := _OPAQUE.findall(text):
        total = _OPAQUE_WEIGHT * sum(map(len, opaque))
        text = _OPAQUE.sub(" ", text)
    kinds = text.translate(_KIND_OF)
    total += sum(weights[name] * kinds.count(_LETTER_OF[name]) for name in _BY_CHARACTER)
    total += sum(weights[name] * len(pattern.findall(kinds)) for name, pattern in _BY_RUN.items())
    japanese = sum(kinds.count(letter) for letter in "hkKc")
    bound = 1.12 * total + 12 if japanese * 2 > len(kinds) else 1.35 * total + 16
    size = len(text.encode("utf-8", "surrogatepass")) + sum(map(len, opaque))
    return Measure(total, min(int(bound) + 1, size))
