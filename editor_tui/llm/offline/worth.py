"""What a sentence is worth in an excerpt, and what a choice of sentences: sums of what can be counted, weighed.

The weights were fitted to readings: which choices an editor would sign, on posts read one by one.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

# A first sentence has to say what the text is about; one behind it has to add something.
FIRST: Final[Mapping[str, float]] = {
    "news": 3.3, "leads": 0.8, "titled": 1.1, "figures": 1.3, "names": 0.1, "density": 0.3, "early": 5.4,
    "late": -3.2, "manner": 0.3, "strange": -2.0, "general": -1.8, "guesses": -0.9, "about": 1.3, "opens": 0.0,
    "thesis": 1.1, "quoted": 0.9, "thought": -0.4, "off": -0.9, "claim": 0.8, "headless": -1.8, "stray": -0.3,
    "early_about": 1.1, "bare": -0.8, "example": -1.5, "against": -0.8, "central": 0.5,
}  # fmt: skip
LATER: Final[Mapping[str, float]] = {
    "one": -1.4, "news": 0.9, "leads": 0.1, "titled": 0.8, "figures": 1.0, "names": 0.0, "density": 0.1, "early": 0.3,
    "late": -0.6, "manner": 0.8, "strange": -1.6, "general": -1.7, "guesses": -0.8, "about": 0.3, "next": 0.2,
    "follows": 0.4, "unlinked": -1.3, "far": -1.0, "nothing_new": -1.0, "shared": 0.4, "quoted": 0.5, "thought": -1.1,
    "off": -0.3, "claim": 0.5, "headless": -0.6, "stray": -0.1, "far_same": -0.9, "apart": -1.8, "claim_same": 0.4,
    "bare": -0.5, "example": -0.5, "against": -0.3, "central": 0.3, "thesis": 0.6, "same_topic": 0.3,
}  # fmt: skip
WHOLE: Final[Mapping[str, float]] = {
    "share": 0.9, "covered": 0.9, "fullness": 0.9, "named": 1.1, "misses": -2.9, "headed": 1.2, "again": -1.1,
    "short_news": -1.3, "three": -0.5, "claim_no_news": 0.5,
}  # fmt: skip


def weigh(counted: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """The sum of what was counted, each by its weight; what has no weight counts nothing."""
    return sum(weights.get(name, 0.0) * value for name, value in counted.items() if value)
