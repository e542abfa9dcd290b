"""Tags from a vocabulary, by where and how often their names stand in a text; and new ones from keyphrases."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final

from editor_tui.llm.offline.keyphrases import keyphrases
from editor_tui.text.normal import normal_form
from editor_tui.text.tag_forms import tag_key

_TITLE_WEIGHT: Final = 3.0
_OPENING_WEIGHT: Final = 0.8
# Below this a name is only mentioned.
_LEAST: Final = 1.6
_MOST_NEW: Final = 5
_LONGEST_NEW: Final = 15


def suggest_tags(names: Mapping[str, Sequence[str]], title: str, paragraphs: Sequence[str]) -> list[str]:
    """The tags that the text deals with, the likeliest first. `names`: what each tag may be called in a text.

    A tag is likely if the title has it, if many paragraphs do, and if an early one does.
    """
    scores = {tag: _score(spellings, title, paragraphs) for tag, spellings in names.items()}
    likely = [tag for tag, score in scores.items() if score >= _LEAST]
    return sorted(likely, key=lambda tag: (-scores[tag], tag))


def _score(spellings: Sequence[str], title: str, paragraphs: Sequence[str]) -> float:
    pattern = _pattern(tuple(spellings))
    counts = [len(pattern.findall(folded)) for folded in map(_folded, paragraphs)]
    with_it = sum(count > 0 for count in counts)
    # Paragraphs count more than repetitions, as one paragraph of examples may name a company ten times.
    spread = 8 * with_it / (len(paragraphs) + 6)
    often = math.log2(1 + sum(counts)) / 3
    early = _OPENING_WEIGHT if any(counts[:2]) else 0.0
    in_title = _TITLE_WEIGHT if pattern.search(_folded(title)) else 0.0
    return spread + often + early + in_title if with_it or in_title else 0.0


@lru_cache(maxsize=4096)
def _pattern(spellings: tuple[str, ...]) -> re.Pattern[str]:
    """Finds a name in a folded text; a Latin name only as a whole word, so that AI does not stand in OpenAI."""
    words = []
    for spelling in spellings:
        word = re.escape(_folded(spelling))
        before = r"(?<![a-z0-9])" if re.match(r"[a-z0-9]", word) else ""
        after = r"(?![a-z0-9])" if re.search(r"[a-z0-9]$", word) else ""
        words.append(f"{before}{word}{after}")
    return re.compile("|".join(words))


@lru_cache(maxsize=4096)
def _folded(text: str) -> str:
    """NFKC and lower case; white space goes where it is not between Latin words."""
    joined = re.sub(r"(?<=[A-Za-z0-9]) (?=[A-Za-z0-9])", "\x1f", text)
    return normal_form(joined).replace("\x1f", " ").casefold()


def suggest_new(title: str, paragraphs: Sequence[str], *, japanese: bool) -> list[str]:
    """Subjects that could be tags of their own: keyphrases that stand in the title and often in the text."""
    folded = tag_key(title)
    found = [
        phrase
        for phrase, score in keyphrases(title, paragraphs, japanese=japanese)
        if len(phrase) <= _LONGEST_NEW and tag_key(phrase) in folded and score > 6
    ]
    return found[:_MOST_NEW]
