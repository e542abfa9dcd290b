"""An excerpt made of the draft's own sentences: every choice of one to three that fits is rated whole, the best taken.

A choice is worth what it covers of the title, how it begins and what its sentences are worth; it costs that they do not
belong together. The caller says what holds: the same checks as for a model.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import Final

from editor_tui.llm.offline.candidates import Candidate, find_candidates
from editor_tui.llm.offline.source import Source
from editor_tui.llm.offline.worth import LATER, WHOLE, weigh

__all__ = ["Extract", "Source", "extract_excerpt"]

# Amounts or names that make a report.
_FACTS: Final = 2
# Amounts with which a report is one whatever the title calls it.
_DENSE: Final = 3
# Paragraphs in which a text says what has happened.
_LATEST: Final = 6
_LATEST_NEWS: Final = 3
# Paragraphs within which amounts belong to the news, and within which "この計画" is what the news was.
_NEAR: Final = 2
_EVENT_NEAR: Final = 4
# How much of the title a report that is no news has to cover.
_ENOUGH: Final = 0.57
# Characters that a sentence behind has at least: a shorter one hardly says what it is about.
_LEAST_BEHIND: Final = 30
_LEAST_MANNER: Final = 0.0
_HEDGED: Final = -0.6
_REPORT: Final = 0.5
_FARTHEST: Final = 8
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
    glue = "" if source.is_japanese else " "
    for chosen in rank_choices(find_candidates(source), source):
        extract = Extract(glue.join(one.text for one in chosen), is_sure=_tells(chosen, source))
        if accept(extract.text):
            return extract
        first = first or extract
    return first


def rank_choices(candidates: list[Candidate], source: Source) -> Iterator[Sequence[Candidate]]:
    """One to three sentences that are within the limits together, the best first."""
    rated = [(_rate(chosen, source), chosen) for chosen in _choices(candidates, source)]
    rated.sort(key=lambda item: -item[0])
    return (chosen for _, chosen in rated[:_MOST_CHOICES])


def _choices(candidates: list[Candidate], source: Source) -> Iterator[Sequence[Candidate]]:
    least, most = source.limits
    between = 0 if source.is_japanese else 1
    best = sorted(candidates, key=lambda one: -max(one.as_first, one.as_later))[:_MOST_OF_THREE]
    for size in (1, 2, 3):
        pool = candidates if size < 3 else sorted(best, key=lambda one: one.place)
        for chosen in combinations(pool, size):
            length = sum(one.length for one in chosen) + between * (size - 1)
            if least <= length <= most and _go_together(chosen, source):
                yield chosen


def _go_together(chosen: Sequence[Candidate], source: Source) -> bool:
    """Each where it may stand, no two cuts of one sentence, and nothing said twice."""
    if chosen[0].leans or len({one.place for one in chosen}) < len(chosen):
        return False
    if not source.rules.may_open(chosen[0].text):
        return False
    if any(later.leans and not _follows(one, later, source) for one, later in pairwise(chosen)):
        return False
    return all(
        len(one.terms & other.terms) <= 0.5 * min(len(one.terms), len(other.terms)) + 1
        for one, other in combinations(chosen, 2)
    )


def _rate(chosen: Sequence[Candidate], source: Source) -> float:
    worth = chosen[0].as_first + weigh(whole_of(chosen, source), WHOLE)
    for one, later in pairwise(chosen):
        worth += later.as_later + weigh(joint_of(chosen[0], one, later, source), LATER)
    return worth


def whole_of(chosen: Sequence[Candidate], source: Source) -> Mapping[str, float]:
    """What can be counted of a choice as a whole. Terms count once however many sentences have them."""
    terms = frozenset().union(*(one.terms for one in chosen))
    length = sum(one.length for one in chosen)
    return {
        "share": source.share_of_title(terms),
        "covered": sum(source.weights.get(term, 0.0) for term in terms) / math.sqrt(length),
        "fullness": length / source.limits[1],
    }


def joint_of(first: Candidate, one: Candidate, later: Candidate, source: Source) -> Mapping[str, float]:
    """What can be counted of how a sentence stands behind another."""
    is_next, follows = _is_next(one, later), _follows(one, later, source)
    return {
        "one": 1.0,
        "next": float(is_next),
        "follows": float(follows and not is_next),
        "unlinked": float(not follows and not _is_linked(first, later, source)),
        "far": float(min(later.paragraph - one.paragraph, _FARTHEST)),
        "nothing_new": float(not later.facts - one.facts),
        "shared": min(3.0, sum(len(term) > 2 for term in first.terms & later.terms)),
    }


def _is_next(one: Candidate, later: Candidate) -> bool:
    return later.place == one.place + 1 and later.paragraph == one.paragraph


def _follows(one: Candidate, later: Candidate, source: Source) -> bool:
    """Whether a sentence may point back at the one before it."""
    if one.news and later.paragraph - one.paragraph <= _EVENT_NEAR and source.rules.is_about_event(later.text):
        return True
    return _is_next(one, later) or source.rules.points_at(one.text, later.text)


def _is_linked(first: Candidate, later: Candidate, source: Source) -> bool:
    """Whether a sentence from elsewhere is plainly about the same: the subject, or a particular term of the first."""
    shared = first.terms & later.terms
    if first.news and not later.guesses and _is_close(first, later):
        return True
    return bool(later.counted["leads"]) or (
        bool(later.terms & source.subject) and any(len(term) > 2 for term in shared)
    )


def _is_close(first: Candidate, later: Candidate) -> bool:
    """Whether a sentence has facts that belong to the news before it: an amount at once, several facts soon after."""
    if later.counted["strange"] or later.counted["manner"] <= _HEDGED:
        return False
    far = later.paragraph - first.paragraph
    return (far < _NEAR and later.counted["figures"] > 0) or (far <= _NEAR and len(later.facts) >= _FACTS)


def _tells(chosen: Sequence[Candidate], source: Source) -> bool:
    """Whether somebody could sign it unseen: facts about the subject, told early, and nothing that is only thought."""
    first = chosen[0]
    # One term of a title alone says little about what it is about.
    least = min(2, len(source.subject))
    terms = frozenset().union(*(one.terms for one in chosen))
    return (
        (first.news or first.counted["figures"] >= _DENSE or len(source.subject & first.terms) >= least)
        and (first.news or source.share_of_title(terms) >= _ENOUGH)
        and (first.paragraph <= _LATEST_NEWS if first.news else _reports(first, source))
        and bool(source.subject & terms)
        and all(not one.guesses and one.counted["manner"] >= _LEAST_MANNER for one in chosen)
        and not any(_is_loose(first, one, later, source) for one, later in pairwise(chosen))
    )


def _is_loose(first: Candidate, one: Candidate, later: Candidate, source: Source) -> bool:
    joint = joint_of(first, one, later, source)
    beside = (
        later.length < _LEAST_BEHIND or later.counted["general"] or later.counted["strange"] or later.counted["market"]
    )
    is_tied = later.counted["leads"] or joint["shared"] or joint["next"] or joint["follows"]
    return bool(joint["unlinked"] or joint["nothing_new"] or beside or not is_tied)


def _reports(first: Candidate, source: Source) -> bool:
    """Whether a sentence is an early report of amounts: on the subject, or plainly with several of them."""
    counted = first.counted
    if not source.is_japanese and counted["manner"] < _REPORT:
        return False
    if counted["leads"] or counted["titled"] or counted["opens"] or counted["thesis"]:
        return counted["figures"] > 0 and first.paragraph <= _LATEST
    is_report = counted["manner"] >= _REPORT
    return counted["figures"] >= _FACTS and first.paragraph <= 1 and is_report and bool(first.terms & source.subject)
