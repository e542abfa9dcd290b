"""What a sentence is worth in an excerpt, and what a choice of sentences: sums of what can be counted, weighed.

The weights were fitted to readings: which choices an editor would sign, on posts read one by one.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

# A first sentence has to say what the text is about; one behind it has to add something.
FIRST: Final[Mapping[str, float]] = {
    "news": 3.5, "leads": 1.0, "titled": 0.8, "figures": 1.2, "names": 0.0, "density": 0.4, "early": 5.5,
    "late": -3.0, "manner": 0.4, "strange": -1.9, "general": -2.0, "guesses": -0.7, "about": 1.1, "opens": -0.0,
    "thesis": 1.1, "quoted": 0.7, "thought": -0.4, "off": -0.8, "claim": 0.8, "headless": -4.2, "stray": -0.4,
    "early_about": 1.1, "bare": -0.8, "example": -2.0, "against": -0.7, "central": 0.5, "anecdotal": -2.0,
    "defines": -2.2, "closing": 0.5,
}  # fmt: skip
LATER: Final[Mapping[str, float]] = {
    "one": -1.6, "news": 0.9, "leads": 0.1, "titled": 1.0, "figures": 1.0, "names": -0.0, "density": 0.1,
    "early": 0.2, "late": -0.6, "manner": 0.8, "strange": -1.6, "general": -2.0, "guesses": -0.9, "about": 0.3,
    "next": 0.1, "follows": 0.4, "unlinked": -1.1, "far": -1.1, "nothing_new": -1.1, "shared": 0.4, "quoted": 0.6,
    "thought": -1.2, "off": -0.2, "claim": 0.5, "headless": -0.5, "stray": -0.1, "far_same": -0.9, "apart": -1.9,
    "claim_same": 0.4, "bare": -0.5, "example": -0.5, "against": -0.3, "central": 0.3, "thesis": 0.7,
    "same_topic": 0.5, "foreign": -2.0, "anecdotal": -1.0,
}  # fmt: skip
WHOLE: Final[Mapping[str, float]] = {
    "share": 0.7, "covered": 0.8, "fullness": 0.8, "named": 1.0, "misses": -2.8, "headed": 1.2, "again": -1.1,
    "short_news": -1.3, "three": -0.5, "claim_no_news": 0.5, "closing_no_news": 2.5, "news_last": -2.0,
}  # fmt: skip


def weigh(counted: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """The sum of what was counted, each by its weight; what has no weight counts nothing."""
    return sum(weights.get(name, 0.0) * value for name, value in counted.items() if value)
