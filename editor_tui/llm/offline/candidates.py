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
_FIGURE: Final = re.compile(r"(?<![A-Za-z\d.-])\d[\d,.]*(?:[万億兆]|[^\d\s、。])?")
_NAME: Final = re.compile(
    r"(?!(?:AI|IT|DX|LLM)(?![A-Za-z0-9]))[A-Z][A-Za-z0-9]+|「[^」]{2,20}」|[一-龠]{2,}(?:省|庁|大学|社|氏)"
)
# What it costs to be true of anything, and to be about somebody whom the title does not name.
_GENERAL: Final = 1.4
_STRANGE: Final = 1.2
# Names, numbers and quoted terms: a sentence without any could stand in any text on the subject.
_PARTICULAR: Final = re.compile(r"\d[\d,.]*|(?!(?:AI|IT|DX)(?![A-Za-z0-9]))[A-Z][A-Za-z0-9]+|「[^」]{2,20}」")
_PLACE: Final = re.compile(r"(?:米国|アメリカ|日本|中国|韓国|EU|欧州|英国|インド|海外)(?:国内)?(?:では|でも|も|は|の)")
_SHORTEST: Final = 15
# Sentences that are worth combining.
_MOST_SENTENCES: Final = 60
_MOST_GUESSES: Final = 20


@dataclass(frozen=True, slots=True)
class Candidate:
    """One sentence that may stand in the excerpt. `place` counts the draft's sentences from 1.

    One that `leans` on the sentence before it may only stand behind just that one; one that `guesses` comes last.
    One that `leads` has what the title begins with as its own subject; one that is `strange` opens on somebody whom the
    title does not name. `news` is what the text says that it tells of. `figures` counts different amounts, `facts` are
    the names and numbers, `manner` is as the language's rules say.
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
    strange: bool = False
    figures: int = 0
    facts: frozenset[str] = frozenset()
    manner: float = 0.0


def find_candidates(source: Source) -> list[Candidate]:
    """The candidates in the order of the text, without those that have no chance."""
    found: dict[str, Candidate] = {}
    seen: set[str] = set()
    place = 0
    for number, paragraph in enumerate(source.paragraphs):
        before = ""
        for sentence in map(str.strip, split_sentences(paragraph)):
            place += 1
            if sentence in seen:
                before = sentence
                continue
            seen.add(sentence)
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
    figures = len(set(_FIGURE.findall(text)))
    names = min(3, len(set(_NAME.findall(text))))
    # What a text has to tell stands in its first paragraphs; what it thinks of it, behind them.
    early = math.exp(-paragraph / 5) - min(paragraph, 20) / 20
    about = 0.6 * min(2, len(terms & source.subject)) if source.is_japanese else len(terms & source.subject)
    leads = bool(source.lead & frozenset(terms_of(source.rules.topic(text), japanese=source.is_japanese)))
    titled = sum(figure in text for figure in source.figures)
    strange = _tells_of_another(text, source)
    general = _GENERAL if not figures and not names else 0.0
    facts = 0.8 * min(3, figures) + 0.4 * names + 2.0 * min(titled, 2)
    manner = float(source.rules.manner(text))
    score = 0.5 * density + facts + about + 3.0 * early + 0.8 * leads + manner - _STRANGE * strange - general
    return Candidate(
        text,
        place,
        paragraph,
        score,
        terms,
        length,
        leads=leads,
        strange=strange,
        figures=figures,
        facts=frozenset(_PARTICULAR.findall(text)),
        manner=manner,
    )


def _tells_of_another(text: str, source: Source) -> bool:
    """Whether a sentence opens on names, and on none that the title has."""
    topic = source.rules.topic(text)
    return bool(_NAME.search(topic) or _PLACE.match(text)) and not any(
        term in source.title for term in terms_of(topic, japanese=source.is_japanese)
    )
