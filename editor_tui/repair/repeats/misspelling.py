"""English words that are none: letters doubled, swapped or lost in a way that makes no other word."""

from __future__ import annotations

import re
from typing import Final

# Doubled where English never doubles, three in a row, or no vowel at all.
_NEVER: Final = re.compile(r"aa|ii|uu|hh|jj|kk|qq|vv|ww|xx|yy|(.)\1\1|\A(?!ee|ll|oo)(.)\2|\A[^aeiouy]{2,}\Z")
_YET: Final = re.compile(r"bazaar|skii|radii|vacuum|continuum|withh|hitchh|bookkeep|trekk|savv|navv|revv|llama")
_ONSET: Final = re.compile(
    r"(?:[bcdfghjklmnpqrstvwxyz]|[bcfgp]l|[bcdfgkptw]r|[cgkprstw]h|[dstz]w|s[cfklmnpqtv]|[gkmp]n|ps|pt|ts|vr|kl|qu"
    r"|sch|scr|shr|spl|spr|sph|squ|str|thr|thw|chr|phr)?(?=[aeiouy]|\Z)"
)
#: Words that become each other when two neighbours change places.
_SWAPPED: Final = (
    "from form on no trail trial casual causal dairy diary united untied unite untie quiet quite angel angle",
    "sacred scared calm clam spilt split tow two lion loin martial marital signed singed dose does won own tires tries",
    "lair liar nuclear unclear fired fried best bets lost lots past pats board broad boarder broader silver sliver",
    "slave salve warp wrap cats cast carve crave barn bran ate eat",
)
_SWAPS: Final = frozenset(
    frozenset(pair) for line in _SWAPPED for pair in zip(line.split()[::2], line.split()[1::2], strict=True)
)


def is_no_word(word: str) -> bool:
    """Whether a word in lower case cannot be English. Few misspellings are seen; no word is taken for one."""
    return not _YET.search(word) and (_NEVER.search(word) is not None or _ONSET.match(word) is None)


def are_words(word: str, other: str) -> bool:
    """Whether both are words that differ by two neighbours only."""
    return frozenset((word, other)) in _SWAPS


def is_swap(word: str, other: str) -> bool:
    """Whether two neighbouring letters changed places, and at most one of the two is a word."""
    if len(word) != len(other) or len(word) < 3:
        return False
    places = [at for at, (left, right) in enumerate(zip(word, other, strict=True)) if left != right]
    if len(places) != 2 or places[1] != places[0] + 1:
        return False
    first, second = places
    return word[first] == other[second] and word[second] == other[first] and not are_words(word, other)
