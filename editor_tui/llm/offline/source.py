"""What an excerpt is made of: a title and paragraphs, and what they are about."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from types import ModuleType
from typing import Final

from editor_tui.llm.offline import english, japanese
from editor_tui.llm.offline.terms import count_terms, terms_of
from editor_tui.text.sentences import split_sentences

_TITLE_WEIGHT: Final = 2.5
_SUBJECT: Final = 6
# Letters that stand in every title of a site about them.
_ANYWHERE: Final = frozenset({"AI", "IT", "DX", "IoT", "ai", "it"})
# Terms at the head of a title, and the weight of a title's term that stands three times in the text.
_LEAD: Final = 4
_SPOKEN: Final = 5.0
_AMOUNT: Final = re.compile(r"(?<![A-Za-z\d.-])\d[\d,.]*(?:[万億兆]|[^\d\s、。])")
_YEAR: Final = re.compile(r"20\d\d(?!\d)")


@dataclass(frozen=True)
class Source:
    """What an excerpt is made of. `limits`: characters from and to, as a reader counts them."""

    title: str
    paragraphs: Sequence[str]
    limits: tuple[int, int]
    is_japanese: bool

    @cached_property
    def weights(self) -> Mapping[str, float]:
        """How much each term says: often in the text, and in the title. What stands once says little."""
        counts = count_terms(self.paragraphs, japanese=self.is_japanese)
        in_title = set(terms_of(self.title, japanese=self.is_japanese))
        weights = {term: math.log2(1 + count) for term, count in counts.items() if count > 1 or term in in_title}
        return {term: weight * (_TITLE_WEIGHT if term in in_title else 1.0) for term, weight in weights.items()}

    @cached_property
    def subject(self) -> frozenset[str]:
        """The few terms of the title that the text speaks of most: what the excerpt has to be about."""
        in_title = set(terms_of(self.title, japanese=self.is_japanese)) & self.weights.keys()
        particular = {term for term in in_title if term not in _ANYWHERE} or in_title
        return frozenset(sorted(particular, key=lambda term: (-self.weights[term], term))[:_SUBJECT])

    @cached_property
    def lead(self) -> frozenset[str]:
        """The terms that the title begins with, as far as the text speaks of them: who or what it is about."""
        spoken = [
            term for term in terms_of(self.title, japanese=self.is_japanese) if self.weights.get(term, 0) >= _SPOKEN
        ]
        return frozenset([term for term in dict.fromkeys(spoken) if term not in _ANYWHERE][:_LEAD])

    @cached_property
    def figures(self) -> frozenset[str]:
        """The amounts of the title, without years: the sentence that has them is what the text is about."""
        return frozenset(found for found in _AMOUNT.findall(self.title) if not _YEAR.match(found))

    @cached_property
    def is_polite(self) -> bool:
        """Whether the text as a whole speaks in です and ます."""
        sentences = [one.strip() for paragraph in self.paragraphs for one in split_sentences(paragraph)]
        return bool(sum(map(self.rules.is_polite, sentences)) * 3 >= len(sentences))

    @property
    def rules(self) -> ModuleType:
        return japanese if self.is_japanese else english
