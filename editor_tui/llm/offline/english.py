"""Which English sentences can stand alone in an excerpt, and how one is trimmed so that it can."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from editor_tui.llm.offline.standing import Standing

_LEADING: Final = re.compile(
    r"^(?:however|moreover|furthermore|in addition|additionally|indeed|in fact|of course|also|and|but|so|yet|still|thus"
    r"|therefore|meanwhile|finally|first|second|third|for example|for instance|in short|in other words|importantly"
    r"|notably|interestingly|to be clear|that said|as a result|at the same time|on the other hand|to be sure),? +"
    r"(?=[A-Za-z])",
    re.IGNORECASE,
)
_PARENTHESIS: Final = re.compile(
    r" \([^()]{2,80}\)|, (?:which|who)\b[^,.;]{4,90}(?=[.,])|—[^—]{4,80}—| – [^–]{4,80} – "
)
# What may go at the end: a whole sentence stands before it.
_TAIL: Final = re.compile(
    r"(?:, (?:which|who|where|while|whereas|although|though|making|leaving|giving|including|such as|with)\b[^.]*"
    r"|; [^.]*| — [^.]*|—[^.]*)\.$"
)
_TALK: Final = re.compile(
    r"^(?:See|Note|Please|For (?:more|further|details)|Read|Check|Visit|Join|Don['’]t|Use|Replace|Emitted|Returns?|Make"
    r"|Run|Install|Try"
    r"|Add|Set|Go|Remember|Thanks?|Thank you|Welcome|Permit"
    r"|Happy|Have|Do|Consider|Imagine|Keep|Look|Think|Suppose|Also)\b"
    r"|\b(?:highly recommend|encourage|list below|tables? below|we['’]d)\b"
    r"|[?!…]|https?:|:$|\.\.\.|\b(?:I|I['’]m|I['’]ve|I['’]d|my|me|we|we['’]re|we['’]ve|our|us|you|your|you['’]ll|you['’]re"
    r"|let['’]s|dear|folks|honestly|frankly|personally|gonna|wow|oops|hey|click|subscribe|read more|last week|yesterday"
    r"|this (?:article|post|guide|page|section|chapter)|in this (?:article|post)|below|above|following"
    r"|see (?:also|figure|table)|(?:found|live|available|out|more|read|details) here)\b"
)
_WEAK_START: Final = re.compile(
    r"^(?:this|that|these|those|it|its|they|their|he|she|his|her|there|here|such|one of (?:them|these)|another|both"
    r"|then|because|if|when|while|which|who|or|nor|not|like|now|well|ok|as such|instead|otherwise|let)\b",
    re.IGNORECASE,
)
_BACKWARD: Final = re.compile(r"\b(?:this|these|such a|the former|the latter|the same)\b", re.IGNORECASE)
_OPINION: Final = re.compile(
    r"\b(?:perhaps|maybe|probably|arguably|should|must|might|could|hope|hopefully|amazing|incredible|exciting|very"
    r"|really|truly|undoubtedly|of course|clearly)\b",
    re.IGNORECASE,
)
_REPORTS: Final = re.compile(
    r"\b(?:announce[ds]?|said|says|report(?:s|ed)?|launch(?:es|ed)?|released?|plans?|will|found|shows?|showed|rose|fell"
    r"|grew|reached|acquired?|invest(?:s|ed)?|raised|approved|passed|opened|built|agreed|signed|expects?|forecasts?|cut"
    r"|doubled|increased?|reduced?|introduced?|adopted|published|means|requires?)\b",
    re.IGNORECASE,
)
_WHOLE: Final = re.compile(r"[A-Za-z0-9)%”\"]\.[”\"]?$")
_FEWEST_WORDS: Final = 5


def variants(sentence: str, *, polite: bool = True) -> Iterator[str]:
    """The sentence as it may stand alone, the fullest first: every one of them is a whole sentence of the draft."""
    bare = _capital(_LEADING.sub("", sentence.strip(), count=1))
    yield bare
    for shorter in (_PARENTHESIS.sub("", bare), _TAIL.sub(".", bare), _TAIL.sub(".", _PARENTHESIS.sub("", bare))):
        if shorter != bare:
            yield shorter


def told_of(sentence: str, *, polite: bool) -> str | None:
    """English has no such border that could be cut safely."""
    return None


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def answer_to(question: str, sentence: str) -> str | None:
    """English answers name their subject again."""
    return None


def points_at(before: str, sentence: str) -> bool:
    return False


def may_open(sentence: str) -> bool:
    return True


def standing(sentence: str) -> Standing:
    """Whether a sentence is told or talked, and whether it leans on the one before."""
    if not _WHOLE.search(sentence) or _TALK.search(sentence) or len(sentence.split()) < _FEWEST_WORDS:
        return "no"
    if sentence.count("(") != sentence.count(")"):
        return "no"
    if _WEAK_START.search(sentence) or _BACKWARD.search(sentence):
        return "follows"
    return "guess" if _OPINION.search(sentence) else "alone"


def manner(sentence: str) -> float:
    """How much a sentence reads like a report, about -1.5 to 1."""
    score = (0.6 if _REPORTS.search(sentence) else 0.0) - 0.4 * len(_OPINION.findall(sentence))
    return max(-1.5, min(1.0, score))


def is_thesis(sentence: str) -> bool:
    return False


def topic(sentence: str) -> str:
    """What the sentence is about, roughly: its first eight words."""
    return " ".join(sentence.split()[:8])


def is_polite(sentence: str) -> bool:
    return True
