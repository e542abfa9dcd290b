"""What an excerpt is made of: a title and paragraphs, and what they are about."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from types import ModuleType
from typing import Final

from editor_tui.llm.offline import english, japanese
from editor_tui.llm.offline.reference import is_name
from editor_tui.llm.offline.terms import count_terms, terms_of
from editor_tui.text.sentences import split_sentences

_TITLE_WEIGHT: Final = 2.5
_SUBJECT: Final = 6
# Letters that stand in every title of a site about them.
ANYWHERE: Final = frozenset({"AI", "IT", "DX", "IoT", "ai", "it"})
# Terms at the head of a title, and the weight of a title's term that stands three times in the text.
_LEAD: Final = 4
_SPOKEN: Final = 5.0
# What may be a company or a body in a title, and how often the text has it do something.
_ACTOR: Final = re.compile(r"[A-Z][A-Za-z.&+-]+(?: & [A-Z][a-z]+)?|[ァ-ヶー]{3,}|[一-龠]{2,5}(?:省|庁|大学|銀行|市|県)")
_ACTS: Final = 2
_DEEDS: Final = "発表|投資|開発|提供|目指|計画|進め|開始|掲げ|買収|強調|主張|述べ|打ち出|売|開"
_AMOUNT: Final = re.compile(r"(?<![A-Za-z\d.-])\d[\d,.]*(?:[万億兆]|[^\d\s、。])")
_NAME: Final = re.compile(
    r"[A-Z][A-Za-z]+(?:[ -][A-Z0-9][A-Za-z0-9.]*)*|[ァ-ヶー]{3,}|[一-龠]{2,5}(?:省|庁|大学|銀行|市|県)"
)
_PART: Final = re.compile(r"[A-Z][A-Za-z]+(?: \d[\d.]*)?")
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
        particular = {term for term in in_title if term not in ANYWHERE} or in_title
        return frozenset(sorted(particular, key=lambda term: (-self.weights[term], term))[:_SUBJECT])

    @cached_property
    def lead(self) -> frozenset[str]:
        """The terms that the title begins with, as far as the text speaks of them: who or what it is about."""
        spoken = [
            term for term in terms_of(self.title, japanese=self.is_japanese) if self.weights.get(term, 0) >= _SPOKEN
        ]
        return frozenset([term for term in dict.fromkeys(spoken) if term not in ANYWHERE][:_LEAD])

    @cached_property
    def actor(self) -> str:
        """The one name in the title that the text has do something (X は, X が); "" where there is not just one."""
        head = re.split(r"[（(]", self.title, maxsplit=1)[0]
        names = dict.fromkeys(name for name in _ACTOR.findall(head) if is_name(name))
        acting = [name for name in names if self._acts(name)]
        return acting[0] if len(acting) == 1 else ""

    @cached_property
    def actor_terms(self) -> frozenset[str]:
        """The actor's name, unless the title has nothing else: then the text is about them, whatever they do."""
        named = frozenset(terms_of(self.actor, japanese=self.is_japanese))
        head = re.split(r"[（(|｜]", self.title, maxsplit=1)[0]
        return named if set(terms_of(head, japanese=self.is_japanese)) - named - ANYWHERE else frozenset()

    def _acts(self, name: str) -> bool:
        is_doer = re.search(rf"{re.escape(name)}(?:は|が)[^。]*(?:{_DEEDS})", self.text) is not None
        return is_doer and len(re.findall(rf"{re.escape(name)}(?:は|が)", self.text)) >= _ACTS

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names and amounts of the title that the text has, too: what an excerpt should not leave out."""
        head = re.split(r"[（(|｜]", self.title, maxsplit=1)[0]
        whole = _NAME.findall(head)
        parts = [part for name in whole if name not in self.text for part in _PART.findall(name)]
        found = [*whole, *parts, *self.figures]
        return tuple(name for name in dict.fromkeys(found) if name not in ANYWHERE and name in self.text)

    def share_of_title(self, terms: frozenset[str]) -> float:
        """How much of what the title is about stands among the terms, 0 to 1."""
        return sum(self.weights[term] for term in self._titled & terms) / self._title_weight

    @cached_property
    def _titled(self) -> frozenset[str]:
        return self.subject | self.lead

    @cached_property
    def _title_weight(self) -> float:
        return sum(self.weights[term] for term in self._titled) or 1.0

    @cached_property
    def figures(self) -> frozenset[str]:
        """The amounts of the title, without years: the sentence that has them is what the text is about."""
        return frozenset(found for found in _AMOUNT.findall(self.title) if not _YEAR.match(found))

    @cached_property
    def spread(self) -> Mapping[str, float]:
        """In how much of the paragraphs each term stands, 0 to 1; what stands in one alone is left out."""
        counts = Counter(
            term for one in self.paragraphs for term in set(terms_of(one, japanese=self.is_japanese)) - ANYWHERE
        )
        return {term: count / len(self.paragraphs) for term, count in counts.items() if count > 1}

    @property
    def is_of_market(self) -> bool:
        """Whether the title is about a market; any other text only mentions how large one is."""
        return "市場" in self.title

    @cached_property
    def text(self) -> str:
        return "\n".join(self.paragraphs)

    @cached_property
    def is_polite(self) -> bool:
        """Whether the text as a whole speaks in です and ます."""
        sentences = [one.strip() for paragraph in self.paragraphs for one in split_sentences(paragraph)]
        return bool(sum(map(self.rules.is_polite, sentences)) * 3 >= len(sentences))

    @property
    def rules(self) -> ModuleType:
        return japanese if self.is_japanese else english
