"""An excerpt made of the draft's own sentences: rank them, join one to three that fit, take the first that holds.

A choice of several sentences counts the terms that it covers once. The caller says what holds: the same checks as for
a model.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import Final

from editor_tui.llm.offline.candidates import Candidate, find_candidates
from editor_tui.llm.offline.source import Source
from editor_tui.llm.offline.terms import terms_of

__all__ = ["Extract", "Source", "extract_excerpt"]

# Characters within which a sentence has to come to its subject.
_OPENING: Final = 32
_FACTS: Final = 2
# Amounts with which a report is one whatever the title calls it.
_DENSE: Final = 3
# Paragraphs in which a text says what has happened.
_EARLY: Final = 5
_LATEST: Final = 6
# Paragraphs within which amounts belong to the news.
_NEAR: Final = 2
_LEAST_MANNER: Final = 0.0
_HEDGED: Final = -0.6
_REPORT: Final = 0.5
# What a choice is worth by its first sentence.
_ON_NEWS: Final = 3.5
_ON_LEAD: Final = 2.0
_ON_SUBJECT: Final = 1.2
_WITH_FACTS: Final = 0.6
_WITHOUT_SUBJECT: Final = 1.5
# What it costs that a sentence behind has no name or number that the one before it has not.
_NOTHING_NEW: Final = 0.4
# What it costs to have a sentence behind it that is thought, not told.
_THOUGHT: Final = 2.0
# Sentences that are worth combining in threes, and choices that are worth checking.
_MOST_OF_THREE: Final = 14
_MOST_CHOICES: Final = 400

Fits = Callable[[Sequence[Candidate], Source], bool]


@dataclass(frozen=True, slots=True)
class Extract:
    """An excerpt; `is_sure` where it tells facts of the title's subject, and not only what the author thinks."""

    text: str
    is_sure: bool


def extract_excerpt(source: Source, accept: Callable[[str], bool]) -> Extract | None:
    """The best excerpt that `accept` takes; the best one of all where it takes none; None where no sentence will do."""
    first: Extract | None = None
    candidates = find_candidates(source)
    told = [one for one in candidates if not one.guesses]
    glue = "" if source.is_japanese else " "
    for pool, fits in ((candidates, _is_about_subject), (candidates, _leads), (told, _any), (candidates, _any)):
        for chosen in _choices(pool, source, fits):
            extract = Extract(
                glue.join(one.text for one in chosen), is_sure=fits is _is_about_subject and _tells(chosen, source)
            )
            if accept(extract.text):
                return extract
            first = first or extract
    return first


def _choices(candidates: list[Candidate], source: Source, fits: Fits) -> Iterator[Sequence[Candidate]]:
    """One to three sentences that are within the limits together and that `fits` takes, the best first."""
    least, most = source.limits
    between = 0 if source.is_japanese else 1
    rated: list[tuple[float, Sequence[Candidate]]] = []
    for size in (1, 2, 3):
        pool = candidates if size < 3 else sorted(candidates, key=lambda one: -one.score)[:_MOST_OF_THREE]
        for chosen in combinations(sorted(pool, key=lambda one: one.place), size):
            length = sum(one.length for one in chosen) + between * (size - 1)
            if (
                least <= length <= most
                and fits(chosen, source)
                and _go_together(chosen, source, linked=fits is not _any)
            ):
                rated.append((_rate(chosen, source, length / most), chosen))
    rated.sort(key=lambda item: -item[0])
    return (chosen for _, chosen in rated[:_MOST_CHOICES])


def _leads(chosen: Sequence[Candidate], source: Source) -> bool:
    return chosen[0].leads


def _any(chosen: Sequence[Candidate], source: Source) -> bool:
    return True


def _tells(chosen: Sequence[Candidate], source: Source) -> bool:
    """Whether somebody could sign it unseen: facts about the subject, told early, and nothing that is only thought."""
    first = chosen[0]
    # One term of a title alone says little about what it is about.
    least = min(2, len(source.subject))
    return (
        (first.news or first.figures >= _DENSE or len(source.subject & first.terms) >= least)
        and bool(source.subject & frozenset().union(*(one.terms for one in chosen)))
        and not any(one.guesses for one in chosen)
        and all(later.facts - one.facts for one, later in pairwise(chosen))
        and all(one.manner >= _LEAST_MANNER for one in chosen)
        and (first.news or _reports(first, source))
    )


def _reports(first: Candidate, source: Source) -> bool:
    """Whether a sentence is an early report of amounts: on the subject, or plainly with several of them."""
    if _beginning(first, source) >= _ON_SUBJECT:
        return first.figures > 0 and first.paragraph <= _LATEST
    is_report = first.manner >= _REPORT
    return first.figures >= _FACTS and first.paragraph <= 1 and is_report and bool(first.terms & source.subject)


def _opens_on_subject(first: Candidate, source: Source) -> bool:
    opening = frozenset(terms_of(first.text[:_OPENING], japanese=source.is_japanese))
    return not source.subject or bool(opening & source.subject)


def _go_together(chosen: Sequence[Candidate], source: Source, *, linked: bool) -> bool:
    """Each where it may stand, no two cuts of one sentence, and nothing said twice."""
    if chosen[0].leans or not source.rules.may_open(chosen[0].text):
        return False
    if len({one.place for one in chosen}) < len(chosen):
        return False
    pairs = tuple(pairwise(chosen))
    follows = [_is_next(one, later) or source.rules.points_at(one.text, later.text) for one, later in pairs]
    if any(later.leans and not behind for (_, later), behind in zip(pairs, follows, strict=True)):
        return False
    if linked and not all(
        behind or _is_linked(chosen[0], later, source) for (_, later), behind in zip(pairs, follows, strict=True)
    ):
        return False
    return all(
        len(one.terms & other.terms) <= 0.6 * min(len(one.terms), len(other.terms)) + 1
        for one, other in combinations(chosen, 2)
    )


def _names_subject(first: Candidate, source: Source) -> bool:
    """The subject anywhere, in a sentence with facts of its own."""
    return bool(first.terms & source.subject) and len(first.facts) >= _FACTS


def _is_about_subject(chosen: Sequence[Candidate], source: Source) -> bool:
    """Whether the first sentence is told, and of the subject; one that is thought may stand behind it."""
    behind = all(not one.guesses or one.manner > _HEDGED for one in chosen[1:])
    return not chosen[0].guesses and behind and _beginning(chosen[0], source) > 0


def _beginning(first: Candidate, source: Source) -> float:
    """What it is worth with which sentence an excerpt begins: on what the title begins with, or with early facts."""
    if first.news:
        return _ON_NEWS
    if first.leads or any(figure in first.text for figure in source.figures):
        return _ON_LEAD
    if _opens_on_subject(first, source) or (first.paragraph < _EARLY and source.rules.is_thesis(first.text)):
        return _ON_SUBJECT
    early = first.paragraph < _EARLY and len(first.facts) >= _FACTS
    return _WITH_FACTS if early or _names_subject(first, source) else 0.0


def _is_linked(first: Candidate, later: Candidate, source: Source) -> bool:
    """Whether a sentence from elsewhere is plainly about the same: the subject, or a particular term of the first."""
    shared = first.terms & later.terms
    if first.news and not later.guesses and _is_close(first, later):
        return True
    return later.leads or (bool(later.terms & source.subject) and any(len(term) > 2 for term in shared))


def _is_close(first: Candidate, later: Candidate) -> bool:
    """Whether a sentence has facts that belong to the news before it: an amount at once, several facts soon after."""
    if later.strange or later.manner <= _HEDGED:
        return False
    far = later.paragraph - first.paragraph
    return (far < _NEAR and later.figures > 0) or (far <= _NEAR and len(later.facts) >= _FACTS)


def _is_next(one: Candidate, later: Candidate) -> bool:
    return later.place == one.place + 1 and later.paragraph == one.paragraph


def _rate(chosen: Sequence[Candidate], source: Source, fullness: float) -> float:
    """Terms count once however many sentences have them; sentences from far apart read badly together."""
    covered = sum(source.weights.get(term, 0.0) for term in frozenset().union(*(one.terms for one in chosen)))
    total = sum(one.length for one in chosen)
    apart = sum(_distance(one, later) for one, later in pairwise(chosen))
    own = sum(one.score * one.length for one in chosen) / total
    begins = _beginning(chosen[0], source)
    if not source.subject & frozenset().union(*(one.terms for one in chosen)):
        begins -= _WITHOUT_SUBJECT
    begins -= _NOTHING_NEW * sum(not later.facts - one.facts for one, later in pairwise(chosen))
    begins -= _THOUGHT * sum(one.guesses for one in chosen)
    return begins + own + 0.6 * covered / math.sqrt(total) - apart - 0.4 * (len(chosen) - 1) + 0.5 * fullness


def _distance(one: Candidate, later: Candidate) -> float:
    """What it costs that the second sentence does not follow the first one in the draft."""
    if _is_next(one, later):
        return -0.3
    linked = 0.0 if one.terms & later.terms else 0.5
    if later.paragraph == one.paragraph:
        return 0.3 * (later.place - one.place - 1) + linked / 2
    far = min(later.paragraph - one.paragraph, 8)
    # What is new, and then a fact about the same from where the text goes into it.
    if one.news and (later.leads or later.leans or _is_close(one, later)):
        return 0.4 + 0.1 * far
    return 2.0 + 0.4 * far + linked
