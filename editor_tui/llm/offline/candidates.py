"""The sentences of a text that may stand in its excerpt, each with what it says and how much that is worth.

Sentences are ranked by what they say of the text's main terms (title first), by names and numbers, by place and by
manner.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from editor_tui.llm.offline.source import Source
from editor_tui.llm.offline.terms import terms_of
from editor_tui.text.length import count_characters
from editor_tui.text.normal import normal_form
from editor_tui.text.sentences import split_sentences

# What a text says that it tells of is what it is about.
_NEWS: Final = 2.0
FIGURE: Final = re.compile(r"(?<![A-Za-z\d.-])\d[\d,.]*(?:[万億兆]|[^\d\s、。])?")
_NAME: Final = re.compile(r"(?!(?:AI|IT|DX|LLM)\b)[A-Z][A-Za-z0-9]+|「[^」]{2,20}」|[一-龠]{2,}(?:省|庁|大学|社|氏)")
_SHORTEST: Final = 15
# Sentences that are worth combining.
_MOST_SENTENCES: Final = 60
_MOST_GUESSES: Final = 20


@dataclass(frozen=True, slots=True)
class Candidate:
    """One sentence that may stand in the excerpt. `place` counts the draft's sentences from 1.

    One that `leans` on the sentence before it may only stand behind just that one; one that `guesses` comes last.
    One that `leads` has what the title begins with as its own subject. `news` is what the text says that it tells of.
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
    news: bool = False


def find_candidates(source: Source) -> list[Candidate]:
    """The candidates in the order of the text, without those that have no chance."""
    found: dict[str, Candidate] = {}
    place = 0
    for number, paragraph in enumerate(source.paragraphs):
        before = ""
        for sentence in map(str.strip, split_sentences(paragraph)):
            place += 1
            for candidate in _variants(source, sentence, place, number):
                found.setdefault(normal_form(candidate.text), candidate)
            if (answer := source.rules.answer_to(before, sentence)) and _is_fit(answer, source):
                candidate = _candidate(source, answer, place, number)
                found.setdefault(normal_form(answer), replace(candidate, score=candidate.score + _NEWS, news=True))
            before = sentence
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
        yield replace(candidate, score=candidate.score + _NEWS, news=True)
    for text in rules.variants(sentence, polite=source.is_polite):
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
    figures = min(3, len(set(FIGURE.findall(text))))
    names = min(3, len(set(_NAME.findall(text))))
    # What a text has to tell stands in its first paragraphs; what it thinks of it, behind them.
    early = math.exp(-paragraph / 5) - min(paragraph, 20) / 20
    about = 0.6 * min(2, len(terms & source.subject))
    leads = bool(source.lead & frozenset(terms_of(source.rules.topic(text), japanese=source.is_japanese)))
    titled = sum(figure in text for figure in source.figures)
    facts = 0.8 * figures + 0.4 * names + 2.0 * min(titled, 2)
    score = 0.5 * density + facts + about + 3.0 * early + 0.8 * leads + float(source.rules.manner(text))
    return Candidate(text, place, paragraph, score, terms, length, leads=leads)
