"""An excerpt made of the draft's own sentences: every choice of one to three that fits is rated whole, the best taken.

A choice is worth what it covers of the title, how it begins and what its sentences are worth; it costs that they do not
belong together. The caller says what holds: the same checks as for a model.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import Final

from editor_tui.llm.offline.candidates import Candidate, find_candidates
from editor_tui.llm.offline.rating import Rating
from editor_tui.llm.offline.source import Source

__all__ = ["Extract", "Source", "extract_excerpt"]

# Amounts or names that make a report.
_FACTS: Final = 2
# Amounts with which a report is one whatever the title calls it.
_DENSE: Final = 3
# Paragraphs in which a text says what has happened.
_LATEST: Final = 6
_LATEST_NEWS: Final = 3
# How much of the title a report that is no news has to cover.
_ENOUGH: Final = 0.57
# Characters that a sentence behind has at least: a shorter one hardly says what it is about.
_LEAST_BEHIND: Final = 34
# What a sentence behind has in common with the first, not to be only about the same company; and how much is too much.
_TIES: Final = 2
_AGAIN: Final = 0.5
# Alone, this says only that there is something new.
_ONLY_PRESENTED: Final = re.compile(r"(?<!と)(?:発表|公開)(?:され|し)(?:まし)?た。$")
_ACTOR: Final = re.compile(r"[^、。はがをにで]{2,30}が")
# Sentences within which "しかし" is set against the first of two.
_SET_AGAINST: Final = 4
_LEAST_MANNER: Final = 0.0
_REPORT: Final = 0.5
# Sentences that are worth combining in threes, and choices that are worth checking.
_MOST_OF_THREE: Final = 14
_MOST_CHOICES: Final = 400


@dataclass(frozen=True, slots=True)
class Extract:
    """An excerpt; `is_sure` where it tells facts of the title's subject, and not only what the author thinks."""

    text: str
    is_sure: bool


def extract_excerpt(source: Source, accept: Callable[[str], bool]) -> Extract | None:
    """The best excerpt that `accept` takes; the best one of all where it takes none; None where no sentence will do."""
    first: Extract | None = None
    rating = Rating(source, find_candidates(source))
    for chosen in rank_choices(rating):
        texts = [one.text for one in chosen]
        text = "".join(as_topics(texts)) if source.is_japanese else " ".join(texts)
        extract = Extract(text, is_sure=_tells(chosen, rating))
        if accept(extract.text):
            return extract
        first = first or extract
    return first


def as_topics(sentences: Sequence[str]) -> list[str]:
    """Sentences with は behind who did it, where the one before has named the same with が: "Aが…。Aは…。"."""
    written = list(sentences[:1])
    for one, later in pairwise(sentences):
        actors = [_ACTOR.match(sentence) for sentence in (one, later)]
        is_same = all(actors) and len({actor[0] for actor in actors if actor}) == 1
        is_plain = later.count("が") == 1 and "は" not in later
        written.append(later.replace("が", "は", 1) if is_same and is_plain else later)
    return written


def rank_choices(rating: Rating) -> Iterator[Sequence[Candidate]]:
    """One to three sentences that are within the limits together, the best first."""
    rated = [(rating.rate(chosen), chosen) for chosen in choices_of(rating)]
    rated.sort(key=lambda item: -item[0])
    return (chosen for _, chosen in rated[:_MOST_CHOICES])


def choices_of(rating: Rating) -> Iterator[Sequence[Candidate]]:
    """Every choice of one to three sentences that is within the limits and goes together."""
    candidates, source = rating.candidates, rating.source
    least, most = source.limits
    between = 0 if source.is_japanese else 1
    best = sorted(candidates, key=lambda one: -max(one.as_first, one.as_later))[:_MOST_OF_THREE]
    for size in (1, 2, 3):
        pool = candidates if size < 3 else sorted(best, key=lambda one: one.place)
        for chosen in combinations(pool, size):
            length = sum(one.length for one in chosen) + between * (size - 1)
            if least <= length <= most and _go_together(chosen, rating):
                yield chosen


def _go_together(chosen: Sequence[Candidate], rating: Rating) -> bool:
    """Each where it may stand, no two cuts of one sentence, and nothing said twice."""
    if chosen[0].leans or len({one.place for one in chosen}) < len(chosen):
        return False
    if not rating.source.rules.may_open(chosen[0].text):
        return False
    if any(_contradicts(one, later) for one, later in pairwise(chosen)):
        return False
    if any(later.leans and not rating.follows(one, later) for one, later in pairwise(chosen)):
        return False
    return all(
        len(one.terms & other.terms) <= 0.5 * min(len(one.terms), len(other.terms)) + 1
        for one, other in combinations(chosen, 2)
    )


def _contradicts(one: Candidate, later: Candidate) -> bool:
    """Whether a sentence has lost the word that sets it against the one before it."""
    is_near = later.place - one.place <= _SET_AGAINST
    return not later.leans and bool(later.counted.get("contrast") or (is_near and later.counted.get("against")))


def _tells(chosen: Sequence[Candidate], rating: Rating) -> bool:
    """Whether somebody could sign it unseen: facts about the subject, told early, and nothing that is only thought."""
    source = rating.source
    first = chosen[0]
    # One term of a title alone says little about what it is about.
    least = min(2, len(source.subject))
    terms = frozenset().union(*(one.terms for one in chosen))
    text = "".join(one.text for one in chosen)
    return (
        (first.news or first.counted["figures"] >= _DENSE or len(source.subject & first.terms) >= least)
        and (first.news or source.share_of_title(terms) >= _ENOUGH)
        and (first.paragraph <= _LATEST_NEWS if first.news else _reports(first, source))
        and bool(source.subject & terms)
        and (first.news or all(figure in text for figure in source.figures))
        and not (len(chosen) == 1 and _ONLY_PRESENTED.search(text))
        and all(not one.guesses and not one.built and one.counted["manner"] >= _LEAST_MANNER for one in chosen)
        and rating.whole_of(chosen)["again"] <= _AGAIN
        and not any(_is_loose(first, one, later, rating) for one, later in pairwise(chosen))
    )


def _is_loose(first: Candidate, one: Candidate, later: Candidate, rating: Rating) -> bool:
    joint = rating.joint_of(first, one, later)
    beside = later.length < _LEAST_BEHIND or later.counted["general"] or later.counted["strange"]
    # It goes on with what the first one came to, or has more in common with it than whom both are about.
    goes_on = bool(later.topic & (first.terms - first.topic))
    is_tied = joint["next"] or joint["follows"] or goes_on or _ties(first, later, rating.source) >= _TIES
    return bool(joint["unlinked"] or joint["foreign"] or joint["nothing_new"] or beside or not is_tied)


def _ties(first: Candidate, later: Candidate, source: Source) -> int:
    """How many things a sentence has in common with the first one or with the title; parts of words do not count."""
    shared = [term for term in later.terms & (first.terms | source.subject | source.lead) if len(term) > 1]
    return sum(not any(term != other and term in other for other in shared) for term in shared)


def _reports(first: Candidate, source: Source) -> bool:
    """Whether a sentence is an early report of amounts: on the subject, or plainly with several of them."""
    counted = first.counted
    if not source.is_japanese and counted["manner"] < _REPORT:
        return False
    if counted["leads"] or counted["titled"] or counted["opens"] or counted["thesis"]:
        return counted["figures"] > 0 and first.paragraph <= _LATEST
    is_report = counted["manner"] >= _REPORT
    return counted["figures"] >= _FACTS and first.paragraph <= 1 and is_report and bool(first.terms & source.subject)
