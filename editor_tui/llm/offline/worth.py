"""What a sentence is worth in an excerpt, and what a choice of sentences: sums of what can be counted, weighed.

The weights were fitted to readings: which choices an editor would sign, on posts read one by one.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

# A first sentence has to say what the text is about; one behind it has to add something.
FIRST: Final[Mapping[str, float]] = {
    "news": 2.5, "leads": 0.7, "titled": 1.0, "figures": 0.9, "names": 0.1, "density": -0.2, "early": 4.1, "late": -2.9,
    "manner": 0.8, "strange": -1.8, "general": -1.9, "guesses": -0.8, "about": 1.3, "opens": 0.1, "thesis": 0.8,
    "quoted": 0.5, "thought": -0.5, "off": -0.6, "market": -2.2,
}  # fmt: skip
LATER: Final[Mapping[str, float]] = {
    "one": -1.4, "news": 1.0, "leads": 0.1, "titled": 0.6, "figures": 0.7, "names": 0.0, "density": 0.0, "early": 0.2,
    "late": -0.4, "manner": 0.5, "strange": -0.9, "general": -1.6, "guesses": -1.0, "about": 0.1,
    "next": 0.1, "follows": 0.3, "unlinked": -1.2, "far": -0.5, "nothing_new": -0.8, "shared": 0.6,
    "quoted": 0.4, "thought": -0.7, "off": -0.2, "market": -2.0,
}  # fmt: skip
WHOLE: Final[Mapping[str, float]] = {"share": 0.8, "covered": 0.6, "fullness": 0.7}


def weigh(counted: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """The sum of what was counted, each by its weight; what has no weight counts nothing."""
    return sum(weights.get(name, 0.0) * value for name, value in counted.items() if value)
