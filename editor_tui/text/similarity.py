"""What two texts share, in characters.

Edit ratios mislead where lengths differ: for a text inside a longer one they are low, for two lines of one template
high. Shared runs of five characters tell a copy from a look-alike.
"""

from __future__ import annotations


def five_grams(text: str) -> set[str]:
    """All runs of five characters; of a shorter text the text itself."""
    return {text[at : at + 5] for at in range(max(len(text) - 4, 1))}


def common_prefix(text: str, other: str) -> int:
    """How many characters both begin with."""
    low, high = 0, min(len(text), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if text.startswith(other[:middle]):
            low = middle
        else:
            high = middle - 1
    return low


def overlap(text: str, following: str, longest: int = 400) -> int:
    """How many characters at the end of a text begin the following one again."""
    for length in range(min(len(text), len(following), longest), 0, -1):
        if text.endswith(following[:length]):
            return length
    return 0
