"""What a choice of sentences is worth as an excerpt: what can be counted of it, weighed.

A choice is worth what it has of the title and of its news, how it begins and what its sentences are worth; it
costs that they do not belong together.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import combinations, pairwise
from typing import Final

from editor_tui.llm.offline.candidates import Candidate
from editor_tui.llm.offline.source import ANYWHERE, Source
from editor_tui.llm.offline.worth import LATER, WHOLE, weigh

# Paragraphs within which amounts belong to the news, and within which "この計画" is what the news was.
_NEAR: Final = 2
_EVENT_NEAR: Final = 4
# Paragraphs in which a text tells the news that its title names, and how much of the title such news has.
_OPENING: Final = 3
_FIRST: Final = 2
_OF_TITLE: Final = 0.25
_AS_GOOD: Final = 0.6
_HEDGED: Final = -0.6
# How much of the title a thesis has to name to stand behind any of its sentences.
_OF_THESIS: Final = 0.5
# In how many of the paragraphs a term may stand to tie two sentences.
_RARE: Final = 0.3
# Somebody who does something: "アオバが".
_BARE_NAME: Final = re.compile(r"^[^、。「」はがをの]{2,30}(?:は|が)")
# What a Japanese sentence says at its end that is done.
_DEED: Final = re.compile(r"[一-龠]{2}(?=(?:し|さ|す)[ぁ-ん]{1,6}。$)")
_FARTHEST: Final = 5


class Rating:
    """How choices of a draft's candidates compare."""

    def __init__(self, source: Source, candidates: Sequence[Candidate]) -> None:
        self.source = source
        self.candidates = candidates

    def rate(self, chosen: Sequence[Candidate]) -> float:
        worth = chosen[0].as_first + weigh(self.whole_of(chosen), WHOLE)
        for one, later in pairwise(chosen):
            worth += later.as_later + weigh(self.joint_of(chosen[0], one, later), LATER)
        return worth

    @cached_property
    def titled_news(self) -> frozenset[int]:
        """The places of the sentences that tell the title's news early in the text."""
        news = [one for one in self.candidates if one.news and one.paragraph < _OPENING]
        most = max((one.counted["about"] for one in news), default=0.0)
        if most < _OF_TITLE:
            news, most = [one for one in news if one.paragraph < _FIRST and one.facts], 0.0
        return frozenset(one.place for one in news if one.counted["about"] >= _AS_GOOD * most)

    def whole_of(self, chosen: Sequence[Candidate]) -> Mapping[str, float]:
        """What can be counted of a choice as a whole. Terms count once however many sentences have them."""
        terms = frozenset().union(*(one.terms for one in chosen))
        length = sum(one.length for one in chosen)
        text = "".join(one.text for one in chosen)
        names = self.source.names
        return {
            "share": self.source.share_of_title(terms),
            "covered": sum(self.source.weights.get(term, 0.0) for term in terms) / math.sqrt(length),
            "fullness": length / self.source.limits[1],
            "named": sum(name in text for name in names) / len(names) if names else 0.5,
            "misses": float(bool(self.titled_news) and not any(one.place in self.titled_news for one in chosen)),
            "news_last": float(self._comes_to_news(chosen)),
            "headed": float(chosen[0].place in self.titled_news),
            "again": sum(_overlap(one, other) + _does_again(one, other) for one, other in combinations(chosen, 2)),
            "closing_no_news": chosen[0].counted["closing"] if not self.titled_news else 0.0,
            "claim_no_news": chosen[0].counted["claim"] if not self.titled_news else 0.0,
            "short_news": float(len(chosen) == 1 and chosen[0].news and not chosen[0].counted["figures"]),
            "three": float(len(chosen) > 2),
        }

    def _comes_to_news(self, chosen: Sequence[Candidate]) -> bool:
        """Whether the title's news stands behind something else."""
        news = self.titled_news
        return chosen[0].place not in news and any(one.place in news for one in chosen[1:])

    def joint_of(self, first: Candidate, one: Candidate, later: Candidate) -> Mapping[str, float]:
        """What can be counted of how a sentence stands behind another."""
        is_next, follows = _is_next(one, later), self.follows(one, later)
        is_same = bool(later.topic & first.terms)
        shared = [term for term in first.terms & later.terms if len(term) > 1 and term not in ANYWHERE]
        far = float(min(later.paragraph - one.paragraph, _FARTHEST))
        return {
            "one": 1.0,
            "next": float(is_next),
            "follows": float(follows and not is_next),
            "unlinked": float(not follows and not self._is_linked(first, later)),
            "far": 0.0 if is_same else far,
            "far_same": far if is_same else 0.0,
            "apart": float(not shared and not follows),
            "claim_same": later.counted["claim"] if is_same else 0.0,
            "nothing_new": float(not later.facts - one.facts),
            "shared": min(3.0, sum(len(term) > 2 for term in first.terms & later.terms)),
            "same_topic": float(is_same),
            "foreign": float(not self._belongs(first, one, later)),
        }

    def follows(self, one: Candidate, later: Candidate) -> bool:
        """Whether a sentence may point back at the one before it."""
        rules = self.source.rules
        if one.news and later.paragraph - one.paragraph <= _EVENT_NEAR and rules.is_about_event(later.text):
            return True
        return _is_next(one, later) or bool(rules.points_at(one.text, later.text))

    def _belongs(self, first: Candidate, one: Candidate, later: Candidate) -> bool:
        """Whether a sentence goes on with the deed or its object: more than who did it, or what it comes down to."""
        if not self.source.is_japanese or self.follows(one, later) or later.counted["thesis"]:
            return True
        if later.counted["claim"] >= _OF_THESIS and not later.counted["thought"]:
            return True
        same = first.terms & later.terms - ANYWHERE
        if later.topic & same and self.source.rules.takes_up(later.text):
            return True
        doer = first.topic if _BARE_NAME.match(first.text) else frozenset[str]()
        return any(len(term) > 1 and self._is_rare(term) for term in same - self.source.actor_terms - doer)

    def _is_rare(self, term: str) -> bool:
        return term in self.source.title or self.source.spread.get(term, 0.0) <= _RARE

    def _is_linked(self, first: Candidate, later: Candidate) -> bool:
        """Whether a sentence from elsewhere is plainly about the same: the subject, or a term of the first."""
        shared = first.terms & later.terms
        if first.news and not later.guesses and _is_close(first, later):
            return True
        return bool(later.counted["leads"]) or (
            bool(later.terms & self.source.subject) and any(len(term) > 2 for term in shared)
        )


def _overlap(one: Candidate, other: Candidate) -> float:
    """How much of the shorter one the other says too, beyond the subject; 0 to 1."""
    fewest = min(len(one.terms), len(other.terms))
    return len(one.terms & other.terms) / fewest if fewest else 0.0


def _does_again(one: Candidate, other: Candidate) -> bool:
    """Whether two Japanese sentences end in the same deed: 確保します, 確保しました."""
    deed, again = _DEED.search(one.text), _DEED.search(other.text)
    return deed is not None and again is not None and deed.group() == again.group()


def _is_next(one: Candidate, later: Candidate) -> bool:
    return later.place == one.place + 1 and later.paragraph == one.paragraph


def _is_close(first: Candidate, later: Candidate) -> bool:
    """Whether a sentence has facts that belong to the news before it: an amount, at once."""
    if later.counted["strange"] or later.counted["manner"] <= _HEDGED:
        return False
    far = later.paragraph - first.paragraph
    return far < _NEAR and later.counted["figures"] > 0
