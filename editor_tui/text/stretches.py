"""What two texts have in common, stretch by stretch: what `difflib` finds, in a third of its time.

`difflib` walks through all pairs of equal characters; here the search for a substring does it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

#: Where it begins in the old and in the new text, and how long it is.
Stretch = tuple[int, int, int]


def find_changes(old: str, new: str) -> Iterator[tuple[int, int, int, int]]:
    """Spans `(a, b, c, d)`: `old[a:b]` became `new[c:d]`.

    What `SequenceMatcher(None, old, new, autojunk=False).get_opcodes()` gives, but for what is equal.
    """
    above = below = 0
    for start, start_new, size in (*common_stretches(old, new), (len(old), len(new), 0)):
        if above < start or below < start_new:
            yield above, start, below, start_new
        above, below = start + size, start_new + size


def common_stretches(old: str, new: str) -> list[Stretch]:
    """What `SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()` gives, but for the empty last one.

    Stretches that lie side by side in both are not joined.
    """
    found: list[Stretch] = []
    waiting = [(0, len(old), 0, len(new))]
    while waiting:
        first, last, first_new, last_new = waiting.pop()
        if first == last or first_new == last_new:
            continue
        start, start_new, size = _longest(old[first:last], new[first_new:last_new])
        if size:
            start, start_new = start + first, start_new + first_new
            found.append((start, start_new, size))
            waiting += [(first, start, first_new, start_new), (start + size, last, start_new + size, last_new)]
    return sorted(found)


def as_characters(*sequences: Sequence[str]) -> list[str]:
    """A text for each sequence of words, in which equal characters stand for equal words."""
    numbers: dict[str, int] = {}
    return ["".join([chr(numbers.setdefault(word, len(numbers))) for word in words]) for words in sequences]


def _longest(old: str, new: str) -> Stretch:
    """The longest common stretch; of those that are as long the first in the old text, then in the new one."""
    start = size = first = 0
    while first + size < len(old):
        if old[first : first + size + 1] in new:
            start, size = first, size + 1
        else:
            first += 1
    return start, new.find(old[start : start + size]), size
