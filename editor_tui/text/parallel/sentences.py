"""Sentences that a translation says twice, leaves out or makes up."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from editor_tui.text.parallel.flaw import Flaw, Pair, shown
from editor_tui.text.sentences import split_sentences

_MARKS: Final = re.compile(r"[。．！？!?]+|\.(?=[\s”\"'’)]|\Z)")
_SHORTEST_DOUBLE: Final = 12


def find_doubled(source: str, target: str, pair: Pair) -> Iterator[Flaw]:
    """A sentence that the target has more often than the source has any."""
    counts = Counter(map(_plain, split_sentences(target)))
    allowed = max(Counter(map(_plain, split_sentences(source))).values(), default=1)
    if doubled := [text for text, count in counts.items() if count > allowed and len(text) >= _SHORTEST_DOUBLE]:
        yield Flaw.of("doubled", sentence=shown([text[:60] for text in doubled], 1))


def find_dropped(source: str, target: str, pair: Pair) -> Iterator[Flaw]:
    """Far fewer or far more sentences than the source has; translators join and split a few of them."""
    wanted, found = _count(source), _count(target)
    if wanted - _most(target) >= 2 and _most(target) * 2 <= wanted:
        yield Flaw.of("dropped", wanted=wanted, found=found)
    if found > 2 * _most(source) + 1:
        yield Flaw.of("added", wanted=wanted, found=found)


def _count(text: str) -> int:
    return sum(bool(re.search(r"\w", sentence)) for sentence in split_sentences(text))


def _most(text: str) -> int:
    """As many sentences as there can be: those inside quotations too, which `split_sentences` counts as one."""
    return max(_count(text), len(_MARKS.findall(text)))


def _plain(sentence: str) -> str:
    return re.sub(r"[\W_]+", " ", sentence).strip().lower()
