"""An excerpt made of the draft's own sentences: rank them, join one to three that fit, take the first that holds.

Sentences are ranked by what they say of the text's main terms (title first), by facts, by place and by manner; a
choice of several counts the terms that it covers once. The caller says what holds: the same checks as for a model.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, pairwise
from types import ModuleType
from typing import Final

from editor_tui.llm.offline import english, japanese
from editor_tui.llm.offline.terms import count_terms, terms_of
from editor_tui.text.length import count_characters
from editor_tui.text.normal import normal_form
from editor_tui.text.sentences import split_sentences

_FACT: Final = re.compile(r"\d")
_TITLE_WEIGHT: Final = 2.5
_SUBJECT: Final = 4
# Sentences that are worth combining, and choices that are worth checking.
_MOST_SENTENCES: Final = 40
_MOST_CHOICES: Final = 400


@dataclass(frozen=True, slots=True)
class Candidate:
    """One sentence that may stand in the excerpt. `place` counts the draft's sentences from 0."""

    text: str
    place: int
    paragraph: int
    score: float
    terms: frozenset[str]
    length: int


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
        return frozenset(sorted(in_title, key=lambda term: (-self.weights[term], term))[:_SUBJECT])

    @cached_property
    def is_polite(self) -> bool:
        """Whether the text as a whole speaks in です and ます."""
        sentences = [one.strip() for paragraph in self.paragraphs for one in split_sentences(paragraph)]
        return sum(map(self.rules.is_polite, sentences)) * 3 >= len(sentences)

    @property
    def rules(self) -> ModuleType:
        return japanese if self.is_japanese else english


def extract_excerpt(source: Source, accept: Callable[[str], bool]) -> str | None:
    """The best excerpt that `accept` takes; the best one of all where it takes none; None where no sentence will do."""
    first: str | None = None
    for strict in (True, False):
        candidates = _candidates(source, strict=strict)
        for text in _choices(candidates, source):
            if accept(text):
                return text
            first = first or text
    return first


def _candidates(source: Source, *, strict: bool) -> list[Candidate]:
    found: dict[str, Candidate] = {}
    place = 0
    most = source.limits[1]
    for number, paragraph in enumerate(source.paragraphs):
        for sentence in split_sentences(paragraph):
            place += 1
            # The first sentence is what scripts cut excerpts from; a reader sees it again one click later.
            if place == 1:
                continue
            for text in source.rules.variants(sentence):
                length = count_characters(text)
                if 15 <= length <= most and _can_stand(text, source, strict=strict):
                    candidate = _candidate(source, text, (place, number, length))
                    found.setdefault(normal_form(text), candidate)
    best = sorted(found.values(), key=lambda candidate: -candidate.score)
    return sorted(best[:_MOST_SENTENCES], key=lambda candidate: candidate.place)


def _can_stand(text: str, source: Source, *, strict: bool) -> bool:
    if source.rules.is_polite(text) != source.is_polite:
        return False
    return bool(source.rules.can_stand(text, strict=strict))


def _candidate(source: Source, text: str, at: tuple[int, int, int]) -> Candidate:
    place, paragraph, length = at
    terms = frozenset(terms_of(text, japanese=source.is_japanese))
    said = sum(source.weights.get(term, 0.0) for term in terms)
    density = said / math.sqrt(length)
    facts = min(1.0, 0.5 * len(_FACT.findall(re.sub(r"\d+", "0", text))))
    early = 1.0 / (1.0 + 0.12 * paragraph)
    about = 0.5 * min(2, len(terms & source.subject))
    score = density + facts + about + 1.2 * early + float(source.rules.manner(text))
    return Candidate(text, place, paragraph, score, terms, length)


def _choices(candidates: list[Candidate], source: Source) -> Iterator[str]:
    """Texts of one to three sentences within the limits, the best first."""
    least, most = source.limits
    glue = "" if source.is_japanese else " "
    rated: list[tuple[float, str]] = []
    for size in (1, 2, 3):
        pool = candidates if size < 3 else sorted(candidates, key=lambda one: -one.score)[:14]
        for chosen in combinations(sorted(pool, key=lambda one: one.place), size):
            length = sum(one.length for one in chosen) + len(glue) * (size - 1)
            if least <= length <= most and _go_together(chosen, source):
                rated.append((_rate(chosen, source, length / most), glue.join(one.text for one in chosen)))
    rated.sort(key=lambda item: -item[0])
    return (text for _, text in rated[:_MOST_CHOICES])


def _go_together(chosen: Sequence[Candidate], source: Source) -> bool:
    """About the title's subject from the first sentence on, no two cuts of one sentence, and nothing said twice."""
    if source.subject and not chosen[0].terms & source.subject:
        return False
    if len({one.place for one in chosen}) < len(chosen):
        return False
    return all(
        len(one.terms & other.terms) <= 0.6 * min(len(one.terms), len(other.terms)) + 1
        for one, other in combinations(chosen, 2)
    )


def _rate(chosen: Sequence[Candidate], source: Source, fullness: float) -> float:
    """Terms count once however many sentences have them; sentences from far apart read badly together."""
    covered = sum(source.weights.get(term, 0.0) for term in frozenset().union(*(one.terms for one in chosen)))
    total = sum(one.length for one in chosen)
    apart = sum(_distance(one, later) for one, later in pairwise(chosen))
    own = sum(one.score * one.length for one in chosen) / total
    return own + covered / math.sqrt(total) - apart - 0.4 * (len(chosen) - 1) + 0.5 * fullness


def _distance(one: Candidate, later: Candidate) -> float:
    """What it costs that the second sentence does not follow the first one in the draft."""
    if later.paragraph == one.paragraph:
        return 0.15 * (later.place - one.place - 1)
    linked = 0.0 if one.terms & later.terms else 0.5
    return 0.5 + 0.12 * min(later.paragraph - one.paragraph, 8) + linked
