"""The sentences of a text that may stand in its excerpt, each with what it says and how much that is worth.

Sentences are ranked by what they say of the text's main terms (title first), by names and numbers, by place and by
manner.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from editor_tui.llm.offline.source import Source
from editor_tui.llm.offline.terms import terms_of
from editor_tui.llm.offline.worth import FIRST, LATER, weigh
from editor_tui.text.length import count_characters
from editor_tui.text.normal import normal_form
from editor_tui.text.sentences import split_sentences

# Characters within which a sentence has to come to its subject, and paragraphs in which a text says what happened.
_OPENING: Final = 32
_EARLY: Final = 5
# Paragraphs (the title may stand in the first) whose news is the text's, whatever words the title has for it.
_FIRST_NEWS: Final = 2
_NEWS: Final = 6
_FIGURE: Final = re.compile(r"(?<![A-Za-z\d./-])\d(?!(?:G|D)(?![A-Za-z]))[\d,.]*(?:[万億兆]|[^\d\s、。])?")
# In Japanese, a number behind a Latin word and a space is part of a name: Gemini 2.5.
_VERSION: Final = re.compile(r"(?<=[A-Za-z]) \d[\d.]*")
_NAME: Final = re.compile(
    r"(?!(?:AI|IT|DX|LLM)(?![A-Za-z0-9]))[A-Z][A-Za-z0-9]+|「[^」]{2,20}」|[一-龠]{2,}(?:省|庁|大学|社|氏)"
)
# Names, numbers and quoted terms: a sentence without any could stand in any text on the subject.
_PARTICULAR: Final = re.compile(r"\d[\d,.]*|(?!(?:AI|IT|DX)(?![A-Za-z0-9]))[A-Z][A-Za-z0-9]+|「[^」]{2,20}」")
_PLACE: Final = re.compile(r"(?:米国|アメリカ|日本|中国|韓国|EU|欧州|英国|インド|海外)(?:国内)?(?:では|でも|も|は|の)")
_SHORTEST: Final = 15
# Sentences that are worth combining.
_MOST_SENTENCES: Final = 60
_MOST_GUESSES: Final = 20
_COMMONEST: Final = 4


@dataclass(frozen=True)
class Candidate:
    """One sentence that may stand in the excerpt. `place` counts the draft's sentences from 1.

    One that `leans` on the sentence before it may only stand behind just that one; one that `guesses` tells what the
    author thinks. `news` is what the text says that it tells of; one that is `built` has got its subject from the
    title. `facts` are the names and numbers; `counted` is what can be counted of it, by name.
    """

    text: str
    place: int
    paragraph: int
    terms: frozenset[str]
    length: int
    facts: frozenset[str]
    counted: Mapping[str, float]
    leans: bool = False
    guesses: bool = False
    news: bool = False
    built: bool = False
    topic: frozenset[str] = frozenset()

    @cached_property
    def as_first(self) -> float:
        return weigh(self.counted, FIRST) + FIRST["news"] * self.news + FIRST["guesses"] * self.guesses

    @cached_property
    def as_later(self) -> float:
        return weigh(self.counted, LATER) + LATER["news"] * self.news + LATER["guesses"] * self.guesses


def find_candidates(source: Source) -> list[Candidate]:
    """The candidates in the order of the text, without those that have no chance."""
    found: dict[str, Candidate] = {}
    seen: set[str] = set()
    place = 0
    before: list[str] = []
    for number, paragraph in enumerate(source.paragraphs):
        is_taken_back = source.rules.takes_back(paragraph)
        is_of_example = False
        for sentence in map(str.strip, split_sentences(source.rules.in_own_marks(paragraph))):
            place += 1
            before.append(sentence)
            if sentence in seen:
                continue
            seen.add(sentence)
            role = {**source.rules.role(sentence), "anecdotal": float(is_of_example)}
            is_of_example = is_of_example or source.rules.tells_example(sentence)
            for candidate in _variants(source, sentence, before[:-1], place, number):
                if candidate.news and is_taken_back:
                    continue
                counted = {**candidate.counted, **role}
                counted["anecdotal"] *= 1.0 - counted["about"]
                candidate = replace(candidate, counted=counted)
                found.setdefault(normal_form(candidate.text), candidate)
            asked = before[-2] if len(before) > 1 else ""
            if (answer := source.rules.answer_to(asked, sentence)) and _is_fit(answer, source):
                candidate = _candidate(source, answer, place, number)
                found.setdefault(normal_form(answer), replace(candidate, news=True))
    best = sorted(found.values(), key=lambda candidate: -max(candidate.as_first, candidate.as_later))
    told = [candidate for candidate in best if not candidate.guesses][:_MOST_SENTENCES]
    guessed = [candidate for candidate in best if candidate.guesses][:_MOST_GUESSES]
    return sorted(told + guessed, key=lambda candidate: candidate.place)


def _variants(source: Source, sentence: str, before: list[str], place: int, paragraph: int) -> Iterator[Candidate]:
    """The forms in which a sentence may stand: trimmed to stand alone, or as it is behind the one before it."""
    rules = source.rules
    told = rules.told_of(sentence, polite=source.is_polite)
    if told is not None and _is_fit(told, source) and rules.standing(told) in ("alone", "guess"):
        candidate = _candidate(source, told, place, paragraph)
        # Talk is told only where the title says the same.
        if not rules.is_talked_of(sentence) or candidate.terms & (source.subject - source.actor_terms):
            yield replace(candidate, news=_is_news(candidate, rules.names_subject(told)))
    named = (
        rules.resolved(sentence, before, source.actor)
        or rules.owned(sentence, source.actor)
        or rules.freed(sentence, source.title)
        or sentence
    )
    for text in rules.variants(named, polite=source.is_polite):
        text = rules.full_names(text, source.text)
        if rules.is_background(text) and not source.is_of_market:
            continue
        yield from _standing(source, text, before, place, paragraph)
    for joined in rules.joined(sentence, before):
        for text in () if rules.is_talk(joined) else rules.variants(joined, polite=source.is_polite):
            if _is_fit(text, source) and rules.standing(text) == "alone":
                yield _candidate(source, text, place, paragraph)
    if _is_fit(sentence, source) and rules.standing(sentence) == "follows":
        yield replace(_candidate(source, sentence, place, paragraph), leans=True)


def _standing(source: Source, text: str, before: list[str], place: int, paragraph: int) -> Iterator[Candidate]:
    rules = source.rules
    if not _is_fit(text, source):
        return
    standing = rules.standing(text)
    if standing in ("alone", "guess"):
        yield replace(_candidate(source, text, place, paragraph), guesses=standing == "guess")
    elif standing == "follows" and rules.is_about_event(text):
        yield replace(_candidate(source, text, place, paragraph), leans=True)
    if rules.names_subject(text) or standing not in ("alone", "guess"):
        return
    built = rules.with_subject(text, before, source.actor)
    if built and _is_fit(built, source) and rules.standing(built) in ("alone", "guess"):
        yield replace(_candidate(source, built, place, paragraph), built=True)


def _is_news(candidate: Candidate, names_subject: bool) -> bool:
    """Whether what a text says that it tells of is its news: of somebody, and of what the title says."""
    is_on = candidate.counted["titled"] or not candidate.counted["off"]
    return names_subject and candidate.paragraph < _NEWS and bool(is_on or candidate.paragraph < _FIRST_NEWS)


def _is_fit(text: str, source: Source) -> bool:
    # Counting as a reader does costs time; nothing that is much too long can be short enough.
    if len(text) > 2 * source.limits[1] or not _SHORTEST <= count_characters(text) <= source.limits[1]:
        return False
    return bool(source.rules.is_polite(text)) == source.is_polite


def _candidate(source: Source, text: str, place: int, paragraph: int) -> Candidate:
    length = count_characters(text)
    terms = frozenset(terms_of(text, japanese=source.is_japanese))
    figures = len(set(_FIGURE.findall(_VERSION.sub("", text) if source.is_japanese else text)))
    names = min(3, len(set(_NAME.findall(text))))
    rules = source.rules
    opening = frozenset(terms_of(text[:_OPENING], japanese=source.is_japanese))
    topic = frozenset(terms_of(rules.topic(text), japanese=source.is_japanese))
    leads = bool(source.lead & topic)
    manner = float(rules.manner(text))
    about = source.share_of_title(terms)
    counted = {
        "leads": float(leads),
        "titled": min(2.0, sum(figure in text for figure in source.figures)),
        "figures": min(3.0, figures),
        "names": float(names),
        "density": sum(source.weights.get(term, 0.0) for term in terms) / math.sqrt(length),
        # What a text has to tell stands in its first paragraphs; what it thinks of it, behind them.
        "early": math.exp(-paragraph / 5),
        "late": min(paragraph, 20) / 20,
        "manner": manner,
        "quoted": min(2.0, text.count("「") if source.is_japanese else text.count("“")),
        "strange": float(_tells_of_another(text, source)),
        "general": float(not figures and not names),
        "about": about,
        "claim": about * rules.is_claim(text),
        "closing": about * rules.is_claim(text) * (paragraph * 3 >= len(source.paragraphs) * 2),
        "defines": float(rules.defines(text)),
        "headless": float(not rules.names_subject(text)),
        "stray": min(3.0, figures) * (1.0 - about),
        "early_about": about * math.exp(-paragraph / 5),
        "opens": float(not source.subject or bool(opening & source.subject)),
        "thought": float(rules.is_thought(text)),
        "off": float(not terms & (source.subject | source.lead)),
        "thesis": float(paragraph < _EARLY and rules.is_thesis(text)),
        "bare": float(rules.lacks_owner(text)),
        "central": _central(terms, source),
    }
    return Candidate(text, place, paragraph, terms, length, frozenset(_PARTICULAR.findall(text)), counted, topic=topic)


def _central(terms: frozenset[str], source: Source) -> float:
    """In how much of the text the sentence's commonest terms stand, 0 to 1."""
    spread = sorted((source.spread.get(term, 0.0) for term in terms), reverse=True)[:_COMMONEST]
    return sum(spread) / _COMMONEST


def _tells_of_another(text: str, source: Source) -> bool:
    """Whether a sentence opens on names, and on none that the title has."""
    topic = source.rules.topic(text)
    return bool(_NAME.search(topic) or _PLACE.match(text)) and not any(
        term in source.title for term in terms_of(topic, japanese=source.is_japanese)
    )
