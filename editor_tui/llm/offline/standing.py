"""How a sentence stands in its text."""

from typing import Literal

# By itself; by itself, but as what the author guesses or advises; only behind the sentence before it; in no excerpt.
Standing = Literal["alone", "guess", "follows", "no"]
