"""An excerpt made of the draft's own sentences: rank them, join one to three that fit, take the first that holds.

Sentences are ranked by what they say of the text's main terms (title first), by names and numbers, by place and by
manner; a choice of several counts the terms that it covers once. The caller says what holds: the same checks as for
a model.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations, pairwise
from types import ModuleType
from typing import Final

from editor_tui.llm.offline import english, japanese
from editor_tui.llm.offline.terms import count_terms, terms_of
from editor_tui.text.length import count_characters
from editor_tui.text.normal import normal_form
from editor_tui.text.sentences import split_sentences

# Names, numbers and quoted terms: a sentence without any could stand in any text on the subject.
_PARTICULAR: Final = re.compile(r"\d[\d,.]*|(?!(?:AI|IT|DX)\b)[A-Z][A-Za-z0-9]+|「[^」]{2,20}」")
_TITLE_WEIGHT: Final = 2.5
_SUBJECT: Final = 6
# Letters that stand in every title of a site about them.
_ANYWHERE: Final = frozenset({"AI", "IT", "DX", "IoT", "ai", "it"})
# What a text says that it tells of is what it is about.
_NEWS: Final = 2.0
# Terms at the head of a title, and the weight of a title's term that stands three times in the text.
_LEAD: Final = 4
_SPOKEN: Final = 5.0
# Characters within which a sentence has to come to its subject.
_OPENING: Final = 32
_FACTS: Final = 2
_SHORTEST: Final = 15
# Sentences that are worth combining, in twos and in threes, and choices that are worth checking.
_MOST_SENTENCES: Final = 60
_MOST_GUESSES: Final = 20
_MOST_OF_THREE: Final = 14
_MOST_CHOICES: Final = 400


@dataclass(frozen=True, slots=True)
class Candidate:
    """One sentence that may stand in the excerpt. `place` counts the draft's sentences from 1.

    One that `leans` on the sentence before it may only stand behind just that one; one that `guesses` comes last.
    One that `leads` has what the title begins with as its own subject.
    """

    text: str
    place: int
    paragraph: int
    score: float
    terms: frozenset[str]
    length: int
    leans: bool = False
    guesses: bool = False
    leads: bool = False


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
    def is_polite(self) -> bool:
        """Whether the text as a whole speaks in です and ます."""
        sentences = [one.strip() for paragraph in self.paragraphs for one in split_sentences(paragraph)]
        return bool(sum(map(self.rules.is_polite, sentences)) * 3 >= len(sentences))

    @property
    def rules(self) -> ModuleType:
        return japanese if self.is_japanese else english


Begins = Callable[[Candidate, Source], bool]


@dataclass(frozen=True, slots=True)
class Extract:
    """An excerpt; `is_sure` where it tells facts of the title's subject, and not only what the author thinks."""

    text: str
    is_sure: bool


def extract_excerpt(source: Source, accept: Callable[[str], bool]) -> Extract | None:
    """The best excerpt that `accept` takes; the best one of all where it takes none; None where no sentence will do."""
    first: Extract | None = None
    candidates = _candidates(source)
    told = [one for one in candidates if not one.guesses]
    begun = (
        (told, _leads),
        (told, _opens_on_subject),
        (told, _names_subject),
        (candidates, _leads),
        (told, _any),
        (candidates, _any),
    )
    for pool, begins in begun:
        for text in _choices(pool, source, begins):
            extract = Extract(text, is_sure=pool is told and begins is not _any)
            if accept(text):
                return extract
            first = first or extract
    return first


def _candidates(source: Source) -> list[Candidate]:
    found: dict[str, Candidate] = {}
    place = 0
    for number, paragraph in enumerate(source.paragraphs):
        for sentence in split_sentences(paragraph):
            place += 1
            for candidate in _variants(source, sentence.strip(), place, number):
                found.setdefault(normal_form(candidate.text), candidate)
    best = sorted(found.values(), key=lambda candidate: -candidate.score)
    told = [candidate for candidate in best if not candidate.guesses][:_MOST_SENTENCES]
    guessed = [candidate for candidate in best if candidate.guesses][:_MOST_GUESSES]
    return sorted(told + guessed, key=lambda candidate: candidate.place)


def _variants(source: Source, sentence: str, place: int, paragraph: int) -> Iterator[Candidate]:
    """The forms in which a sentence may stand: trimmed to stand alone, or as it is behind the one before it."""
    rules = source.rules
    told = rules.told_of(sentence, polite=source.is_polite)
    if told is not None and _is_fit(told, source) and rules.standing(told) in ("alone", "guess"):
        candidate = _candidate(source, told, place, paragraph)
        yield replace(candidate, score=candidate.score + _NEWS)
    for text in rules.variants(sentence):
        if _is_fit(text, source) and (standing := rules.standing(text)) in ("alone", "guess"):
            yield replace(_candidate(source, text, place, paragraph), guesses=standing == "guess")
    if _is_fit(sentence, source) and rules.standing(sentence) == "follows":
        yield replace(_candidate(source, sentence, place, paragraph), leans=True)


def _is_fit(text: str, source: Source) -> bool:
    fits = _SHORTEST <= count_characters(text) <= source.limits[1]
    return fits and bool(source.rules.is_polite(text)) == source.is_polite


def _candidate(source: Source, text: str, place: int, paragraph: int) -> Candidate:
    length = count_characters(text)
    terms = frozenset(terms_of(text, japanese=source.is_japanese))
    density = sum(source.weights.get(term, 0.0) for term in terms) / math.sqrt(length)
    particulars = min(4, len(set(_PARTICULAR.findall(text))))
    early = 1.0 / (1.0 + 0.12 * paragraph)
    about = 0.6 * min(2, len(terms & source.subject))
    leads = bool(source.lead & frozenset(terms_of(source.rules.topic(text), japanese=source.is_japanese)))
    score = density + 0.5 * particulars + about + 1.2 * early + 0.8 * leads + float(source.rules.manner(text))
    return Candidate(text, place, paragraph, score, terms, length, leads=leads)


def _choices(candidates: list[Candidate], source: Source, begins: Begins) -> Iterator[str]:
    """Texts of one to three sentences within the limits, the best first; `begins` says which may be the first."""
    least, most = source.limits
    glue = "" if source.is_japanese else " "
    rated: list[tuple[float, str]] = []
    for size in (1, 2, 3):
        pool = candidates if size < 3 else sorted(candidates, key=lambda one: -one.score)[:_MOST_OF_THREE]
        for chosen in combinations(sorted(pool, key=lambda one: one.place), size):
            length = sum(one.length for one in chosen) + len(glue) * (size - 1)
            if (
                least <= length <= most
                and begins(chosen[0], source)
                and _go_together(chosen, source, linked=begins is not _any)
            ):
                rated.append((_rate(chosen, source, length / most), glue.join(one.text for one in chosen)))
    rated.sort(key=lambda item: -item[0])
    return (text for _, text in rated[:_MOST_CHOICES])


def _leads(first: Candidate, source: Source) -> bool:
    return first.leads


def _any(first: Candidate, source: Source) -> bool:
    return True


def _opens_on_subject(first: Candidate, source: Source) -> bool:
    opening = frozenset(terms_of(first.text[:_OPENING], japanese=source.is_japanese))
    return not source.subject or bool(opening & source.subject)


def _go_together(chosen: Sequence[Candidate], source: Source, *, linked: bool) -> bool:
    """Each where it may stand, no two cuts of one sentence, and nothing said twice."""
    if chosen[0].leans:
        return False
    if len({one.place for one in chosen}) < len(chosen):
        return False
    if any(later.leans and not _is_next(one, later) for one, later in pairwise(chosen)):
        return False
    pairs = tuple(pairwise(chosen))
    if linked and not all(_is_next(one, later) or _is_linked(chosen[0], later, source) for one, later in pairs):
        return False
    return all(
        len(one.terms & other.terms) <= 0.6 * min(len(one.terms), len(other.terms)) + 1
        for one, other in combinations(chosen, 2)
    )


def _names_subject(first: Candidate, source: Source) -> bool:
    """The subject anywhere, in a sentence with facts of its own."""
    return bool(first.terms & source.subject) and len(set(_PARTICULAR.findall(first.text))) >= _FACTS


def _is_linked(first: Candidate, later: Candidate, source: Source) -> bool:
    """Whether a sentence from elsewhere is plainly about the same: the subject, or a particular term of the first."""
    shared = first.terms & later.terms
    return later.leads or (bool(later.terms & source.subject) and any(len(term) > 2 for term in shared))


def _is_next(one: Candidate, later: Candidate) -> bool:
    return later.place == one.place + 1 and later.paragraph == one.paragraph


def _rate(chosen: Sequence[Candidate], source: Source, fullness: float) -> float:
    """Terms count once however many sentences have them; sentences from far apart read badly together."""
    covered = sum(source.weights.get(term, 0.0) for term in frozenset().union(*(one.terms for one in chosen)))
    total = sum(one.length for one in chosen)
    apart = sum(_distance(one, later) for one, later in pairwise(chosen))
    own = sum(one.score * one.length for one in chosen) / total
    return own + covered / math.sqrt(total) - apart - 0.4 * (len(chosen) - 1) + 0.5 * fullness


def _distance(one: Candidate, later: Candidate) -> float:
    """What it costs that the second sentence does not follow the first one in the draft."""
    if _is_next(one, later):
        return -0.3
    linked = 0.0 if one.terms & later.terms else 0.5
    if later.paragraph == one.paragraph:
        return 0.2 * (later.place - one.place - 1) + linked / 2
    return 0.9 + 0.15 * min(later.paragraph - one.paragraph, 8) + linked
