"""Which English sentences can stand alone in an excerpt, and how one is trimmed so that it can."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
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
    r" \([^()]{2,80}\)|, (?:which|who|whose)\b[^,.;]{4,90},(?= )|—[^—]{4,80}—| – [^–]{4,80} – "
    r"|, (?:however|therefore|of course|in fact|for example|in turn|too|though),(?= )"
)
# What may go at the end: a whole sentence stands before it.
_TAIL: Final = re.compile(
    r"(?:, (?:which|who|where|while|whereas|although|though|making|leaving|giving|including|such as|with|as well as"
    r"|and thus|thereby|ensuring|allowing|enabling|so|so that|but|and (?=(?:the|it|they|we|this|[A-Z])\b))\b[^.]*"
    r"|; [^.]*| [—–] [^.]*|—[^.]*| because\b[^.]*| so that\b[^.]*)\.$"
)
# A circumstance in front: the sentence says the same without it, only less.
_FRONT: Final = re.compile(
    r"^(?:By [a-z]+ing|In|On|At|Over|During|For|With|Since|After|Before|As of|As part of|Today|Recently|Currently"
    r"|Historically|Until|From|Thanks to|Based on|Like|Along with|In addition to"
    r"|Written in)\b(?:[^,.;]|\.(?=\w)){0,60}, +(?=(?:[a-z]+ )?\S)"
)
_DOES: Final = r"is|was|has|can|will|provides|allows|lets|supports|helps|makes|includes|offers"
_SUBJECT: Final = re.compile(
    r"^(?P<who>(?:The |An? )?(?:[A-Z][\w.-]*|[a-z]+)(?: (?!is\b|are\b|was\b|has\b|can\b|will\b)[\w.-]+){0,3})"
    rf" (?:{_DOES})\b"
)
# "It is time to …" points at nothing.
_SAYS_WHAT: Final = re.compile(r"^(?:The )?[A-Z][\w.+-]*(?: [A-Z][\w.+-]*){0,3}(?:, (?:an?|the) | is an? )")
# What a description may do without.
_FURTHER: Final = re.compile(r" (?:using|written|based|designed|powered|intended|over|with|that)\b.*$")
_DOES_SOMETHING: Final = re.compile(r"(?!is\b|was\b|are\b|were\b|has been\b)[a-z]+(?:s|ed|n)?\b")
_IT: Final = re.compile(
    rf"^It(?= (?:{_DOES}|also|runs|works|comes|uses|takes)\b"
    r"(?! (?:a )?(?:time|important|possible|likely|clear|true|hard|easy|good|worth|that|to)\b))"
)
# "X is a tool for Y.": what X is may stand behind its name in another sentence about it.
_DEFINITION: Final = re.compile(
    r"^(?P<who>(?:The )?[A-Z][\w.+-]*(?: [A-Z][\w.+-]*){0,3}) (?:is|are) "
    r"(?P<what>(?:an? |the |[a-z]+ )[^.;:!?]{12,110}?)(?:, (?:which|that|who|designed|used|intended)\b[^.]*)?\.$"
)
_TALK: Final = re.compile(
    r"^(?:See|Note|Please|For (?:more|further|details)|Read|Check|Visit|Join|Don['’]t|Use|Replace|Emitted|Returns?|Make"
    r"|Run|Install|Try"
    r"|Add|Set|Go|Remember|Thanks?|Thank you|Welcome|Permit"
    r"|Happy|Have|Get|Learn|Find|Click|Open|Create|Follow|Ensure|Avoid|Increment|Adjust|Yes|No|Unfortunately|Do|Consider|Imagine|Keep|Look|Think|Suppose|Also)\b"
    r"|\b(?:highly recommend|encourage|list below|tables? below|we['’]d)\b"
    r"|[?!…]|https?:|:$|\.\.\.|\b(?:I|I['’]m|I['’]ve|I['’]d|my|me"
    r"|(?<!lets )(?<!allows )(?<!enables )(?<!helps )(?<!gives )(?<!allow )(?<!let )you|your|you['’]ll|you['’]re"
    r"|let['’]s|dear|folks|honestly|frankly|personally|gonna|wow|oops|hey|click|subscribe|read more|last week|yesterday"
    r"|this (?:article|post|guide|page|section|chapter)|in this (?:article|post)|below|above|following"
    r"|see (?:also|figure|table)|(?:found|live|available|out|more|read|details) here)\b"
)
_WEAK_START: Final = re.compile(
    r"^(?:this|that|these|those|it|its|they|their|he|she|his|her|there|here|such|one of (?:them|these)|another|both"
    r"|then|because|if|when|while|which|who|or|nor|not|like|now|well|ok|as such|instead|otherwise|let)\b",
    re.IGNORECASE,
)
_BACKWARD: Final = re.compile(
    r"\b(?:this|these|those|such a|the former|the latter|the same"
    r"|(?<!s )that (?!\w+(?:s|ed|es)\b|(?:are|is|was|can|will|has|have|the|it|you|we|they|an?|all|any|in|do)\b)"
    r"[a-z]+)\b",
    re.IGNORECASE,
)
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
# Said by those who wrote it: it may stand, but better not at once.
_OURS: Final = re.compile(r"\b(?:we|we['’]re|we['’]ve|our|us)\b", re.IGNORECASE)
# Code, or an entry of a list of words: no sentence.
_CODE: Final = re.compile(r"[_={}<>\[\]|]|^[\w.\- ]{1,30}: |^[a-z]|\(\)| : ")
_WHOLE: Final = re.compile(r"[A-Za-z0-9)%”\"]\.[”\"]?$")
_FEWEST_WORDS: Final = 5
_CUTS: Final = 2


def variants(sentence: str, *, polite: bool = True) -> Iterator[str]:
    """The sentence as it may stand alone, the fullest first: each one is what a whole sentence of the draft says."""
    seen = dict.fromkeys([_capital(_LEADING.sub("", sentence.strip(), count=1))])
    found = list(seen)
    for _ in range(_CUTS):
        found = [cut for text in found for cut in _cuts(text) if cut not in seen and not seen.setdefault(cut)]
    yield from seen


def _cuts(sentence: str) -> Iterator[str]:
    """The sentence with one thing less."""
    yield _PARENTHESIS.sub("", sentence, count=1)
    yield _TAIL.sub(".", sentence)
    yield _capital(_FRONT.sub("", sentence))
    for match in re.finditer(r"; |, (?:and|but) (?=(?:the|it|[A-Z]\w+) )", sentence):
        yield sentence[: match.start()] + "."


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
    if _CODE.search(sentence):
        return "no"
    if sentence.count("(") != sentence.count(")"):
        return "no"
    if _WEAK_START.search(sentence) or _BACKWARD.search(sentence):
        return "follows"
    return "guess" if is_thought(sentence) else "alone"


def manner(sentence: str) -> float:
    """How much a sentence reads like a report, about -1.5 to 1."""
    score = (0.6 if _REPORTS.search(sentence) else 0.0) - 0.4 * len(_OPINION.findall(sentence))
    return max(-1.5, min(1.0, score))


def is_thesis(sentence: str) -> bool:
    """Whether a sentence says what its subject is."""
    return _SAYS_WHAT.match(sentence) is not None


def topic(sentence: str) -> str:
    """What the sentence is about, roughly: its first eight words."""
    return " ".join(sentence.split()[:8])


def lacks_owner(sentence: str) -> bool:
    return False


def is_talk(text: str) -> bool:
    return _TALK.search(text) is not None


def role(sentence: str) -> dict[str, float]:
    return {}


def is_claim(sentence: str) -> bool:
    return False


def is_polite(sentence: str) -> bool:
    return True


def resolved(sentence: str, before: Sequence[str], actor: str) -> str | None:
    """The sentence with the subject of the one before it for an "It" at its head; None where there is no such."""
    match = _IT.match(sentence)
    subject = _SUBJECT.match(before[-1]) if match and before else None
    if match is None or subject is None or _WEAK_START.match(subject["who"]) or _TALK.search(subject["who"]):
        return None
    return f"{subject['who']}{sentence[match.end() :]}"


def joined(sentence: str, before: Sequence[str]) -> Iterator[str]:
    """The sentence with what the text's first one says that its subject is: "X, a tool for Y, does Z."."""
    first = _DEFINITION.match(before[0].strip()) if before else None
    if first is None:
        return
    who, whole = first["who"], first["what"]
    bare = _capital(_FRONT.sub("", _LEADING.sub("", sentence.strip(), count=1)))
    rests = [bare.removeprefix(f"{subject} ") for subject in (who, who.split(" ")[-1], "It")]
    for rest in rests:
        if rest != bare and _DOES_SOMETHING.match(rest) and _WHOLE.search(rest):
            yield from (f"{who}, {what}, {rest}" for what in dict.fromkeys((whole, _FURTHER.sub("", whole))))


def owned(sentence: str, actor: str) -> str | None:
    return None


def with_subject(text: str, before: Sequence[str], actor: str) -> str | None:
    return None


def freed(sentence: str, title: str) -> str | None:
    return None


def full_names(sentence: str, text: str) -> str:
    return sentence


def is_about_event(sentence: str) -> bool:
    return False


def names_subject(sentence: str) -> bool:
    return True


def is_thought(sentence: str) -> bool:
    return bool(_OPINION.search(sentence) or _OURS.search(sentence))


def is_background(sentence: str) -> bool:
    return False


def is_talked_of(sentence: str) -> bool:
    return False


def tells_example(sentence: str) -> bool:
    return False


def defines(sentence: str) -> bool:
    return False


def in_own_marks(text: str) -> str:
    return text


def takes_back(paragraph: str) -> bool:
    return False
