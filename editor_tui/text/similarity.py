"""How much two texts share.

Edit ratios mislead where lengths differ: for a text inside a longer one they are low, for two lines of one template
high. Shared character 5-grams tell a copy from a look-alike (the valley between both lies at 0.55 to 0.85).
"""

from __future__ import annotations


def five_grams(text: str) -> set[str]:
    """All runs of five characters; of a shorter text the text itself."""
    return {text[at : at + 5] for at in range(max(len(text) - 4, 1))}


def containment(text: str, other: str) -> float:
    """The share of the smaller text's 5-grams that the other has too, 0 to 1."""
    grams, others = five_grams(text), five_grams(other)
    return len(grams & others) / min(len(grams), len(others))


def resemblance(text: str, other: str) -> float:
    """The share of all 5-grams of both that both have, 0 to 1."""
    grams, others = five_grams(text), five_grams(other)
    return len(grams & others) / len(grams | others)


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
