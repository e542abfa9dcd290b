"""Glob patterns on the site's paths: `*`, `?`, `[…]` within a name, `**` for any folders."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache, partial


def has_magic(pattern: str) -> bool:
    """Is this a pattern, or the name of one file?"""
    return any(character in pattern for character in "*?[")


@lru_cache(maxsize=256)
def glob_regex(pattern: str) -> re.Pattern[str]:
    """What fully matches the paths that the pattern means. Paths and patterns have "/" between names.

    `**/` stands for no folder or any number of them, a last `**` for everything below.
    """
    made = ""
    position = 0
    while position < len(pattern):
        if pattern.startswith("**/", position):
            made += "(?:.*/)?"
            position += 3
        elif pattern.startswith("**", position):
            made += ".*"
            position += 2
        else:
            piece, position = _one(pattern, position)
            made += piece
    return re.compile(made, re.DOTALL)


def _one(pattern: str, position: int) -> tuple[str, int]:
    """The regular expression for what stands at a place of the pattern, and the place behind it."""
    character = pattern[position]
    if character == "*":
        return "[^/]*", position + 1
    if character == "?":
        return "[^/]", position + 1
    if character == "[":
        # A "]" that comes first is a member of the class, as in every shell.
        end = pattern.find("]", position + (3 if pattern[position + 1 : position + 2] in ("!", "^") else 2))
        if end > 0:
            members = pattern[position + 1 : end].replace("\\", "\\\\").replace("[", "\\[")
            if members[0] in "!^":
                members = "^/" + members[1:]
            return f"[{members}]", end + 1
    return re.escape(character), position + 1


def match_any(patterns: Sequence[str]) -> Callable[[str], bool]:
    """A test of a path: does one of the patterns match it, or a folder that it is in?"""
    if not patterns:
        return _matches_nothing
    # Not a closure: a site is pickled for the processes that read its drafts.
    whole = re.compile(
        "|".join(f"(?:{glob_regex(pattern.strip('/')).pattern})(?:/.*)?" for pattern in patterns), re.DOTALL
    )
    return partial(_is_match, whole)


def _matches_nothing(path: str) -> bool:
    return False


def _is_match(whole: re.Pattern[str], path: str) -> bool:
    return whole.fullmatch(path) is not None
