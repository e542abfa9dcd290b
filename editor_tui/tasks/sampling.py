"""A few drafts that stand for the site: old and new, long and short."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a draft without reading it. `date` sorts as text; `length` counts characters."""

    path: str
    date: str = ""
    length: int = 0


def choose_sample(drafts: Sequence[Known], count: int) -> list[str]:
    """The paths of `count` drafts, the same every time, spread over dates and lengths.

    The drafts are cut into as many ages as the square root of `count` allows, and each age into lengths; the middle one
    of every cell is taken, so that neither the first post nor the longest stands for all.
    """
    if count >= len(drafts):
        return [draft.path for draft in drafts]
    ages = max(1, round(count**0.5))
    by_age = sorted(drafts, key=lambda draft: (draft.date, draft.path))
    chosen: list[str] = []
    for age, part in enumerate(_cut(by_age, ages)):
        wanted = (count * (age + 1)) // ages - (count * age) // ages
        by_length = sorted(part, key=lambda draft: (draft.length, draft.path))
        chosen += [cell[len(cell) // 2].path for cell in _cut(by_length, wanted) if cell]
    return chosen


def _cut(drafts: Sequence[Known], parts: int) -> list[Sequence[Known]]:
    return [drafts[len(drafts) * part // parts : len(drafts) * (part + 1) // parts] for part in range(parts)]
